"""The download of a release: only an archive whose checksum is listed is unpacked, and only its binary."""

from __future__ import annotations

import hashlib
import io
import platform
import subprocess
import tarfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.github_api import serving
from EndToEnd.runner import Done, Runner

NAME = f"reconcile-0.1.0-linux-{platform.machine()}.tar.gz"
BINARY = b"#!/bin/sh\necho the binary \"$@\"\n"


class Releases:
    """What the release server has: bytes, or an address to go on to."""

    def __init__(self) -> None:
        self.files: dict[str, bytes | str] = {}
        self.asked: list[str] = []
        self.url = ""

    def add(self, archive: bytes, sums: str | None = None) -> None:
        self.files[f"/v0.1.0/{NAME}"] = archive
        listed = sums if sums is not None else f"{hashlib.sha256(archive).hexdigest()}  {NAME}\n"
        self.files["/v0.1.0/SHA256SUMS"] = f"{'0' * 64}  another.tar.gz\n{listed}".encode()


def archive(files: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for name, target in (links or {}).items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            tar.addfile(entry)
    return out.getvalue()


GOOD = archive(
    {
        "reconcile-0.1.0/bin/reconcile": BINARY,
        "reconcile-0.1.0/share/bash-completion/completions/reconcile": b"complete -F x reconcile",
        "../../escaped": b"x",
        "/tmp/escaped-from-archive": b"x",
    },
    {"reconcile-0.1.0/link": "/etc"},
)


@pytest.fixture
def releases() -> Iterator[Releases]:
    made = Releases()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            found = made.files.get(self.path)
            self.send_response(404 if found is None else 302 if isinstance(found, str) else 200)
            if isinstance(found, str):
                self.send_header("Location", found)
            self.send_header("Content-Length", str(len(found) if isinstance(found, bytes) else 0))
            self.end_headers()
            self.wfile.write(found if isinstance(found, bytes) else b"")

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Handler) as url:
        made.url = url
        yield made


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def use(runner: Runner, releases: Releases, **inputs: str) -> Done:
    return runner.use(**{"command": "validate", "files": "envs/", "release_url": releases.url} | inputs)


def installed(runner: Runner) -> list[Path]:
    return [path for path in runner.temp.rglob("reconcile") if path.is_file()]


def test_a_release_is_downloaded_checked_and_used(runner: Runner, releases: Releases) -> None:
    releases.add(GOOD)
    done = use(runner, releases)
    assert done.succeeded and "the binary validate -- envs/" in done.log
    assert installed(runner) == [Path(done.outputs["binary"])]
    assert subprocess.run([done.outputs["binary"]], capture_output=True, timeout=60).stdout == b"the binary\n"
    assert not (runner.temp.parent / "escaped").exists() and not Path("/tmp/escaped-from-archive").exists()


def test_a_redirect_to_the_storage_of_downloads_is_followed(runner: Runner, releases: Releases) -> None:
    releases.add(GOOD)
    releases.files["/storage"] = releases.files[f"/v0.1.0/{NAME}"]
    releases.files[f"/v0.1.0/{NAME}"] = f"{releases.url}/storage"
    assert use(runner, releases).succeeded and "/storage" in releases.asked


@pytest.mark.parametrize("target", ["http://0.0.0.0:{port}/storage", "file:///etc/passwd", "ftp://elsewhere.invalid/x"])
def test_a_redirect_away_from_https_is_not_followed(runner: Runner, releases: Releases, target: str) -> None:
    releases.add(GOOD)
    # 0.0.0.0 leads to the same server, which has the right archive there, and is no address that may do without https.
    releases.files["/storage"] = GOOD
    releases.files[f"/v0.1.0/{NAME}"] = target.format(port=releases.url.rpartition(":")[2])
    done = use(runner, releases)
    assert "/storage" not in releases.asked
    assert done.steps["install"].status == 1 and done.steps["run"].status is None and installed(runner) == []


@pytest.mark.parametrize(
    "sums",
    [
        "",
        f"{'0' * 64}  {NAME}\n",
        f"{hashlib.sha256(GOOD).hexdigest()}  x{NAME}\n",
        f"{hashlib.sha256(GOOD).hexdigest()[:-1]}  {NAME}\n",
        f"<html>{hashlib.sha256(GOOD).hexdigest()}  {NAME}",
    ],
)
def test_an_archive_without_its_checksum_is_not_used(runner: Runner, releases: Releases, sums: str) -> None:
    releases.add(GOOD, sums)
    done = use(runner, releases)
    assert done.steps["install"].status == 1 and done.steps["run"].status is None and "::error" in done.log
    assert installed(runner) == [] and not list(runner.temp.rglob(NAME))


def test_a_byte_that_changed_on_the_way_is_found(runner: Runner, releases: Releases) -> None:
    releases.add(GOOD)
    releases.files[f"/v0.1.0/{NAME}"] = GOOD[:-9] + bytes([GOOD[-9] ^ 1]) + GOOD[-8:]
    assert use(runner, releases).steps["install"].status == 1 and installed(runner) == []


def test_a_checksum_of_the_workflow_counts_beside_the_list(runner: Runner, releases: Releases) -> None:
    releases.add(GOOD)
    assert use(runner, releases, sha256=hashlib.sha256(GOOD).hexdigest().upper()).succeeded
    # A person who can change a release can change its list as well.
    assert use(runner, releases, sha256="0" * 64).steps["install"].status == 1


@pytest.mark.parametrize(
    "files, links",
    [
        ({"reconcile-0.1.0/README": b""}, {}),
        ({}, {"reconcile-0.1.0/bin/reconcile": "/bin/true"}),
        ({"reconcile-0.1.0/bin/other": BINARY}, {"reconcile-0.1.0/bin/reconcile": "other"}),
        ({"a/bin/reconcile": BINARY, "b/bin/reconcile": BINARY}, {}),
    ],
)
def test_an_archive_without_one_binary_is_refused(
    runner: Runner, releases: Releases, files: dict[str, bytes], links: dict[str, str]
) -> None:
    releases.add(archive(files, links))
    assert use(runner, releases).steps["install"].status == 1 and installed(runner) == []


@pytest.mark.parametrize("broken", [b"", b"<html>", GOOD[: len(GOOD) // 2]])
def test_what_is_no_archive_is_refused_even_with_its_checksum(runner: Runner, releases: Releases, broken: bytes) -> None:
    releases.add(broken)
    done = use(runner, releases)
    assert done.steps["install"].status == 1 and "Traceback" not in done.log


@pytest.mark.parametrize("version", ["", "latest", "../0.1.0", "0.1.0/../../x", "0.1", "0.1.0 x"])
def test_a_text_that_is_no_version_is_refused(runner: Runner, releases: Releases, version: str) -> None:
    releases.add(GOOD)
    assert use(runner, releases, version=version).steps["install"].status == 1 and releases.asked == []
    assert use(runner, releases, version="v0.1.0").succeeded


def test_a_version_that_is_missing_is_said(runner: Runner, releases: Releases) -> None:
    done = use(runner, releases, version="9.9.9")
    assert done.steps["install"].status == 1 and "is there such a version" in done.log


@pytest.mark.parametrize("url", ["http://elsewhere.invalid", "file:///tmp", "ftp://elsewhere.invalid", "elsewhere.invalid"])
def test_releases_come_over_https(runner: Runner, releases: Releases, url: str) -> None:
    assert "no https address" in use(runner, releases, release_url=url).log


def test_a_given_binary_downloads_nothing(runner: Runner, releases: Releases) -> None:
    done = use(runner, releases, binary="/bin/true")
    assert done.steps["install"].status is None and done.succeeded and releases.asked == []
