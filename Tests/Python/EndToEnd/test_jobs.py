"""Jobs that run during each kind of change: none is lost, and if one could be, the plan says so first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from EndToEnd.chaos import (
    IN_PLACE,
    MAY_REPLACE,
    MORE_TYPES,
    PASSING,
    UNDRAINED,
    WIDER,
    Accounts,
    environment_names,
    lost_jobs,
    put_jobs,
    queue_names,
    snapshots,
)
from EndToEnd.world import ENV_FILE, World
from Wire.recorder import Exchange


@pytest.fixture
def busy(accounts: Accounts, tmp_path: Path) -> Iterator[World]:
    """The environment exists, and two jobs run on its work environment until the test ends them."""
    with accounts.applied.fork(tmp_path) as world:
        put_jobs(world)
        yield world
        assert lost_jobs(world) == []
        assert [text for text in world.refused if not any(words in text for words in PASSING)] == []


def test_a_scaling_update_disturbs_nothing(busy: World) -> None:
    edited = snapshots(busy, WIDER)
    plan = busy.reconcile("plan", edited).expect(0)
    assert "2 running" in plan.stdout and "scaling update" in plan.stdout
    busy.reconcile("apply", "--yes", edited).expect(0)
    updated = {update["computeEnvironment"] for update in busy.sent("UpdateComputeEnvironment")}
    assert updated == {environment_names(busy)[1]}
    assert busy.refused == []
    busy.reconcile("plan", "--detailed-exitcode", edited).expect(0)


def test_an_update_of_instances_is_refused_with_the_ways_out(busy: World) -> None:
    edited = snapshots(busy, MORE_TYPES)
    refused = busy.reconcile("apply", "--yes", edited).expect(5)
    for way in ("2 jobs run", "overwrite: True", "update-strategy: in-place", "wait until the jobs are done"):
        assert way in refused.output
    assert busy.writes == []
    busy.control("DELETE", "jobs")
    before = environment_names(busy)
    busy.reconcile("apply", "--yes", edited).expect(0)
    assert environment_names(busy) == before


def test_jobs_that_end_in_time_outlive_an_update_in_place(accounts: Accounts, tmp_path: Path) -> None:
    with accounts.applied.fork(tmp_path) as world:
        put_jobs(world, seconds=600)
        before = environment_names(world)
        world.reconcile("apply", "--yes", snapshots(world, MORE_TYPES, IN_PLACE)).expect(0)
        assert environment_names(world) == before and lost_jobs(world) == []


def test_what_the_file_does_not_want_drained_is_lost(accounts: Accounts, tmp_path: Path) -> None:
    with accounts.applied.fork(tmp_path) as world:
        put_jobs(world)
        world.reconcile("destroy", "--yes", snapshots(world, UNDRAINED)).expect(0)
        assert len(lost_jobs(world)) == 2


def finish_while(world: World, *arguments: str | Path, waiting: str) -> str:
    """Runs the command until it waits for the jobs, ends these, and returns the command's result."""
    drains = threading.Event()
    process = world.start(*arguments)
    lines: list[str] = []

    def listen() -> None:
        for line in process.stderr:
            lines.append(line)
            if waiting in line:
                drains.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        assert drains.wait(60), f"it never said '{waiting}':\n{''.join(lines)}"
        assert process.poll() is None
        assert lost_jobs(world) == []
        world.control("DELETE", "jobs")
        process.stdout.read()
        status = process.wait(timeout=60)
    finally:
        process.kill()
        process.wait()
        listener.join(timeout=10)
    assert status == 0, "".join(lines)
    return "".join(lines)


def test_a_successor_takes_over_and_the_old_environment_is_drained(busy: World) -> None:
    edited = snapshots(busy, MORE_TYPES, MAY_REPLACE)
    [head, old] = environment_names(busy)
    queues = queue_names(busy)
    gaps = []

    def watch(exchange: Exchange) -> None:
        """Notes every queue that has no environment that takes jobs, after each request."""
        states = {
            env["computeEnvironmentArn"]: (env["state"], env["status"] in {"VALID", "UPDATING"})
            for env in busy.aws.batch.describe_compute_environments()["computeEnvironments"]
        }
        for queue in busy.aws.batch.describe_job_queues(jobQueues=queues)["jobQueues"]:
            order = [entry["computeEnvironment"] for entry in queue["computeEnvironmentOrder"]]
            if queue["state"] != "ENABLED" or ("ENABLED", True) not in [states.get(arn) for arn in order]:
                gaps.append((exchange.target, queue["jobQueueName"]))

    busy.recorder.after = watch
    finish_while(busy, "apply", "--env-file", ENV_FILE, "--yes", edited, waiting="2 jobs")
    busy.recorder.after = None
    assert gaps == []
    assert environment_names(busy) == [head, old.removesuffix("-g1") + "-g2"]
    assert queue_names(busy) == queues
    busy.reconcile("plan", "--detailed-exitcode", edited).expect(0)


def test_a_destruction_waits_for_the_jobs(busy: World) -> None:
    arguments = ("destroy", "--env-file", ENV_FILE, "--yes", snapshots(busy))
    finish_while(busy, *arguments, waiting="2 jobs")
    assert busy.left_behind() == {}


