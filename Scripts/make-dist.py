#!/usr/bin/env python3
"""make-dist.py BINARY DIRECTORY – packs a release binary as a tarball, a Debian package and a Python wheel.

The directory also gets the bill of materials and SHA256SUMS. Two runs with one binary and one commit give the same bytes:
times are those of SOURCE_DATE_EPOCH, or else of the commit. The binary has to run on this machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from distribution import components, debian, elf, files, python, sbom

ROOT = Path(__file__).resolve().parent.parent


def commit_time() -> int:
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    shown = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True)
    return int(shown.stdout)


def shipped(binary: Path, work: Path) -> Path:
    """The binary without symbols, and without the path that the package manager writes into it; checked."""
    made = work / "reconcile"
    subprocess.run(["strip", "--strip-all", "-R", ".comment", "-o", made, binary], check=True)
    subprocess.run(["patchelf", "--remove-rpath", made], check=True)
    subprocess.run([sys.executable, ROOT / "Scripts/check-linkage.py", "--shipped", made], check=True)
    return made


def pack(binary: Path, directory: Path, checkouts: Path, epoch: int) -> list[Path]:
    """Everything that a release has, for the architecture of the binary."""
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    linked = components.linked_in(checkouts)
    # dpkg-deb and the writer of the wheel read it.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stripped = shipped(binary, work)
        facts = elf.read(stripped)
        name = f"reconcile-{version}-linux-{facts.machine}"
        prefix = work / name
        subprocess.run([ROOT / "Scripts/install.sh", stripped, prefix], check=True, stdout=subprocess.DEVNULL)
        documents = prefix / "share/doc/reconcile"
        documents.mkdir(parents=True)
        shutil.copy(ROOT / "LICENSE", documents)
        (documents / "THIRD-PARTY-NOTICES.txt").write_text(components.notices(linked), encoding="utf-8")
        bill = sbom.document(name, version, stripped, epoch, linked, components.loaded())
        (documents / "reconcile.spdx.json").write_text(bill, encoding="utf-8")
        files.settle(prefix, epoch)

        made = [directory / f"{name}.tar.gz", directory / f"{name}.spdx.json"]
        files.tar(prefix, made[0], epoch)
        made[1].write_text(bill, encoding="utf-8")
        made.append(debian.write(prefix, work, directory, facts, version, epoch))
        made.append(python.write(prefix, directory, facts, version, components.expression(linked), epoch))
    sums = directory / "SHA256SUMS"
    sums.write_text(
        "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made)),
        encoding="utf-8",
    )
    return [*made, sums]


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: make-dist.py BINARY DIRECTORY", file=sys.stderr)
        return 64
    checkouts = Path(os.environ.get("PACKAGE_CHECKOUTS", ROOT / ".build/checkouts"))
    # The tools of the Python environment that runs this, wherever the PATH leads.
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    try:
        made = pack(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), checkouts, commit_time())
    except components.MissingText as missing:
        print(missing, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        print(f"{failed.cmd[0]} failed with status {failed.returncode}", file=sys.stderr)
        return 1
    for path in made:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
