"""`iam-policy`: policies that an independent linter takes, one recorded text for each kind of file, and what is said beside them.

RECORD_GOLDEN=1 writes the texts below `policies/`; such a run fails. That the policies are enough and that nothing in them is
superfluous is shown in a simulated account (`PolicyRequestTests.swift`).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from parliament import analyze_policy_string

from EndToEnd.world import ITEM, World

GOLDEN = Path(__file__).parent / "policies"
ACCOUNT = ("--account-id", "123456789012")
ARN = "arn:aws:iam::123456789012:"
SHARES = {"reconcile": {"scheduling-policy": {"shares": {"lab": 1}}}}
#: Files of one environment.
KINDS: dict[str, dict[str, Any]] = {
    "on-demand": {"provisioning-model": "EC2"},
    "spot": {"allow-buckets": "s3://reads,s3://results/2026", "log-group": "/acme/jobs", "labels": "a=b"},
    "fargate": {"fargate": True, "wave": True, "fusion-v2": True},
    "shares": {"provisioning-model": "EC2"} | SHARES,
    "names-of-others": {
        "provisioning-model": "EC2", "ami-id": "ami-0123456789abcdef0", "key-pair": "ops", "efs-id": "fs-0123456789abcdef0",
        "fsx-dns": "fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com", "instance-types": "zz9.large",
        "head-job-role": f"{ARN}role/head", "compute-job-role": f"{ARN}role/tasks",
        "reconcile": {
            "policies": [f"{ARN}policy/logs"], "permissions-boundary": f"{ARN}policy/limit",
            "kms-keys": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
            "scheduling-policy": "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/fair",
        },
    },
    "many-buckets": {"allow-buckets": ",".join(f"s3://bucket-of-the-year-2026-and-number-{n}" for n in range(80))},
    "manual": {"config-mode": "manual", "head-queue": "theirs-head", "compute-queue": "theirs-work"},
}  # fmt: skip
PURPOSES = ("plan", "apply", "runtime")


def items(*fields: dict[str, Any]) -> str:
    """A file of environments."""
    made = []
    for number, own in enumerate(fields):
        item = yaml.safe_load(ITEM)["compute-envs"][0] | {"workspace": "acme/demo", "max-cpus": 64} | own
        if number:
            item["name"] = f"{item['name']}-{number}"
        if item["config-mode"] == "manual":
            del item["max-cpus"]
        made.append(item)
    return yaml.safe_dump({"compute-envs": made}, sort_keys=False)


def printed(world: World, text: str, *arguments: str) -> tuple[str, str]:
    """What the command prints without credentials, and its notes."""
    result = world.reconcile("iam-policy", *arguments, world.write("policy.yml", text)).expect(0)
    return result.stdout, result.stderr


def findings(policy: str) -> list[str]:
    """What the linter finds: actions, ARNs and conditions that AWS does not know together, and '*' where AWS takes an ARN."""
    return [f"{one.issue}: {one.detail} {one.location}" for one in analyze_policy_string(policy).findings]


def size(policy: str) -> int:
    """The size as IAM counts it."""
    return len("".join(json.dumps(json.loads(policy), separators=(",", ":"), ensure_ascii=False).split()))


def test_only_plan_has_the_right_on_the_history_of_changes(world: World) -> None:
    """drift reads CloudTrail, and apply does not."""
    plan, apply = (printed(world, items(KINDS["spot"]), "--for", purpose)[0] for purpose in ("plan", "apply"))
    assert "cloudtrail:LookupEvents" in plan and "cloudtrail" not in apply


def test_the_linter_finds_what_is_wrong() -> None:
    for action, resource in [
        ("batch:CreateJobQueue", "*"),
        ("batch:Nonsense", "*"),
        ("batch:CreateJobQueue", "arn:aws:s3:::bucket"),
    ]:
        statement = {"Effect": "Allow", "Action": [action], "Resource": [resource]}
        assert findings(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_linter_takes_the_policy_of(kind: str, purpose: str, world: World) -> None:
    policy, notes = printed(world, items(KINDS[kind]), "--for", purpose, *ACCOUNT)
    assert findings(policy) == []
    statements = json.loads(policy)["Statement"]
    names = [one["Sid"] for one in statements]
    assert len(set(names)) == len(names) and all(name.isalnum() for name in names)
    assert all(len(set(one["Action"])) == len(one["Action"]) for one in statements)
    if kind != "many-buckets":
        # Warnings about the file begin with its name.
        said = [line for line in notes.splitlines() if line.startswith(("note:", "warning:"))]
        if (kind, purpose) == ("names-of-others", "apply"):
            assert size(policy) > 6144 and any("--part" in line for line in said)
        else:
            assert size(policy) <= 6144 and said == []
    assert not world.recorder.exchanges


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "many-buckets"])
def test_a_policy_is_as_recorded(kind: str, purpose: str, world: World) -> None:
    policy, _ = printed(world, items(KINDS[kind]), "--for", purpose, *ACCOUNT)
    path = GOLDEN / f"{kind}-{purpose}.json"
    if os.environ.get("RECORD_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(policy, encoding="utf-8")
        pytest.fail("recorded")
    assert policy == path.read_text(encoding="utf-8")


def test_without_an_account_arns_hold_for_any_and_a_note_says_so(world: World) -> None:
    policy, notes = printed(world, items(KINDS["spot"]))
    assert ":*:job-queue/" in policy and "--account-id" in notes
    named, silence = printed(world, items(KINDS["spot"] | {"reconcile": {"account-id": "210987654321"}}))
    assert ":210987654321:job-queue/" in named and silence == ""


def test_two_accounts_have_no_policy_together(world: World) -> None:
    file = world.write("two.yml", items({"reconcile": {"account-id": "210987654321"}}))
    result = world.reconcile("iam-policy", *ACCOUNT, file).expect(1)
    assert "123456789012, 210987654321" in result.stderr and "--target" in result.stderr


def test_many_names_give_way_to_the_prefix(world: World) -> None:
    text = items(*[{"provisioning-model": "EC2"}] * 20)
    policy, notes = printed(world, text, *ACCOUNT)
    assert "job-queue/TowerForge-*" in policy and "20 environments" in notes
    assert findings(policy) == [] and size(policy) <= 6144
    few, _ = printed(world, items({}), *ACCOUNT)
    assert "job-queue/TowerForge-*" not in few


def test_what_is_too_long_is_printed_in_parts(world: World) -> None:
    text = items(KINDS["many-buckets"])
    whole, notes = printed(world, text, "--for", "runtime", *ACCOUNT)
    assert size(whole) > 6144 and "'--part 1' to '--part " in notes
    count = int(notes.split("'--part ")[2].split("'")[0])
    parts = [printed(world, text, "--for", "runtime", *ACCOUNT, "--part", str(n + 1))[0] for n in range(count)]
    assert all(size(part) <= 6144 and findings(part) == [] for part in parts)

    def allowed(*policies: str) -> set[tuple[str, str]]:
        found = [one for policy in policies for one in json.loads(policy)["Statement"]]
        return {(action, arn) for one in found for action in one["Action"] for arn in one["Resource"]}

    assert allowed(*parts) == allowed(whole)
    more = world.reconcile("iam-policy", "--for", "runtime", "--part", str(count + 1), world.write("p.yml", text)).expect(1)
    assert f"{count} policies" in more.stderr


def test_prune_and_lock_add_their_rights(world: World) -> None:
    text = items(KINDS["on-demand"])
    policy, _ = printed(world, text, *ACCOUNT, "--prune", "--lock", "s3://locks/prod.lock")
    assert findings(policy) == []
    statements = {one["Sid"]: one for one in json.loads(policy)["Statement"]}
    assert statements["Lease"]["Resource"] == ["arn:aws:s3:::locks/prod.lock"]
    assert "arn:aws:batch:eu-west-1:123456789012:job-queue/TowerForge-*" in statements["JobQueue"]["Resource"]
    plain, _ = printed(world, text, *ACCOUNT)
    assert "s3:PutObject" not in plain and "iam:GetAccountAuthorizationDetails" not in plain


@pytest.mark.parametrize("others", [["--trust", "ec2"], ["--for", "plan"], ["--for", "runtime"]])
@pytest.mark.parametrize("option", [["--lock", "s3://locks/prod.lock"], ["--prune"], ["--part", "1"]])
def test_an_option_without_effect_is_a_usage_error(option: list[str], others: list[str], world: World) -> None:
    file = world.write("idle.yml", items(KINDS["on-demand"]))
    has_effect = option[0] == "--part" and others[0] == "--for" or option[0] == "--prune" and others[1] == "plan"
    done = world.reconcile("iam-policy", *ACCOUNT, *option, file, *others).expect(0 if has_effect else 64)
    assert has_effect or f"'{option[0]}' has no effect with '" in done.stderr
    # A default is for the commands that it has an effect on.
    if option[0] == "--lock":
        world.reconcile("iam-policy", *ACCOUNT, file, *others, RECONCILE_LOCK=option[1]).expect(0)


def test_the_trust_in_a_repository_is_a_policy(world: World) -> None:
    file = world.write("trust.yml", items(KINDS["on-demand"]))
    for purpose in PURPOSES:
        result = world.reconcile("iam-policy", "--for", purpose, *ACCOUNT, file, "--trust", "github", "acme/envs").expect(0)
        (statement,) = json.loads(result.stdout)["Statement"]
        assert statement["Principal"]["Federated"].endswith("oidc-provider/token.actions.githubusercontent.com")
        assert statement["Condition"]["StringEquals"]["token.actions.githubusercontent.com:aud"] == "sts.amazonaws.com"
    unknown = world.reconcile("iam-policy", file, "--trust", "github", "acme/envs").expect(1)
    assert "--account-id" in unknown.stderr
    service = world.reconcile("iam-policy", file, "--trust", "ecs-tasks").expect(0)
    assert json.loads(service.stdout)["Statement"][0]["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}


@pytest.mark.parametrize("trust", [["github"], ["lambda"], ["github", "acme"], ["github", "*/x"], ["ec2", "more"]])
def test_a_trust_that_means_nothing_is_a_usage_error(trust: list[str], world: World) -> None:
    file = world.write("trust.yml", items(KINDS["on-demand"]))
    world.reconcile("iam-policy", *ACCOUNT, file, "--trust", *trust).expect(64)
