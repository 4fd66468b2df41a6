"""Files made to cost much: refused soon, with bounded memory, and never by a crash."""

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .world import ITEM, binary

# Far above what is measured (under a second, under 150 MiB), and far below what an unbounded reader would take.
SECONDS = 15
ADDRESSES = 4 << 30


def validate(*arguments: str | Path) -> str:
    run = subprocess.run(
        [binary(), "validate", *arguments], capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES)), env={},
    )
    assert run.returncode == 1, run.stderr
    return run.stderr.decode()


def laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12)]
    return "\n".join([*lines, "compute-envs: *a11"])


@pytest.mark.parametrize(
    "text, kind",
    [
        (laughs, "yaml-limit"),
        (lambda: "compute-envs: " + "[" * 100_000 + "]" * 100_000, "yaml-limit"),
        (lambda: "compute-envs: " + "{a: " * 100_000, "yaml-limit"),
        (lambda: "compute-envs:\n" + "- " * 100_000 + "x\n", "yaml-limit"),
        (lambda: ITEM + "    labels: " + "a" * 10_000_000 + "\n", "yaml-limit"),
        (lambda: ITEM + "".join(f"    k{number}: 1\n" for number in range(1_000_000)), "yaml-limit"),
        (lambda: ITEM + "    labels: " + "${A:-" * 10_000 + "}" * 10_000 + "\n", "expansion-syntax"),
        (lambda: ITEM + "    labels: a\0b\n", "yaml-encoding"),
    ],
    ids=["aliases", "flow lists", "flow maps", "block lists", "a long line", "many keys", "defaults", "a NUL"],
)
def test_a_file_of(tmp_path: Path, text: Callable[[], str], kind: str) -> None:
    file = tmp_path / "f.yml"
    file.write_text(text(), encoding="utf-8")
    assert f"[{kind}]" in validate(file)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_bytes(ITEM.encode() + b"    labels: \xff\n")
    assert "[yaml-encoding]" in validate(file)


def test_variables_that_double_one_another(tmp_path: Path) -> None:
    file, variables = tmp_path / "f.yml", tmp_path / "v.sh"
    file.write_text(ITEM + "    labels: a=$V40\n")
    variables.write_text("V0=xxxxxxxx\n" + "".join(f'V{number}="$V{number - 1}$V{number - 1}"\n' for number in range(1, 41)))
    assert "[yaml-limit]" in validate(file, "--env-file", variables)


@pytest.mark.parametrize("variables", [False, True], ids=["manifest", "variables"])
@pytest.mark.parametrize("kind", ["a GiB", "a device", "a pipe without a writer"])
def test_a_file_that_is(tmp_path: Path, kind: str, variables: bool) -> None:
    file = tmp_path / "huge.yml"
    if kind == "a GiB":
        with file.open("wb") as out:
            out.truncate(1 << 30)  # sparse: it takes no room
    elif kind == "a device":
        file = Path("/dev/zero")
    else:
        os.mkfifo(file)
    small = tmp_path / "small.yml"
    small.write_text(ITEM)
    said = validate(small, "--env-file", file) if variables else validate(file)
    assert {"a GiB": "[yaml-limit]", "a device": "no regular file"}.get(kind, "pipe") in said
