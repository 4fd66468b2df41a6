"""A saved plan is shown as plan showed it; refusals and places are where people and programs look."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World, binary


def sandbox(world: World) -> str:
    return f"--sandbox={world.home / 'account.json'}"


def without_network(world: World) -> dict[str, str | None]:
    return {name: None for name in world.environment if name.startswith("AWS_")}


def test_a_saved_plan_is_shown_as_plan_showed_it(world: World) -> None:
    world.reconcile("apply", sandbox(world), "--yes", ONDEMAND).expect(0)
    text = ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 1200")
    edited, plan = world.write("edited.yml", text), world.home / "plan.json"
    planned = world.reconcile("plan", sandbox(world), "--out", plan, edited, SNAPSHOTS).expect(0)
    (world.home / "account.json").unlink()
    edited.unlink()
    shown = world.run("show", plan, **without_network(world)).expect(0)
    assert shown.stdout == planned.stdout
    assert shown.stderr.startswith("Saved at 2026-01-01T") and "by reconcile 0.1.0." in shown.stderr
    document = world.run("show", "--format", "json", plan).expect(0).json
    assert document["plan_id"] in planned.stdout and document["account_id"] == "123456789012"
    resources = document["environments"][0]["resources"]
    changes = {change["path"]: change for resource in resources for change in resource["changes"]}
    change = changes["computeResources.maxvCpus"]
    assert (change["field"], change["range"]["filename"], change["range"]["start"]["line"]) == (
        "max-cpus",
        str(edited),
        text[: text.index("max-cpus")].count("\n") + 1,
    )
    assert world.recorder.exchanges == []


def test_what_is_no_saved_plan_is_said(world: World) -> None:
    plan = world.home / "plan.json"
    world.reconcile("plan", sandbox(world), "--out", plan, ONDEMAND).expect(0)
    saved = json.loads(plan.read_text(encoding="utf-8"))

    def changed(name: str, **members: object) -> Path:
        document = {key: value for key, value in (saved | members).items() if value is not None}
        return world.write(name, json.dumps(document))

    for file, words in (
        (world.home / "none.json", "does not exist"),
        (world.home, "is not a saved plan"),
        (ONDEMAND, "is not a saved plan"),
        (world.write("empty.json", ""), "is not a saved plan"),
        (world.write("cut.json", plan.read_text(encoding="utf-8")[:900]), "is damaged"),
        (changed("newer.json", reconcile_plan=2), "a plan of format 2"),
        (
            changed("earlier.json", reconcile_version="0.0.9", intent={}),
            "reconcile 0.0.9 saved it in a form that this reconcile (0.1.0) does not read",
        ),
        (changed("build.json", fingerprint=7), "another build of it or an edit changed what is in it"),
        (changed("older.json", planned=None), "saved no more of the plan than apply needs"),
        (changed("other.json", plan_id="000000000000"), "is not plan 000000000000"),
    ):
        assert words in world.run("show", file).expect(1).stderr
        failed = world.run("show", "--format", "json", file).expect(1).json
        assert words in failed["diagnostics"][0]["summary"]
        detail = failed["diagnostics"][0]["detail"]
        assert "reconcile plan --out" in detail
    world.run("show").expect(64)


def test_a_refused_plan_says_so_first_and_last(world: World) -> None:
    world.reconcile("apply", sandbox(world), "--yes", SNAPSHOTS).expect(0)
    text = SNAPSHOTS.read_text(encoding="utf-8").replace("overwrite: True", "overwrite: False")
    file = world.write("f.yml", text.replace("    fusion-v2: True", "    fargate: True\n    fusion-v2: True"))
    line = text[: text.index("    fusion-v2: True")].count("\n") + 1
    refused = world.reconcile("plan", sandbox(world), file).expect(5).stdout.splitlines()
    assert refused[0] == refused[-1] and refused[0].endswith(", 1 REFUSED")
    assert f"      'fargate' ({file}:{line})" in refused
    [refusal] = world.reconcile("plan", sandbox(world), "--format", "json", file).expect(5).json["refusals"]
    assert (refusal["kind"], refusal["field"], refusal["range"]["start"]["line"]) == ("replacement-refused", "fargate", line)
    assert refusal["environment"].endswith("nf_bench_fusion_snapshots")
    assert refusal["address"].endswith("/compute-environment.head")
    refused = world.reconcile("apply", sandbox(world), "--yes", file).expect(5)
    assert refused.stdout.splitlines()[0].endswith(", 1 REFUSED")
    assert refused.stderr.splitlines()[-1] == "error: refused; nothing was changed"


@pytest.mark.parametrize("command", ["validate", "plan", "drift"])
def test_annotations_name_files_from_the_root_of_the_repository(world: World, command: str) -> None:
    repository = world.home / "repository"
    (repository / "envs").mkdir(parents=True)
    link = world.home / "link"
    link.symlink_to(repository)
    file = repository / "envs" / "f.yml"
    # A stray quote in the labels is a warning of every command that reads files.
    file.write_text(ONDEMAND.read_text(encoding="utf-8"), encoding="utf-8")
    options = [] if command == "validate" else [sandbox(world)]
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(repository)}
    for named in (file, link / "envs" / "f.yml", repository / "envs" / ".." / "envs" / "f.yml", Path("repository/envs/f.yml")):
        result = world.reconcile(command, *options, named, **variables).expect(0, 2)
        annotations = [line for line in result.stdout.splitlines() if line.startswith("::warning file=")]
        assert annotations and all(line.startswith("::warning file=envs/f.yml,line=") for line in annotations)


def test_results_that_cannot_be_written_are_an_error(world: World) -> None:
    def run(command: str, *options: str, to: int) -> tuple[int, str]:
        files = [] if command == "explain" else ["--env-file", str(ONDEMAND.parent / "env.sh"), str(ONDEMAND)]
        done = subprocess.run(
            [binary(), command, *options, *files], cwd=world.home, env=world.environment, stdout=to,
            stderr=subprocess.PIPE, text=True, check=False,
        )
        return done.returncode, done.stderr

    for command, *options in (["plan", sandbox(world)], ["plan", sandbox(world), "--format", "json"], ["validate"], ["explain", "max-cpus"]):
        with open("/dev/full", "wb") as full:
            status, errors = run(command, *options, to=full.fileno())
        assert status == 1 and "standard output could not be written: No space left on device" in errors
        reader, writer = os.pipe()
        os.close(reader)
        status, errors = run(command, *options, to=writer)
        os.close(writer)
        assert status == 1 and "error" not in errors
    reader, writer = os.pipe()
    os.close(reader)
    status, errors = run("apply", sandbox(world), "--yes", to=writer)
    os.close(writer)
    assert status == 0 and "note: standard output could not be written (Broken pipe)" in errors
    world.reconcile("plan", sandbox(world), "--detailed-exitcode", ONDEMAND).expect(0)
