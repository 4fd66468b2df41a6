"""Values that a newer AWS may send: shown unchanged, no reason to write anything, and never the end of a command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import ITEM, World
from Wire.recorder import Exchange

Record = dict[str, Any]
LISTS = {"/v1/describecomputeenvironments": "computeEnvironments", "/v1/describejobqueues": "jobQueues"}


def rewrite(world: World, member: str, change: Callable[[Record], None], times: int = 1_000_000) -> None:
    """The next answers of AWS about compute environments or queues are changed on their way."""
    left = iter(range(times))

    def after(exchange: Exchange) -> None:
        if LISTS.get(exchange.target.lower()) != member or exchange.status != 200 or next(left, None) is None:
            return
        answer = json.loads(exchange.answer)
        for record in answer[member]:
            if record["status"] not in ("CREATING", "DELETING", "DELETED"):
                change(record)
        answer["newMember"] = {"of": ["tomorrow"]}
        exchange.answer = json.dumps(answer).encode()

    world.recorder.after = after


def set_member(path: str, value: Any) -> Callable[[Record], None]:
    """A change of one member, as ``computeResources.type``."""

    def change(record: Record) -> None:
        *parents, last = path.split(".")
        for parent in parents:
            record = record[parent]
        record[last] = value

    return change


def fall_asleep(record: Record) -> None:
    """A state between the known ones; what is disabled shows as disabled."""
    if record["state"] == "ENABLED":
        record["state"] = "ASLEEP"


def grow(record: Record) -> None:
    """Members that no version knows yet, at every depth."""
    record["capacityTags"] = {"a": ["b"]}
    record["limits"] = [{"x": 1}, None]
    resources = record.get("computeResources", {})
    resources["managedInstancesProvider"] = {"deep": {"er": [1, 2.5, None, True]}}
    for image in resources.get("ec2Configuration", []):
        image["batchImageStatus"] = "HALF_UPDATED"
        image["imageAge"] = 3
    for entry in record.get("computeEnvironmentOrder", []):
        entry["weight"] = "0.5"


def lengthen(record: Record) -> None:
    """Elements of values that no version knows yet, in every list that may have some; required members are there."""
    if resources := record.get("computeResources"):
        resources["ec2Configuration"].append({"imageType": "NEW_OS", "kernel": "new"})
        resources["instanceTypes"].append("c99x.large")
        resources["launchTemplate"]["overrides"].append({"launchTemplateName": "other", "userdataType": "NEW"})
    else:
        record["jobStateTimeLimitActions"].append(
            {"reason": "NEW:REASON", "state": "ASLEEP", "maxTimeSeconds": 600, "action": "NAP"}
        )


@pytest.fixture
def applied(world: World) -> World:
    file = world.write("one.yml", ITEM + "    reconcile:\n      wait-timeout: 8s\n")
    world.run("apply", "--yes", file).expect(0)
    world.recorder.clear()
    return world


NEITHER = {"status": (0,), "plan": (0, 5), "drift": (0, 2)}
ENVIRONMENTS, QUEUES = "computeEnvironments", "jobQueues"


def shown(value: str, *commands: str) -> dict[str, str]:
    """The commands that show a value."""
    return dict.fromkeys(commands, value)


@pytest.mark.parametrize(
    ("member", "change", "shown_by"),
    [
        (ENVIRONMENTS, fall_asleep, shown("ASLEEP", "status", "plan", "drift")),
        (QUEUES, fall_asleep, shown("ASLEEP", "status", "plan", "drift")),
        (ENVIRONMENTS, set_member("type", "WOBBLY"), shown("WOBBLY", "plan", "drift")),
        (
            ENVIRONMENTS,
            set_member("computeResources.type", "ECS_MANAGED_INSTANCES"),
            shown("ECS_MANAGED_INSTANCES", "plan", "drift"),
        ),
        (ENVIRONMENTS, set_member("computeResources.allocationStrategy", "MAGIC"), shown("MAGIC", "plan", "drift")),
        (ENVIRONMENTS, set_member("containerOrchestrationType", "NOMAD"), {}),
        (ENVIRONMENTS, set_member("statusReason", "Paused by the moon"), {}),
        (QUEUES, set_member("jobQueueType", "ECS_MANAGED_INSTANCES"), {}),
        (ENVIRONMENTS, grow, {}),
        (QUEUES, grow, {}),
        (ENVIRONMENTS, lengthen, shown("c99x.large", "plan", "drift")),
        (QUEUES, lengthen, shown("NEW:REASON", "plan", "drift")),
    ],
)
def test_unknown_values_are_shown_and_no_command_breaks(
    applied: World, member: str, change: Callable[[Record], None], shown_by: dict[str, str]
) -> None:
    file = applied.home / "one.yml"
    rewrite(applied, member, change)
    look(applied, file, shown_by)
    applied.run("destroy", "--yes", file).expect(0)
    assert applied.left_behind() == {}


def look(world: World, file: Path, shown_by: dict[str, str]) -> None:
    """Runs the commands that write nothing."""
    for command, statuses in NEITHER.items():
        for form in ("text", "json"):
            result = world.run(command, "--format", form, file).expect(*statuses)
            assert shown_by.get(command, "") in result.output, result.output
            assert form == "text" or result.json
    assert [str(write) for write in world.writes] == []


@pytest.mark.parametrize(("member", "kind"), [(ENVIRONMENTS, "ComputeEnvironment"), (QUEUES, "JobQueue")])
def test_an_unknown_status_is_waited_for_and_nothing_is_written_because_of_it(
    applied: World, member: str, kind: str
) -> None:
    file = applied.home / "one.yml"
    rewrite(applied, member, set_member("status", "PAUSED"))
    look(applied, file, shown("PAUSED", "status", "plan"))
    # AWS may still be working on it: a resource that is not seen to settle is not deleted, nor the resources it uses.
    result = applied.run("destroy", "--yes", file).expect(1, 3)
    assert "PAUSED, which this version of reconcile does not know" in result.output
    assert "it is still PAUSED after 8 s" in result.output
    assert applied.sent(f"Delete{kind}") == [] and applied.sent("DeleteRole") == []
    # It may also be a status that ends without a change.
    rewrite(applied, member, set_member("status", "PAUSED"), times=4)
    applied.run("destroy", "--yes", file).expect(0)
    assert applied.left_behind() == {}
