"""Fields beyond the guide's: head jobs on Fargate, Graviton, file systems, exports; built, or refused before AWS is asked."""

from __future__ import annotations

import json
import re

import pytest

from EndToEnd.world import EXAMPLES, ITEM, World

FARGATE = EXAMPLES / "aws_fargate_graviton.yml"
EXPORTED = EXAMPLES / "aws_from_export.yml"


def test_a_head_on_fargate_is_built_kept_and_destroyed(world: World) -> None:
    world.reconcile("apply", "--yes", FARGATE).expect(0)
    heads = [env for env in world.sent("CreateComputeEnvironment") if env["computeResources"]["type"] == "FARGATE"]
    assert [set(head["computeResources"]) for head in heads] == [{"type", "maxvCpus", "subnets", "securityGroupIds"}]
    [work] = [env for env in world.sent("CreateComputeEnvironment") if env["computeResources"]["type"] == "SPOT"]
    assert work["computeResources"]["instanceTypes"] == ["c6gd", "m6gd", "r6gd"]
    world.reconcile("plan", "--detailed-exitcode", FARGATE).expect(0)
    world.reconcile("destroy", "--yes", FARGATE).expect(0)
    assert world.left_behind() == {}


def test_an_export_is_built_like_the_file_that_says_the_same(world: World) -> None:
    world.reconcile("apply", "--yes", EXPORTED).expect(0)
    world.reconcile("plan", "--detailed-exitcode", EXPORTED).expect(0)
    types = {env["computeResources"]["type"] for env in world.sent("CreateComputeEnvironment")}
    assert types == {"EC2", "SPOT"}


@pytest.mark.parametrize(
    "field, place",
    [("fusion: True", "8:5")],
)
def test_what_cannot_be_built_yet_is_valid_and_refused_by_plan_and_apply(world: World, field: str, place: str) -> None:
    file = world.write("later.yml", f"{ITEM}    {field}\n")
    world.run("validate", file).expect(0)
    for command in ("plan", "apply"):
        result = world.run(command, *(["--yes"] if command == "apply" else []), "--format", "json", file).expect(1)
        found = [one for one in result.json["diagnostics"] if one["severity"] == "error"]
        [start] = [one["range"]["start"] for one in found]
        assert f"{start['line']}:{start['column']}" == place
    assert world.recorder.exchanges == []
    world.reconcile("destroy", "--yes", file).expect(0)


def test_a_disk_that_grows_is_made_where_the_file_asks_for_it(world: World) -> None:
    file = world.write("grows.yml", f"{ITEM}    no-ebs-auto-scale: False\n    ebs-blocksize: 120\n    labels: team=rna\n")
    found = world.run("validate", "--format", "json", file).expect(0).json["diagnostics"]
    assert [(one["kind"], one["severity"]) for one in found] == [("deprecated", "warning")]
    world.reconcile("apply", "--yes", file).expect(0)
    [made] = world.sent("CreateLaunchTemplate")
    data = made["LaunchTemplateData"]
    disk = {"DeviceName": "/dev/sdf", "Ebs": {"DeleteOnTermination": True, "VolumeSize": 120, "VolumeType": "gp3"}}
    assert disk in data["BlockDeviceMappings"]
    name = made["LaunchTemplateName"]
    [tags] = [each["Tags"] for each in data["TagSpecifications"] if each["ResourceType"] == "volume"]
    assert {"Key": "reconcile:disk", "Value": name} in tags and {"Key": "team", "Value": "rna"} in tags
    assert any(policy["PolicyName"] == "disk" for policy in world.sent("PutRolePolicy"))
    assert "volumes = ['/scratch/ebs:/tmp']" in world.run("nextflow-config", file).expect(0).stdout
    world.reconcile("plan", "--detailed-exitcode", file).expect(0)
    world.write("grows.yml", f"{ITEM}    labels: team=rna\n")
    world.reconcile("apply", "--yes", file).expect(0)
    assert [policy["PolicyName"] for policy in world.sent("DeleteRolePolicy")] == ["disk"]
    world.reconcile("plan", "--detailed-exitcode", file).expect(0)
    world.reconcile("destroy", "--yes", file).expect(0)
    assert world.left_behind() == {}


def test_a_fault_of_an_export_is_shown_there_and_where_it_is_named(world: World) -> None:
    export = json.loads((EXAMPLES / "aws_export.json").read_text(encoding="utf-8"))
    export["forge"]["maxCpus"] = -1
    world.write("export.json", json.dumps(export, indent=2))
    file = world.write("by-path.yml", "compute-envs:\n  - name: one\n    file-path: ./export.json\n")
    result = world.run("validate", file).expect(1)
    assert re.search(r"export\.json:\d+:16: error: 'maxCpus' must be at least 1", result.output), result.output
    assert re.search(r"by-path\.yml:3:16: note: ", result.output), result.output


def test_a_fallback_is_second_in_the_work_queue_and_leaves_with_its_field(world: World) -> None:
    def behind(queue: str) -> list[tuple[str, str]]:
        """Type and name of the compute environments of a queue, in Batch's order."""
        batch = world.aws.batch
        [found] = [one for one in batch.describe_job_queues()["jobQueues"] if one["jobQueueName"].endswith(f"-{queue}")]
        order = sorted(found["computeEnvironmentOrder"], key=lambda entry: entry["order"])
        records = {one["computeEnvironmentArn"]: one for one in batch.describe_compute_environments()["computeEnvironments"]}
        environments = [records[entry["computeEnvironment"]] for entry in order]
        return [(one["computeResources"]["type"], one["computeEnvironmentName"]) for one in environments]

    with_fallback = world.write("with.yml", f"{ITEM}    reconcile: {{fallback: on-demand}}\n")
    without = world.write("without.yml", ITEM)
    world.reconcile("apply", "--yes", with_fallback).expect(0)
    assert [kind for kind, _ in behind("head")] == ["EC2"]
    spot, on_demand = behind("work")
    assert spot[0] == "SPOT" and "-work-g" in spot[1]
    assert on_demand[0] == "EC2" and "-fallback-g" in on_demand[1]
    world.reconcile("plan", "--detailed-exitcode", with_fallback).expect(0)
    world.reconcile("apply", "--yes", "--prune", without).expect(0)
    assert behind("work") == [spot]
    names = [one["computeEnvironmentName"] for one in world.aws.batch.describe_compute_environments()["computeEnvironments"]]
    assert on_demand[1] not in names
    world.reconcile("destroy", "--yes", without).expect(0)
    assert world.left_behind() == {}
