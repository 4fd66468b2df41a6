"""A saved plan is carried out as it was shown, or not at all."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from EndToEnd.terminal import at_a_terminal
from EndToEnd.world import ENV_FILE, ONDEMAND, SNAPSHOTS, World


def edited(world: World) -> Path:
    text = ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 1200")
    return world.write(ONDEMAND.name, text)


def environment_name(world: World) -> str:
    [env] = world.aws.batch.describe_compute_environments()["computeEnvironments"]
    return env["computeEnvironmentName"]


def change(world: World, cpus: int) -> None:
    """Changes the compute environment as another person would."""
    name = environment_name(world)
    world.aws.batch.update_compute_environment(computeEnvironment=name, computeResources={"maxvCpus": cpus})
    world.aws.settled_environment(name)


def test_it_is_carried_out_without_files_variables_or_questions(world: World) -> None:
    plan = world.home / "plan.json"
    shown = world.reconcile("plan", "--format", "json", "--out", plan, ONDEMAND).expect(0).json
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600
    saved = json.loads(plan.read_text(encoding="utf-8"))
    assert saved["plan_id"] == shown["plan_id"] and saved["plan"]["environments"] == shown["environments"]
    assert [str(write) for write in world.writes] == []
    world.run("apply", plan).expect(0)
    world.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(0)


def test_the_secret_key_is_not_in_it(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("plan", "--out", plan, ONDEMAND).expect(0)
    assert world.environment["AWS_SECRET_ACCESS_KEY"] not in plan.read_text(encoding="utf-8")


def test_where_aws_has_changed_nothing_is_done_and_the_field_is_named(applied: World) -> None:
    plan = applied.home / "plan.json"
    applied.reconcile("plan", "--out", plan, edited(applied)).expect(0)
    change(applied, 7)
    applied.recorder.clear()
    text = applied.run("apply", plan).expect(4)
    assert "computeResources.maxvCpus: planned 1000, now 7" in text.stderr
    events = applied.run("apply", "--format", "json", plan).expect(4).json_lines
    found = [event["diagnostic"] for event in events if event["type"] == "diagnostic"]
    assert {diagnostic["kind"] for diagnostic in found} == {"stale-plan"}
    fields = [(d["field"], d["planned"], d["now"]) for d in found if "field" in d]
    assert ("computeResources.maxvCpus", "1000", "7") in fields
    assert [str(write) for write in applied.writes] == []


def test_an_environment_recreated_under_the_same_name_is_another_one(applied: World) -> None:
    plan = applied.home / "plan.json"
    applied.reconcile("plan", "--out", plan, edited(applied)).expect(0)
    applied.reconcile("destroy", "--yes", ONDEMAND).expect(0)
    applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
    assert ": uuid: planned " in applied.run("apply", plan).expect(4).stderr


def test_it_is_applied_once(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("plan", "--out", plan, ONDEMAND).expect(0)
    world.run("apply", plan).expect(0)
    world.recorder.clear()
    assert "planned (none), now it exists" in world.run("apply", plan).expect(4).stderr
    assert [str(write) for write in world.writes] == []


def test_a_file_that_is_no_saved_plan_is_not_overwritten(world: World) -> None:
    plan, link, other = world.home / "plan.json", world.home / "link.json", world.write("notes.txt", "mine")
    link.symlink_to(plan)
    for path, reason in [(link, "symbolic link"), (other, "not a plan of reconcile"), (world.home, "no regular file")]:
        assert reason in world.reconcile("plan", "--sandbox", "--out", path, ONDEMAND).expect(1).stderr
    assert other.read_text(encoding="utf-8") == "mine" and not plan.exists()
    world.reconcile("plan", "--sandbox", "--out", plan, ONDEMAND).expect(0)
    plan.chmod(0o644)
    world.reconcile("plan", "--sandbox", "--out", plan, SNAPSHOTS).expect(0)
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600 and "snapshots" in plan.read_text(encoding="utf-8")
    assert sorted(path.name for path in world.home.glob("plan*")) == ["plan.json"]


def test_options_of_planning_and_other_files_do_not_go_with_it(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("plan", "--sandbox", "--out", plan, ONDEMAND).expect(0)
    for option in ("--target=x", "--on-exists=overwrite", f"--env-file={ENV_FILE}", "--name-prefix=Other"):
        result = world.run("apply", "--sandbox", plan, option).expect(64)
        assert "is a saved plan" in result.stderr and option.partition("=")[0] in result.stderr
    assert "is applied alone" in world.run("apply", "--sandbox", plan, ONDEMAND).expect(64).stderr
    world.reconcile("plan", "--sandbox", "--out", "-", ONDEMAND).expect(64)


def test_another_account_another_form_and_a_damaged_file_are_refused(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("plan", "--sandbox", "--out", plan, ONDEMAND).expect(0)
    text = plan.read_text(encoding="utf-8")
    for given, status, reason in [
        (text.replace('"account_id": "123456789012"', '"account_id": "210987654321"', 1), 5, "made for 210987654321"),
        (text.replace('"reconcile_plan": 1', '"reconcile_plan": 2', 1), 1, "format 2"),
        (text[: len(text) // 2], 1, "damaged"),
    ]:
        plan.write_text(given, encoding="utf-8")
        assert reason in world.run("apply", "--sandbox", plan).expect(status).stderr


def test_a_plan_that_is_refused_is_not_saved(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("apply", "--sandbox", "--yes", ONDEMAND).expect(0)
    text = ONDEMAND.read_text(encoding="utf-8")
    text = text.replace("    region:", "    reconcile: {update-strategy: blue-green}\n    region:").replace("c6id,", "")
    world.reconcile("plan", "--sandbox", "--out", plan, world.write("other.yml", text)).expect(5)
    assert not plan.exists()


def test_the_same_plan_has_the_same_id_everywhere(applied: World, tmp_path: Path) -> None:
    file = edited(applied)
    first = applied.reconcile("plan", "--format", "json", file, SNAPSHOTS).expect(0).json["plan_id"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "other.yml").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    second = applied.reconcile(
        "plan", "--format", "json", SNAPSHOTS, elsewhere / "other.yml", HOME=str(elsewhere)
    ).expect(0).json["plan_id"]
    assert first == second
    refused = applied.reconcile("apply", "--expect-plan", "000000000000", file, SNAPSHOTS).expect(4)
    assert "plan --out" in refused.stderr
    applied.reconcile("apply", "--yes", "--expect-plan", first, elsewhere / "other.yml", SNAPSHOTS).expect(0)


def test_a_change_made_while_the_question_waits_is_found_after_the_yes(applied: World) -> None:
    with at_a_terminal(applied, "apply", edited(applied)) as terminal:
        terminal.wait_for("Type 'yes': ")
        change(applied, 7)
        applied.recorder.clear()
        terminal.press("yes\n")
        assert terminal.status(60) == 4, terminal.shown
        assert "computeResources.maxvCpus: planned 1000, now 7" in terminal.shown
    assert [str(write) for write in applied.writes] == []
