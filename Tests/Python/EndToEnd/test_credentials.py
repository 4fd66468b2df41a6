"""Credentials from the places where people keep them; the judge at the end of each world checks their use."""

from __future__ import annotations

import json

import pytest

from conftest import ACCESS_KEY, SECRET_KEY
from EndToEnd.world import ONDEMAND, World

NO_KEYS = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}


def role(world: World, name: str) -> str:
    document = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    return str(world.aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"])


def shared_files(world: World, config: str) -> None:
    folder = world.home / ".aws"
    folder.mkdir()
    (folder / "credentials").write_text(
        f"[base]\naws_access_key_id = {ACCESS_KEY}\naws_secret_access_key = {SECRET_KEY}\n", encoding="utf-8"
    )
    (folder / "config").write_text(config, encoding="utf-8")


def test_a_profile_gives_credentials(world: World) -> None:
    shared_files(world, "")
    world.reconcile("plan", ONDEMAND, AWS_PROFILE="base", **NO_KEYS).expect(0)
    assert world.recorder.exchanges


def test_a_role_of_another_profile_gives_credentials(world: World) -> None:
    arn = role(world, "deployer")
    shared_files(world, f"[profile deploy]\nrole_arn = {arn}\nsource_profile = base\nexternal_id = ext:1\nregion = {world.aws.region}\n")
    world.reconcile("plan", "--profile", "deploy", ONDEMAND, **NO_KEYS).expect(0)
    [request] = world.sent("AssumeRole")
    assert (request["RoleArn"], request["ExternalId"]) == (arn, "ext:1")
    signed = {verdict.exchange.header("X-Amz-Security-Token") is not None for verdict in world.verdicts[1:]}
    assert signed == {True}


def test_a_web_identity_gives_credentials(world: World) -> None:
    token = world.write("token", "a.web.identity.token")
    identity = {"AWS_ROLE_ARN": role(world, "ci"), "AWS_WEB_IDENTITY_TOKEN_FILE": str(token)}
    world.reconcile("plan", ONDEMAND, **identity, **NO_KEYS).expect(0)
    [request] = world.sent("AssumeRoleWithWebIdentity")
    assert request["WebIdentityToken"] == "a.web.identity.token"


def test_the_secret_is_in_no_output(world: World) -> None:
    for arguments in (["plan", "-v"], ["apply", "--yes", "-v"]):
        assert SECRET_KEY not in world.reconcile(*arguments, ONDEMAND).expect(0).output


def program(world: World, text: str) -> None:
    """A profile whose keys a program prints."""
    file = world.write("keys.sh", f"#!/bin/sh\necho run >>{world.home}/runs\n{text}\n")
    file.chmod(0o755)
    shared_files(world, f"[profile printed]\ncredential_process = {file} --for 'a b'\n")


def test_a_program_gives_credentials(world: World) -> None:
    keys = json.dumps({"Version": 1, "AccessKeyId": ACCESS_KEY, "SecretAccessKey": SECRET_KEY})
    program(world, f"""[ "$2" = "a b" ] && cat && echo '{keys}'; echo noise >&2""")
    world.reconcile("plan", ONDEMAND, AWS_PROFILE="printed", **NO_KEYS).expect(0)
    assert (world.home / "runs").read_text(encoding="utf-8") == "run\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"echo {SECRET_KEY}; echo {SECRET_KEY} >&2; exit 3", "exit status 3"),
        (f"echo '{{\"SecretAccessKey\": \"{SECRET_KEY}'", "no JSON with credentials"),
        ("kill -9 $$", "signal 9 ended it"),
        ("yes aaaaaaaaaaaaaaaa", "it wrote more than 64 KiB"),
        ("exec /no/such/program", "exit status"),
    ],
)
def test_a_program_that_gives_no_keys_is_an_error_with_the_reason(text: str, reason: str, world: World) -> None:
    program(world, text)
    failed = world.reconcile("plan", ONDEMAND, AWS_PROFILE="printed", **NO_KEYS).expect(1)
    assert reason in failed.stderr and "credential_process" in failed.stderr
    assert SECRET_KEY[:8] not in failed.output
    assert world.recorder.exchanges == []
