"""The plan in the pull request: one comment for each key, whatever GitHub answers, made by the action's own steps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from EndToEnd.github_api import Fault, GitHub, a_github
from EndToEnd.runner import Done, Runner

PLAN = """\
<!-- reconcile {"plan_id":"15270b33623a","changes":true} -->

### Plan: 9 to create, 0 to update, 0 to replace, 0 to delete

plan-id: `15270b33623a`
**Plan: 9 to create, 0 to update, 0 to replace, 0 to delete**"""


@pytest.fixture
def github() -> Iterator[GitHub]:
    with a_github() as made:
        yield made


@pytest.fixture
def runner(tmp_path: Path, github: GitHub) -> Runner:
    return Runner(tmp_path, github)


def a_binary(runner: Runner, plan: str = PLAN, status: int = 0) -> str:
    """A binary that prints a plan, so that a test can choose each byte of it."""
    (runner.temp / "plan.md").write_text(plan, encoding="utf-8")
    path = runner.temp / "reconcile"
    path.write_text(f"#!/bin/sh\ncat {runner.temp}/plan.md\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


def plan(runner: Runner, text: str = PLAN, status: int = 0, **inputs: str) -> Done:
    return runner.use(binary=a_binary(runner, text, status), files="envs/", **inputs)


def bodies(github: GitHub, number: int = 7) -> list[str]:
    return [comment["body"] for comment in github.comments.get(number, [])]


def test_a_second_run_updates_the_comment_of_the_first(runner: Runner, github: GitHub) -> None:
    assert plan(runner).succeeded
    assert plan(runner, PLAN.replace("9 to create", "8 to create")).succeeded
    [body] = bodies(github)
    assert body.startswith("<!-- reconcile {") and "8 to create" in body and "9 to create" not in body
    assert "Commit feedbeeffeed, [run 5](https://github.com/acme/pipelines/actions/runs/42)" in body
    assert github.writes() == ["POST", "PATCH"]


def test_other_files_jobs_and_keys_have_separate_comments(runner: Runner, github: GitHub) -> None:
    plan(runner)
    plan(runner, comment_key="--> <b>")
    runner.variables = {"GITHUB_JOB": "other"}
    plan(runner)
    plan(runner)
    assert len(bodies(github)) == 3


@pytest.mark.parametrize("earlier", [0, 1, 99, 100, 101, 250])
def test_the_comment_is_found_among_many(runner: Runner, github: GitHub, earlier: int) -> None:
    for number in range(earlier):
        github.add_comment(7, f"comment {number}")
    for _ in range(2):
        assert plan(runner).succeeded
    assert len(bodies(github)) == earlier + 1


def test_a_server_with_short_pages_is_read_to_the_end(runner: Runner, github: GitHub) -> None:
    github.largest_page = 3
    for number in range(10):
        github.add_comment(7, f"comment {number}")
    for _ in range(2):
        assert plan(runner).succeeded
    assert len(bodies(github)) == 11


def test_a_copied_marker_of_a_person_is_left_alone(runner: Runner, github: GitHub) -> None:
    plan(runner)
    copied = github.comments[7].pop()["body"]
    github.add_comment(7, copied, "mallory")
    github.add_comment(7, f"Look at this:\n\n\n{copied}", "helper[bot]", "Bot")
    assert plan(runner, PLAN.replace("9 to", "1 to")).succeeded
    assert bodies(github)[0] == copied and copied in bodies(github)[1]
    assert "1 to create" in bodies(github)[2] and len(bodies(github)) == 3


def test_the_comment_of_a_personal_token_is_found_by_its_name(runner: Runner, github: GitHub) -> None:
    github.login, github.kind = "ops", "User"
    for _ in range(2):
        assert plan(runner).succeeded
    assert len(bodies(github)) == 1


def test_comments_of_runs_side_by_side_become_one(runner: Runner, github: GitHub) -> None:
    plan(runner)
    github.add_comment(7, bodies(github)[0], "github-actions[bot]", "Bot")
    assert plan(runner).succeeded
    assert len(bodies(github)) == 1


def test_a_read_only_token_is_a_note_and_no_failure(runner: Runner, github: GitHub) -> None:
    github.may_write = False
    done = plan(runner)
    assert done.succeeded and "::notice" in done.log and "forks" in done.log and "::error" not in done.log
    asked_for = plan(runner, comment="true")
    assert asked_for.steps["comment"].status == 1 and "pull-requests: write" in asked_for.log


@pytest.mark.parametrize(
    "status, said", [(401, "not valid"), (404, "permissions: pull-requests: write"), (301, "redirects"), (422, "does not take")]
)
def test_another_refusal_fails_and_says_what_to_do(runner: Runner, github: GitHub, status: int, said: str) -> None:
    github.faults = [Fault("GET", "/comments", status, headers={"Location": "https://elsewhere.invalid/"})]
    done = plan(runner)
    assert done.steps["run"].status == 0 and done.steps["comment"].status == 1
    assert "::error" in done.log and said in done.log and github.token not in done.log
    assert len(github.calls) == 1


def test_a_wrong_token_is_named_and_not_shown(runner: Runner, github: GitHub) -> None:
    done = plan(runner, token="ghs_wrong")
    assert done.steps["comment"].status == 1 and "not valid" in done.log and "ghs_wrong" not in done.log
    broken = plan(runner, token="two\nlines")
    assert broken.steps["comment"].status == 1 and "'token'" in broken.log and "lines" not in broken.log


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize("is_late", [False, True])
def test_one_lost_answer_leaves_one_comment(runner: Runner, github: GitHub, method: str, is_late: bool) -> None:
    if method == "PATCH":
        plan(runner)
    github.faults = [Fault(method, "", 502, is_late=is_late)]
    done = plan(runner)
    assert done.succeeded and "Trying once more" in done.log
    assert len(bodies(github)) == 1


def test_a_second_failure_is_an_error(runner: Runner, github: GitHub) -> None:
    github.faults = [Fault("GET", "", 503, times=9)]
    done = plan(runner)
    assert done.steps["comment"].status == 1 and "run the job again" in done.log and len(github.calls) == 2


def test_the_pause_that_github_names_is_kept_if_it_is_short(runner: Runner, github: GitHub) -> None:
    github.faults = [Fault("POST", "", 403, headers={"Retry-After": "0"})]
    assert plan(runner).succeeded and len(bodies(github)) == 1
    github.faults = [Fault("PATCH", "", 429, headers={"Retry-After": "3600"})]
    assert plan(runner).steps["comment"].status == 1


def test_a_plan_at_the_limit_fits_and_a_longer_one_is_not_cut_open(runner: Runner, github: GitHub) -> None:
    filler = "```\n" + "x" * 63_000 + "\n```"
    fits = PLAN.replace("\n\nplan-id", f"\n\n{filler}\n\nplan-id")
    assert plan(runner, fits).succeeded and filler in bodies(github)[0]
    for letter in ("x", "é", "\U0001f9ec"):
        longer = PLAN.replace("\n\nplan-id", f"\n\n```\n{letter * 66_000}\n```\n\nplan-id")
        assert plan(runner, longer).succeeded
        [body] = bodies(github)
        assert "**Plan: 9 to create" in body and "too long" in body and "```" not in body and len(body) < 2_000


@pytest.mark.parametrize("printed", ["", "error: no credentials\n"])
def test_a_plan_that_failed_replaces_the_one_before(runner: Runner, github: GitHub, printed: str) -> None:
    plan(runner)
    done = plan(runner, printed, status=1)
    assert not done.succeeded and done.steps["comment"].status == 0
    [body] = bodies(github)
    assert "No plan" in body and "exit status 1" in body and "9 to create" not in body and "credentials" not in body
    plan(runner)
    assert len(bodies(github)) == 1 and "9 to create" in bodies(github)[0]


def test_a_refused_plan_is_shown_and_the_job_fails(runner: Runner, github: GitHub) -> None:
    done = plan(runner, status=5)
    assert done.steps["run"].status == 5 and done.steps["comment"].status == 0
    assert done.outputs["exit-status"] == "5" and "9 to create" in bodies(github)[0]


def test_events_without_a_pull_request_have_no_comment(runner: Runner, github: GitHub) -> None:
    for event in ({}, {"issue": {"number": 7}}, {"ref": "refs/heads/main"}):
        runner.event_name, runner.event = "push", event
        assert plan(runner).succeeded
    assert github.calls == []
    assert plan(runner, comment="true").steps["comment"].status == 1


def test_a_comment_on_a_pull_request_is_an_event_of_it(runner: Runner, github: GitHub) -> None:
    runner.event_name, runner.event = "issue_comment", {"issue": {"number": 9, "pull_request": {}}}
    assert plan(runner).succeeded and len(bodies(github, 9)) == 1


def test_comment_false_asks_github_nothing(runner: Runner, github: GitHub) -> None:
    assert plan(runner, comment="false").succeeded and github.calls == []
    assert plan(runner, comment="maybe").steps["comment"].status == 1


def test_no_line_of_a_plan_is_a_command_to_the_runner(runner: Runner) -> None:
    done = plan(runner, PLAN + "\n::set-output name=x::y\n::add-mask::a\n")
    lines = done.steps["run"].log.splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    assert len(token) >= 32 and lines.index(stop) < lines.index("::set-output name=x::y") < lines.index(f"::{token}::")
