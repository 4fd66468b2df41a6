"""Files and archives whose bytes depend on their content alone."""

from __future__ import annotations

import gzip
import os
import tarfile
from pathlib import Path


def settle(root: Path, epoch: int) -> None:
    """Gives everything below a folder one time and plain permissions, whatever the umask was."""
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch))


def tar(root: Path, target: Path, epoch: int) -> None:
    """A folder as .tar.gz, in which it has its own name; sorted, without the names of users and the time of packing."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in [root, *sorted(root.rglob("*"))]:
            entry = archive.gettarinfo(path, str(path.relative_to(root.parent)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch
            if path.is_file():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)
