"""config-mode: manual – the queues have another owner; they must exist, be VALID and ENABLED."""

from __future__ import annotations

import pytest

from EndToEnd.world import World

FILE = """\
compute-envs:
  - type: aws-batch
    config-mode: manual
    name: "manual"
    workspace: "org/space"
    credentials: "keys"
    region: "{region}"
    work-dir: "s3://bucket/work"
    head-queue: "{head}"
    compute-queue: "{work}"
"""


@pytest.fixture
def queues(world: World) -> World:
    """A world with the queues head-queue and work-queue over an environment of ours."""
    env = world.aws.compute_environment("theirs", world.aws.instance_profile("theirs"))
    for name in ("head-queue", "work-queue"):
        world.aws.batch.create_job_queue(
            jobQueueName=name,
            priority=1,
            computeEnvironmentOrder=[{"order": 1, "computeEnvironment": env["computeEnvironmentArn"]}],
        )
        world.aws.settled_queue(name)
    return world


def write(world: World, head: str, work: str) -> str:
    return str(world.write("manual.yml", FILE.format(region=world.aws.region, head=head, work=work)))


def test_queues_that_exist_are_enough(queues: World) -> None:
    file = write(queues, "head-queue", "work-queue")
    queues.run("plan", "--detailed-exitcode", file).expect(0)
    queues.run("apply", "--yes", file).expect(0)
    assert queues.writes == []


def test_a_queue_that_is_not_there_is_named(queues: World) -> None:
    file = write(queues, "head-queue", "no-such-queue")
    for command in (["plan"], ["apply", "--yes"]):
        assert "no-such-queue" in queues.run(*command, file).expect(1).output
    assert queues.writes == []


def test_a_queue_that_is_disabled_is_named(queues: World) -> None:
    queues.aws.batch.update_job_queue(jobQueue="work-queue", state="DISABLED")
    queues.aws.settled_queue("work-queue")
    result = queues.run("apply", "--yes", write(queues, "head-queue", "work-queue")).expect(1)
    assert "work-queue" in result.output and "DISABLED" in result.output
    assert queues.writes == []


def test_destroy_leaves_what_reconcile_does_not_own(queues: World) -> None:
    before = queues.left_behind()
    queues.run("destroy", "--yes", write(queues, "head-queue", "work-queue")).expect(0)
    assert queues.left_behind() == before and queues.writes == []
