"""A nightly run keeps one issue for one drift: it opens it, brings it up to date, and closes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from EndToEnd.github_api import Fault, GitHub, a_github
from EndToEnd.runner import Done, Runner
from EndToEnd.world import ENV_FILE, ONDEMAND, World, binary

DRIFT = "one (eu-west-1)\n  ~ computeResources.maxvCpus: 1000 → 7\n"


@pytest.fixture
def github() -> Iterator[GitHub]:
    with a_github() as made:
        yield made


@pytest.fixture
def runner(tmp_path: Path, github: GitHub) -> Runner:
    made = Runner(tmp_path / "runner", github)
    made.event_name, made.event = "schedule", {"schedule": "17 3 * * *"}
    return made


def night(runner: Runner, text: str = DRIFT, status: int = 2, **inputs: str) -> Done:
    """One nightly run whose drift a test chooses."""
    (runner.temp / "drift.txt").write_text(text, encoding="utf-8")
    path = runner.temp / "reconcile"
    path.write_text(f"#!/bin/sh\ncat {runner.temp}/drift.txt\nexit {status}\n")
    path.chmod(0o755)
    return runner.use(**{"command": "drift", "binary": str(path), "files": "envs/", "issue": "true"} | inputs)


def test_one_drift_raises_one_alarm_and_its_end_closes_it(runner: Runner, github: GitHub) -> None:
    for _ in range(3):
        assert night(runner).succeeded
    [issue] = github.issues
    assert issue["state"] == "open" and DRIFT.strip() in issue["body"] and "envs/" in issue["title"]
    # An edit of the text notifies no one; a comment would.
    assert github.comments == {}
    for _ in range(2):
        assert night(runner, "No drift\n", 0).succeeded
    assert [one["state"] for one in github.issues] == ["closed"] and issue["state_reason"] == "completed"
    assert len(github.comments[1]) == 1


def test_a_drift_after_the_end_of_another_is_a_new_alarm(runner: Runner, github: GitHub) -> None:
    for status in (2, 0, 2, 2):
        night(runner, status=status)
    assert [one["state"] for one in github.issues] == ["closed", "open"]


def test_another_drift_is_told_once_in_the_same_issue(runner: Runner, github: GitHub) -> None:
    for text in (DRIFT, DRIFT + "more\n", DRIFT + "more\n"):
        night(runner, text)
    assert len(github.issues) == 1 and len(github.comments[1]) == 1 and "more" in github.issues[0]["body"]


def test_an_author_who_becomes_known_is_no_other_drift(runner: Runner, github: GitHub) -> None:
    unknown = "        author not found in CloudTrail\n\nNo author: CloudTrail shows a call after some minutes\n"
    for text in (DRIFT + unknown, DRIFT + "        by arn:aws:iam::1:user/alice at 2026-11-30T14:02:11Z\n\n"):
        night(runner, text)
    assert github.comments == {} and "user/alice" in github.issues[0]["body"]


@pytest.mark.parametrize("status", [1, 5, 64, 143])
@pytest.mark.parametrize("is_open", [False, True])
def test_an_error_is_no_drift_and_no_end_of_it(runner: Runner, github: GitHub, status: int, is_open: bool) -> None:
    if is_open:
        night(runner)
    before = len(github.calls)
    done = night(runner, "", status)
    assert done.steps["run"].status == status and done.steps["issue"].status == 0
    assert len(github.calls) == before and len(github.open_issues()) == is_open


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("before", [[], [2]])
@pytest.mark.parametrize("status", [2, 0])
def test_one_lost_answer_raises_no_second_alarm(
    runner: Runner, github: GitHub, method: str, is_late: bool, before: list[int], status: int
) -> None:
    for one in before:
        night(runner, status=one)
    github.faults = [Fault(method, "", 502, is_late=is_late)]
    assert night(runner, status=status).succeeded
    assert len(github.open_issues()) == (status == 2)


def test_the_issue_is_found_among_many_and_pull_requests_are_none(runner: Runner, github: GitHub) -> None:
    night(runner)
    mine = github.issues.pop()
    for number in range(130):
        github.add_issue(f"issue {number}", "text")
    github.add_issue("copy", mine["body"], "mallory")
    github.add_issue("a pull request", mine["body"], "github-actions[bot]", "Bot", pull_request={})
    github.add_issue("mine", mine["body"], "github-actions[bot]", "Bot")
    assert night(runner).succeeded
    assert len(github.issues) == 133 and "Newest run" in github.issues[132]["body"]
    assert night(runner, status=0).succeeded
    assert [one["title"] for one in github.issues if one["state"] == "closed"] == ["mine"]


def test_a_second_issue_of_the_same_drift_is_closed(runner: Runner, github: GitHub) -> None:
    night(runner)
    github.add_issue("twin", github.issues[0]["body"], "github-actions[bot]", "Bot")
    assert night(runner).succeeded
    assert [one["state"] for one in github.issues] == ["open", "closed"]


def test_labels_and_a_title_are_those_that_are_asked_for(runner: Runner, github: GitHub) -> None:
    night(runner, issue_title="AWS moved", issue_labels="ops 'aws batch'")
    assert github.issues[0]["title"] == "AWS moved"
    assert [label["name"] for label in github.issues[0]["labels"]] == ["ops", "aws batch"]


def test_a_drift_of_any_length_and_text_stays_in_its_block(runner: Runner, github: GitHub) -> None:
    night(runner, "````\n</details> @everyone <!-- x -->\n" + "é" * 70_000)
    body = github.issues[0]["body"]
    assert len(body.encode()) <= 65_536 and body.count("`````") == 2
    assert body.index("`````") < body.index("@everyone") < body.rindex("`````")


def test_a_token_without_the_right_is_an_error_that_names_it(runner: Runner, github: GitHub) -> None:
    github.may_write = False
    done = night(runner)
    assert done.steps["issue"].status == 1 and "issues: write" in done.log
    github.may_write, github.has_issues = True, False
    assert "turned off" in night(runner).log


def test_without_an_issue_drift_fails_the_job(runner: Runner, github: GitHub) -> None:
    done = night(runner, issue="false")
    assert done.steps["run"].status == 2 and done.steps["issue"].status is None and github.calls == []


def test_a_change_in_aws_is_one_issue_until_it_is_undone(runner: Runner, github: GitHub, world: World) -> None:
    world.reconcile("apply", "--yes", ONDEMAND).expect(0)
    runner.variables = {name: text for name, text in world.environment.items() if name.startswith("AWS_")}
    inputs = {"command": "drift", "binary": str(binary()), "files": str(ONDEMAND), "env_file": str(ENV_FILE), "issue": "true"}
    assert runner.use(**inputs).succeeded and github.issues == []
    [environment] = world.aws.batch.describe_compute_environments()["computeEnvironments"]
    name = environment["computeEnvironmentName"]
    world.aws.batch.update_compute_environment(computeEnvironment=name, computeResources={"maxvCpus": 7})
    world.aws.settled_environment(name)
    for _ in range(2):
        done = runner.use(**inputs)
        assert done.succeeded and done.outputs["exit-status"] == "2", done.log
    assert len(github.issues) == 1 and "1000 → 7" in github.issues[0]["body"] and github.comments == {}
    world.reconcile("apply", "--yes", ONDEMAND).expect(0)
    assert runner.use(**inputs).succeeded and github.open_issues() == []
