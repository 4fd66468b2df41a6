#!/usr/bin/env python3
"""Checks the imports: the layers that neither the compiler nor the package manager enforces.

A target imports only what Package.swift says it depends on (the package manager lets it see every module that
happens to be built); only one target imports each C library; no target imports Foundation; and the
targets that decide are pure.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWNERS = {"CLibYAML": "YAMLSyntax", "CLibCurl": "Transport", "CLibCrypto": "Signing", "CExpat": "AWSClient"}
REFUSED = {
    "Foundation": "it brings ICU and tens of megabytes: use FoundationEssentials",
    "FoundationNetworking": "Transport is what talks HTTP",
    "FoundationXML": "AWSClient reads XML with expat",
    "FoundationInternationalization": "it brings ICU",
    "Synchronization": "the thread sanitizer reports its Mutex falsely",
}
PURE = {"Planning", "BatchForge", "ResourceModel", "Diagnostics", "InstanceTypes"}
# Files, clocks, environment and threads come with these. An entry (target, module) in ALLOWED lets one in.
IMPURE = {"FoundationEssentials", "Dispatch", "Glibc", "Musl"}
ALLOWED: set[tuple[str, str]] = set()
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)"
)


def package() -> dict[str, dict[str, object]]:
    """The package's targets by name, as the package manager reads them."""
    dump = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True, text=True)
    return {target["name"]: target for target in json.loads(dump.stdout)["targets"]}


def declared(target: dict[str, object]) -> set[str]:
    """The names of a target's dependencies, targets and products alike."""
    return {next(iter(dependency.values()))[0] for dependency in target["dependencies"]}


def complaints(name: str, module: str, known: set[str], dependencies: set[str]) -> list[str]:
    """The problems of one import."""
    found = []
    if module in known and module != name and module not in dependencies:
        found.append(f"{name} does not say in Package.swift that it depends on {module}")
    # The runner of broken files reads the XML that it is shown.
    if module in OWNERS and name not in {OWNERS[module], "FuzzRunner"}:
        found.append(f"only {OWNERS[module]} may import {module}")
    if module in REFUSED and not name.endswith("Tests"):
        found.append(f"{module} is not to be imported: {REFUSED[module]}")
    if name in PURE and module in IMPURE and (name, module) not in ALLOWED:
        found.append(f"{name} is pure and may not import {module}")
    return found


def main() -> int:
    targets = package()
    status = 0
    for name, target in targets.items():
        default = ("Tests" if target["type"] == "test" else "Sources") + f"/{name}"
        folder = ROOT / (target.get("path") or default)
        for file in sorted(folder.rglob("*.swift")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if match := IMPORT.match(line):
                    for complaint in complaints(name, match[1], set(targets), declared(target)):
                        print(f"{file.relative_to(ROOT)}:{number}: {complaint}", file=sys.stderr)
                        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
