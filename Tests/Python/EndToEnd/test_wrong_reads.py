"""One read is answered wrongly, all others truly: no command writes, crashes or shows raw characters because of it.

``RECONCILE_TAMPER=all`` answers every read of every command in every way of ``tampering.py``, which takes half an hour.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from EndToEnd.tampering import CHANGES, Change, Request, refused, tampering
from EndToEnd.world import ENV_FILE, ONDEMAND, READS, World

#: What AWS may well answer after a change of another owner: such a read is true, and a write may follow.
TRUTHFUL = {
    "no tags", "no uuid", "no status", "numbers negative", "numbers huge", "numbers fraction", "order empty", "order null",
    "tags null", "xml lists cleared and flat", "xml member renamed", "200 control chars", "names upper", "all empty text",
    "texts as numbers", "lists ''", "no names", "no computeResources", "no order", "bad utf-8",
}  # fmt: skip
EVERYTHING = os.environ.get("RECONCILE_TAMPER") == "all"
COMMANDS = [("apply", "--yes"), ("plan",), ("status",), ("drift",), ("doctor",)]
#: Ways that got through once.
LATEST = [
    "lists doubled", "duplicate, empty first", "duplicate, empty last", "other account", "other region", "other partition",
    "html as ours", "empty", "{} ids", "lists [{}]", "token same",
]  # fmt: skip
#: Changes without a meaning for what reconcile reads: a tag that is there twice, and who made a version.
HARMLESS = {
    ("iam:getrole", "lists doubled"), ("ec2:describelaunchtemplateversions", "other account"),
    ("ec2:describelaunchtemplateversions", "other partition"),
}  # fmt: skip
CALLS = ["batch:describecomputeenvironments", "batch:describejobqueues", "iam:getrole", "ec2:describelaunchtemplateversions"]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def is_read(request: Request) -> bool:
    reads = tuple(read.lower() for read in READS)
    return request.method in ("GET", "HEAD") or request.operation.lower().startswith(reads)


def wrong(world: World, command: tuple[str, ...], call: str, name: str) -> list[str] | None:
    """The faults of a command while a read is answered wrongly; None if no answer was changed."""

    def rule(request: Request) -> Change | None:
        if not is_read(request):
            return refused
        return CHANGES[name] if request.name.lower() == call else None

    with tampering(world.recorder.endpoint, rule) as proxy:
        run = world.run(
            *command, "--env-file", ENV_FILE, ONDEMAND, AWS_ENDPOINT_URL=proxy.endpoint, AWS_MAX_ATTEMPTS="2"
        )
        writes = sorted({request.name for request in proxy.requests if not is_read(request)})
        if not any(request.tampered for request in proxy.requests if is_read(request)):
            return None
    found = []
    if writes and name not in TRUTHFUL:
        found.append(f"wrote {writes}")
    if run.status < 0 or run.status > 128 or CONTROL.search(run.output):
        found.append(f"status {run.status}")
    if name in LATEST and run.status in (0, 2) and command[0] in ("apply", "plan"):
        found.append(f"took it for the truth: status {run.status}")
    return [f"{command[0]}, {call}, {name}: {fault}\n{run.output}" for fault in found]


def reads(world: World, command: tuple[str, ...]) -> list[str]:
    """The reads of a command."""
    rule = lambda request: None if is_read(request) else refused  # noqa: E731
    with tampering(world.recorder.endpoint, rule) as proxy:
        world.run(*command, "--env-file", ENV_FILE, ONDEMAND, AWS_ENDPOINT_URL=proxy.endpoint)
        return sorted({request.name.lower() for request in proxy.requests if is_read(request)})


@pytest.mark.parametrize("command", ["apply", "destroy"])
@pytest.mark.parametrize("name", LATEST)
def test_nothing_is_written_after_a_wrong_read(applied: World, command: str, name: str) -> None:
    calls = [call for call in CALLS if (call, name) not in HARMLESS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda call: wrong(applied, (command, "--yes"), call, name), calls))
    assert any(faults is not None for faults in found), "no answer was changed"
    assert sum((faults or [] for faults in found), []) == []


@pytest.mark.skipif(not EVERYTHING, reason="RECONCILE_TAMPER=all was not asked for")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_is_led_astray_by_a_wrong_read(applied: World, command: tuple[str, ...]) -> None:
    cases = [(call, name) for call in reads(applied, command) for name in CHANGES if (call, name) not in HARMLESS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda case: wrong(applied, command, *case), cases))
    assert sum((faults or [] for faults in found), []) == []
