"""Ctrl-C: nothing new is started, a sentence says that a rerun goes on from there, and it is over within 7 s."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest

from conftest import eventually
from EndToEnd.world import ENV_FILE, SNAPSHOTS, a_world
from Wire.recorder import Exchange

LIMIT = 7.0


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("held", [False, True], ids=["while it waits", "while a call is under way"])
def test_an_interrupted_apply_stops_and_a_rerun_finishes(tmp_path: Path, number: signal.Signals, status: int, held: bool) -> None:
    reached, release = threading.Event(), threading.Event()

    def watch(exchange: Exchange) -> None:
        if exchange.target.endswith("createcomputeenvironment") and not reached.is_set():
            reached.set()
            if held:
                release.wait(30)

    with a_world(tmp_path, MOTO_CREATE_DELAY="4") as world:
        world.recorder.before = watch
        process = world.start("apply", "--env-file", ENV_FILE, "--yes", SNAPSHOTS)
        try:
            assert reached.wait(60), "no compute environment was ever created"
            if not held:
                eventually(lambda: world.aws.batch.describe_compute_environments()["computeEnvironments"])
            interrupted = time.monotonic()
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=LIMIT + 3)
            took = time.monotonic() - interrupted
        finally:
            release.set()
            process.kill()
            process.wait()
        assert process.returncode == status, f"{stdout}\n{stderr}"
        assert took <= LIMIT
        assert "again" in stderr.lower() or "rerun" in stderr.lower(), stderr

        world.recorder.before = None
        world.reconcile("apply", "--yes", SNAPSHOTS).expect(0)
        world.reconcile("plan", "--detailed-exitcode", SNAPSHOTS).expect(0)
        assert len(world.left_behind()["compute environments"]) == 2
        assert len(world.left_behind()["job queues"]) == 2
        world.reconcile("destroy", "--yes", SNAPSHOTS).expect(0)
        assert world.left_behind() == {}


def test_a_rerun_finishes_an_apply_that_was_killed(tmp_path: Path) -> None:
    reached = threading.Event()
    with a_world(tmp_path, MOTO_CREATE_DELAY="2") as world:
        world.recorder.before = lambda exchange: (
            reached.set() if exchange.target.endswith("createcomputeenvironment") else None
        )
        process = world.start("apply", "--env-file", ENV_FILE, "--yes", SNAPSHOTS)
        try:
            assert reached.wait(60)
        finally:
            process.kill()
            process.communicate()
        world.recorder.before = None
        world.reconcile("apply", "--yes", SNAPSHOTS).expect(0)
        world.reconcile("plan", "--detailed-exitcode", SNAPSHOTS).expect(0)
        world.reconcile("destroy", "--yes", SNAPSHOTS).expect(0)
        assert world.left_behind() == {}
