"""--lock: one run works, a second one waits or is refused, and a run gives its lease back however it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import REGION, eventually
from EndToEnd.world import ENV_FILE, ONDEMAND, World, a_world
from Wire.recorder import Exchange

LEASE = "s3://locks/prod.lock"
APPLY = ("apply", "--env-file", ENV_FILE, "--yes", "--lock", LEASE, ONDEMAND)
GITHUB = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "acme/envs",
    "GITHUB_RUN_ID": "42",
}


@contextmanager
def a_world_with_a_bucket(home: Path, **settings: str) -> Iterator[World]:
    with a_world(home, **settings) as world:
        world.aws.s3.create_bucket(Bucket="locks", CreateBucketConfiguration={"LocationConstraint": REGION})
        yield world


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[World]:
    """A world with a bucket for leases."""
    with a_world_with_a_bucket(tmp_path) as world:
        yield world


def lease(world: World) -> dict[str, object] | None:
    """The content of the lease's object; None if there is no such object."""
    found = world.aws.s3.list_objects_v2(Bucket="locks").get("Contents", [])
    if not found:
        return None
    return json.loads(world.aws.s3.get_object(Bucket="locks", Key="prod.lock")["Body"].read())


@contextmanager
def an_apply_at_work(world: World, **changes: str | None) -> Iterator[tuple[subprocess.Popen[str], threading.Event]]:
    """An apply that holds the lease and goes on when the event is set."""
    reached, release = threading.Event(), threading.Event()

    def watch(exchange: Exchange) -> None:
        if exchange.target.endswith("createcomputeenvironment") and not reached.is_set():
            reached.set()
            release.wait(60)

    world.recorder.before = watch
    process = world.start(*APPLY, **changes)
    try:
        assert reached.wait(60), "no compute environment was ever created"
        yield process, release
    finally:
        release.set()
        process.kill()
        process.communicate()


def test_a_second_apply_is_refused(locked: World) -> None:
    with an_apply_at_work(locked, **GITHUB) as (first, release):
        held = lease(locked)
        assert held and held["command"] == "apply"
        assert held["from"] == "https://github.com/acme/envs/actions/runs/42"
        second = locked.run(*APPLY).expect(6)
        assert f"the lease {LEASE} is held by {held['who']} (apply, {held['from']})" in second.stderr
        assert f"since {held['acquired']}, until " in second.stderr
        assert f"reconcile unlock {LEASE}" in second.stderr
        destroy = locked.reconcile("destroy", "--yes", "--format", "json", "--lock", LEASE, ONDEMAND).expect(6)
        assert destroy.json_lines[-1]["diagnostic"]["kind"] == "locked"
        assert lease(locked) == held
        release.set()
        _, errors = first.communicate(timeout=60)
        assert first.returncode == 0, errors
    assert lease(locked) is None
    locked.run(*APPLY).expect(0)


def test_a_second_apply_waits(locked: World) -> None:
    with an_apply_at_work(locked) as (first, release):
        second = locked.start(*APPLY, "--lock-timeout", "2m")
        try:
            eventually(lambda: "GetObject" in {verdict.operation for verdict in locked.verdicts})
            release.set()
            first.communicate(timeout=60)
            stdout, stderr = second.communicate(timeout=60)
        finally:
            second.kill()
            second.communicate()
        assert (first.returncode, second.returncode) == (0, 0), stderr
        assert f"Waiting for the lease {LEASE}, held by " in stderr
        assert "No changes. AWS matches the file." in stdout
    operations = [verdict.operation for verdict in locked.verdicts]
    given_back = operations.index("DeleteObject")
    assert "DescribeComputeEnvironments" in operations[given_back:], "the second one did not read AWS after waiting"
    assert operations[given_back:].count("CreateComputeEnvironment") == 0
    assert lease(locked) is None


def test_the_lease_of_a_run_that_was_killed_is_shown_and_cleared(locked: World) -> None:
    with an_apply_at_work(locked) as (first, _):
        first.kill()
    locked.recorder.before = None
    unlock = ("unlock", "--region", REGION, LEASE)
    shown = locked.run(*unlock).expect(1)
    assert "held by" in shown.stdout and "apply" in shown.stdout and "not in a known CI system" in shown.stdout
    assert "add --yes" in shown.stderr
    assert lease(locked) is not None
    cleared = locked.run(*unlock, "--yes", "--format", "json").expect(0).json
    assert cleared["cleared"] and cleared["holder"]["command"] == "apply" and not cleared["holder"]["expired"]
    assert lease(locked) is None
    assert "No run holds the lease" in locked.run(*unlock).expect(0).stdout
    assert locked.run(*unlock, "--format", "json").expect(0).json["holder"] is None
    locked.run(*APPLY).expect(0)


def test_a_lease_that_another_run_holds_by_now_is_not_deleted(locked: World) -> None:
    """A run notices a lost lease at its first renewal, 30 s after it took the lease; this one ends before."""
    with an_apply_at_work(locked) as (first, release):
        locked.run("unlock", "--region", REGION, "--yes", LEASE).expect(0)
        locked.aws.s3.put_object(Bucket="locks", Key="prod.lock", Body=b'{"format":1}')
        release.set()
        first.communicate(timeout=60)
        assert first.returncode == 0
    assert lease(locked) == {"format": 1}


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
def test_a_run_that_is_interrupted_gives_the_lease_back(locked: World, number: signal.Signals, status: int) -> None:
    with an_apply_at_work(locked) as (first, _):
        assert lease(locked) is not None
        first.send_signal(number)
        _, stderr = first.communicate(timeout=10)
        assert first.returncode == status, stderr
    assert lease(locked) is None


def test_a_run_that_fails_gives_the_lease_back(locked: World) -> None:
    locked.run(*APPLY, "--expect-plan", "another").expect(4)
    assert [verdict.operation for verdict in locked.writes] == ["PutObject", "DeleteObject"]
    assert lease(locked) is None


def test_the_lease_is_read_back_if_the_answer_to_a_write_is_lost(tmp_path: Path) -> None:
    with a_world_with_a_bucket(tmp_path, MOTO_FAULT_AT="2=lost") as world:
        world.run(*APPLY).expect(0)
        operations = [verdict.operation for verdict in world.verdicts]
        assert operations[:3] == ["GetCallerIdentity", "PutObject", "GetObject"]
        assert lease(world) is None


def test_credentials_without_the_right_to_write_the_lease_are_refused(tmp_path: Path) -> None:
    with a_world_with_a_bucket(tmp_path, MOTO_DENY="s3:PutObject") as world:
        result = world.run(*APPLY).expect(1)
        assert "AccessDenied" in result.stderr and "allow s3:PutObject on" in result.stderr
        assert [verdict.operation for verdict in world.verdicts] == ["GetCallerIdentity", "PutObject"]


def test_a_missing_bucket_is_reported_before_AWS_is_read(locked: World) -> None:
    result = locked.reconcile("apply", "--yes", "--lock", "s3://missing/prod.lock", ONDEMAND).expect(1)
    assert "the bucket 'missing' of the lease does not exist" in result.stderr
    assert [verdict.operation for verdict in locked.verdicts] == ["GetCallerIdentity", "PutObject"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lock", "locks/prod"), "not of the form s3://bucket/key"),
        (("--lock", "s3://locks"), "names no object"),
        (("--lock-timeout", "10m"), "needs a '--lock'"),
    ],
)
def test_an_option_that_names_no_lease_is_a_usage_error(world: World, arguments: tuple[str, ...], words: str) -> None:
    assert words in world.reconcile("apply", *arguments, ONDEMAND).expect(64).stderr
    assert world.recorder.exchanges == []


def test_the_sandbox_has_every_bucket(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.reconcile("apply", sandbox, "--yes", "--lock", LEASE, ONDEMAND).expect(0)
    assert "No run holds the lease" in world.run("unlock", sandbox, LEASE).expect(0).stdout
    world.reconcile("destroy", sandbox, "--yes", "--lock", LEASE, ONDEMAND).expect(0)
    assert world.recorder.exchanges == []
