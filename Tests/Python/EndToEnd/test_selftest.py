"""`selftest`: every stage against the simulated account and against moto, the recorded answers, and what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from EndToEnd.world import World

STAGES = [
    "creation",
    "tags",
    "a scaling update of maxvCpus",
    "an update of updatePolicy",
    "an update of a job queue",
    "a new version of the launch template",
    "other instance types",
    "a successor behind the queue",
]
MEMBERS = ["source", "kind", "operation", "isVerbatim", "http_status"]


def recordings(folder: Path) -> dict[str, dict[str, object]]:
    """The recorded answers by the names of their files."""
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))}


def assure_form(found: dict[str, dict[str, object]], *, verbatim: bool) -> None:
    """Each has the members of the recordings that the tests of the decoders read."""
    for name, one in found.items():
        rest = ["body"] if one["kind"] == "answer" else ["code", "text"]
        assert list(one) == [*MEMBERS, *rest, "means", "remedy", "class"], name
        assert one["isVerbatim"] is (verbatim or one["kind"] == "error"), name
        assert one["operation"].split(":")[0] != "batch"


def test_the_simulated_account_behaves_as_plans_say(world: World) -> None:
    result = world.run("selftest", "--sandbox", "--yes", "--region", "eu-west-1", "--answers", "answers").expect(0)
    lines = result.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[: len(STAGES)]] == [f"ok    {stage}" for stage in STAGES]
    assert all(line.startswith("ok    ") for line in lines[:-1])
    assert lines[-2].startswith("ok    deletion: ")
    found = recordings(world.home / "answers")
    assert lines[-1] == f"Self-test: {len(lines) - 1} of {len(lines) - 1} as expected; {len(found)} answers recorded in 'answers'"
    assure_form(found, verbatim=False)
    operations = {one["operation"] for one in found.values()}
    assert {"CreateComputeEnvironment", "UpdateJobQueue", "DeleteComputeEnvironment", "DescribeJobQueues"} <= operations
    assert [one["text"] for one in found.values() if one["kind"] == "error" and "name-taken" in str(one["means"])]
    # Nothing is left but the service-linked role, which AWS keeps as well: the next run makes the same.
    again = world.run("selftest", "--sandbox", "--yes", "--region", "eu-west-1", "--answers", "answers").expect(0)
    stages = slice(1, len(STAGES))
    assert [line.split(" (")[0] for line in again.stdout.splitlines()[stages]] == [line.split(" (")[0] for line in lines[stages]]


def test_moto_gets_every_call_and_keeps_nothing(world: World) -> None:
    result = world.run("selftest", "--yes", "--region", "eu-west-1", "--answers", "answers", timeout=300)
    stages = result.stdout.splitlines()[: len(STAGES)]
    assert [line.split(":")[0] for line in stages] == [f"ok    {stage}" for stage in STAGES], result.output
    assert world.left_behind() == {}
    found = recordings(world.home / "answers")
    assure_form(found, verbatim=True)
    names = [one["computeEnvironmentName"] for one in world.sent("CreateComputeEnvironment")]
    assert names and all(name.startswith("reconcile-selftest-check-") for name in names)
    calls = world.sent("CreateComputeEnvironment") + world.sent("UpdateComputeEnvironment")
    sizes = [one["computeResources"]["maxvCpus"] for one in calls if "maxvCpus" in one.get("computeResources", {})]
    assert sizes[-2:] == [1, 2] and max(sizes) == 2, sizes


@pytest.mark.parametrize("options, words", [([], "'selftest' needs '--region'"), (["--region", "eu-west-1", "--name-prefix", "x"], "--name-prefix")])
def test_what_it_cannot_use_is_refused(world: World, options: list[str], words: str) -> None:
    assert words in world.run("selftest", "--yes", *options).expect(64).stderr
    assert world.recorder.exchanges == []


def test_without_a_terminal_it_needs_a_yes(world: World) -> None:
    result = world.run("selftest", "--sandbox", "--region", "eu-west-1").expect(1)
    assert "add --yes" in result.stderr


def test_a_stage_that_fails_is_named_and_all_is_deleted(world: World) -> None:
    world.control("POST", "faults", deny="ec2:CreateLaunchTemplateVersion")
    result = world.run("selftest", "--yes", "--region", "eu-west-1", "--answers", "answers", timeout=300).expect(1)
    lines = result.stdout.splitlines()
    template = STAGES.index("a new version of the launch template")
    assert all(line.startswith("ok    ") for line in lines[:template])
    assert lines[template].startswith(f"FAIL  {STAGES[template]}: launch-template: ")
    assert "ec2:CreateLaunchTemplateVersion" in lines[template]
    assert lines[template + 1].startswith("ok    deletion: ")
    assert lines[template + 2].startswith(f"Self-test: {template + 1} of {template + 2} as expected; ")
    assert world.left_behind() == {}


def test_another_account_is_left_alone(world: World) -> None:
    result = world.run("selftest", "--yes", "--region", "eu-west-1", "--account-id", "210987654321").expect(5)
    assert "only 210987654321 may be touched" in result.stderr
    assert {verdict.operation for verdict in world.verdicts} == {"GetCallerIdentity"}
