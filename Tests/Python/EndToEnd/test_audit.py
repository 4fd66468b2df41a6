"""The audit log: one line for each call that can change AWS, whatever becomes of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from EndToEnd.json_schemas import complaints
from EndToEnd.world import ITEM, World

def lines(path: Path) -> list[dict[str, object]]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [complaints("audit", line) for line in found] == [[]] * len(found)
    return found


def test_each_write_has_its_line(world: World) -> None:
    """The lines are those of the recorder between the program and moto, in number and in name."""
    log = world.home / "audit.log"
    file = world.write("envs.yml", ITEM)
    plan = world.reconcile("plan", "--format", "json", file).expect(0).json
    world.reconcile("apply", "--yes", "--audit-log", log, file).expect(0)
    found = lines(log)
    sent = [verdict.operation for verdict in world.writes]
    assert sorted(str(line["operation"]).split(":")[1] for line in found) == sorted(name.split(":")[-1] for name in sent)
    assert {line["plan_id"] for line in found} == {plan["plan_id"]}
    assert {line["account_id"] for line in found} == {plan["account_id"]}
    assert all(line["request_id"] and line["resource"] and line["outcome"] == "done" for line in found)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600

    world.reconcile("plan", "--audit-log", log, file).expect(0)
    world.reconcile("apply", "--audit-log", log, file).expect(0)
    assert lines(log) == found, "a run that writes nothing adds nothing"
    world.reconcile("destroy", "--yes", "--audit-log", log, file).expect(0)
    assert lines(log)[: len(found)] == found, "lines are only added"
    assert any(line["operation"] == "batch:DeleteComputeEnvironment" for line in lines(log))


def test_a_refused_call_has_its_line(world: World) -> None:
    log = world.home / "audit.log"
    world.control("POST", "faults", deny="batch:CreateComputeEnvironment")
    world.reconcile("apply", "--yes", "--audit-log", log, world.write("envs.yml", ITEM)).expect(1, 3)
    refused = [line for line in lines(log) if line["operation"] == "batch:CreateComputeEnvironment"]
    assert refused and all(line["outcome"] == "refused" and line["error"] for line in refused)


@pytest.mark.parametrize("target", ["link", "folder", "/dev/full", "missing/audit.log"])
def test_nothing_is_done_without_the_log(world: World, target: str) -> None:
    """A link is not followed, and what is no regular file is not written."""
    (world.home / "elsewhere").write_text("kept", encoding="utf-8")
    (world.home / "link").symlink_to("elsewhere")
    (world.home / "folder").mkdir()
    path = target if target.startswith("/") else world.home / target
    done = world.reconcile("apply", "--yes", "--audit-log", path, world.write("envs.yml", ITEM)).expect(1)
    assert str(path) in done.stderr
    assert not world.writes and (world.home / "elsewhere").read_text(encoding="utf-8") == "kept"
