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
def test_a_hostile_file_is_refused_soon(tmp_path: Path, text: Callable[[], str], kind: str) -> None:
    file = tmp_path / "f.yml"
    file.write_text(text(), encoding="utf-8")
    assert f"[{kind}]" in validate(file)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_bytes(ITEM.encode() + b"    labels: \xff\n")
    assert "[yaml-encoding]" in validate(file)


def test_variables_that_double_one_another_are_refused(tmp_path: Path) -> None:
    file, variables = tmp_path / "f.yml", tmp_path / "v.sh"
    file.write_text(ITEM + "    labels: a=$V40\n")
    variables.write_text("V0=xxxxxxxx\n" + "".join(f'V{number}="$V{number - 1}$V{number - 1}"\n' for number in range(1, 41)))
    assert "[yaml-limit]" in validate(file, "--env-file", variables)


@pytest.mark.parametrize("variables", [False, True], ids=["manifest", "variables"])
@pytest.mark.parametrize("kind", ["a GiB", "a device", "a pipe without a writer"])
def test_a_huge_or_endless_file_is_refused_soon(tmp_path: Path, kind: str, variables: bool) -> None:
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


def items(count: int) -> str:
    lines = ITEM.splitlines(keepends=True)
    return lines[0] + "".join("".join(lines[1:]).replace("one", f"e{number}") for number in range(count))


def test_more_environments_than_a_run_plans_for_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text(items(2001))
    run = subprocess.run(
        [binary(), "plan", "--sandbox=account.json", "f.yml"], capture_output=True, timeout=SECONDS, cwd=tmp_path,
        env={}, check=False,
    )
    assert run.returncode == 5 and b"2001 environments are more than the 2000" in run.stderr
    assert not (tmp_path / "account.json").exists()


def test_too_many_arguments_are_refused(tmp_path: Path) -> None:
    run = subprocess.run(
        [binary(), "validate", *["f.yml"] * 5000], capture_output=True, timeout=SECONDS, env={}, check=False
    )
    assert run.returncode != 0 and b"5001 arguments are more than 4000" in run.stderr


def used(arguments: list[str | Path], folder: Path) -> float:
    """Seconds of the processor, which other programs do not lengthen as they do those of the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([binary(), "validate", *arguments], capture_output=True, cwd=folder, env={}, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


MANUAL = "compute-envs:\n" + "".join(
    f"  - {{type: aws-batch, config-mode: manual, name: m{number}, region: eu-west-1, work-dir: 's3://bucket/w', "
    "head-queue: '@{x.head-queue}', compute-queue: '@{y.head-queue}'}\n"
    for number in range(1)
)


def manual(count: int) -> str:
    line = MANUAL.splitlines(keepends=True)[1]
    return items(count) + "".join(line.replace("m0", f"m{n}").replace("@{x", f"@{{x{n}") for n in range(count))


GROWING: dict[str, tuple[int, Callable[[int], tuple[str, str]]]] = {
    "tags on a line": (3000, lambda n: ("pipelines: [" + "!t x, " * n + "]\n" + ITEM, "")),
    "map keys on a line": (3000, lambda n: ("pipelines: [" + "{{a: b}: c}, " * n + "]\n" + ITEM, "")),
    "errors on a line": (1000, lambda n: ("compute-envs: [" + "{name: x, foo: y}, " * n + "]\n", "")),
    "braces in variables": (10000, lambda n: (ITEM, "A=" + "${B:-" * n)),
    "secret variables": (
        3000,
        lambda n: (ITEM + "".join(f"    k{k}: same-start\n" for k in range(n)), "".join(f"T{k}_TOKEN=same-start-{k}\n" for k in range(n))),
    ),
    "queues of other environments": (700, lambda n: (manual(n), "")),
    "environments": (1000, lambda n: (items(n), "")),
    "documents": (1000, lambda n: (items(1) + "".join("---\n" + items(1).replace("e0", f"d{k}") for k in range(n)), "")),
    "unknown fields of an item without a type": (
        5000, lambda n: ("compute-envs:\n- {" + ", ".join(f"k{k}: x" for k in range(n)) + "}\n", "")
    ),
    "unknown blocks": (5000, lambda n: ("".join(f"block{k}: x\n" for k in range(n)) + ITEM, "")),
    "missing variables": (2000, lambda n: (ITEM + "    labels:\n" + "".join(f"      - k{k}=$V{k}\n" for k in range(min(n, 900))), "")),
}


@pytest.mark.parametrize("case", GROWING)
def test_work_does_not_grow_with_the_square_of_the_input(tmp_path: Path, case: str) -> None:
    size, make = GROWING[case]
    (tmp_path / "empty.yml").write_text(ITEM)
    base = used(["empty.yml"], tmp_path)
    times = []
    for factor in (1, 4):
        text, variables = make(size * factor)
        (tmp_path / "f.yml").write_text(text)
        (tmp_path / "v.sh").write_text(variables)
        times.append(min(used(["f.yml", "--env-file", "v.sh"], tmp_path) for _ in range(2)) - base)
    # Four times as much takes four times as long, or sixteen times if it grows with the square.
    assert times[1] < 9 * max(times[0], 0.1), times


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_messages_do_not_cost_the_square_of_the_files(tmp_path: Path, form: str) -> None:
    times = []
    for count in (700, 2800):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.yml").write_text("compute-envs: [\n" if number % 2 else items(1).replace("e0", f"e{number}"))
        times.append(min(used([folder, "--format", form], tmp_path) for _ in range(2)))
    assert times[1] < 9 * max(times[0], 0.1), times
