"""File systems that reconcile makes: their life, and the guard of their data."""

from __future__ import annotations

import json

import pytest

from EndToEnd.world import World

ITEM = """compute-envs:
  - type: aws-batch
    config-mode: forge
    name: data
    workspace: acme/research
    region: eu-west-1
    work-dir: s3://acme/work
    max-cpus: 64
    provisioning-model: EC2
"""


@pytest.mark.parametrize(
    "field, kind, member",
    [("create-efs: True", "efs-file-system", "efs"), ("fsx-size: 1200", "fsx-file-system", "fsx")],
)
def test_a_file_system_is_made_mounted_and_deleted_only_by_name(world: World, field: str, kind: str, member: str) -> None:
    world.make_buckets("acme")
    file = world.write("data.yml", f"{ITEM}    {field}\n")
    world.reconcile("apply", "--yes", file).expect(0)
    world.reconcile("plan", "--detailed-exitcode", file).expect(0)
    [environment] = json.loads(world.reconcile("output", "--format", "json", file).expect(0).stdout)["environments"]
    made = environment[member]
    assert made["id"].startswith("fs-")
    if member == "fsx":
        assert made["dns"].startswith(made["id"]) and made["mount_name"]
    assert made["mount"] in world.reconcile("nextflow-config", file, "data").expect(0).stdout

    refused = world.reconcile("destroy", "--yes", "--format", "json", file).expect(5)
    assert "data-loss" in refused.stdout and made["id"] in refused.stdout
    text = world.reconcile("destroy", "--yes", file).expect(5).stdout
    assert "[!] deletes data" in text
    world.reconcile("destroy", "--yes", "--allow-data-loss", "other", file).expect(5)

    without = world.write("data.yml", ITEM)
    left = world.reconcile("apply", "--yes", without).expect(0)
    assert kind in left.stdout + left.stderr
    again = world.reconcile("plan", without).expect(0).stdout
    assert kind in again and "--prune" in again
    world.reconcile("apply", "--yes", "--prune", without).expect(5)
    world.reconcile("apply", "--yes", "--prune", "--allow-data-loss", "data", without).expect(0)
    assert kind not in world.reconcile("plan", without).expect(0).stdout
    world.reconcile("destroy", "--yes", without).expect(0)
    assert world.left_behind() == {}
