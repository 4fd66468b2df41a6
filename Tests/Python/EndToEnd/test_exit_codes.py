"""The guide's table of exit codes says what the help of each command says."""

from __future__ import annotations

import re
import subprocess

from conftest import ROOT
from EndToEnd.world import binary

GUIDE = ROOT / "docs/guides/exit-codes.md"
EVERYWHERE = {64, 130, 143, 129}


def help_of(*words: str) -> str:
    return subprocess.run([binary(), "help", *words], check=True, capture_output=True, text=True).stdout


def statuses(command: str) -> set[int]:
    """The statuses of a command's help."""
    section = help_of(command).split("EXIT STATUS:\n")[1].split("\n\n")[0]
    return {int(number) for line in section.splitlines() for number in re.match(r" *([\d/]*)", line)[1].split("/") if number}


def rows() -> dict[str, set[int]]:
    """The statuses of each command in the guide."""
    lines = [line for line in GUIDE.read_text().splitlines() if line.startswith("| `")]
    cells = {line.split("`")[1]: [cell.strip() for cell in line.split("|")[2:-1]] for line in lines}
    return {command: {number for number, cell in enumerate(row) if cell} for command, row in cells.items()}


def test_each_command_has_the_statuses_of_its_help() -> None:
    # The last paragraph of a help's groups tells how to get the help of a command.
    commands = set(re.findall(r"^  ([a-z][a-z-]*)  +\S", help_of(), re.MULTILINE))
    assert set(rows()) == commands, "one row for each command"
    for command, named in rows().items():
        assert statuses(command) == named | EVERYWHERE, command


def test_each_status_has_a_meaning() -> None:
    first = GUIDE.read_text().split("## ")[0]
    explained = {int(number) for number in re.findall(r"^\| (\d+) \|", first, re.MULTILINE)}
    assert explained == EVERYWHERE.union(*rows().values())
