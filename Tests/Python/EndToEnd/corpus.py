"""The inputs of ``Tests/Corpus``; its README describes the form. The marks are for the unit tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "Tests" / "Corpus"
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.|$)")
CHARACTERS = {"t": "\t", "r": "\r", "n": "\n"}


@dataclass
class Case:
    """One input."""

    place: str
    is_escaped: bool
    beginning: list[str]
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The input, without its marks."""
        lines = list(self.lines)
        while lines and not lines[-1]:
            lines.pop()
        own = [unescaped(line) if self.is_escaped else f"{line}\n" for line in lines]
        return "".join([*(f"{line}\n" for line in self.beginning), *own])


def unescaped(line: str) -> str:
    """A line of an escaped case, with its line break unless it ends in a backslash."""
    if re.search(r"(?<!\\)(\\\\)*\\$", line):
        return unescaped(line[:-1])[:-1]
    return ESCAPE.sub(lambda found: chr(int(found[1][1:], 16)) if len(found[1]) > 1 else CHARACTERS.get(found[1], found[1]), line) + "\n"


def cases() -> Iterator[Case]:
    """The cases of all files."""
    for path in sorted(FOLDER.rglob("*.yml")):
        beginning: list[str] = []
        case: Case | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.startswith("# ==="):
                if case:
                    yield case
                beginning, case = [], None
            elif line.startswith("# ---"):
                if case:
                    yield case
                case = Case(f"{path.relative_to(ROOT)}:{number}", line[5:].strip().startswith("escaped:"), beginning)
            elif line.startswith("#"):
                continue
            elif case:
                case.lines.append(line)
            elif line:
                beginning.append(line)
        if case:
            yield case
