"""The action: what reaches the binary and what comes back, with the inputs that people and pull requests may give."""

from __future__ import annotations

import ast
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from conftest import ROOT
from EndToEnd.github_api import a_github
from EndToEnd.runner import ACTION, EXPRESSION, Done, Runner
from EndToEnd.world import EXAMPLES, binary

FIGURES = {"changes": "true", "plan-id": "15270b33623a", "create": "9", "update": "1", "replace": "2", "delete": "3"}
FIGURES |= {"refused": "4", "jobs-at-risk": "unknown"}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def use(runner: Runner, script: str = "", **inputs: str) -> tuple[Done, list[str]]:
    """What the action did, and the arguments that the binary got."""
    path, got = runner.temp / "reconcile", runner.temp / "arguments"
    path.write_text(f"#!/bin/bash\nprintf '%s\\0' \"$@\" >{got}\nenv -0 >{runner.temp}/variables\n{script}\n")
    path.chmod(0o755)
    done = runner.use(**{"binary": str(path), "comment": "false", "files": "envs/"} | inputs)
    return done, got.read_text().split("\0")[:-1] if got.exists() else []


def test_the_figures_of_the_binary_are_the_outputs_of_the_action(runner: Runner) -> None:
    lines = "\n".join(f"echo '{name}={text}' >>\"$GITHUB_OUTPUT\"" for name, text in FIGURES.items())
    done, _ = use(runner, lines)
    assert {name: done.outputs[name] for name in FIGURES} == FIGURES
    assert done.outputs["exit-status"] == "0" and done.outputs["binary"].endswith("/reconcile")
    assert set(done.outputs) == set(FIGURES) | {"exit-status", "binary", "report"}


@pytest.mark.parametrize("status", [1, 2, 3, 4, 5, 6, 64])
def test_the_exit_status_of_the_binary_is_that_of_the_step(runner: Runner, status: int) -> None:
    for command in ("validate", "plan", "apply", "drift"):
        done, _ = use(runner, f"exit {status}", command=command)
        assert done.steps["run"].status == status and done.outputs["exit-status"] == str(status)


def test_each_command_gets_its_arguments(runner: Runner) -> None:
    assert use(runner, command="validate", args="--strict")[1] == ["validate", "--strict", "--", "envs/"]
    _, plan = use(runner, command="plan", files="a.yml\n'b c.yml'", env_file="x.sh y.sh")
    assert plan[-3:] == ["--", "a.yml", "b c.yml"] and {"--env-file=x.sh", "--env-file=y.sh"} < set(plan)
    assert plan[:3] == ["plan", "--format", "markdown"]
    assert use(runner, command="apply", expect_plan="15270b33623a")[1] == ["apply", "--expect-plan=15270b33623a", "--", "envs/"]
    assert use(runner, command="drift")[1] == ["drift", "--", "envs/"]


HOSTILE = ["$(touch pwned)", "`touch pwned`", "a; touch pwned", "--sandbox", "'; touch pwned; '", "\"$HOME\"", "a && touch pwned"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", sorted(set(ACTION["inputs"]) - {"working-directory"}))
def test_no_input_is_a_command_to_a_shell(runner: Runner, name: str, text: str) -> None:
    use(runner, **{name.replace("-", "_"): text})
    assert not list(runner.workspace.rglob("pwned")) and not list(runner.temp.rglob("pwned"))


def test_a_file_is_never_an_option(runner: Runner) -> None:
    for name in HOSTILE:
        _, got = use(runner, files=name)
        assert not got or "--sandbox" not in got[: got.index("--")]


def test_the_binary_gets_no_token_and_no_input(runner: Runner) -> None:
    use(runner, args="--strict", token="ghs_secret")
    variables = (runner.temp / "variables").read_text()
    assert "ghs_secret" not in variables and "INPUT_" not in variables and "GITHUB_ACTIONS=true" in variables


@pytest.mark.parametrize("command", ["validate", "plan", "apply", "drift"])
def test_pull_request_target_is_refused_before_anything_runs(runner: Runner, command: str) -> None:
    runner.event_name = "pull_request_target"
    done, got = use(runner, command=command)
    assert done.steps["run"].status == 1 and "use pull_request" in done.log and got == []


@pytest.mark.parametrize(
    "inputs, said",
    [
        ({"command": "destroy"}, "validate, plan, apply, drift"),
        ({"files": "  "}, "'files' is empty"),
        ({"files": "'a"}, "No closing quotation"),
        ({"args": "--format json"}, "chooses --format"),
        ({"args": "--format=json"}, "chooses --format"),
        ({"command": "plan", "expect_plan": "1"}, "belongs to the command apply"),
        ({"binary": "/nowhere/reconcile"}, "cannot be started"),
    ],
)
def test_a_wrong_input_is_said_and_nothing_runs(runner: Runner, inputs: dict[str, str], said: str) -> None:
    done, got = use(runner, **inputs)
    assert done.steps["run"].status == 1 and said in done.log and got == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_cancelled_job_cancels_the_binary(runner: Runner, number: int) -> None:
    # The runner signals the shell of the step alone, which 'exec' makes the script.
    ready, path = runner.temp / "ready", runner.temp / "reconcile"
    # It ends by itself, for a binary that went on would keep the pipe open and the test waiting.
    loop = "for ((i = 0; i < 600; i++)); do sleep 0.05; done"
    path.write_text(f"#!/bin/bash\ntrap 'echo ended in order; exit 130' INT TERM\ntouch {ready}\n{loop}\n")
    path.chmod(0o755)
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step["id"] == "run")
    inputs = {"INPUT_COMMAND": "apply", "INPUT_FILES": "envs/", "INPUT_BINARY": str(path)}
    environment = runner.environment() | inputs
    with subprocess.Popen(["bash", "-e", "-c", script], env=environment, stdout=subprocess.PIPE, text=True) as step:
        for _ in range(600):
            if ready.exists():
                break
            time.sleep(0.05)
        step.send_signal(number)
        printed, _ = step.communicate(timeout=30)
    assert step.returncode == 130 and "ended in order" in printed


def test_no_expression_is_inside_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert not EXPRESSION.search(step["run"]), step["id"]
    for script in (ROOT / "Scripts/github").glob("*.py"):
        assert "shell=True" not in script.read_text(encoding="utf-8") and "os.system" not in script.read_text(encoding="utf-8")


def test_every_input_is_used_and_described() -> None:
    used = set(re.findall(r"inputs\.([a-z0-9-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])
    assert all(one["description"] for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


def test_only_the_steps_that_write_to_github_get_the_token() -> None:
    for step in ACTION["runs"]["steps"]:
        assert ("INPUT_TOKEN" in step.get("env", {})) == (step["id"] in ("comment", "issue"))


def test_the_version_is_that_of_the_binary() -> None:
    shown = subprocess.run([binary(), "--version"], capture_output=True, text=True, timeout=60).stdout.strip()
    assert ACTION["inputs"]["version"]["default"] == shown


def test_the_scripts_run_on_the_oldest_python_of_runners() -> None:
    # Python 3.9 is that of RHEL 9; its grammar is checked, since no other interpreter may be here.
    for script in (ROOT / "Scripts/github").glob("*.py"):
        ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_a_repository_gets_its_plan_as_a_comment(tmp_path: Path) -> None:
    with a_github() as github:
        runner = Runner(tmp_path, github)
        shutil.copytree(EXAMPLES, runner.workspace / "examples")
        inputs = {"binary": str(binary()), "env_file": "examples/env.sh", "args": "--sandbox"}
        file = "examples/aws_fusion_snapshots.yml"
        first = runner.use(files=file, **inputs)
        assert first.succeeded, first.log
        [comment] = github.comments[7]
        assert "### Plan: 10 to create" in comment["body"] and f"plan-id: `{first.outputs['plan-id']}`" in comment["body"]
        assert first.outputs["changes"] == "true" and first.outputs["create"] == "10"
        assert "### Plan: 10 to create" in first.summary
        applied = runner.use(command="apply", files=file, expect_plan=first.outputs["plan-id"], **inputs)
        assert applied.succeeded, applied.log
        second = runner.use(files=file, **inputs)
        assert second.outputs["changes"] == "false" and "No changes" in comment["body"] and len(github.comments[7]) == 1
        stale = runner.use(command="apply", files=file, expect_plan=first.outputs["plan-id"], **inputs)
        assert stale.outputs["exit-status"] == "4"


def test_a_saved_plan_passes_from_step_to_step(runner: Runner) -> None:
    shutil.copytree(EXAMPLES, runner.workspace / "examples")
    plan = runner.use(
        binary=str(binary()), files="examples/aws_fusion_snapshots.yml", env_file="examples/env.sh", args="--sandbox --out plan.json",
        comment="false",
    )
    assert plan.succeeded and plan.outputs["changes"] == "true", plan.log
    apply = runner.use(command="apply", binary=plan.outputs["binary"], files="plan.json", args="--sandbox --account-id 123456789012")
    assert apply.succeeded and "10 created" in apply.log, apply.log


def test_validate_annotates_the_lines_of_the_file(runner: Runner) -> None:
    (runner.workspace / "envs").mkdir()
    (runner.workspace / "envs/one.yml").write_text("compute-envs:\n  - type: aws-batch\n    nam: x\n")
    done = runner.use(command="validate", binary=str(binary()), files="envs/")
    assert done.steps["run"].status == 1 and re.search(r"^::error file=envs/one.yml,line=3", done.log, re.MULTILINE), done.log
