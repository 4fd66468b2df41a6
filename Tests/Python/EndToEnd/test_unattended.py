"""Runs that no person watches: less output, metrics, messages, and what is applied beside a refusal."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.hostile import answer, hostile
from EndToEnd.json_schemas import complaints
from EndToEnd.receiver import a_receiver
from EndToEnd.world import ITEM, World, free_port

LINE = re.compile(r'([a-z_]+)\{command="([a-z]+)"(?:,([a-z]+)="([a-z]+)")?\} (-?[0-9.]+)')


def metrics(path: Path) -> dict[str, float]:
    """The values by name and label; every line is one that Prometheus takes."""
    found: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            assert re.fullmatch(r"# (HELP reconcile_\w+ .+|TYPE reconcile_\w+ gauge)", line)
            continue
        name, _, _, label, value = LINE.fullmatch(line).groups()
        key = f"{name}.{label}" if label else name
        assert key not in found
        found[key] = float(value)
    return found


def test_metrics_tell_what_a_run_came_to(world: World) -> None:
    file, path = world.write("f.yml", ITEM), world.home / "r.prom"
    world.run("plan", "--metrics-file", path, file).expect(0)
    planned = metrics(path)
    assert planned["reconcile_changes.create"] == 10 and planned["reconcile_exit_status"] == 0 and planned["reconcile_refused"] == 0
    # The collector is another user.
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.unlink()
    world.run("apply", "--yes", "--metrics-file", path, file).expect(0)
    applied = metrics(path)
    assert applied["reconcile_changes.create"] == 10 and applied["reconcile_not_available"] == 0
    assert applied["reconcile_last_success_timestamp_seconds"] == applied["reconcile_last_run_timestamp_seconds"] > 0
    # A failure keeps the time of the last success.
    world.run("apply", "--yes", "--metrics-file", path, file, AWS_ENDPOINT_URL=f"http://127.0.0.1:{free_port()}", AWS_MAX_ATTEMPTS="1").expect(1)
    failed = metrics(path)
    assert failed["reconcile_exit_status"] == 1 and "reconcile_changes.create" not in failed
    assert failed["reconcile_last_success_timestamp_seconds"] == applied["reconcile_last_success_timestamp_seconds"]
    world.run("status", "--metrics-file", path, file).expect(0)
    assert metrics(path)["reconcile_not_available"] == 0 and metrics(path)["reconcile_jobs.running"] == 0
    world.run("drift", "--metrics-file", path, file).expect(0)
    assert metrics(path)["reconcile_drift"] == 0


def test_a_file_that_is_no_metrics_is_not_replaced(world: World) -> None:
    file = world.write("f.yml", ITEM)
    said = world.run("plan", "--metrics-file", file, file).expect(1).stderr
    assert "exists already and is not a metrics file of reconcile" in said and file.read_text(encoding="utf-8") == ITEM
    assert world.recorder.exchanges == []
    broken = world.write("broken.yml", ITEM.replace("max-cpus", "max-cpu"))
    world.run("plan", "--metrics-file", world.home / "r.prom", broken).expect(1)
    assert metrics(world.home / "r.prom")["reconcile_exit_status"] == 1


def test_a_message_is_sent_if_there_is_something_to_say(world: World) -> None:
    file = world.write("f.yml", ITEM)
    with a_receiver() as (port, received):
        url = f"http://user:hush-hush@127.0.0.1:{port}/hook/T0K3N-T0K3N"

        def messages() -> list[dict[str, Any]]:
            assert {post.headers["content-type"] for post in received} <= {"application/json"}
            texts = [json.loads(post.body) for post in received]
            received.clear()
            return texts

        page = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "42"}
        world.run("plan", "--notify-url", url, file, **page).expect(0)
        [planned] = messages()
        assert complaints("notification", planned) == []
        assert planned["changes"]["create"] == 10 and planned["page"] == "https://github.com/a/b/actions/runs/42"
        assert planned["summary"] == "Plan: 10 to create, 0 to update, 0 to replace, 0 to delete"
        world.run("apply", "--yes", file, RECONCILE_NOTIFY_URL=url).expect(0)
        [applied] = messages()
        assert applied["command"] == "apply" and applied["summary"].startswith("Done: 10 created")
        # Nothing to say.
        for command in ("plan", "apply", "drift", "status"):
            world.run(command, "--notify-url", url, file).expect(0)
        assert messages() == []
        world.aws.batch.untag_resource(resourceArn=world.aws.batch.describe_job_queues()["jobQueues"][0]["jobQueueArn"], tagKeys=["reconcile:owner"])
        world.run("drift", "--notify-url", url, "--notify-format", "slack", file).expect(2)
        [slack] = messages()
        assert set(slack) == {"text"} and slack["text"].startswith("reconcile drift (") and "Drift: 1 resource" in slack["text"]
        broken = world.write("broken.yml", ITEM.replace("max-cpus", "max-cpu"))
        world.run("plan", "--notify-url", url, broken).expect(1)
        [failed] = messages()
        assert failed["exit_status"] == 1 and complaints("notification", failed) == []
        said = world.run("plan", "--sandbox", "--notify-url", url, file).expect(0).stderr
        assert "nothing is sent about a simulated account" in said and messages() == []


@pytest.mark.parametrize("status", [None, 302, 404, 500])
def test_a_message_that_is_not_sent_is_a_warning(world: World, status: int | None) -> None:
    file = world.write("f.yml", ITEM)
    with hostile(answer(status or 200)) as server:
        port = server.port if status else free_port()
        done = world.run("plan", "--notify-url", f"http://user:hush-hush@127.0.0.1:{port}/T0K3N-T0K3N", file).expect(0)
    assert f"warning: the notification to http://…@127.0.0.1:{port}/… was not sent: " in done.stderr
    assert "hush-hush" not in done.output and "T0K3N" not in done.output


def test_an_address_that_is_none_is_not_shown(world: World) -> None:
    done = world.run("plan", "--notify-url", "file:///etc/hush-hush", world.write("f.yml", ITEM)).expect(64)
    assert "takes a URL that begins with https:// or http://" in done.stderr and "hush-hush" not in done.output


def test_quiet_prints_results_and_errors_only(world: World) -> None:
    file = world.write("f.yml", ITEM + '    labels: "a=b"\n')
    assert world.run("apply", "-q", "--yes", file).expect(0).stderr == ""
    shown = world.run("plan", "-q", file).expect(0)
    assert shown.stderr == "" and shown.stdout.startswith("Plan: 0 to create")
    assert world.run("plan", "-q", "--sandbox", file).expect(0).stderr == ""
    failed = world.run("plan", "-q", world.write("broken.yml", ITEM.replace("max-cpus", "max-cpu"))).expect(1)
    assert "unknown-field" in failed.stderr
    world.run("plan", "-q", "-v", file).expect(64)
    # What needs no account can be silent too.
    assert world.run("validate", "-q", "--color", "never", file).expect(0).stderr == ""
    world.run("plan", "-q", "--sandbox", "--out", "saved.json", file).expect(0)
    assert world.run("show", "-q", "saved.json").expect(0).stderr == ""
    world.run("show", "-q", "-v", "saved.json").expect(64)
    for command in (["nextflow-config", file], ["iam-policy", file], ["explain", "name"], ["schema"], ["instance-types"], ["fmt", file]):
        assert world.run(*command, "-q", "--color", "never").expect(0).stderr == ""


@pytest.mark.parametrize(
    "command",
    [
        ["plan", "FILE"], ["apply", "--yes", "FILE"], ["adopt", "--yes", "FILE"], ["status", "FILE"], ["drift", "FILE"], ["doctor", "FILE"],
        ["output", "FILE"], ["export", "--region", "eu-west-1"], ["destroy", "--yes", "FILE"],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_no_quiet_command_has_notes(world: World, command: list[str]) -> None:
    # Each of them has a note: that the account is a simulated one, and that no option has the variable.
    file = world.write("f.yml", ITEM)
    assert world.run("apply", "-q", "--yes", "--sandbox", file).expect(0).stderr == ""
    words = [str(file) if word == "FILE" else word for word in command]
    done = world.run(*words, "-q", "--sandbox", RECONCILE_ACOUNT_ID="1")
    assert done.stderr == "", done.stderr


def test_quiet_says_nothing_of_a_message_that_is_not_to_be_sent(world: World) -> None:
    file = world.write("f.yml", ITEM)
    assert world.run("plan", "-q", "--sandbox", "--notify-url", "https://chat.example/hook", file).expect(0).stderr == ""


def test_the_others_are_applied_beside_a_refusal(world: World) -> None:
    one, two = ITEM, ITEM.replace("name: one", "name: two").removeprefix("compute-envs:\n")
    protected = one + "    fargate: false\n"
    world.run("apply", "--yes", world.write("f.yml", protected)).expect(0)
    # A change that needs a new environment is refused; the other environment is new.
    refused = one.replace("    max-cpus: 16\n", "    max-cpus: 16\n    fargate: true\n    wave: true\n    fusion-v2: true\n")
    both = world.write("both.yml", refused + two)
    before = len(world.left_behind()["job queues"])
    assert world.run("apply", "--yes", both).expect(5).stdout.splitlines()[0].endswith("REFUSED")
    assert len(world.left_behind()["job queues"]) == before
    planned = world.run("plan", "--format", "json", both).expect(5).json["plan_id"]
    # The plan that was looked at replaces nothing.
    allowed = world.write("allowed.yml", refused + "    overwrite: true\n" + two)
    world.run("apply", "--yes", "--expect-plan", planned, allowed).expect(4)
    assert len(world.left_behind()["job queues"]) == before
    done = world.run("apply", "--yes", "--skip-refused", "--expect-plan", planned, both).expect(5)
    assert "note: left out: one" in done.stderr and "created" in done.stdout.splitlines()[-1]
    assert len(world.left_behind()["job queues"]) == 2 * before
    # Nothing is left but what is refused.
    again = world.run("apply", "--yes", "--skip-refused", both).expect(5)
    assert "error: refused; nothing was changed" in again.stderr
