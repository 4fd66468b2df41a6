#!/usr/bin/env python3
"""The project's words: plain English in comments, messages, help, docs and test names (CONTRIBUTING.md, "Words").

Looks at comments and texts of Swift, Python, shell and Make, and at the whole of Markdown. A line that has to quote such a
word, for example because AWS says it, ends in a comment with ``words: quoted``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Words of the project's own past, and what is said instead.
WORDS = {
    r"stands?(?! for\b| in for\b|-| by\b)|standing|stood": "exists, is, in place",
    r"anew": "again",
    r"is no more|are no more": "does not exist any more",
    r"is to go|are to go": "is deleted",
    r"nobody|anybody|somebody|whoever": "the user, another owner, someone, or the passive",
    r"has no word for|have no word for": "does not know",
    r"says of|tells of": "says about",
    r"bears?|bore": "has",
    r"lets? go of": "releases, removes",
    r"for want of": "because … is missing",
    r"of (?:its|his|our|their|one's|my) own": "own, separate",
    r"be it": "if",
    r"is through": "is complete",
    r"as it stands": "as it is",
    r"by hand": "manually",
}
PATTERN = re.compile("|".join(f"(?P<w{index}>\\b(?:{words})\\b)" for index, words in enumerate(WORDS)), re.IGNORECASE)
INSTEAD = list(WORDS.values())
#: A documentation comment begins with a noun or a verb.
BEGINNINGS = re.compile(r"^\s*/// (What|Whether|Where|Who|How)\b")
TEXTS = {
    ".swift": re.compile(r'//+ ?(?P<comment>.*)$|"(?P<text>(?:[^"\\]|\\.)*)"|`(?P<name>[^`]+ [^`]+)`'),
    ".py": re.compile(r'#+:? ?(?P<comment>.*)$|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<name>def \w+)'),
    ".sh": re.compile(r"#+ ?(?P<comment>.*)$"),
    "": re.compile(r"#+ ?(?P<comment>.*)$"),
    ".md": re.compile(r"(?P<text>.+)"),
}
#: Texts that are not ours, data, and this list.
LEFT_OUT = re.compile(r"^(LICENSE|Tests/(Recorded|Corpus)/|Scripts/check-words\.py$|CHANGELOG\.md$)|/Generated/")


def files() -> list[Path]:
    """The files of the project that people read."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\n") if name and not LEFT_OUT.search(name)]


def complaints(path: Path) -> list[str]:
    """What is wrong in one file, a line each."""
    kind = path.suffix if path.suffix in TEXTS else "" if path.name in {"Makefile", "run"} else None
    if kind is None or not path.is_file():
        return []
    found = []
    is_inside = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if "words: quoted" in line:
            continue
        place = f"{path.relative_to(ROOT)}:{number}"
        begins = BEGINNINGS.match(line)
        if kind == ".swift" and begins and not is_inside:
            found.append(f"{place}: a documentation comment begins with '{begins[1]}': begin with a noun or a verb")
        is_inside = line.lstrip().startswith("///")
        for part in TEXTS[kind].finditer(line):
            for word in PATTERN.finditer((part.group(part.lastgroup) or "").replace("_", " ") if part.lastgroup else ""):
                found.append(f"{place}: '{word[0]}': say {INSTEAD[int(word.lastgroup[1:])]}")
    return found


def main() -> int:
    """Prints what is wrong; 1 if anything is."""
    names = sys.argv[1:]
    found = [text for path in files() if not names or any(str(path.relative_to(ROOT)).startswith(name) for name in names) for text in complaints(path)]
    print("\n".join(found))
    if found:
        print(f"{len(found)} places", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
