"""Markdown pages: their fenced blocks, links and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conftest import ROOT

NOT_RUN = re.compile(r"<!-- not run: (.+) -->")


@dataclass(frozen=True)
class Block:
    """A fenced block, with the line of its fence and why it cannot run, if it cannot."""

    page: str
    line: int
    language: str
    text: str
    reason: str | None

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def commands(self) -> list[tuple[str, list[str]]]:
        """Of a console: each command, and the lines that it prints."""
        found: list[tuple[str, list[str]]] = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                assert found, f"{self.place}: the block does not begin with a command"
                found[-1][1].append(line)
        return found


@cache
def pages() -> tuple[str, ...]:
    """The repository's Markdown pages."""
    folders = (ROOT, *sorted({path.parent for path in (ROOT / "docs").rglob("*.md")}))
    return tuple(sorted(str(path.relative_to(ROOT)) for folder in folders for path in folder.glob("*.md")))


@cache
def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    found: list[Block] = []
    fence, before, lines, start = "", "", [], 0
    for number, line in enumerate(text(page).splitlines(), 1):
        opened = re.fullmatch(r"( *)(```+)([a-z]*)", line)
        if not fence and opened:
            indent, fence, language = opened.group(1), opened.group(2), opened.group(3)
            lines, start = [], number
        elif fence and line.strip() == fence:
            reason = NOT_RUN.fullmatch(before.strip())
            found.append(Block(page, start, language, "\n".join(lines) + "\n", reason.group(1) if reason else None))
            fence = before = ""
        elif fence:
            lines.append(line.removeprefix(indent))
        elif line.strip():
            before = line
    assert not fence, f"{page}:{start}: a fence without an end"
    return found


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


@cache
def anchors(page: str) -> frozenset[str]:
    outside = re.sub(r"^( *```+).*?^\1 *$", "", text(page), flags=re.MULTILINE | re.DOTALL)
    return frozenset(slug(heading) for heading in re.findall(r"^#+ (.+)$", outside, re.MULTILINE))


def links(page: str) -> list[tuple[Path, str]]:
    """The links to files of the repository: each with the heading that it names, if any."""
    outside = re.sub(r"^( *```+).*?^\1 *$", "", text(page), flags=re.MULTILINE | re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", outside) if "://" not in target]
    found = []
    for target in targets:
        path, _, anchor = target.partition("#")
        found.append(((ROOT / page).parent / path if path else ROOT / page, anchor))
    return found


def names(page: str) -> set[str]:
    """The files, folders and types that a page names in code spans; parts about a design that is to come are left out."""
    built = re.sub(r"<!-- not yet:.*?<!-- /not yet -->", "", text(page), flags=re.DOTALL)
    prose = re.sub(r"^( *```+).*?^\1 *$", "", built, flags=re.MULTILINE | re.DOTALL)
    spans = set(re.findall(r"`([^`\n]+)`", prose))
    files = {span for span in spans if FILE.fullmatch(span)}
    return files | {span.partition(".")[0] for span in spans - files if TYPE.fullmatch(span)}


# A file by its name or path, a folder of the sources, and a type with or without a member.
FILE = re.compile(r"[\w+*/.-]+\.(swift|py|sh|jsonl|md)|(Sources|Tests|Scripts)/[\w/*]+")
TYPE = re.compile(r"[A-Z]\w*[a-z]\w*(\.\w+)?")
# Types of other packages that pages name.
THEIRS = {"FoundationEssentials", "Foundation", "AsyncParsableCommand"}


@cache
def declared() -> frozenset[str]:
    """The types that the project's Swift declares, and its targets."""
    sources = [path for folder in ("Sources", "Tests") for path in (ROOT / folder).rglob("*.swift")]
    declaration = re.compile(r"\b(?:struct|class|enum|actor|protocol|typealias) (\w+)")
    types = {name for path in sources for name in declaration.findall(path.read_text(encoding="utf-8"))}
    return frozenset(types | {path.name for path in (ROOT / "Sources").iterdir()})


def exists(name: str) -> bool:
    """True if a file, a folder or a type of that name is in the project, or is one of another package."""
    if not FILE.fullmatch(name):
        return name in declared() | THEIRS
    folders = [ROOT / folder for folder in ("Sources", "Tests", "Scripts")]
    return any(ROOT.glob(name)) or any(found for folder in folders for found in folder.rglob(f"**/{name}"))
