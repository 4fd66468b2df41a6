"""`apply --verify`: a short job on each queue, in a simulated account."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from EndToEnd.world import ITEM, World

NOTHING = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
FARGATE = {"wave": True, "fusion-v2": True, "fargate": True}


def write(world: World, name: str = "envs.yml", **fields: Any) -> str:
    item = yaml.safe_load(ITEM)
    item["compute-envs"][0] |= fields
    return str(world.write(name, json.dumps(item)))


def events(stdout: str, kind: str) -> list[dict[str, Any]]:
    return [event for event in map(json.loads, stdout.splitlines()) if event["type"] == kind]


@pytest.mark.parametrize("fields", [{}, FARGATE, FARGATE | {"graviton": True}], ids=["spot", "fargate", "graviton"])
def test_each_queue_runs_a_job(world: World, fields: dict[str, Any]) -> None:
    file = write(world, **{"provisioning-model": "SPOT"} | fields)
    done = world.run("apply", "--sandbox", "--yes", "--verify", file, **NOTHING).expect(0)
    assert done.stdout.count(": ran a job in ") == 2
    assert done.stdout.rstrip().endswith("Verified: 2 queues ran a job")
    assert world.run("plan", "--sandbox", "--detailed-exitcode", file, **NOTHING).expect(0)
    # Also with nothing to change.
    again = world.run("apply", "--sandbox", "--yes", "--verify", file, **NOTHING).expect(0)
    assert "No changes." in again.stdout and "Verified: 2 queues ran a job" in again.stdout
    assert "Verified" not in world.run("apply", "--sandbox", "--yes", file, **NOTHING).expect(0).stdout


def test_programs_get_events(world: World) -> None:
    file = write(world, **{"provisioning-model": "SPOT"})
    done = world.run("apply", "--sandbox", "--yes", "--verify", "--format", "json", file, **NOTHING).expect(0)
    parts = [event["hook"]["part"] for event in events(done.stdout, "verify_complete")]
    assert parts == ["head", "work"]
    assert {event["hook"]["status"] for event in events(done.stdout, "verify_progress")} >= {"STARTING", "RUNNING"}
    assert all(event["hook"]["job_id"] for event in events(done.stdout, "verify_start"))
    assert [event["queues"] for event in events(done.stdout, "verify_summary")] == [{"ran": 2, "failed": 0}]


def test_a_queue_that_runs_no_job_in_time_is_not_available(world: World) -> None:
    file = write(world, **{"provisioning-model": "EC2"})
    world.run("apply", "--sandbox", "--yes", file, **NOTHING).expect(0)
    metrics = world.home / "apply.prom"
    # Its job takes more than a minute.
    late = ("apply", "--sandbox", "--yes", "--verify", "--wait-timeout", "30s", "--metrics-file", metrics, file)
    failed = world.run(*late, **NOTHING).expect(7)
    assert "the job did not end in time: it was RUNNING" in failed.stdout
    assert "Not verified: 0 of 1 queue ran a job" in failed.stdout
    assert "log: https://eu-west-1.console.aws.amazon.com/cloudwatch/" in failed.stdout
    written = metrics.read_text(encoding="utf-8")
    assert 'reconcile_not_available{command="apply"} 1' in written and "reconcile_last_success" not in written
    told = world.run(*late, "--format", "json", **NOTHING).expect(7)
    [event] = events(told.stdout, "verify_errored")
    assert event["hook"]["status"] == "RUNNING" and event["hook"]["detail"]


def test_a_saved_plan_can_be_verified(world: World) -> None:
    file = write(world, **{"provisioning-model": "SPOT"} | FARGATE)
    world.run("plan", "--sandbox", "--out", "plan.json", file, **NOTHING).expect(0)
    done = world.run("apply", "--sandbox", "--verify", "plan.json", **NOTHING).expect(0)
    assert "Verified: 2 queues ran a job" in done.stdout


def test_queues_of_others_are_left_out_with_a_note(world: World) -> None:
    forge = yaml.safe_load(ITEM)["compute-envs"][0]
    manual = {
        "type": "aws-batch", "config-mode": "manual", "name": "two", "region": forge["region"],
        "work-dir": forge["work-dir"], "head-queue": f"@{{{forge['name']}.work-queue}}",
        "compute-queue": f"@{{{forge['name']}.work-queue}}",
    }  # fmt: skip
    forge["provisioning-model"] = "EC2"
    file = str(world.write("envs.yml", json.dumps({"compute-envs": [forge, manual]})))
    done = world.run("apply", "--sandbox", "--yes", "--verify", file, **NOTHING).expect(0)
    assert "note: not verified, because their queues belong to others: two" in done.stderr
    assert "Verified: 1 queue ran a job" in done.stdout


def test_the_policy_has_the_rights_only_if_asked(world: World) -> None:
    file = write(world, **{"provisioning-model": "SPOT"} | FARGATE)
    usual = world.run("iam-policy", file, **NOTHING).expect(0).stdout
    assert "batch:SubmitJob" not in usual and "batch:TerminateJob" not in usual
    asked = json.loads(world.run("iam-policy", "--verify", file, **NOTHING).expect(0).stdout)
    found = {
        (action, resource)
        for statement in asked["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
        for resource in ([statement["Resource"]] if isinstance(statement["Resource"], str) else statement["Resource"])
    }
    submit = {resource for action, resource in found if action == "batch:SubmitJob"}
    assert any(":job-queue/TowerForge-" in one for one in submit)
    assert any(":job-definition/TowerForge-" in one for one in submit) and "*" not in submit
    assert ("batch:DescribeJobs", "*") in found
    assert any(action == "batch:TerminateJob" and resource.endswith(":job/*") for action, resource in found)
    # Only jobs that have the tag of a queue of the file are made and ended.
    jobs = [one for one in asked["Statement"] if any(arn.endswith(":job/*") for arn in one["Resource"])]
    conditions = [(set(one["Action"]), json.dumps(one["Condition"])) for one in jobs]
    assert [actions for actions, _ in conditions] == [{"batch:SubmitJob", "batch:TagResource"}, {"batch:TerminateJob"}]
    for (_, condition), word in zip(conditions, ("Request", "Resource"), strict=True):
        assert f'"aws:{word}Tag/reconcile:resource"' in condition and '"job/TowerForge-one-' in condition
    world.run("iam-policy", "--for", "plan", "--verify", file, **NOTHING).expect(64)
