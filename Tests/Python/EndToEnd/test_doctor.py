"""`doctor`: each line is ok, a note, a warning or an error with its remedy; the same as JSON; what `plan` says beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from EndToEnd.world import ITEM, READS, World
from Moto.faults import operation_of

FORGE = ITEM.replace("    work-dir:", "    workspace: acme/demo\n    work-dir:") + "    instance-types: c6i,m6i.large\n"


def checked(world: World, text: str, *arguments: str, status: int = 0) -> str:
    world.make_buckets("bucket")
    return world.reconcile("doctor", *arguments, world.write("envs.yml", text)).expect(status).stdout


def test_an_account_in_which_all_is_in_order(world: World) -> None:
    shown = checked(world, FORGE)
    lines = shown.splitlines()
    assert lines[0].startswith("Account 123456789012 as arn:aws:") and lines[-1].endswith("ok, 0 warnings, 0 errors")
    for subject in ("network of 'one'", "bucket 'bucket'", "ways out of the subnets of 'one'", "vCPU quotas of 'one'"):
        assert f"ok       {subject}" in lines
    reads = tuple(read.lower() for read in READS)
    assert all(name.lower().startswith(reads) for name in map(operation_of, world.recorder.exchanges))


def test_an_error_is_what_aws_would_refuse(world: World) -> None:
    shown = checked(world, FORGE + "    key-pair: ops\n", status=1)
    assert "error    the key pair 'ops' does not exist" in shown and "[reference-not-found]" in shown
    assert "make it, or correct 'key-pair'" in shown


def test_a_warning_is_what_would_not_work(world: World) -> None:
    ec2 = world.aws.ec2
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24", AvailabilityZone="eu-west-1a")["Subnet"]["SubnetId"]
    text = FORGE + f"    vpc-id: {vpc}\n    subnets: {subnet}\n"
    shown = checked(world, text)
    assert f"warning  instances have no way out of '{subnet}'" in shown and "[no-way-out]" in shown
    plan = world.reconcile("plan", world.write("envs.yml", text)).expect(0)
    assert "no-way-out" in plan.stderr
    document = json.loads(checked(world, text, "--format", "json"))
    assert [one["kind"] for one in document["diagnostics"]] == ["no-way-out"]
    assert "network of 'one'" in document["ok"] and "ways out of the subnets of 'one'" not in document["ok"]


def test_what_is_denied_is_one_note(world: World) -> None:
    for action in ("ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints"):
        world.control("POST", "faults", deny=action)
        shown = checked(world, FORGE)
        assert shown.count("[not-read]") == 1 and action in shown
        assert "ways out of the subnets of 'one'" not in shown
    world.control("POST", "faults")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_with_an_error_is_not_checked(form: str, world: World, tmp_path: Path) -> None:
    result = world.reconcile("doctor", "--format", form, world.write("bad.yml", ITEM.replace("max-cpus", "max-cpu"))).expect(1)
    assert not world.recorder.exchanges
    if form == "json":
        assert json.loads(result.stdout)["valid"] is False
