"""The Debian package."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from distribution.elf import Binary
from distribution.files import settle

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# The library packages got a t64 at their ends with Debian 13 and Ubuntu 24.04.
PACKAGES = {"libcrypto.so.3": "libssl3t64 | libssl3", "libcurl.so.4": "libcurl4t64 | libcurl4"}
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: reconcile

Files: *
Copyright: the authors of reconcile
License: Apache-2.0
 The text is in /usr/share/common-licenses/Apache-2.0. THIRD-PARTY-NOTICES.txt beside this file has the licences of the
 works of others in the binary.
"""


def depends(binary: Binary) -> str:
    """What the binary loads, and libcurl, which its first request loads."""
    libraries = [name for name in binary.needed if not name.startswith(("ld-linux", "libc.so", "libm.so"))]
    wanted = [f"libc6 (>= {binary.glibc})", *(PACKAGES[name] for name in sorted({*libraries, "libcurl.so.4"}))]
    return ", ".join([*wanted, "ca-certificates"])


def write(prefix: Path, work: Path, directory: Path, binary: Binary, version: str, epoch: int) -> Path:
    """Packs a prefix as /usr and returns the package."""
    architecture = ARCHITECTURES[binary.machine]
    # A pre-release sorts before its release.
    version = version.replace("-", "~")
    root = work / "debian"
    shutil.copytree(prefix, root / "usr")
    share = root / "usr/share"
    # Where Debian's zsh and man look, and what its policy asks of a package.
    (share / "zsh/site-functions").rename(share / "zsh/vendor-completions")
    for page in (share / "man/man1").iterdir():
        (page.parent / f"{page.name}.gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
        page.unlink()
    documents = share / "doc/reconcile"
    (documents / "LICENSE").unlink()
    (documents / "copyright").write_text(COPYRIGHT, encoding="utf-8")
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file())
    control = root / "DEBIAN"
    control.mkdir()
    (control / "md5sums").write_text(
        "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files),
        encoding="utf-8",
    )
    (control / "control").write_text(
        f"Package: reconcile\n"
        f"Version: {version}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {os.environ.get('DEBFULLNAME', 'The authors of reconcile')} "
        f"<{os.environ.get('DEBEMAIL', 'noreply@localhost')}>\n"
        f"Installed-Size: {sum(path.stat().st_size for path in files) // 1024}\n"
        f"Depends: {depends(binary)}\n"
        f"Section: admin\n"
        f"Priority: optional\n"
        f"Description: make AWS Batch match compute-envs YAML\n"
        f" reconcile reads the compute-envs YAML of seqerakit and the Seqera Platform CLI,\n"
        f" compares it with what exists in AWS, and carries out an ordered plan.\n",
        encoding="utf-8",
    )
    settle(root, epoch)
    package = directory / f"reconcile_{version}_{architecture}.deb"
    # One thread, because the number of threads shows in the bytes; level 1, which takes a quarter of the default's time.
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--threads-max=1", "--build", root, package],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package
