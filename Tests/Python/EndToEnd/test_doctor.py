"""`doctor`: each line is ok, a note, a warning or an error with its remedy; the same as JSON; what `plan` says beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ACCESS_KEY, SECRET_KEY
from EndToEnd.world import ITEM, READS, World
from Moto.faults import operation_of

FORGE = ITEM.replace("    work-dir:", "    workspace: acme/demo\n    work-dir:") + "    instance-types: c6i,m6i.large\n"


def checked(world: World, text: str, *arguments: str, status: int = 0) -> str:
    world.make_buckets("bucket")
    return world.reconcile("doctor", *arguments, world.write("envs.yml", text)).expect(status).stdout


def test_an_account_in_which_all_is_in_order(world: World) -> None:
    shown = checked(world, FORGE)
    lines = shown.splitlines()
    assert lines[0].startswith("Account 123456789012 as arn:aws:") and lines[-1].endswith("ok, 0 warnings, 0 errors")
    for subject in ("network of 'one'", "bucket 'bucket'", "ways out of the subnets of 'one'", "vCPU quotas of 'one'"):
        assert f"ok       {subject}" in lines
    reads = tuple(read.lower() for read in READS)
    assert all(name.lower().startswith(reads) for name in map(operation_of, world.recorder.exchanges))


def test_an_error_is_what_aws_would_refuse(world: World) -> None:
    shown = checked(world, FORGE + "    key-pair: ops\n", status=1)
    assert "error    the key pair 'ops' does not exist" in shown and "[reference-not-found]" in shown
    assert "make it, or correct 'key-pair'" in shown


def test_a_warning_is_what_would_not_work(world: World) -> None:
    ec2 = world.aws.ec2
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24", AvailabilityZone="eu-west-1a")["Subnet"]["SubnetId"]
    text = FORGE + f"    vpc-id: {vpc}\n    subnets: {subnet}\n"
    shown = checked(world, text)
    assert f"warning  instances have no way out of '{subnet}'" in shown and "[no-way-out]" in shown
    plan = world.reconcile("plan", world.write("envs.yml", text)).expect(0)
    assert "no-way-out" in plan.stderr
    document = json.loads(checked(world, text, "--format", "json"))
    # moto's own caller is neither a user nor a role.
    assert {one["kind"] for one in document["diagnostics"]} == {"no-way-out", "rights-unknown"}
    assert "network of 'one'" in document["ok"] and "ways out of the subnets of 'one'" not in document["ok"]


def test_what_is_denied_is_one_note(world: World) -> None:
    for action in ("ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints"):
        world.control("POST", "faults", deny=action)
        shown = checked(world, FORGE)
        assert shown.count("[not-read]") == 1 and action in shown
        assert "ways out of the subnets of 'one'" not in shown
    world.control("POST", "faults")


def as_role(world: World, *statements: dict[str, object]) -> dict[str, str | None]:
    """Variables of a profile whose role has a path and a policy of the statements."""
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn = world.aws.iam.create_role(RoleName="deploy", Path="/ci/", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    world.aws.iam.put_role_policy(RoleName="deploy", PolicyName="rights", PolicyDocument=policy)
    (world.home / ".aws").mkdir()
    keys = f"aws_access_key_id = {ACCESS_KEY}\naws_secret_access_key = {SECRET_KEY}\n"
    (world.home / ".aws" / "credentials").write_text(f"[base]\n{keys}", encoding="utf-8")
    config = f"[profile deploy]\nrole_arn = {arn}\nsource_profile = base\nregion = {world.aws.region}\n"
    (world.home / ".aws" / "config").write_text(config, encoding="utf-8")
    return {"AWS_PROFILE": "deploy", "AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}


ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def rights(world: World, *statements: dict[str, object]) -> tuple[str, str]:
    """What ``doctor`` shows to a caller with the statements, and what ``plan`` asks IAM for."""
    variables = as_role(world, *statements)
    world.make_buckets("bucket")
    path = world.write("envs.yml", FORGE)
    shown = world.reconcile("doctor", path, **variables).expect(0).stdout
    asked = [name for name in map(operation_of, world.recorder.exchanges) if "Simulate" in name]
    world.reconcile("plan", path, **variables).expect(0)
    assert asked == [name for name in map(operation_of, world.recorder.exchanges) if "Simulate" in name]
    return shown, " ".join(shown.split())


def test_a_caller_with_every_right_is_in_order(world: World) -> None:
    shown, _ = rights(world, ALL)
    assert "ok       the caller may do all that apply needs: " in shown and "missing-right" not in shown


def test_a_caller_with_the_printed_policy_is_in_order(world: World) -> None:
    path = world.write("printed.yml", FORGE)
    printed = world.reconcile("iam-policy", "--account-id", "123456789012", path).expect(0).stdout
    shown, _ = rights(world, *json.loads(printed)["Statement"])
    assert "ok       the caller may do all that apply needs: " in shown and "missing-right" not in shown


def test_a_denied_action_is_a_warning_with_its_resource_and_remedy(world: World) -> None:
    denial = {"Effect": "Deny", "Action": "batch:DeleteJobQueue", "Resource": "*"}
    shown, words = rights(world, ALL, denial)
    assert shown.count("[missing-right]") == 1
    assert "the caller may not do 'batch:DeleteJobQueue' on arn:aws:batch:eu-west-1:123456789012:job-queue/" in words
    assert "reconcile iam-policy FILE… --for apply" in words


def test_prices_are_a_right_that_a_limit_of_the_cost_needs(world: World) -> None:
    variables = as_role(world, ALL, {"Effect": "Deny", "Action": "pricing:GetProducts", "Resource": "*"})
    world.make_buckets("bucket")
    path = world.write("limited.yml", FORGE + "    reconcile: {max-hourly-cost: 20}\n")
    shown = world.reconcile("doctor", path, **variables).expect(0).stdout
    assert shown.count("[missing-right]") == 1
    assert "the caller may not do 'pricing:GetProducts' on *" in " ".join(shown.split())
    shown = world.reconcile("doctor", world.write("envs.yml", FORGE), **variables).expect(0).stdout
    assert "missing-right" not in shown


def test_without_the_right_to_simulate_one_note_says_so(world: World) -> None:
    variables = as_role(world, ALL)
    world.make_buckets("bucket")
    world.control("POST", "faults", deny="iam:SimulatePrincipalPolicy")
    shown = world.reconcile("doctor", world.write("envs.yml", FORGE), **variables).expect(0).stdout
    assert shown.count("[rights-unknown]") == 1 and "iam:SimulatePrincipalPolicy" in shown
    world.control("POST", "faults")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_with_an_error_is_not_checked(form: str, world: World, tmp_path: Path) -> None:
    result = world.reconcile("doctor", "--format", form, world.write("bad.yml", ITEM.replace("max-cpus", "max-cpu"))).expect(1)
    assert not world.recorder.exchanges
    if form == "json":
        assert json.loads(result.stdout)["valid"] is False
