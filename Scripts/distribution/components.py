"""The works of others in the binary, and those that it loads: names, versions, licences and their texts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = Path("/usr/share/doc")
SWIFT_LICENCE = "Apache-2.0 WITH Swift-exception"


class MissingText(Exception):
    """A licence text is missing; the message says which and where it was looked for."""


@dataclass(frozen=True)
class Component:
    """One work. ``url`` is a package URL; a work that is only loaded has no text, since it is not distributed."""

    name: str
    version: str
    licence: str
    purl: str
    homepage: str
    text: str | None = None

    @property
    def is_linked_in(self) -> bool:
        return self.text is not None


def linked_in(checkouts: Path) -> list[Component]:
    """The works whose code or data the binary has in it."""
    swift = swift_version()
    parser = resolved(checkouts, "swift-argument-parser")
    compiler = newest_compiler()
    apache = (ROOT / "LICENSE").read_text(encoding="utf-8")
    found = [
        Component(
            "Swift runtime, standard library, libdispatch and FoundationEssentials", swift, SWIFT_LICENCE,
            f"pkg:github/swiftlang/swift@swift-{swift}-RELEASE", "https://www.swift.org",
            text_at(toolchain() / "share/swift/LICENSE.txt"),
        ),
        Component(
            "swift-argument-parser", parser, SWIFT_LICENCE, f"pkg:github/apple/swift-argument-parser@{parser}",
            "https://github.com/apple/swift-argument-parser", text_at(checkouts / "swift-argument-parser/LICENSE.txt"),
        ),
        of_debian("libyaml", "libyaml-dev", "MIT", "https://pyyaml.org/wiki/LibYAML"),
        of_debian("expat", "libexpat1-dev", "MIT", "https://libexpat.github.io"),
        of_debian(
            "libstdc++ and libgcc", compiler, "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org",
        ),
    ]
    for name in ("botocore", "moto"):
        version = pinned(name)
        homepage = {"botocore": "https://github.com/boto/botocore", "moto": "https://github.com/getmoto/moto"}[name]
        # Generated from their data: AWS's operations, and the table of instance types.
        found.append(
            Component(f"{name} (data)", version, "Apache-2.0", f"pkg:pypi/{name}@{version}", homepage, apache)
        )
    return found


def loaded() -> list[Component]:
    """The works that the system brings; any of their versions that has the same soname serves."""
    return [
        Component("glibc", "NOASSERTION", "LGPL-2.1-or-later", "pkg:generic/glibc", "https://www.gnu.org/software/libc"),
        Component("OpenSSL", "NOASSERTION", "Apache-2.0", "pkg:generic/openssl", "https://www.openssl.org"),
        Component("libcurl", "NOASSERTION", "curl", "pkg:generic/curl", "https://curl.se"),
    ]


def notices(components: list[Component]) -> str:
    """The page of notices: a list, then each text once."""
    lines = ["reconcile has works of others in it, under these licences.", ""]
    texts: dict[str, list[str]] = {}
    for one in components:
        lines.append(f"  {one.name} {one.version}: {one.licence} ({one.homepage})")
        texts.setdefault(one.text or "", []).append(one.name)
    for text, names in texts.items():
        lines += ["", "=" * 80, ", ".join(names), "=" * 80, "", text.strip()]
    return "\n".join(lines) + "\n"


def expression(components: list[Component]) -> str:
    """The SPDX expression of the whole."""
    return " AND ".join(dict.fromkeys(["Apache-2.0", *(one.licence for one in components)]))


def of_debian(name: str, package: str, licence: str, homepage: str) -> Component:
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False)
    version = shown.stdout if shown.returncode == 0 else "NOASSERTION"
    return Component(
        name, version, licence, f"pkg:deb/debian/{package}@{version}", homepage,
        text_at(DOCUMENTS / package / "copyright"),
    )


def newest_compiler() -> str:
    """The package of the libstdc++ that the linker takes: clang takes the newest GCC."""
    packages = [path.parent.name for path in DOCUMENTS.glob("libstdc++-*-dev/copyright")]
    if not packages:
        raise MissingText(f"no licence text of libstdc++: looked for {DOCUMENTS}/libstdc++-*-dev/copyright")
    return max(packages, key=lambda name: int(re.sub(r"\D", "", name.removeprefix("libstdc++")) or 0))


def toolchain() -> Path:
    program = shutil.which("swift")
    if program is None:
        raise MissingText("no licence text of Swift: swift is not on the PATH")
    return Path(program).resolve().parent.parent


def swift_version() -> str:
    shown = subprocess.run([toolchain() / "bin/swift", "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"Swift version ([0-9.]+)", shown)[1]


def resolved(checkouts: Path, identity: str) -> str:
    """The version of a package that the build took."""
    state = json.loads((checkouts.parent / "workspace-state.json").read_text(encoding="utf-8"))
    for dependency in state["object"]["dependencies"]:
        if dependency["packageRef"]["identity"] == identity:
            return dependency["state"]["checkoutState"]["version"]
    raise MissingText(f"{identity} is not among the build's packages in {checkouts.parent}")


def pinned(name: str) -> str:
    pins = (ROOT / "Tests/Python/requirements.txt").read_text(encoding="utf-8")
    return re.search(rf"^{name}(?:\[\w+\])?==(\S+)", pins, re.MULTILINE)[1]


def text_at(path: Path) -> str:
    if not path.is_file():
        raise MissingText(f"no licence text at {path}")
    return path.read_text(encoding="utf-8", errors="replace")
