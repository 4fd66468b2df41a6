"""Questions: the answers of a person, and signals before, during and after a question."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import REGION, eventually
from EndToEnd.terminal import CTRL_C, CTRL_D, Terminal, at_a_terminal
from EndToEnd.world import ONDEMAND, World, a_world
from Wire.recorder import Exchange

QUESTION = "Type 'yes': "
LIMIT = 7.0
LOCK = ("--lock", "s3://locks/prod.lock")
# How each command is made to ask, and the first call of its work that is worth holding up.
WORK = {
    "apply": "/v1/createcomputeenvironment",
    "destroy": "/v1/updatejobqueue",
    "adopt": "/v1/tags/",
}


def prepare(world: World, command: str) -> None:
    """Prepares the account so that the command has something to do."""
    world.aws.s3.create_bucket(Bucket="locks", CreateBucketConfiguration={"LocationConstraint": REGION})
    if command == "apply":
        return
    world.reconcile("apply", "--yes", ONDEMAND).expect(0)
    if command == "adopt":
        for queue in world.aws.batch.describe_job_queues()["jobQueues"]:
            world.aws.batch.untag_resource(resourceArn=queue["jobQueueArn"], tagKeys=["reconcile:owner"])


def lease_is_held(world: World) -> bool:
    return bool(world.aws.s3.list_objects_v2(Bucket="locks").get("Contents", []))


@contextmanager
def held_up(world: World, call: str) -> Iterator[threading.Event]:
    """The first request whose path has these words waits until the block is over; the event says that it came."""
    reached, release = threading.Event(), threading.Event()

    def watch(exchange: Exchange) -> None:
        if call in exchange.target and not reached.is_set():
            reached.set()
            release.wait(30)

    world.recorder.before = watch
    try:
        yield reached
    finally:
        release.set()
        world.recorder.before = None


def interrupt(terminal: Terminal, how: str | signal.Signals) -> None:
    terminal.press(how) if isinstance(how, str) else terminal.send(how)


@pytest.mark.parametrize(
    ("command", "how", "status"),
    [
        ("apply", CTRL_C, 130),
        ("apply", signal.SIGTERM, 143),
        ("destroy", CTRL_C, 130),
        ("destroy", signal.SIGHUP, 129),
        ("adopt", CTRL_C, 130),
        ("adopt", signal.SIGTERM, 143),
    ],
)
def test_a_signal_after_yes_stops_in_good_order(
    tmp_path: Path, command: str, how: str | signal.Signals, status: int
) -> None:
    with a_world(tmp_path, MOTO_DELAY="0.1") as world:
        prepare(world, command)
        lock = () if command == "adopt" else LOCK
        with held_up(world, WORK[command]) as reached, at_a_terminal(world, command, *lock, ONDEMAND) as terminal:
            terminal.wait_for(QUESTION)
            terminal.press("yes\n")
            assert reached.wait(60), terminal.shown
            began = time.monotonic()
            interrupt(terminal, how)
            assert terminal.status(LIMIT) == status, terminal.shown
            assert time.monotonic() - began <= LIMIT
            assert "Stopping: nothing new is begun" in terminal.shown
        assert not lease_is_held(world)
        world.reconcile(command, "--yes", ONDEMAND).expect(0)


def test_after_yes_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with a_world(tmp_path) as world:
        prepare(world, "apply")
        with held_up(world, WORK["apply"]) as reached, at_a_terminal(world, "apply", ONDEMAND) as terminal:
            terminal.wait_for(QUESTION)
            terminal.press("yes\n")
            assert reached.wait(60), terminal.shown
            terminal.press(CTRL_C)
            terminal.wait_for("Stopping")
            terminal.press(CTRL_C)
            assert terminal.status(1.5) == 130


ANSWERS: list[tuple[str | signal.Signals, int]] = [
    (CTRL_C, 130),
    (signal.SIGTERM, 143),
    (signal.SIGHUP, 129),
    (CTRL_D, 1),
    ("no\n", 1),
    ("\n", 1),
    ("y\n", 1),
    ("YES\n", 1),
]


def test_whatever_is_not_yes_changes_nothing(world: World) -> None:
    prepare(world, "apply")
    world.recorder.clear()
    for how, status in ANSWERS:
        with at_a_terminal(world, "apply", *LOCK, ONDEMAND) as terminal:
            terminal.wait_for(QUESTION)
            assert lease_is_held(world)
            interrupt(terminal, how)
            assert terminal.status(LIMIT) == status, terminal.shown
            assert "nothing was changed" in terminal.shown.lower()
        assert not lease_is_held(world)
    with at_a_terminal(world, "apply", *LOCK, ONDEMAND) as terminal:
        terminal.wait_for(QUESTION)
        terminal.hang_up()
        assert terminal.status(LIMIT) in (1, 129)
    assert not lease_is_held(world)
    assert {write.operation for write in world.writes} == {"PutObject", "DeleteObject"}


def test_a_run_that_was_stopped_at_the_question_goes_on(world: World) -> None:
    with at_a_terminal(world, "apply", f"--sandbox={world.home / 'account.json'}", ONDEMAND) as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(signal.SIGSTOP)
        eventually(terminal.is_stopped)
        terminal.send(signal.SIGCONT)
        terminal.press("yes\n")
        assert terminal.status(60) == 0, terminal.shown


def test_the_question_names_the_account_the_region_and_the_counts(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    with at_a_terminal(world, "apply", sandbox, ONDEMAND) as terminal:
        shown = terminal.wait_for(QUESTION)
        assert "Apply these changes to account 123456789012, eu-west-1 (7 created)? Type 'yes': " in shown
        terminal.press("yes\n")
        assert terminal.status(60) == 0, terminal.shown
    with at_a_terminal(world, "destroy", sandbox, ONDEMAND) as terminal:
        shown = terminal.wait_for(QUESTION)
        assert "Delete these resources of account 123456789012, eu-west-1 (6 deleted)? Type 'yes': " in shown
        terminal.press("yes\n")
        assert terminal.status(60) == 0, terminal.shown


def test_a_prune_asks_and_stops_too(tmp_path: Path) -> None:
    with a_world(tmp_path, MOTO_DELAY="0.1") as world:
        prepare(world, "destroy")
        text = ONDEMAND.read_text(encoding="utf-8").replace("_fusion_ondemand", "_other")
        other = world.write("other.yml", text)
        world.reconcile("apply", "--yes", other).expect(0)
        with (
            held_up(world, "/v1/updatejobqueue") as reached,
            at_a_terminal(world, "apply", "--prune", other) as terminal,
        ):
            terminal.wait_for("6 deleted)? Type 'yes': ")
            terminal.press("yes\n")
            assert reached.wait(60), terminal.shown
            terminal.press(CTRL_C)
            assert terminal.status(LIMIT) == 130, terminal.shown


def test_unlock_asks_and_a_signal_ends_it(world: World) -> None:
    prepare(world, "apply")
    with at_a_terminal(world, "apply", *LOCK, ONDEMAND) as holder:
        holder.wait_for(QUESTION)
        for keys, status in ((CTRL_C, 130), ("no\n", 1), ("yes\n", 0)):
            with at_a_terminal(world, "unlock", "--region", REGION, LOCK[1]) as terminal:
                terminal.wait_for(QUESTION)
                assert lease_is_held(world)
                terminal.press(keys)
                assert terminal.status(LIMIT) == status, terminal.shown
        assert not lease_is_held(world)
