"""The pages are true: their commands work from top to bottom, their files are valid and their links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from conftest import ROOT
from EndToEnd.pages import Block, anchors, blocks, exists, links, names, pages, text
from EndToEnd.world import EXAMPLES, World, binary

LANGUAGES = {"sh", "console", "yaml", "json", "swift", "python", "text"}
RUN = [page for page in pages() if any(one.language in ("sh", "console") and not one.reason for one in blocks(page))]

CONTRIBUTORS = [page for page in pages() if page in ("ARCHITECTURE.md", "CONTRIBUTING.md") or "/recipes/" in page]


def run(script: str, world: World) -> subprocess.CompletedProcess[str]:
    """A script in the world's home, where 'reconcile' is the binary under test."""
    path = f"{world.home / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script],
        cwd=world.home,
        env=world.environment | {"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def matches(shown: list[str], printed: list[str]) -> bool:
    """True if lines are those of the page, in which '...' matches any lines and the ids of plans do not count."""
    pattern = "".join("(?:.*\n)*" if line.strip() == "..." else re.escape(line) + "\n" for line in shown)
    pattern = re.sub(r"plan\\-id:\\ [0-9a-f]{12}", "plan-id: [0-9a-f]{12}", pattern)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def check(block: Block, world: World) -> None:
    if block.language == "sh":
        done = run(block.text, world)
        assert done.returncode == 0, f"{block.place}: status {done.returncode}\n{done.stdout}\n{done.stderr}"
    for command, shown in block.commands if block.language == "console" else []:
        done = run(command, world)
        assert done.returncode == 0, f"{block.place}: {command}\n{done.stdout}\n{done.stderr}"
        # A command that is shown without its output may print something.
        assert not shown or matches(shown, done.stdout.splitlines()), f"{block.place}: {command}\n{done.stdout}"


@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_work(page: str, world: World) -> None:
    shutil.copytree(EXAMPLES, world.home / "examples")
    (world.home / "bin").mkdir()
    (world.home / "bin/reconcile").symlink_to(binary())
    world.make_buckets(*set(re.findall(r"s3://([a-z0-9][a-z0-9.-]+)", text(page))))
    for block in blocks(page):
        if not block.reason:
            check(block, world)


@pytest.mark.parametrize("page", pages())
def test_a_block_says_what_it_is(page: str) -> None:
    unknown = [block.place for block in blocks(page) if block.language not in LANGUAGES]
    assert unknown == []
    # A command outside a fence would run in no test.
    assert re.findall(r"^ {4,}\$? ?reconcile [a-z].*$", re.sub(r"```.*?```", "", text(page), flags=re.DOTALL), re.M) == []


@pytest.mark.parametrize("page", pages())
def test_the_files_of_a_page_are_valid(page: str) -> None:
    for block in blocks(page):
        if block.language == "yaml" and block.text.startswith("compute-envs:") and not block.reason:
            done = subprocess.run(
                [binary(), "validate", "-"], input=block.text, cwd=ROOT, capture_output=True, text=True, timeout=60
            )
            assert done.returncode == 0, f"{block.place}\n{done.stderr}"


@pytest.mark.parametrize("page", pages())
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    for path, anchor in links(page):
        assert path.exists(), f"{page}: {path}"
        if anchor:
            assert anchor in anchors(str(path.resolve().relative_to(ROOT))), f"{page}: {path}#{anchor}"


def test_a_comment_that_cites_a_fact_names_a_heading() -> None:
    headings = set(re.findall(r"^### (.+)$", text("docs/aws-rules.md"), re.MULTILINE))
    comments = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "Sources").rglob("*.swift"))
    cited = set(re.findall(r"\[aws-rules: ([^\]]+)\]", comments))
    assert len(cited) > 10 and cited <= headings


def test_a_recorded_answer_that_a_fact_names_exists() -> None:
    named = set(re.findall(r"[a-z0-9-]+\.json", text("docs/aws-rules.md")))
    assert named and {name for name in named if not (ROOT / "Tests/Recorded" / name).exists()} == set()


@pytest.mark.parametrize("page", CONTRIBUTORS)
def test_the_types_and_files_that_a_page_names_exist(page: str) -> None:
    assert [name for name in names(page) if not exists(name)] == []


def test_every_guide_runs_commands() -> None:
    guides = {page for page in pages() if page.startswith("docs/guides/")} - {"docs/guides/permissions.md"}
    assert guides <= set(RUN) and "README.md" in RUN
