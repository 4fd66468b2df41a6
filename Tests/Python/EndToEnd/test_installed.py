"""What `make install` puts beside the binary: man pages, and completion that knows values."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT
from EndToEnd.test_readme import commands
from EndToEnd.world import EXAMPLES, binary

# Presses Tab: runs the function that bash has for the program, at the end of the line.
TAB = """
source "$1"
words=("${@:2}")
COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1)) COMP_LINE="${words[*]}" COMP_POINT=${#COMP_LINE}
COMPREPLY=() COMP_TYPE=9
function_name=$(complete -p reconcile | sed -E 's/.*-F ([^ ]+).*/\\1/')
"$function_name" reconcile "${words[-1]}" "${words[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prefix = tmp_path_factory.mktemp("installed")
    subprocess.run([ROOT / "Scripts/install.sh", binary(), prefix], check=True, capture_output=True, timeout=120)
    return prefix


def offered(prefix: Path, home: Path, *words: str, **variables: str) -> set[str]:
    """The words that bash offers for the last word."""
    script = prefix / "share/bash-completion/completions/reconcile"
    shown = subprocess.run(
        ["bash", "-c", TAB, "bash", script, "reconcile", *words],
        cwd=home,
        env={"PATH": f"{prefix}/bin:/usr/bin:/bin", "HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert shown.returncode == 0, shown.stderr
    return {word.strip() for word in shown.stdout.splitlines()}


def test_each_command_has_a_page(prefix: Path) -> None:
    pages = {page.stem for page in (prefix / "share/man/man1").iterdir()}
    assert pages == {"reconcile"} | {f"reconcile-{command}" for command in commands()}


def test_a_page_has_what_the_help_has(prefix: Path) -> None:
    page = (prefix / "share/man/man1/reconcile-plan.1").read_text(encoding="utf-8")
    titles = re.findall(r"^\.SH (.*)", page, re.MULTILINE)
    assert titles == (
        "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,EXAMPLES,EXIT STATUS,ENVIRONMENT,SEE ALSO".split(",")
    )
    shown = subprocess.run([binary(), "help", "plan"], capture_output=True, text=True, timeout=60).stdout
    options = set(re.findall(r"^ +(?:-[a-z], )?(--[a-z-]+)", shown, re.MULTILINE)) - {"--version", "--help"}
    assert len(options) > 15
    assert {option for option in options if option.replace("-", r"\-") not in page} == set()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say_about_a_page(prefix: Path) -> None:
    for page in (prefix / "share/man/man1").iterdir():
        shown = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-rLL=78n", page], capture_output=True, text=True, timeout=60
        )
        assert shown.stderr == "" and shown.returncode == 0, page.name
        assert shown.stdout.startswith(page.stem.upper() + "(1)")


def test_tab_offers_the_environments_of_the_files(prefix: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    line = ("plan", "--env-file", "examples/env.sh", "examples/aws_fusion_snapshots.yml", "--target", "")
    assert offered(prefix, tmp_path, *line) == {"nf_bench_fusion_snapshots"}


def test_tab_offers_fields_kinds_regions_profiles_and_types(prefix: Path, tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[profile research]\n[profile review]\n", encoding="utf-8")
    assert offered(prefix, tmp_path, "explain", "max") == {"max-cpus"}
    assert offered(prefix, tmp_path, "explain", "unknown-f") == {"unknown-field"}
    assert offered(prefix, tmp_path, "plan", "--region", "eu-west-") == {"eu-west-1", "eu-west-2", "eu-west-3"}
    assert offered(prefix, tmp_path, "plan", "--profile", "re") == {"research", "review"}
    assert offered(prefix, tmp_path, "apply", "--on-exists", "i") == {"ignore"}
    assert offered(prefix, tmp_path, "instance-types", "c6id.l") == {"c6id.large"}
    variables = {"MY_TOKEN": "x", "MY_NAME": "y"}
    assert offered(prefix, tmp_path, "plan", "--env-allow", "MY", **variables) == {"MY_TOKEN"}
