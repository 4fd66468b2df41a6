"""The summary and the outputs that a step of GitHub Actions gets from plan, drift and validate."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from EndToEnd.world import ITEM, binary

OUTPUTS = ["changes", "plan-id", "create", "update", "replace", "delete", "refused", "jobs-at-risk"]


@dataclass
class Step:
    """A step in a runner, whose files it has made, and a simulated account."""

    home: Path

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        for name in ("summary", "output"):
            if not (self.home / name).is_symlink():
                (self.home / name).write_text("before\n", encoding="utf-8")
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.home),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "GITHUB_OUTPUT": str(self.home / "output"),
        } | variables
        command = [binary(), *arguments, "envs.yml"]
        return subprocess.run(command, cwd=self.home, env=environment, text=True, capture_output=True, timeout=60, check=False)

    @property
    def summary(self) -> str:
        return (self.home / "summary").read_text(encoding="utf-8")

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.home / "output").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "before", "outputs of earlier commands of the step stay"
        return dict(line.split("=", 1) for line in lines[1:])


@pytest.fixture
def step() -> Iterator[Step]:
    with tempfile.TemporaryDirectory() as home:
        Path(home, "envs.yml").write_text(ITEM, encoding="utf-8")
        yield Step(Path(home))


def test_plan_gives_its_figures_and_its_page(step: Step) -> None:
    done = step.run("plan", "--sandbox")
    assert done.returncode == 0, done.stderr
    assert list(step.outputs) == OUTPUTS
    assert step.outputs["changes"] == "true" and int(step.outputs["create"]) > 4
    assert (step.outputs["refused"], step.outputs["jobs-at-risk"]) == ("0", "0")
    assert f"plan-id: {step.outputs['plan-id']}" in done.stdout
    assert step.summary.startswith("before\n<!-- reconcile ") and "### Plan: " in step.summary


def test_a_plan_without_changes_says_so(step: Step) -> None:
    assert step.run("apply", "--sandbox").returncode == 0
    assert step.run("plan", "--sandbox").returncode == 0
    assert step.outputs["changes"] == "false" and step.outputs["update"] == "0"
    assert "No changes. AWS matches the file." in step.summary


def test_drift_gives_changes(step: Step) -> None:
    assert step.run("drift", "--sandbox").returncode == 2
    assert step.outputs == {"changes": "true"} and "### Drift: 1 environment is missing" in step.summary
    assert step.run("apply", "--sandbox").returncode == 0
    assert step.run("drift", "--sandbox").returncode == 0
    assert step.outputs == {"changes": "false"} and "### No drift" in step.summary


def test_validate_shows_what_is_wrong(step: Step) -> None:
    (step.home / "envs.yml").write_text(ITEM + "    max-cpu: 7\n", encoding="utf-8")
    assert step.run("validate").returncode == 1
    assert step.outputs == {"valid": "false", "errors": "1", "warnings": "0"}
    assert "max-cpu" in step.summary and "\n```\n" in step.summary


def test_no_text_of_a_file_gives_an_output(step: Step) -> None:
    hostile = ITEM.replace("name: ", 'name: "x\\nrefused=9', 1).split("\n")
    hostile = [line + '"' if "refused=9" in line else line for line in hostile]
    (step.home / "envs.yml").write_text("\n".join(hostile), encoding="utf-8")
    step.run("validate")
    assert "refused" not in step.outputs


@pytest.mark.parametrize("name", ["summary", "output"])
def test_a_link_is_not_followed(step: Step, name: str) -> None:
    (step.home / "target").write_text("kept", encoding="utf-8")
    (step.home / name).symlink_to("target")
    done = step.run("plan", "--sandbox")
    assert done.returncode == 0 and "cannot be written" in done.stderr
    assert (step.home / "target").read_text(encoding="utf-8") == "kept"


def test_without_github_no_runner_file_is_written(step: Step) -> None:
    assert step.run("plan", "--sandbox", GITHUB_ACTIONS="").returncode == 0
    assert step.summary == "before\n" and step.outputs == {}
