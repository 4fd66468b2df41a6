"""The name of a call says whether it changes something: errors know no more of their call than its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "Sources/AWSOperations"
CALLS = [
    (name, mutating == "true")
    for path in sorted(SOURCES.rglob("*.swift"))
    for name, mutating in re.findall(
        r"struct (\w+): Operation \{.*?isMutating: Bool \{ (true|false) \}", path.read_text(encoding="utf-8"), re.S
    )
]
READING = re.findall(r'"(\w+)"', re.search(r"return !\[(.*?)\]", (SOURCES / "CallName.swift").read_text())[1])


@pytest.mark.parametrize("name, changes", CALLS)
def test_a_name_tells_whether_the_call_changes_something(name: str, changes: bool) -> None:
    assert name.startswith(tuple(READING)) != changes


def test_every_call_was_found() -> None:
    assert len(CALLS) == sum(path.read_text().count(": Operation {") for path in SOURCES.rglob("*.swift"))
