"""README is true: its plan is one that the binary makes, and its tables have every command and exit status."""

from __future__ import annotations

import re
import shutil
import subprocess

from conftest import ROOT
from EndToEnd.world import EXAMPLES, World, binary, listed_statuses

README = (ROOT / "README.md").read_text(encoding="utf-8")
PLAN = "reconcile plan --sandbox=account.json --env-file examples/env.sh edited.yml"


def commands() -> list[str]:
    """The commands that the program's help lists."""
    help_text = subprocess.run([binary(), "--help"], capture_output=True, text=True, timeout=60).stdout
    _, _, listed = help_text.partition(" SUBCOMMANDS:\n")
    return re.findall(r"^  ([a-z-]+) ", listed, re.MULTILINE)


def without_id(plan: str) -> str:
    return re.sub(r"(?<=plan-id: )[0-9a-f]{12}", "", plan)


def test_its_plan_is_one_that_the_binary_makes(world: World) -> None:
    shutil.copytree(EXAMPLES, world.home / "examples")
    sandbox, variables = "--sandbox=account.json", ("--env-file", "examples/env.sh")
    text = (EXAMPLES / "aws_fusion_ondemand.yml").read_text(encoding="utf-8")
    world.write("edited.yml", text.replace("max-cpus: 1000", "max-cpus: 1200"))
    world.run("apply", sandbox, *variables, "--yes", "examples/aws_fusion_ondemand.yml").expect(0)
    planned = world.run("plan", sandbox, *variables, "edited.yml").expect(0)
    [shown] = re.findall(re.escape(f"$ {PLAN}\n") + r"(.*?)```", README, re.DOTALL)
    # Ids of a simulated account depend on the order of calls side by side, and the plan's id on them.
    assert without_id(shown) == without_id(planned.stdout)


def test_its_tables_have_every_command_and_exit_status() -> None:
    rows = {cell.strip() for cell in re.findall(r"^\| ([^|]+)\|", README, re.MULTILINE)}
    named = {command for row in rows for command in re.findall(r"`reconcile ([a-z-]+)", row)}
    assert named == set(commands())
    statuses = {int(number) for row in rows if re.fullmatch(r"[0-9, ]+", row) for number in row.split(",")}
    assert statuses == {status for command in commands() for status in listed_statuses(command)}
