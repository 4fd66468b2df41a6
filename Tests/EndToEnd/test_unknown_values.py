"""What a newer AWS may send: shown as it is, no reason to write anything, and never the end of a command."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from EndToEnd.world import ITEM, World
from Wire.recorder import Exchange

Record = dict[str, Any]
LISTS = {"/v1/describecomputeenvironments": "computeEnvironments", "/v1/describejobqueues": "jobQueues"}


def rewrite(world: World, member: str, change: Callable[[Record], None]) -> None:
    """From now on AWS's answers about compute environments or queues are changed on their way."""

    def after(exchange: Exchange) -> None:
        if LISTS.get(exchange.target.lower()) != member or exchange.status != 200:
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
    """Elements that no version knows yet, in every list that may have some."""
    if resources := record.get("computeResources"):
        resources["ec2Configuration"].append({"kernel": "new"})
        resources["instanceTypes"].append("c99x.large")
        resources["launchTemplate"]["overrides"].append({"userdataType": "NEW"})
    else:
        record["jobStateTimeLimitActions"].append({"reason": "NEW:REASON", "state": "ASLEEP"})


@pytest.fixture
def applied(world: World) -> World:
    file = world.write("one.yml", ITEM + "    reconcile:\n      wait-timeout: 8s\n")
    world.run("apply", "--yes", file).expect(0)
    world.recorder.clear()
    return world


@pytest.mark.parametrize(
    ("member", "change", "shown_by"),
    [
        ("computeEnvironments", set_member("status", "PAUSED"), {"status": "PAUSED", "plan": "PAUSED"}),
        ("jobQueues", set_member("status", "PAUSED"), {"status": "PAUSED", "plan": "PAUSED"}),
        ("computeEnvironments", set_member("state", "ASLEEP"), {"status": "ASLEEP", "plan": "ASLEEP", "drift": "ASLEEP"}),
        ("jobQueues", set_member("state", "ASLEEP"), {"status": "ASLEEP", "plan": "ASLEEP", "drift": "ASLEEP"}),
        ("computeEnvironments", set_member("type", "WOBBLY"), {"plan": "WOBBLY", "drift": "WOBBLY"}),
        (
            "computeEnvironments",
            set_member("computeResources.type", "ECS_MANAGED_INSTANCES"),
            {"plan": "ECS_MANAGED_INSTANCES", "drift": "ECS_MANAGED_INSTANCES"},
        ),
        (
            "computeEnvironments",
            set_member("computeResources.allocationStrategy", "MAGIC"),
            {"plan": "MAGIC", "drift": "MAGIC"},
        ),
        ("computeEnvironments", set_member("containerOrchestrationType", "NOMAD"), {}),
        ("computeEnvironments", set_member("statusReason", "Paused by the moon"), {}),
        ("jobQueues", set_member("jobQueueType", "ECS_MANAGED_INSTANCES"), {}),
        ("computeEnvironments", grow, {}),
        ("jobQueues", grow, {}),
        ("computeEnvironments", lengthen, {"plan": "c99x.large", "drift": "c99x.large"}),
        ("jobQueues", lengthen, {"plan": "NEW:REASON", "drift": "NEW:REASON"}),
    ],
)
def test_unknown_values_are_shown_and_no_command_breaks(
    applied: World, member: str, change: Callable[[Record], None], shown_by: dict[str, str]
) -> None:
    file = applied.home / "one.yml"
    rewrite(applied, member, change)
    statuses = {"status": (0,), "plan": (0, 3), "drift": (0, 2)}
    for command, expected in statuses.items():
        for form in ("text", "json"):
            result = applied.run(command, "--format", form, file).expect(*expected)
            assert shown_by.get(command, "") in result.stdout + result.stderr, result.output
            if form == "json":
                assert result.json
    assert [str(write) for write in applied.writes] == []
    if shown_by.get("status") != "PAUSED":
        applied.run("destroy", "--yes", file).expect(0)
        assert applied.left_behind() == {}
