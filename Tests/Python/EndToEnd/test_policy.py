"""The example policies say what a plan breaks, by a Rego engine, over plans of the binary."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import regopy

from conftest import ROOT
from EndToEnd.world import ITEM, binary

POLICY = (ROOT / "examples/policy/compute_envs.rego").read_text(encoding="utf-8")
LABELLED = ITEM + "    labels: project=genomes\n"


def reconcile(folder: Path, *arguments: str) -> str:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    command = [binary(), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def plan(folder: Path, text: str, *arguments: str) -> Any:
    (folder / "envs.yml").write_text(text, encoding="utf-8")
    return json.loads(reconcile(folder, "plan", "--sandbox", "--format", "json", *arguments, "envs.yml"))


def judge(rule: str, plan: Any, policy: str = POLICY) -> list[str]:
    engine = regopy.Interpreter()
    engine.add_module("policy", policy)
    engine.set_input(plan)
    [answer] = json.loads(str(engine.query(f"data.main.{rule}")))["expressions"]
    return sorted(answer)


def test_a_plan_within_the_rules_is_allowed(tmp_path: Path) -> None:
    made = plan(tmp_path, LABELLED)
    assert judge("deny", made) == [] and judge("warn", made) == []


@pytest.mark.parametrize(
    "text, said",
    [
        (LABELLED.replace("max-cpus: 16", "max-cpus: 2001"), "one: max-cpus is 2001, more than 2000"),
        (ITEM, "one: label 'project' is missing"),
        (ITEM + "    labels: team=a\n", "one: label 'project' is missing"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_denied(tmp_path: Path, text: str, said: str) -> None:
    assert judge("deny", plan(tmp_path, text)) == [said]


def test_subnets_are_those_of_the_policy(tmp_path: Path) -> None:
    made = plan(tmp_path, LABELLED)
    resources = made["environments"][0]["resources"]
    subnets = {one for r in resources if r["type"] == "compute-environment" for one in r["desired"]["computeResources"]["subnets"]}
    assert len(subnets) > 1
    for allowed in (subnets, set(sorted(subnets)[1:])):
        policy = POLICY.replace("private_subnets := set()", f"private_subnets := {{{', '.join(map(json.dumps, sorted(allowed)))}}}")
        assert len(judge("deny", made, policy)) == len(subnets - allowed)


def test_what_is_lost_or_opened_is_a_warning(tmp_path: Path) -> None:
    plan(tmp_path, LABELLED)
    reconcile(tmp_path, "apply", "--sandbox", "--yes", "envs.yml")
    opened = plan(tmp_path, LABELLED + "    allow-buckets: [s3://open]\n")
    assert [one for one in judge("warn", opened) if one.endswith("widens access")]
    deleted = plan(tmp_path, LABELLED.replace("name: one", "name: two"), "--prune", "--allow-destroy", "1")
    assert "one: delete" in judge("warn", deleted) and judge("deny", deleted) == []
