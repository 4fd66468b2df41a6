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
    assert list(step.outputs) == OUTPUTS and "### Drift: 1 environment is missing" in step.summary
    assert (step.outputs["changes"], step.outputs["create"], step.outputs["update"]) == ("true", "1", "0")
    assert step.summary.startswith('before\n<!-- reconcile {"drift":true')
    assert step.run("apply", "--sandbox").returncode == 0
    assert step.run("drift", "--sandbox").returncode == 0
    assert step.outputs["changes"] == "false" and "### No drift" in step.summary


@pytest.mark.parametrize("command", ["plan", "drift"])
def test_a_run_without_a_result_says_why(step: Step, command: str) -> None:
    (step.home / "envs.yml").write_text(ITEM + "    max-cpu: '```<!-- -->'\n", encoding="utf-8")
    done = step.run(command, "--sandbox", "--format", "markdown")
    assert done.returncode == 1 and done.stdout.startswith('<!-- reconcile {"error":"unknown-field"')
    assert done.stdout.rstrip().endswith(f"**{command} failed: 1 error**") and "max-cpu" in done.stdout
    assert "````" in done.stdout and "::error file=envs.yml" in done.stderr
    assert f"### {command} failed: 1 error" in step.summary
    assert list(step.outputs) == OUTPUTS and step.outputs["changes"] == "unknown" and step.outputs["plan-id"] == ""


def test_a_guard_that_ends_a_run_is_a_refusal(step: Step) -> None:
    done = step.run("plan", "--sandbox", "--format", "markdown", "--account-id", "999999999999")
    assert done.returncode == 5 and "### plan refused: 1 error" in step.summary
    assert step.outputs["refused"] == "1" and '"refused":true' in done.stdout


def test_what_fails_after_the_plan_was_shown_leaves_it(step: Step) -> None:
    (step.home / "envs.yml").write_text(ITEM + "    env: ['DB_PASSWORD=secretx']\n", encoding="utf-8")
    done = step.run("plan", "--sandbox", "--format", "markdown", "--out", "plan.json")
    assert done.returncode == 1 and "secret-in-plan" not in done.stdout and "failed" not in step.summary
    assert step.outputs["changes"] == "true" and "secretx" not in done.stdout + step.summary


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
