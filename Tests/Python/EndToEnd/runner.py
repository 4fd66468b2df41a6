"""A runner of composite actions: runs the steps of action.yml in a shell, with the variables that GitHub's runner sets."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from conftest import ROOT
from EndToEnd.github_api import REPOSITORY, GitHub

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


@dataclass
class Step:
    """What a step did; the status is None if it was skipped."""

    status: int | None
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Done:
    """What an action did."""

    steps: dict[str, Step]
    outputs: dict[str, str]
    summary: str

    @property
    def succeeded(self) -> bool:
        return all(step.status in (None, 0) for step in self.steps.values())

    @property
    def log(self) -> str:
        return "\n".join(f"[{name}] status {step.status}\n{step.log}" for name, step in self.steps.items())


class Runner:
    """A job on GitHub Actions. Its event is a pull request with number 7 unless another one is given."""

    def __init__(self, folder: Path, github: GitHub | None = None):
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.workspace.mkdir(parents=True)
        self.temp.mkdir()
        self.github = github
        self.event_name = "pull_request"
        self.event: dict[str, Any] = {"pull_request": {"number": 7, "head": {"sha": "feedbeef" * 5}}}
        self.variables: dict[str, str] = {}
        self._runs = 0

    def use(self, **inputs: str) -> Done:
        """Runs the action with these inputs, as ``uses:`` does; ``env_file`` is ``env-file``."""
        given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): text for name, text in inputs.items()}
        assert set(given) == set(ACTION["inputs"])
        token = self.github.token if self.github else "ghs_runner"
        context: dict[str, Any] = {"github": {"token": token, "action_repository": "acme/reconcile"}, "steps": {}}
        context["inputs"] = {name: fill(text, context) for name, text in given.items()}
        done: dict[str, Step] = {}
        self._runs += 1
        summary = self.temp / f"summary-{self._runs}"
        summary.touch()
        for step in ACTION["runs"]["steps"]:
            condition = step.get("if", "")
            has_failed = any(one.status for one in done.values())
            is_wanted = not condition or bool(evaluate(EXPRESSION.fullmatch(condition)[1], context))
            if not is_wanted or (has_failed and "cancelled()" not in condition):
                done[step["id"]] = Step(None)
            else:
                done[step["id"]] = self._run(step, context, summary)
            context["steps"][step["id"]] = {"outputs": done[step["id"]].outputs}
        outputs = {name: fill(one["value"], context) for name, one in ACTION["outputs"].items()}
        return Done(done, outputs, summary.read_text(encoding="utf-8"))

    def _run(self, step: dict[str, Any], context: dict[str, Any], summary: Path) -> Step:
        # The runner fills the script in before a shell reads it.
        script, output = self.temp / "step.sh", self.temp / "output"
        script.write_text(fill(step["run"], context), encoding="utf-8")
        output.write_text("")
        extra = {name: fill(text, context) for name, text in step.get("env", {}).items()}
        files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        assert step["shell"] == "bash"
        folder = fill(step.get("working-directory", "."), context)
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace / folder,
            env=self.environment() | extra | files,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        return Step(ran.returncode, ran.stdout, dict(line.split("=", 1) for line in lines))

    def environment(self) -> dict[str, str]:
        """The variables that the runner sets, and those of the job."""
        event = self.temp / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_API_URL": self.github.url if self.github else "http://127.0.0.1:9",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_NAME": self.event_name,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_WORKFLOW": "plan",
            "GITHUB_JOB": "plan",
            "GITHUB_RUN_ID": "42",
            "GITHUB_RUN_NUMBER": "5",
            "GITHUB_SHA": "0123456789" * 4,
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONDONTWRITEBYTECODE": "1",
        } | self.variables


def fill(text: Any, context: dict[str, Any]) -> str:
    """The text with the values of its expressions."""
    return EXPRESSION.sub(lambda found: str(evaluate(found[1], context) or ""), str(text))


def evaluate(expression: str, context: dict[str, Any]) -> Any:
    """The value of an expression: names, texts in quotes, ``== != && || !`` and ``cancelled()``."""
    python, values = [], {}
    for token in re.findall(r"'[^']*'|[a-z_]+\(\)|[a-z_][\w.-]*|==|!=|&&|\|\||!|\S", expression):
        if re.match(r"[a-z_]", token) and not token.endswith("()"):
            values[f"v{len(values)}"] = lookup(token, context)
            python.append(f"v{len(values) - 1}")
        else:
            python.append({"&&": "and", "||": "or", "!": "not", "cancelled()": "False"}.get(token, token))
            known = python[-1] in ("and", "or", "not", "False", "==", "!=") or token.startswith("'")
            assert known, f"{token} in {expression}"
    return eval(" ".join(python), {"__builtins__": {}}, values)


def lookup(name: str, context: dict[str, Any]) -> Any:
    """The value of a name such as ``steps.run.outputs.plan-id``; an unknown one is empty, as on GitHub."""
    found: Any = context
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return found
