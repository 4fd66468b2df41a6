#!/usr/bin/env python3
"""Downloads one release of reconcile, checks its SHA-256, and gives the path of the binary."""

from __future__ import annotations

import hashlib
import http.client
import os
import platform
import re
import sys
import tarfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from runner import StepError, run_step, set_output, value, variable

LARGEST = 500 * 1024 * 1024
TIMEOUT = 60


def is_safe(url: str) -> bool:
    """True for https, and for a server on this machine."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


class SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, as GitHub's downloads need, but never away from https."""

    def redirect_request(self, request: Any, *rest: Any) -> Any:
        address = rest[-1]
        if not is_safe(address):
            raise StepError(f"{request.full_url} leads to an address without https")
        return super().redirect_request(request, *rest)


def download(url: str, target: Path) -> str:
    """Writes what is at the address to a file, and gives its SHA-256."""
    digest, size = hashlib.sha256(), 0
    try:
        with urllib.request.build_opener(SafeRedirects).open(url, timeout=TIMEOUT) as answer, target.open("wb") as file:
            while block := answer.read(1 << 20):
                size += len(block)
                if size > LARGEST:
                    raise StepError(f"{url} is larger than {LARGEST >> 20} MiB")
                digest.update(block)
                file.write(block)
            expected = answer.headers.get("Content-Length")
            if expected and int(expected) != size:
                raise StepError(f"{url}: the download ended early ({size} of {expected} bytes)")
    except urllib.error.HTTPError as error:
        with error:
            raise StepError(f"{url}: {error.code} {error.reason}: is there such a version?") from None
    except (OSError, http.client.HTTPException) as error:
        raise StepError(f"{url}: {error}") from None
    return digest.hexdigest()


def expected_checksum(sums: str, name: str) -> str:
    """The checksum of a file in a list as sha256sum writes it."""
    for line in sums.splitlines():
        found = re.fullmatch(r"([0-9a-f]{64}) [ *](?:\./)?(.+)", line.strip())
        if found and found[2] == name:
            return found[1]
    raise StepError(f"SHA256SUMS does not name {name}")


def unpack(archive: Path, target: Path) -> None:
    """Writes the binary of the archive, and nothing else of it: no path or link of the archive is followed."""
    try:
        with tarfile.open(archive, "r:gz") as opened:
            files = [one for one in opened.getmembers() if one.isreg() and one.name.split("/")[-1] == "reconcile"]
            # A completion script has the same name, in a folder of its kind.
            named = [one for one in files if one.name.split("/")[-2:-1] == ["bin"] or one.name.count("/") <= 1]
            content = opened.extractfile(named[0]) if len(named) == 1 else None
            if content is None:
                raise StepError(f"{archive.name} does not have one file bin/reconcile")
            with target.open("wb") as file:
                while block := content.read(1 << 20):
                    file.write(block)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise StepError(f"{archive.name}: {error}") from None
    target.chmod(0o755)


def release_url() -> str:
    """The folder of the releases: that of the input, or that of the repository which the action comes from."""
    repository = os.environ.get("ACTION_REPOSITORY", "")
    usual = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}/releases/download"
    url = value("release-url", usual if repository else "").rstrip("/")
    if not url:
        raise StepError("the runner does not say where this action comes from: set the input 'release-url'")
    if not is_safe(url):
        raise StepError(f"input 'release-url' is no https address: {url}")
    return url


def main() -> int:
    version = value("version").removeprefix("v")
    if not re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?", version):
        raise StepError(f"input 'version' is '{version}': use one such as 0.1.0")
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        raise StepError(f"there is no release for {sys.platform} {platform.machine()}: set the input 'binary'")
    name = f"reconcile-{version}-linux-{platform.machine()}.tar.gz"
    folder = Path(variable("RUNNER_TEMP")) / f"reconcile-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    base = f"{release_url()}/v{version}"
    download(f"{base}/SHA256SUMS", folder / "SHA256SUMS")
    listed = expected_checksum((folder / "SHA256SUMS").read_text(encoding="utf-8", errors="replace"), name)
    expected = value("sha256", listed).lower()
    actual = download(f"{base}/{name}", folder / name)
    if actual != expected or actual != listed:
        (folder / name).unlink()
        raise StepError(f"{name} has the SHA-256 {actual}, not {expected if actual != expected else listed}: it was not used")
    unpack(folder / name, folder / "reconcile")
    set_output("binary", str(folder / "reconcile"))
    print(f"{name}: SHA-256 {actual} as expected")
    return 0


if __name__ == "__main__":
    run_step(main)
