"""One run over several accounts: each environment with the AWS profile that its 'credentials' name."""

from __future__ import annotations

import json
import re
from typing import Any

import boto3
import pytest

from conftest import ACCESS_KEY, SECRET_KEY
from EndToEnd.world import World

NO_KEYS = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
ONE, TWO = "111111111111", "222222222222"
REGION = "eu-west-1"
ITEM = """\
  - type: aws-batch
    config-mode: forge
    name: {name}
    workspace: acme/research
    region: eu-west-1
    work-dir: s3://bucket/work
    max-cpus: 16
    credentials: {profile}
"""


def profile(name: str, account: str, role: str = "deployer") -> str:
    return f"[profile {name}]\nrole_arn = arn:aws:iam::{account}:role/{role}\nsource_profile = base\nregion = {REGION}\n"


def shared_files(world: World) -> None:
    """Profiles 'one' and 'two' of two accounts, and 'again' of the first."""
    folder = world.home / ".aws"
    folder.mkdir()
    (folder / "credentials").write_text(
        f"[base]\naws_access_key_id = {ACCESS_KEY}\naws_secret_access_key = {SECRET_KEY}\n", encoding="utf-8"
    )
    config = profile("one", ONE) + profile("two", TWO) + profile("again", ONE, "other")
    (folder / "config").write_text(config, encoding="utf-8")


def items(*environments: tuple[str, str], more: dict[str, str] | None = None) -> str:
    texts = [ITEM.format(name=name, profile=account) + (more or {}).get(name, "") for name, account in environments]
    return "compute-envs:\n" + "".join(texts)


def batch_of(world: World, account: str) -> Any:
    """A client of AWS Batch in an account."""
    keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY, "region_name": REGION}
    sts = boto3.client("sts", endpoint_url=world.aws.endpoint, **keys)
    role = f"arn:aws:iam::{account}:role/observer"
    issued = sts.assume_role(RoleArn=role, RoleSessionName="observer")["Credentials"]
    return boto3.client(
        "batch",
        endpoint_url=world.aws.endpoint,
        region_name=REGION,
        aws_access_key_id=issued["AccessKeyId"],
        aws_secret_access_key=issued["SecretAccessKey"],
        aws_session_token=issued["SessionToken"],
    )


def queues(world: World, account: str) -> list[str]:
    """The environments that have queues in an account."""
    names = [queue["jobQueueName"] for queue in batch_of(world, account).describe_job_queues()["jobQueues"]]
    return sorted({name.split("-")[1] for name in names})


@pytest.fixture
def accounts(world: World) -> World:
    shared_files(world)
    return world


def run(world: World, command: str, *rest: Any) -> Any:
    return world.run(command, *rest, timeout=300, **NO_KEYS)


def test_two_accounts_are_planned_and_applied_in_one_run(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    shown = run(accounts, "plan", file).expect(0).stdout
    assert f"Accounts {ONE}, {TWO}, {REGION}" in shown
    assert shown.index(f"\nAccount {ONE}\n") < shown.index("alpha (") < shown.index(f"\nAccount {TWO}\n") < shown.index("beta (")
    assert shown.count("Plan: ") == 2 and shown.count("plan-id: ") == 1

    document = run(accounts, "plan", "--format", "json", file).expect(0).json
    assert document["account_id"] is None
    assert {(e["name"], e["account_id"]) for e in document["environments"]} == {("alpha", ONE), ("beta", TWO)}

    run(accounts, "apply", "--yes", "--expect-plan", "0" * 12, file).expect(4)
    assert queues(accounts, ONE) == queues(accounts, TWO) == []
    run(accounts, "apply", "--yes", "--expect-plan", document["plan_id"], file).expect(0)
    assert (queues(accounts, ONE), queues(accounts, TWO)) == (["alpha"], ["beta"])
    assert "No changes." in run(accounts, "plan", file).expect(0).stdout

    drift = run(accounts, "drift", "--format", "json", file).expect(0).json
    assert drift["account_id"] is None
    assert {(e["name"], e["account_id"]) for e in drift["environments"]} == {("alpha", ONE), ("beta", TWO)}
    assert f"\n\nAccount {TWO}\n\nacme/research/beta" in run(accounts, "drift", file).expect(0).stdout
    outputs = run(accounts, "output", "--format", "json", file).expect(0).json["environments"]
    assert {(output["name"], output["account_id"]) for output in outputs} == {("alpha", ONE), ("beta", TWO)}
    status = run(accounts, "status", "--exit-code", "--format", "json", file).expect(0).json
    assert status["account_id"] is None
    assert {(e["name"], e["account_id"]) for e in status["environments"]} == {("alpha", ONE), ("beta", TWO)}
    assert f"\n\nAccount {TWO}\n" in run(accounts, "status", file).expect(0).stdout

    # A run with one account prunes nothing in the other.
    left = accounts.write("left.yml", items(("gamma", "one"), ("beta", "two")))
    pruning = ("--yes", "--prune", "--allow-destroy")
    run(accounts, "apply", *pruning, "0", left).expect(5)
    run(accounts, "apply", *pruning, "1", left).expect(0)
    assert (queues(accounts, ONE), queues(accounts, TWO)) == (["gamma"], ["beta"])

    run(accounts, "destroy", "--yes", left).expect(0)
    assert queues(accounts, ONE) == queues(accounts, TWO) == []


def test_two_profiles_of_one_account_are_one_account(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "again")))
    planned = run(accounts, "plan", "--prune", file).expect(0)
    assert "'one' and 'again' lead to the same account: the credentials of 'one' are used for all of it" in planned.stderr
    assert f"\nAccount {ONE}, {REGION}, as " in planned.stdout
    run(accounts, "apply", "--yes", file).expect(0)
    assert queues(accounts, ONE) == ["alpha", "beta"]
    assert "No changes." in run(accounts, "plan", "--prune", file).expect(0).stdout


def test_a_saved_plan_of_two_profiles_of_one_account_is_applied(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "again")))
    run(accounts, "plan", "--out", "plan.json", file).expect(0)
    run(accounts, "apply", "plan.json").expect(0)
    assert queues(accounts, ONE) == ["alpha", "beta"]


def test_an_account_id_guards_its_own_environments(accounts: World) -> None:
    def guarded(account: str) -> str:
        more = {"beta": f"    reconcile:\n      account-id: '{account}'\n"}
        return items(("alpha", "one"), ("beta", "two"), more=more)

    run(accounts, "plan", accounts.write("right.yml", guarded(TWO))).expect(0)
    refused = run(accounts, "apply", "--yes", accounts.write("wrong.yml", guarded(ONE))).expect(5)
    assert f"the credentials lead to account {TWO}, and only {ONE} may be touched" in refused.stderr
    assert queues(accounts, ONE) == queues(accounts, TWO) == []


def test_a_refusal_in_one_account_does_not_stop_the_other(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    run(accounts, "apply", "--yes", file).expect(0)
    # A change that needs a new environment is refused; the other one is made in place.
    fargate = {"alpha": "    fargate: true\n    wave: true\n    fusion-v2: true\n"}
    before, _, after = items(("alpha", "one"), ("beta", "two"), more=fargate).rpartition("max-cpus: 16")
    changed = accounts.write("changed.yml", f"{before}max-cpus: 32{after}")
    assert "REFUSED" in run(accounts, "plan", changed).expect(5).stdout
    skipped = run(accounts, "apply", "--yes", "--skip-refused", changed).expect(5)
    assert "2 updated" in skipped.stdout.splitlines()[-1] and "left out: acme/research/alpha" in skipped.stderr


def test_a_lease_holds_for_all_accounts(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    run(accounts, "apply", "--yes", "--lock", "s3://bucket/lease", "--audit-log", "audit.jsonl", file).expect(0)
    lines = [json.loads(line) for line in (accounts.home / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    lease = [(line["operation"], line["account_id"]) for line in lines if line["operation"].startswith("s3:")]
    assert lease[0] == ("s3:PutObject", ONE) and lease[-1] == ("s3:DeleteObject", ONE)
    assert {account for _, account in lease} == {ONE}
    assert (queues(accounts, ONE), queues(accounts, TWO)) == (["alpha"], ["beta"])
    assert "Contents" not in accounts.aws.s3.list_objects_v2(Bucket="bucket")


def test_doctor_checks_each_account(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    shown = run(accounts, "doctor", file).expect(0).stdout
    first, second = shown.split(f"\n\nAccount {TWO} as arn:")
    assert first.startswith(f"Account {ONE} as arn:")
    assert "ok       network of 'alpha'" in first and "'beta'" not in first
    assert "ok       network of 'beta'" in second and "'alpha'" not in second
    assert shown.count(" ok, ") == 1 and shown.endswith(", 0 errors\n")

    # An error in one account is the status of the run, and says where it is.
    keyed = accounts.write("keyed.yml", items(("alpha", "one"), ("beta", "two"), more={"beta": "    key-pair: ops\n"}))
    document = run(accounts, "doctor", "--format", "json", keyed).expect(1).json
    assert document["account_id"] is None and document["principal"] is None
    findings = [(part["account_id"], one) for part in document["accounts"] for one in part["diagnostics"]]
    errors = [(account, one["kind"]) for account, one in findings if one["severity"] == "error"]
    assert errors == [(TWO, "reference-not-found")]
    assert "network of 'alpha'" in document["ok"] and "network of 'alpha'" in document["accounts"][0]["ok"]
    alone = run(accounts, "doctor", "--format", "json", "--target", "alpha", keyed).expect(0).json
    assert alone["account_id"] == ONE and "accounts" not in alone


def test_queues_of_two_accounts_are_adopted_in_one_run(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    run(accounts, "apply", "--yes", file).expect(0)
    for account in (ONE, TWO):
        batch = batch_of(accounts, account)
        for queue in batch.describe_job_queues()["jobQueues"]:
            batch.untag_resource(resourceArn=queue["jobQueueArn"], tagKeys=list(queue["tags"]))
    run(accounts, "apply", "--yes", file).expect(5)
    accounts.recorder.clear()
    run(accounts, "adopt", file).expect(1)
    assert accounts.writes == []

    events = run(accounts, "adopt", "--yes", "--format", "json", file).expect(0).json_lines
    for kind in ("planned_change", "apply_complete"):
        found = [(one["account_id"], (one.get("change") or one["hook"])["resource"]["addr"]) for one in events if one["type"] == kind]
        assert {account for account, _ in found} == {ONE, TWO}
        assert all(("alpha" in address) == (account == ONE) for account, address in found)
    assert "account_id" not in events[0] and "account_id" not in events[-1]
    assert "No changes." in run(accounts, "plan", file).expect(0).stdout
    assert "Nothing to take over" in run(accounts, "adopt", "--yes", file).expect(0).stdout


def test_events_of_apply_have_their_account(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    events = run(accounts, "apply", "--yes", "--format", "json", file).expect(0).json_lines
    done = [(one["account_id"], one["hook"]["resource"]["addr"]) for one in events if one["type"] == "apply_complete"]
    assert {account for account, _ in done} == {ONE, TWO}
    # The roles that an account shares have one address in both.
    assert len(done) == len(set(done)) and all("/alpha/" not in address or account == ONE for account, address in done)
    assert all("account_id" in one for one in events if one["type"].startswith("apply_"))
    alone = run(accounts, "apply", "--yes", "--format", "json", "--target", "alpha", file).expect(0).json_lines
    assert not any("account_id" in one for one in alone)


def test_commands_for_one_account_refuse_several(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    refused = run(accounts, "submit", file, "--", "nextflow-io/hello").expect(1)
    assert "several AWS profiles ('one', 'two')" in refused.output and "--target" in refused.output
    plan = accounts.home / "plan.json"
    assert "a saved plan holds one account" in run(accounts, "plan", "--out", plan, file).expect(1).stderr
    assert not plan.exists()


def test_the_audit_log_has_the_account_of_each_call(accounts: World) -> None:
    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    run(accounts, "apply", "--yes", "--audit-log", "audit.jsonl", file).expect(0)
    lines = [json.loads(line) for line in (accounts.home / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    owners = {(line["account_id"], name) for line in lines for name in ("alpha", "beta") if name in (line["resource"] or "")}
    assert owners == {(ONE, "alpha"), (TWO, "beta")}


def test_an_error_of_one_account_names_its_profile(accounts: World) -> None:
    with (accounts.home / ".aws" / "config").open("a", encoding="utf-8") as config:
        config.write(f"[profile broken]\nrole_arn = arn:aws:iam::{TWO}:role/deployer\nsource_profile = gone\nregion = {REGION}\n")
    file = accounts.write("broken.yml", items(("alpha", "one"), ("beta", "broken")))
    for command in ("plan", "status", "output"):
        assert "error: profile 'broken': " in run(accounts, command, file).expect(1).stderr

    file = accounts.write("envs.yml", items(("alpha", "one"), ("beta", "two")))
    accounts.control("POST", "faults", deny="batch:DescribeComputeEnvironments")
    denied = run(accounts, "plan", "--format", "json", file).expect(1).json["error"]
    assert re.match(r"profile '(one|two)': ", denied["summary"])
    assert "batch:DescribeComputeEnvironments" in denied["summary"] + denied["detail"]
    accounts.control("POST", "faults", deny="pricing:*")
    notes = [one["summary"] for one in run(accounts, "plan", "--format", "json", file).expect(0).json["diagnostics"]]
    for name in ("one", "two"):
        assert any(note.startswith(f"profile '{name}': ") for note in notes)
    # A run with one profile has no other to be told from.
    alone = run(accounts, "plan", "--format", "json", "--target", "alpha", file).expect(0).json["diagnostics"]
    assert alone and not any(one["summary"].startswith("profile ") for one in alone)
