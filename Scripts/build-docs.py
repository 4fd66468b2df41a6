#!/usr/bin/env python3
"""build-docs.py DIRECTORY – writes the documentation of every library target, from the modules of the debug build.

It includes internal declarations, because its readers are the people who work on this code. A warning, such as a broken
link or a parameter that does not exist, is an error. A parameter with a clear name needs no sentence.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build/debug"
TOOLS = Path(shutil.which("swiftc") or "").resolve().parent
MAPS = [ROOT / f"Sources/{name}/module.modulemap" for name in ("CLibYAML", "CLibCrypto", "CExpat")]
MAPS.append(BUILD / "CLibCurl.build/module.modulemap")


def target() -> str:
    described = subprocess.run(["swift", "-print-target-info"], capture_output=True, check=True).stdout
    return json.loads(described)["target"]["unversionedTriple"]


def modules() -> list[str]:
    """The targets with declarations of the project; the program's entry has none."""
    folders = sorted({source.relative_to(ROOT / "Sources").parts[0] for source in (ROOT / "Sources").rglob("*.swift")})
    return [folder for folder in folders if folder != "reconcile"]


def extract(module: str, triple: str, graphs: Path) -> None:
    """The declarations of a module with their comments."""
    maps = [word for path in MAPS for word in ("-Xcc", f"-fmodule-map-file={path}")]
    subprocess.run(
        [TOOLS / "swift-symbolgraph-extract", "-module-name", module, "-I", BUILD / "Modules", *maps]
        + ["-target", triple, "-minimum-access-level", "internal", "-skip-synthesized-members"]
        + ["-output-dir", graphs],
        check=True,
    )


def convert(module: str, graphs: Path, output: Path) -> list[str]:
    """Writes the documentation of a module; returns DocC's warnings and errors."""
    report = graphs / "diagnostics.json"
    subprocess.run(
        [TOOLS / "docc", "convert", "--additional-symbol-graph-dir", graphs, "--output-dir", output]
        + ["--fallback-display-name", module, "--fallback-bundle-identifier", f"reconcile.{module}"]
        + ["--fallback-default-module-kind", "Library", "--diagnostics-file", report],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = json.loads(report.read_text(encoding="utf-8"))["diagnostics"]
    return [
        f"{one.get('source', module).removeprefix(f'file://{ROOT}/')}:{one['range']['start']['line'] if one.get('range') else 0}"
        f": {one['severity']}: {one['summary']}"
        for one in found
        if not (one["summary"].startswith("Parameter ") and one["summary"].endswith(" is missing documentation"))
    ]


def main() -> None:
    output, triple = Path(sys.argv[1]), target()
    output.mkdir(parents=True, exist_ok=True)
    problems: list[str] = []
    names = modules()
    for module in names:
        with tempfile.TemporaryDirectory() as folder:
            extract(module, triple, Path(folder))
            problems += convert(module, Path(folder), output / module)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{len(names)} modules in {output}; look at one with 'python3 -m http.server --directory {output}/Planning'")


if __name__ == "__main__":
    main()
