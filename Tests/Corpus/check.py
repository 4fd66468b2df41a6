#!/usr/bin/env python3
"""Compares the corpus before and after convert.py: the inputs, and the diagnostics that are expected of each.

    check.py manifests.jsonl tables.json diagnostics.json

``tables.json`` has the inputs of the unit tests' tables with their outlines, ``diagnostics.json`` what the binary said before.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Python"))
from EndToEnd.corpus import FOLDER, Case, cases  # noqa: E402

MARK = re.compile(r"#( *)\^ (.*)|# <- (.*)|# at ([0-9]+):([0-9]+) (.*)")


def marks(case: Case, lines: list[str]) -> list[str]:
    """``kind line:column`` of a case, by place."""
    number = len(case.beginning)
    found = []
    for line in lines:
        mark = MARK.fullmatch(line)
        if mark:
            words = mark[2] or mark[3] or mark[6]
            place = (int(mark[4]), int(mark[5])) if mark[4] else (number, len(mark[1]) + 2 if mark[2] else 1)
            found.append((place, words.split(" ")[1].rstrip(":")))
        elif not line.startswith("#"):
            number += 1
    return [f"{kind} {line}:{column}" for (line, column), kind in sorted(found, key=lambda one: one[0])]


def main() -> int:
    before = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    tables = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    said = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    after: dict[str, list[str]] = {}
    for case in cases():
        name, number = case.place.rsplit(":", 1)
        lines = (FOLDER.parent.parent / name).read_text(encoding="utf-8").split("\n")[int(number):]
        end = next((index for index, line in enumerate(lines) if line.startswith(("# ---", "# ==="))), len(lines))
        assert case.text not in after, case.place
        after[case.text] = marks(case, lines[:end])
    outlines = {
        text: [f"{one['kind']} {one['range']['start']['line']}:{one['range']['start']['column']}" for one in found]
        for text, found in said.items()
    }
    lost = [text for text in [*before, *tables] if text not in after]
    new = [text for text in after if text not in set(before) | set(tables)]
    unlike = [text for text, wanted in tables.items() if wanted != ["?"] and after[text] != wanted]
    changed = [text for text in before if after[text] != outlines[text]]
    print(f"{len(before)} inputs before, {len(tables)} in tables ({len(set(tables) - set(before))} of them only there), {len(after)} after")
    print(f"{len(lost)} lost, {len(new)} new; {len(unlike)} of the tables' expectations differ, {len(changed)} of the binary's diagnostics")
    print(f"{sum(map(len, after.values()))} marks in {sum(1 for one in after.values() if one)} cases")
    for text in [*lost, *new, *unlike, *changed][:10]:
        print(repr(text)[-200:], after.get(text), tables.get(text), outlines.get(text))
    return 1 if lost or new or unlike or changed else 0


if __name__ == "__main__":
    sys.exit(main())
