"""The sandbox: every command with no account, no credentials and no network."""

from __future__ import annotations

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World

NOTHING = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}


def test_a_whole_story_without_an_account(world: World) -> None:
    account = world.home / "account.json"
    sandbox = f"--sandbox={account}"
    files = (ONDEMAND, SNAPSHOTS)
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(2)
    world.reconcile("apply", sandbox, "--yes", *files, **NOTHING).expect(0)
    assert account.exists()
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(0)
    assert "AVAILABLE" in world.reconcile("status", sandbox, *files, **NOTHING).expect(0).stdout
    edited = world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    world.reconcile("plan", sandbox, "--detailed-exitcode", edited, SNAPSHOTS, **NOTHING).expect(2)
    world.reconcile("apply", sandbox, "--yes", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("plan", sandbox, "--detailed-exitcode", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("destroy", sandbox, "--yes", edited, SNAPSHOTS, **NOTHING).expect(0)
    world.reconcile("plan", sandbox, "--detailed-exitcode", *files, **NOTHING).expect(2)
    assert world.recorder.exchanges == []


def test_the_default_account_lies_below_the_working_directory(world: World) -> None:
    world.reconcile("apply", "--sandbox", "--yes", ONDEMAND, **NOTHING).expect(0)
    assert (world.home / ".reconcile" / "sandbox.json").exists()
    assert world.recorder.exchanges == []


def test_a_plan_leaves_the_account_as_it_was(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.reconcile("apply", sandbox, "--yes", ONDEMAND, **NOTHING).expect(0)
    [name] = [path for path in world.home.iterdir() if path.name == "account.json"]
    before = world.reconcile("plan", sandbox, "--format", "json", SNAPSHOTS, **NOTHING).expect(0).json
    after = world.reconcile("plan", sandbox, "--format", "json", SNAPSHOTS, **NOTHING).expect(0).json
    assert before == after and name.exists()
