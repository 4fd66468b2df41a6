"""The README's tables have every command and exit status; test_docs.py runs its commands."""

from __future__ import annotations

import re
import subprocess

from conftest import ROOT
from EndToEnd.world import binary, listed_statuses

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """The commands that the program's help lists."""
    help_text = subprocess.run([binary(), "--help"], capture_output=True, text=True, timeout=60).stdout
    _, _, listed = help_text.partition(" SUBCOMMANDS:\n")
    return re.findall(r"^  ([a-z-]+) ", listed, re.MULTILINE)


def test_its_tables_have_every_command_and_exit_status() -> None:
    rows = {cell.strip() for cell in re.findall(r"^\| ([^|]+)\|", README, re.MULTILINE)}
    named = {command for row in rows for command in re.findall(r"`reconcile ([a-z-]+)", row)}
    assert named == set(commands())
    statuses = {int(number) for row in rows if re.fullmatch(r"[0-9, ]+", row) for number in row.split(",")}
    assert statuses == {status for command in commands() for status in listed_statuses(command)}
