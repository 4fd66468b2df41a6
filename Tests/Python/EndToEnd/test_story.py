"""The main job from beginning to end: apply, nothing to do, a scaling update in place, destroy, nothing left."""

from __future__ import annotations

from pathlib import Path

import pytest

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World, a_world

STRICT = {"MOTO_DELAY": "1", "MOTO_STALE_READS": "0.7"}
BUSY = {"MOTO_FAULT_EVERY": "7=429,11=500,13=reset"}


def environments(world: World) -> dict[str, str]:
    """The compute environments' ARNs and uuids."""
    found = world.aws.batch.describe_compute_environments()["computeEnvironments"]
    return {env["computeEnvironmentArn"]: env["uuid"] for env in found}


def tell(world: World) -> None:
    """The story of the guide's two files."""
    world.reconcile("apply", "--yes", ONDEMAND, SNAPSHOTS).expect(0)
    before = environments(world)
    assert len(before) == 3
    world.reconcile("plan", "--detailed-exitcode", ONDEMAND, SNAPSHOTS).expect(0)
    world.recorder.clear()
    world.reconcile("apply", "--yes", ONDEMAND, SNAPSHOTS).expect(0)
    assert [str(write) for write in world.writes] == []

    edited = world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    world.reconcile("plan", "--detailed-exitcode", edited, SNAPSHOTS).expect(2)
    assert [str(write) for write in world.writes] == []
    world.reconcile("apply", "--yes", edited, SNAPSHOTS).expect(0)
    updates = world.sent("UpdateComputeEnvironment")
    assert [update.pop("computeEnvironment") != "" for update in updates] == [True] * len(updates)
    assert {str(update) for update in updates} == {str({"computeResources": {"maxvCpus": 2}})}
    assert {write.operation for write in world.writes} <= {
        "UpdateComputeEnvironment",
        "TagResource",
        # The head job's Nextflow configuration has the limits of the tasks.
        "RegisterJobDefinition",
        "DeregisterJobDefinition",
    }
    assert environments(world) == before
    world.reconcile("plan", "--detailed-exitcode", edited, SNAPSHOTS).expect(0)

    world.reconcile("destroy", "--yes", edited, SNAPSHOTS).expect(0)
    assert world.left_behind() == {}
    world.reconcile("destroy", "--yes", edited, SNAPSHOTS).expect(0)


def test_the_story_ends_well_on_a_slow_aws(world: World) -> None:
    tell(world)
    assert len(world.sent("UpdateComputeEnvironment")) >= 1


def test_the_scaling_update_is_sent_once(applied: World) -> None:
    edited = applied.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    applied.recorder.clear()
    applied.reconcile("apply", "--yes", edited).expect(0)
    [update] = applied.sent("UpdateComputeEnvironment")
    assert update["computeResources"] == {"maxvCpus": 2} and set(update) == {"computeEnvironment", "computeResources"}
    [env] = applied.aws.batch.describe_compute_environments()["computeEnvironments"]
    assert env["computeResources"]["maxvCpus"] == 2 and env["status"] == "VALID"


@pytest.mark.parametrize("settings", [STRICT, BUSY], ids=["slow, and reads lag", "busy, and the network breaks"])
def test_the_story_ends_well_on_a_difficult_aws(settings: dict[str, str], tmp_path: Path) -> None:
    with a_world(tmp_path, **settings) as world:
        tell(world)


def test_an_environment_that_was_changed_behind_the_files_back_is_put_right(applied: World) -> None:
    [env] = applied.aws.batch.describe_compute_environments()["computeEnvironments"]
    applied.aws.batch.update_compute_environment(
        computeEnvironment=env["computeEnvironmentName"], computeResources={"maxvCpus": 7}
    )
    applied.aws.settled_environment(env["computeEnvironmentName"])
    applied.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(2)
    applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
    assert applied.aws.settled_environment(env["computeEnvironmentName"])["computeResources"]["maxvCpus"] == 1000


def test_resources_deleted_manually_come_back(applied: World) -> None:
    [queue] = applied.aws.batch.describe_job_queues()["jobQueues"]
    applied.aws.batch.update_job_queue(jobQueue=queue["jobQueueName"], state="DISABLED")
    applied.aws.settled_queue(queue["jobQueueName"])
    applied.aws.batch.delete_job_queue(jobQueue=queue["jobQueueName"])
    applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
    assert applied.aws.settled_queue(queue["jobQueueName"])["state"] == "ENABLED"
    applied.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(0)


def test_status_reports_what_exists(world: World) -> None:
    assert "MISSING" in world.reconcile("status", SNAPSHOTS).expect(0, 1, 2).output
    world.reconcile("apply", "--yes", SNAPSHOTS).expect(0)
    world.recorder.clear()
    assert "AVAILABLE" in world.reconcile("status", SNAPSHOTS).expect(0).stdout
    assert world.writes == []
