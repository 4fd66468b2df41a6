"""`fmt`: files in one layout, in place or only shown; no value and no comment changes."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from EndToEnd.world import EXAMPLES, World, binary

MESSY = """\
# the list
compute-envs:
- type:   "aws-batch"   # Batch
  config-mode : forge
  name: 'one'


  region: eu-west-1
  work-dir: "s3://bucket/work"
  max-cpus:    16
  wave: true   
"""
TIDY = """\
# the list
compute-envs:
  - type: aws-batch   # Batch
    config-mode: forge
    name: one

    region: eu-west-1
    work-dir: s3://bucket/work
    max-cpus: 16
    wave: True
"""
DIFF_HEAD = "--- envs.yml\n+++ envs.yml\n@@ -1,11 +1,10 @@\n # the list\n compute-envs:\n-- type:   \"aws-batch\"   # Batch\n"


def read(path: Path) -> str:
    return path.read_bytes().decode()


def test_a_file_is_written_in_place_and_keeps_its_rights(world: World) -> None:
    file = world.write("envs.yml", MESSY)
    file.chmod(0o640)
    result = world.run("fmt", "envs.yml").expect(0)
    assert result.stdout == "envs.yml\n" and "1 of 1 file formatted" in result.stderr
    assert read(file) == TIDY and stat.S_IMODE(file.stat().st_mode) == 0o640
    assert yaml.safe_load(TIDY) == yaml.safe_load(MESSY)
    before = file.stat()
    again = world.run("fmt", "envs.yml").expect(0)
    assert again.stdout == "" and "0 of 1 file formatted" in again.stderr
    assert (before.st_ino, before.st_mtime_ns) == (file.stat().st_ino, file.stat().st_mtime_ns)
    world.run("validate", "envs.yml").expect(0)


def test_check_and_diff_write_nothing(world: World) -> None:
    file = world.write("envs.yml", MESSY)
    assert world.run("fmt", "--check", "envs.yml").expect(1).stdout == "envs.yml\n"
    shown = world.run("fmt", "--diff", "envs.yml").expect(0).stdout
    assert shown.startswith(DIFF_HEAD) and "+  - type: aws-batch   # Batch\n" in shown
    assert world.run("fmt", "--check", "--diff", "envs.yml").expect(1).stdout == shown
    assert read(file) == MESSY
    world.write("change.diff", shown)
    subprocess.run(["patch", "-s", "envs.yml", "change.diff"], cwd=world.home, check=True, timeout=30)
    assert read(file) == TIDY
    assert world.run("fmt", "--check", "--diff", "envs.yml").expect(0).stdout == ""


def test_a_folder_has_its_files_of_environments_formatted(world: World) -> None:
    folder = world.home / "envs"
    folder.mkdir()
    (folder / "a.yml").write_text(MESSY, encoding="utf-8")
    (folder / "compose.yml").write_text("services:\n    web:   {}\n", encoding="utf-8")
    assert world.run("fmt", "envs").expect(0).stdout == "envs/a.yml\n"
    assert read(folder / "a.yml") == TIDY and read(folder / "compose.yml") == "services:\n    web:   {}\n"
    # A file that is named is formatted, if a folder has it as well.
    assert world.run("fmt", "envs", "envs/compose.yml").expect(0).stdout == "envs/compose.yml\n"


def test_words_for_truth_are_those_of_seqerakit_in_every_map_of_ours(world: World) -> None:
    file = world.write("envs.yml", TIDY + "    reconcile:\n      drain: false\n    labels: {a: true}\n")
    world.run("fmt", "envs.yml").expect(0)
    assert read(file) == TIDY + "    reconcile:\n      drain: False\n    labels: {a: true}\n"


def test_standard_input_is_printed(world: World) -> None:
    done = subprocess.run([binary(), "fmt", "-"], input=MESSY, capture_output=True, text=True, timeout=60, cwd=world.home)
    assert (done.returncode, done.stdout) == (0, TIDY)
    done = subprocess.run([binary(), "fmt", "-"], input="", capture_output=True, text=True, timeout=60, cwd=world.home)
    assert (done.returncode, done.stdout) == (0, "")
    # What would be printed differently from what it is, is not printed.
    odd = f"# a\u202eb\n{MESSY}"
    done = subprocess.run([binary(), "fmt", "-"], input=odd, capture_output=True, text=True, timeout=60, cwd=world.home)
    assert done.returncode == 1 and done.stdout == ""
    file = world.write("odd.yml", odd)
    world.run("fmt", "odd.yml").expect(0)
    assert read(file) == f"# a\u202eb\n{TIDY}"


def test_a_byte_order_mark_and_line_ends_stay(world: World) -> None:
    file = world.home / "envs.yml"
    file.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    world.run("fmt", "envs.yml").expect(0)
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()


def test_a_text_of_windows_is_printed_and_shown_with_its_line_breaks(world: World) -> None:
    def run(*arguments: str, text: str = MESSY) -> tuple[int, bytes]:
        given = text.replace("\n", "\r\n").encode()
        done = subprocess.run([binary(), "fmt", *arguments], input=given, capture_output=True, timeout=60, cwd=world.home)
        return done.returncode, done.stdout

    tidy = TIDY.replace("\n", "\r\n").encode()
    assert run("-") == (0, tidy)
    assert run("-", text=TIDY) == (0, tidy)
    assert run("--check", "--diff", "-", text=TIDY) == (0, b"")
    file = world.home / "envs.yml"
    file.write_bytes(MESSY.replace("\n", "\r\n").encode())
    status, shown = run("--diff", "envs.yml")
    head, _, rows = shown.partition(b"\n@@")
    assert status == 0 and b"\r" not in head and rows.count(b"\r\n") == rows.count(b"\n") - 1
    (world.home / "change.diff").write_bytes(shown)
    subprocess.run(["patch", "-s", "--binary", "envs.yml", "change.diff"], cwd=world.home, check=True, timeout=30)
    assert file.read_bytes() == tidy
    # A return in the middle of a line stays what is not printed.
    file.write_bytes(b"a:   1\rb: 2\r\n")
    done = subprocess.run([binary(), "fmt", "-"], input=file.read_bytes(), capture_output=True, timeout=60, cwd=world.home)
    assert (done.returncode, done.stdout) == (1, b"")


def test_lines_get_the_break_of_the_first_line(world: World) -> None:
    file = world.home / "envs.yml"
    file.write_bytes(TIDY.replace("\n", "\r\n", 1).encode())
    assert world.run("fmt", "--check", "envs.yml").expect(1).stdout == "envs.yml\n"
    world.run("fmt", "envs.yml").expect(0)
    assert file.read_bytes() == TIDY.replace("\n", "\r\n").encode()


def test_no_link_is_followed_and_a_broken_file_stops_all(world: World) -> None:
    real = world.write("real.yml", MESSY)
    (world.home / "link.yml").symlink_to("real.yml")
    assert "link.yml: is a symbolic link" in world.run("fmt", "link.yml").expect(1).stderr
    world.write("broken.yml", "compute-envs: [\n")
    result = world.run("fmt", "real.yml", "broken.yml").expect(1)
    assert "broken.yml:" in result.stderr and "[yaml-syntax]" in result.stderr
    assert "there is no file 'none.yml'" in world.run("fmt", "none.yml").expect(1).stderr
    assert read(real) == MESSY
    world.run("fmt").expect(64)


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yml")), ids=lambda path: path.name)
def test_the_examples_mean_the_same_when_they_are_formatted(world: World, example: Path) -> None:
    file = world.write(example.name, read(example))
    world.run("fmt", file.name).expect(0)
    assert yaml.safe_load(read(file)) == yaml.safe_load(read(example))
    world.run("fmt", "--check", file.name).expect(0)
