#!/usr/bin/env python3
"""check-linkage.py [--shipped] BINARY – checks by reading the ELF file where the release binary starts.

It loads nothing but glibc and OpenSSL 3 (libcurl only by its first request), starts with glibc 2.34, the one of Amazon
Linux 2023 and RHEL 9, and has neither Foundation nor ICU in it. ``--shipped`` is for what `make dist` packs: stripped, and
without a path to search libraries in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from distribution.elf import Binary, read

# The first two on x86-64 and arm64 are the loader.
GLIBC_LIBRARIES = {"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6"}
ALLOWED = GLIBC_LIBRARIES | {"libcrypto.so.3"}
FLOOR = (2, 34)
# Names that only Foundation and ICU have; the archives' symbols are hidden, so a stripped binary does not show them.
REFUSED_SYMBOLS = (b"\0$s10Foundation8NSString", b"\0$s10Foundation8NSObject", b"\0u_init", b"\0ucol_open")
# The package manager always writes this one; it finds nothing beside a static binary.
PACKAGE_MANAGERS = "$ORIGIN"


def complaints(binary: Binary, is_shipped: bool, content: bytes) -> list[str]:
    """What is wrong with the binary, a line each."""
    found = [f"loads {name}" for name in sorted(set(binary.needed) - ALLOWED)]
    if binary.versions.get("GLIBC", ()) > FLOOR:
        wanted = ".".join(map(str, FLOOR))
        found.append(f"needs glibc {binary.glibc} for {binary.newest['GLIBC']}: at most {wanted}")
    if "GLIBCXX" in binary.versions or "CXXABI" in binary.versions:
        found.append("asks a shared libstdc++ for symbols")
    allowed_paths = () if is_shipped else (PACKAGE_MANAGERS,)
    found += [f"searches libraries in {path}" for path in binary.search_paths if path not in allowed_paths]
    if not binary.is_pie:
        found.append("is not position-independent")
    if not binary.has_relro or not binary.binds_at_start:
        found.append("keeps its relocations writable (no full RELRO)")
    if binary.has_executable_stack:
        found.append("has an executable stack")
    if is_shipped and binary.symbol_names is not None:
        found.append("is not stripped")
    # ICU's data begins with its name: what shows it in a stripped binary.
    if b"icudt" in content or any(name in (binary.symbol_names or b"") for name in REFUSED_SYMBOLS):
        found.append("has Foundation or ICU linked in")
    return found


def main() -> int:
    arguments = [one for one in sys.argv[1:] if one != "--shipped"]
    if len(arguments) != 1:
        print("usage: check-linkage.py [--shipped] BINARY", file=sys.stderr)
        return 64
    path = Path(arguments[0])
    if not path.is_file():
        print(f"{path} does not exist: build it first", file=sys.stderr)
        return 1
    found = complaints(read(path), "--shipped" in sys.argv, path.read_bytes())
    for complaint in found:
        print(f"{path} {complaint}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
