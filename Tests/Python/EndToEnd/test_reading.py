"""Plans: they write nothing, cost little however many environments there are, and print what is promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World, a_world
from Wire.recorder import round_trips

FIFTY = 50
REQUESTS, ROUND_TRIPS = 16, 6

CHANGE = {
    "type": "object",
    "required": ["path", "before", "after"],
    "properties": {"path": {"type": "string"}, "before": {}, "after": {}},
    "additionalProperties": True,
}
RESOURCE = {
    "type": "object",
    "required": ["address", "type", "name", "action", "impact", "reason", "changes", "depends_on"],
    "properties": {
        "address": {"type": "string"},
        "type": {"type": "string"},
        "name": {"type": "string"},
        "action": {"enum": ["create", "update", "replace", "delete", "adopt", "none"]},
        "changes": {"type": "array", "items": CHANGE},
        "depends_on": {"type": "array", "items": {"type": "string"}},
    },
}
COUNT = {"type": "integer", "minimum": 0}
PLAN = {
    "type": "object",
    "required": [
        "format_version", "plan_id", "account_id", "regions", "environments", "refusals", "warnings", "summary",
        "diagnostics",
    ],
    "properties": {
        "format_version": {"const": "1.1"},
        "plan_id": {"type": "string", "minLength": 8},
        "account_id": {"const": "123456789012"},
        "environments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "workspace", "region", "action", "resources", "jobs"],
                "properties": {
                    "resources": {"type": "array", "items": RESOURCE},
                    "jobs": {"type": "object", "required": ["running", "waiting"]},
                },
            },
        },
        "summary": {
            "type": "object",
            "required": ["create", "update", "replace", "delete", "unchanged"],
            "properties": {name: COUNT for name in ("create", "update", "replace", "delete", "unchanged")},
        },
        "diagnostics": {"type": "array"},
    },
}
POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
VALIDATION = {
    "type": "object",
    "required": ["format_version", "valid", "error_count", "warning_count", "diagnostics"],
    "properties": {
        "format_version": {"const": "1.0"},
        "valid": {"type": "boolean"},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["severity", "kind", "summary", "range"],
                "properties": {
                    "severity": {"enum": ["error", "warning", "note"]},
                    "kind": {"type": "string"},
                    "summary": {"type": "string"},
                    "range": {
                        "type": "object",
                        "required": ["filename", "start", "end"],
                        "properties": {"filename": {"type": "string"}, "start": POSITION, "end": POSITION},
                    },
                },
            },
        },
    },
}


def fifty(name: str = "env", maximum: int = 10) -> str:
    """A file of fifty environments on demand: one compute environment and one queue each, Batch's quota."""
    entries = "".join(
        f"""\
  - type: aws-batch
    config-mode: forge
    name: "{name}-{i:02}"
    workspace: "org/space"
    credentials: "keys"
    region: "eu-west-1"
    work-dir: "s3://bucket/work"
    provisioning-model: "EC2"
    instance-types: "c6id"
    max-cpus: {maximum}
    labels: "n={i}"
"""
        for i in range(FIFTY)
    )
    return f"compute-envs:\n{entries}"


def test_a_plan_of_fifty_environments_costs_as_much_as_one(tmp_path: Path) -> None:
    with a_world(tmp_path) as world:
        world.aws.region = "eu-west-1"
        file = world.write("fifty.yml", fifty())
        world.run("apply", "--yes", file, timeout=300).expect(0)
        world.recorder.clear()
        world.recorder.latency = 0.1
        world.run("plan", "--detailed-exitcode", file).expect(0)
        sent = [f"{verdict.service}:{verdict.operation}" for verdict in world.verdicts]
        assert len(sent) <= REQUESTS, sent
        assert round_trips(world.recorder.exchanges) <= ROUND_TRIPS, sent


@pytest.mark.parametrize("flags, status", [([], 0), (["--detailed-exitcode"], 2)])
def test_a_plan_writes_nothing(world: World, flags: list[str], status: int) -> None:
    result = world.reconcile("plan", *flags, ONDEMAND, SNAPSHOTS).expect(status)
    assert world.recorder.exchanges and world.writes == [] and world.left_behind() == {}
    assert "to create, 0 to update, 0 to replace, 0 to delete" in result.stdout


def test_the_json_of_plan_is_complete(world: World) -> None:
    first = world.reconcile("plan", "--format", "json", ONDEMAND, SNAPSHOTS).expect(0).json
    jsonschema.validate(first, PLAN)
    assert [env["name"].rpartition("_fusion_")[2] for env in first["environments"]] == ["ondemand", "snapshots"]
    resources = [resource for env in first["environments"] for resource in env["resources"]]
    assert {resource["action"] for resource in resources} <= {"create", "none"}
    assert first["summary"]["create"] == sum(resource["action"] == "create" for resource in resources) > 0
    addresses = [resource["address"] for resource in resources]
    assert len(addresses) == len(set(addresses))
    assert {name for resource in resources for name in resource["depends_on"]} <= set(addresses)
    again = world.reconcile("plan", "--format", "json", ONDEMAND, SNAPSHOTS).expect(0).json
    assert again["plan_id"] == first["plan_id"]

    world.reconcile("apply", "--yes", ONDEMAND, SNAPSHOTS).expect(0)
    edited = world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    changed = world.reconcile("plan", "--format", "json", edited, SNAPSHOTS).expect(0).json
    jsonschema.validate(changed, PLAN)
    assert changed["plan_id"] != first["plan_id"]
    assert (changed["summary"]["create"], changed["summary"]["update"]) == (0, 2)
    [update, head] = [r for env in changed["environments"] for r in env["resources"] if r["action"] == "update"]
    assert [change["path"] for change in head["changes"]] == ["containerProperties.command"]
    [change] = update["changes"]
    assert (change["before"], change["after"]) == (1000, 2)
    assert str(update["impact"]).lower().startswith("scal")


def test_the_events_of_apply_are_complete(world: World) -> None:
    lines = world.reconcile("apply", "--yes", "--format", "json", ONDEMAND).expect(0).json_lines
    for line in lines:
        assert {"type", "@level", "@message", "@timestamp"} <= set(line)
    kinds: list[str] = [line["type"] for line in lines]
    assert kinds[0] == "version" and kinds[-1] == "change_summary"
    assert {"planned_change", "apply_start", "apply_complete"} <= set(kinds)
    assert "apply_errored" not in kinds


@pytest.mark.parametrize("text, valid", [("compute-envs: []\n", True), ("compute-env: []\n", False)])
def test_the_json_of_validate_counts_its_errors(world: World, text: str, valid: bool) -> None:
    result = world.run("validate", "--format", "json", world.write("a.yml", text)).expect(0 if valid else 1)
    found: dict[str, Any] = result.json
    jsonschema.validate(found, VALIDATION)
    assert found["valid"] is valid and (found["error_count"] == 0) is valid
    assert found["error_count"] == sum(diagnostic["severity"] == "error" for diagnostic in found["diagnostics"])


def test_a_directory_and_standard_input_are_files_too(world: World) -> None:
    folder = world.home / "folder" / "below"
    folder.mkdir(parents=True)
    (folder / ONDEMAND.name).write_bytes(ONDEMAND.read_bytes())
    (folder / SNAPSHOTS.name).write_bytes(SNAPSHOTS.read_bytes())
    plan = world.reconcile("plan", "--format", "json", folder.parent).expect(0).json
    assert len(plan["environments"]) == 2
