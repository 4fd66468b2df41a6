"""The sandbox: every command with no account, no credentials and no network."""

from __future__ import annotations

import re

import pytest

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World

NOTHING = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}


def test_the_sandbox_serves_every_command_without_an_account(world: World) -> None:
    account = world.home / "account.json"
    sandbox = f"--sandbox={account}"
    files = (ONDEMAND, SNAPSHOTS)
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(2)
    world.reconcile("apply", sandbox, "--yes", *files, **NOTHING).expect(0)
    assert account.exists()
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(0)
    assert "AVAILABLE" in world.reconcile("status", "--exit-code", sandbox, *files, **NOTHING).expect(0).stdout
    edited = world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    world.reconcile("plan", sandbox, "--detailed-exitcode", edited, SNAPSHOTS, **NOTHING).expect(2)
    world.reconcile("apply", sandbox, "--yes", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("plan", sandbox, "--detailed-exitcode", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("destroy", sandbox, "--yes", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(2)
    assert "MISSING" in world.reconcile("status", "--exit-code", sandbox, *files, **NOTHING).expect(7).stdout
    world.reconcile("status", sandbox, *files, **NOTHING).expect(0)
    assert world.recorder.exchanges == []


def test_the_default_account_lies_below_the_working_directory(world: World) -> None:
    world.reconcile("apply", "--sandbox", "--yes", ONDEMAND, **NOTHING).expect(0)
    assert (world.home / ".reconcile" / "sandbox.json").exists()
    assert world.recorder.exchanges == []


def test_every_call_is_logged_if_asked_for(world: World) -> None:
    line = re.compile(r"^aws: [a-z0-9]+:[A-Za-z]+ (GET|HEAD|POST|PUT) sandbox://(eu-west-1|us-east-1)/\S*: \d{3}( [\w.]+)? \d+ ms( \S+)?$")
    for command in ("plan", "apply", "drift", "status", "destroy"):
        yes = ["--yes"] if command in ("apply", "destroy") else []
        logged = world.reconcile(command, "--sandbox", "-v", *yes, ONDEMAND, **NOTHING).expect(0).stderr
        calls = [text for text in logged.splitlines() if text.startswith("aws: ")]
        assert calls and all(line.match(call) for call in calls), logged
        assert any("sts:GetCallerIdentity" in call for call in calls)
        assert any("batch:Create" in call for call in calls) == (command == "apply")
        assert "aws: " not in world.reconcile(command, "--sandbox", *yes, ONDEMAND, **NOTHING).output


def test_a_plan_leaves_the_account_as_it_was(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.reconcile("apply", sandbox, "--yes", ONDEMAND, **NOTHING).expect(0)
    [name] = [path for path in world.home.iterdir() if path.name == "account.json"]
    before = world.reconcile("plan", sandbox, "--format", "json", SNAPSHOTS, **NOTHING).expect(0).json
    after = world.reconcile("plan", sandbox, "--format", "json", SNAPSHOTS, **NOTHING).expect(0).json
    assert before == after and name.exists()


@pytest.mark.parametrize(
    ("command", "option", "value", "status"),
    [
        ("plan", "--account-id", "000000000000", 5),
        ("apply", "--account-id", "000000000000", 5),
        ("apply", "--expect-plan", "another", 4),
    ],
)
def test_programs_are_told_errors_on_standard_output(
    world: World, command: str, option: str, value: str, status: int
) -> None:
    result = world.reconcile(command, "--sandbox", "--format", "json", option, value, ONDEMAND).expect(status)
    last = result.json_lines[-1]
    if command == "plan":
        assert [found["kind"] for found in last["diagnostics"]] == ["wrong-account"]
    else:
        assert (last["type"], last["diagnostic"]["severity"]) == ("diagnostic", "error")


def test_what_is_said_at_the_end_of_a_destruction_is_about_deleting(world: World) -> None:
    text = world.reconcile("destroy", "--sandbox", "--yes", ONDEMAND).expect(0)
    assert "Nothing to delete." in text.stdout
    json = world.reconcile("destroy", "--sandbox", "--yes", "--format", "json", ONDEMAND).expect(0)
    assert json.json_lines[-1]["@message"] == "Done: 0 created, 0 updated, 0 replaced, 0 deleted"
