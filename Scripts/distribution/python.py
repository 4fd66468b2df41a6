"""The Python wheel: the binary as a script, with man pages and completion scripts."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from packaging.version import Version
from wheel.wheelfile import WheelFile

from distribution.elf import Binary

METADATA = """\
Metadata-Version: 2.4
Name: reconcile-batch
Version: {version}
Summary: Make AWS Batch match the compute-envs YAML of seqerakit and the Seqera Platform CLI
License-Expression: {licence}
License-File: LICENSE
License-File: THIRD-PARTY-NOTICES.txt
Classifier: Environment :: Console
Classifier: Operating System :: POSIX :: Linux
Requires-Python: >=3.8
Description-Content-Type: text/markdown

The program `reconcile`. It loads OpenSSL 3 (`libcrypto.so.3`), and for requests to AWS libcurl (`libcurl.so.4`), from the
system; Debian 12, Ubuntu 22.04, RHEL 9 and Amazon Linux 2023 and later have both.
"""


def tag(binary: Binary) -> str:
    """The platform by PEP 600: the oldest glibc that the binary starts with."""
    return f"manylinux_{binary.glibc.replace('.', '_')}_{binary.machine}"


def write(prefix: Path, directory: Path, binary: Binary, version: str, licence: str, epoch: int) -> Path:
    """Packs a prefix and returns the wheel."""
    platform = tag(binary)
    version = str(Version(version))
    name = f"reconcile_batch-{version}"
    wheel = directory / f"{name}-py3-none-{platform}.whl"
    documents = prefix / "share/doc/reconcile"
    information = {
        "METADATA": METADATA.format(version=version, licence=licence),
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: reconcile\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n",
    }
    parts = {f"{name}.data/scripts/reconcile": prefix / "bin/reconcile"}
    for path in sorted(path for path in (prefix / "share").rglob("*") if path.is_file()):
        if documents not in path.parents:
            parts[f"{name}.data/data/{path.relative_to(prefix)}"] = path
    parts[f"{name}.dist-info/licenses/LICENSE"] = documents / "LICENSE"
    parts[f"{name}.dist-info/licenses/THIRD-PARTY-NOTICES.txt"] = documents / "THIRD-PARTY-NOTICES.txt"
    parts[f"{name}.dist-info/sboms/reconcile.spdx.json"] = documents / "reconcile.spdx.json"
    with WheelFile(wheel, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for place, path in parts.items():
            archive.writestr(entry(place, epoch, 0o755 if "/scripts/" in place else 0o644), path.read_bytes())
        for file, text in information.items():
            archive.writestr(entry(f"{name}.dist-info/{file}", epoch, 0o644), text)
    return wheel


def entry(place: str, epoch: int, mode: int) -> zipfile.ZipInfo:
    """A member with its time and permissions; a zip file cannot name a time before 1980."""
    member = zipfile.ZipInfo(place, max(time.gmtime(epoch)[:6], (1980, 1, 1, 0, 0, 0)))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = (0o100000 | mode) << 16
    return member
