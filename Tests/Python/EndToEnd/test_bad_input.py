"""Bad input: a clear error with its place, exit status 1, and nothing changed in AWS."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import botocore.session
import pytest

from EndToEnd import corpus
from EndToEnd.world import ONDEMAND, ROOT, World, a_world, free_port

GOOD = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: "bad"
    workspace: "org/space"
    credentials: "keys"
    region: "eu-west-1"
    work-dir: "s3://bucket/work"
    provisioning-model: "SPOT"
    instance-types: "c6id.4xlarge"
    max-cpus: 10
    overwrite: False
"""

# what is wrong · the line to replace · its replacement · the text that the error names · the line it points at
TABLE = [
    ("a missing variable", 'name: "bad"', 'name: "${NOT_SET_ANYWHERE}_x"', "NOT_SET_ANYWHERE", 4),
    ("a tab", "    region:", "\tregion:", "tab", 7),
    ("a duplicate key", "    max-cpus: 10", '    max-cpus: 10\n    region: "eu-west-2"', "region", 12),
    ("an unknown field", "max-cpus: 10", "max-cpu: 10", "max-cpus", 11),
    ("an unknown top-level key", "compute-envs:", "compute-env:", "compute-envs", 1),
    ("a word for a number", "max-cpus: 10", "max-cpus: many", "max-cpus", 11),
    ("a word for a boolean", "overwrite: False", "overwrite: perhaps", "overwrite", 12),
    ("a map for a string", 'region: "eu-west-1"', "region: {a: b}", "region", 7),
    ("a negative number", "max-cpus: 10", "max-cpus: -1", "max-cpus", 11),
    ("another provisioning model", '"SPOT"', '"SPOTTY"', "SPOTTY", 9),
    ("another platform", "type: aws-batch", "type: google-batch", "google-batch", 2),
    ("an unclosed quote", 'instance-types: "c6id.4xlarge"', 'instance-types: "c6id.4xlarge', "", None),
]


def test_the_env_file_beside_the_input_is_named_and_no_pipe_is_opened(offline: World) -> None:
    home = offline.home / "beside"
    home.mkdir()
    file = home / "envs.yml"
    file.write_text(GOOD.replace('"keys"', '"$KEYS_NAME"').replace('"bad"', '"$ENV_NAME"'), encoding="utf-8")
    (home / "env.sh").write_text("export KEYS_NAME=secret-1\nexport ENV_NAME=secret-2\n", encoding="utf-8")
    # A program that opened it would wait for a writer, and a writer would notice.
    os.mkfifo(home / "prod.env")
    result = offline.run("plan", file, timeout=20).expect(1)
    assert f"'{home}/env.sh' sets them: add '--env-file {home}/env.sh'" in result.stderr
    assert "secret-" not in result.output and "prod.env" not in result.output
    offline.run("validate", "--env-file", home / "env.sh", file).expect(0)


@pytest.mark.parametrize("command", ["validate", "plan", "apply"])
@pytest.mark.parametrize("wrong, old, new, named, line", TABLE, ids=[row[0] for row in TABLE])
def test_a_fault_in_a_file_is_reported_at_its_line(
    offline: World, command: str, wrong: str, old: str, new: str, named: str, line: int | None
) -> None:
    assert GOOD.count(old) == 1, wrong
    file = offline.write("bad.yml", GOOD.replace(old, new))
    result = offline.run(command, *(["--yes"] if command == "apply" else []), file).expect(1)
    assert named in result.output
    place = rf"bad\.yml:{line}\b" if line else r"bad\.yml:\d+"
    assert re.search(place, result.output), result.output
    assert offline.recorder.exchanges == []


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory):
    """A world to which no request may be sent."""
    with a_world(tmp_path_factory.mktemp("offline")) as world:
        yield world


def test_all_faults_are_reported_at_once(offline: World) -> None:
    text = GOOD.replace("max-cpus: 10", "max-cpu: 10").replace('"SPOT"', '"SPOTTY"').replace('"bad"', '"$ONE-$TWO"')
    result = offline.run("validate", offline.write("many.yml", text)).expect(1)
    for named in ("max-cpu", "SPOTTY", "ONE", "TWO"):
        assert named in result.output


def test_every_kind_that_the_corpus_reports_is_explained(offline: World, tmp_path: Path) -> None:
    for number, case in enumerate(corpus.cases()):
        (tmp_path / f"{number:04}.yml").write_text(case.text, encoding="utf-8", newline="")
    result = offline.run("validate", "--format", "json", tmp_path).expect(1)
    kinds = {found["kind"] for found in json.loads(result.stdout)["diagnostics"]}
    assert {"yaml-alias", "yaml-encoding", "unknown-field"} <= kinds
    explained = offline.run("explain").expect(0).stdout.split("Kinds of diagnostics:")[1].split()
    assert kinds <= set(explained), kinds - set(explained)


def test_a_good_file_is_valid(offline: World) -> None:
    offline.run("validate", offline.write("good.yml", GOOD)).expect(0)


def test_regions_are_those_of_botocore(offline: World) -> None:
    partitions = botocore.session.get_session().get_data("partitions")["partitions"]
    regions = [region for partition in partitions for region in partition["regions"] if not region.endswith("global")]
    item = GOOD.split("compute-envs:\n")[1]
    names = [*regions, "eu-west-9"]
    text = "compute-envs:\n" + "".join(
        re.sub(r"region: .*", f"region: {name}", item).replace('"bad"', f'"{name}"') for name in names
    )
    result = offline.run("validate", "--format", "json", offline.write("regions.yml", text)).expect(0)
    (found,) = [one for one in json.loads(result.stdout)["diagnostics"] if one["kind"] == "unknown-region"]
    assert found["summary"].startswith("'eu-west-9'")
    # Nor has the list here more than that one.
    known = (ROOT / "Sources" / "ManifestLoading" / "Rules" / "KnownRegions.swift").read_text(encoding="utf-8")
    assert set(re.findall(r'"([a-z0-9-]+)",', known)) == set(regions)


@pytest.mark.parametrize("command", ["validate", "plan", "apply", "destroy", "status"])
def test_a_missing_file_is_reported_and_nothing_is_sent(offline: World, command: str) -> None:
    yes = ["--yes"] if command in {"apply", "destroy"} else []
    result = offline.run(command, *yes, "nowhere/nothing.yml").expect(1)
    assert "nowhere/nothing.yml" in result.output and offline.recorder.exchanges == []


def test_a_missing_env_file_is_reported(offline: World) -> None:
    result = offline.run("validate", "--env-file", "no-such-env.sh", ONDEMAND).expect(1)
    assert "no-such-env.sh" in result.output


def test_a_usage_error_exits_with_64(offline: World) -> None:
    offline.run("plan", "--no-such-flag", ONDEMAND).expect(64)
    offline.run("no-such-command").expect(64)


def test_an_endpoint_that_refuses_is_named(offline: World) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"
    for command in ("plan", "apply"):
        yes = ["--yes"] if command == "apply" else []
        result = offline.reconcile(command, *yes, ONDEMAND, AWS_ENDPOINT_URL=endpoint, AWS_MAX_ATTEMPTS="2").expect(1)
        assert endpoint.removeprefix("http://") in result.output


def test_no_credentials_names_every_source_that_was_tried(offline: World) -> None:
    none = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
    result = offline.reconcile("plan", ONDEMAND, **none).expect(1)
    assert "AWS_ACCESS_KEY_ID" in result.output and "profile" in result.output.lower()
    assert offline.recorder.exchanges == []


@pytest.mark.parametrize(
    "denied, named",
    [("batch:describe*", "batch:Describe"), ("ec2:Describe*", "ec2:Describe"), ("sts:*", "sts:GetCallerIdentity")],
)
def test_a_denied_read_is_named_and_nothing_is_written(tmp_path: Path, denied: str, named: str) -> None:
    with a_world(tmp_path, MOTO_DENY=denied) as world:
        for command in ("plan", "apply"):
            result = world.reconcile(command, *(["--yes"] if command == "apply" else []), ONDEMAND).expect(1)
            assert named.lower() in result.output.lower()
        assert world.writes == []


def test_a_denied_write_is_named_and_a_rerun_with_leave_goes_on(tmp_path: Path) -> None:
    with a_world(tmp_path, MOTO_DENY="batch:createcomputeenvironment") as world:
        result = world.reconcile("apply", "--yes", ONDEMAND).expect(1, 3)
        assert "CreateComputeEnvironment".lower() in result.output.lower()
        assert "compute environments" not in world.left_behind()
        world.reconcile("destroy", "--yes", ONDEMAND).expect(0)
        assert world.left_behind() == {}
