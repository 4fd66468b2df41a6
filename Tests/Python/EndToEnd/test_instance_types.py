"""`reconcile instance-types`, and instance types in files: known ones, unknown ones, and EC2's own word on them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import ROOT
from EndToEnd.world import ENV_FILE, SNAPSHOTS, World, a_world

GUIDE = {
    # GiB, guaranteed and burst Gbps, verdict
    "c6id.4xlarge": (32, 6.25, 12.5, "fits"),
    "c6id.8xlarge": (64, 12.5, 12.5, "fits"),
    "r6id.2xlarge": (64, 3.125, 12.5, "fits-on-burst"),
    "m6id.4xlarge": (64, 6.25, 12.5, "fits-on-burst"),
    "c6id.12xlarge": (96, 18.75, 18.75, "fits"),
    "r6id.4xlarge": (128, 6.25, 12.5, "does-not-fit"),
    "m6id.8xlarge": (128, 12.5, 12.5, "does-not-fit"),
}


def file_with(world: World, types: str) -> str:
    """The guide's file with other instance types."""
    lines = SNAPSHOTS.read_text(encoding="utf-8").splitlines()
    return str(
        world.write(
            "types.yml",
            "\n".join(f'    instance-types: "{types}"' if "instance-types" in line else line for line in lines),
        )
    )


def test_the_table_is_what_its_generator_makes_of_the_data() -> None:
    script = ROOT / "Scripts" / "generate-instance-types.py"
    made = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def test_a_stale_table_is_told_from_a_fresh_one(world: World) -> None:
    one = '{"InstanceTypes": []}'
    script = ROOT / "Scripts" / "generate-instance-types.py"
    file = world.write("none.json", one)
    command = [sys.executable, script, "--check", "--from", file, "--date", "2030-01-01"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 1 and "make instance-types" in made.stderr


def test_the_command_says_what_ec2_says(world: World) -> None:
    printed = {kind["name"]: kind for kind in world.run("instance-types", "--format", "json").expect(0).json["instance_types"]}
    pages = world.aws.ec2.get_paginator("describe_instance_types").paginate()
    answered = {kind["InstanceType"]: kind for page in pages for kind in page["InstanceTypes"]}
    assert printed.keys() == answered.keys()
    for name, kind in answered.items():
        card, mine = kind["NetworkInfo"]["NetworkCards"][0], printed[name]
        storage = kind.get("InstanceStorageInfo", {})
        assert mine["vcpus"] == kind["VCpuInfo"]["DefaultVCpus"]
        assert mine["memory_mib"] == kind["MemoryInfo"]["SizeInMiB"]
        assert mine["architecture"] in kind["ProcessorInfo"]["SupportedArchitectures"]
        assert mine["baseline_gbps"] == card["BaselineBandwidthInGbps"]
        assert mine["peak_gbps"] == card["PeakBandwidthInGbps"]
        assert mine["bare_metal"] == kind["BareMetal"]
        assert mine["spot"] == ("spot" in kind["SupportedUsageClasses"])
        assert (mine["disks"] or {}).get("nvme", False) == (storage.get("NvmeSupport") == "required")
        total = (mine["disks"] or {}).get("count", 0) * (mine["disks"] or {}).get("size_gb", 0)
        assert total == storage.get("TotalSizeInGB", 0)
        assert (mine["gpus"] is not None) == ("GpuInfo" in kind)
    assert world.recorder.exchanges == []


def test_the_guides_types_with_their_figures(world: World) -> None:
    command = ("instance-types", "--snapshots", "--file", SNAPSHOTS, "--env-file", ENV_FILE)
    answer = world.run(*command, "--format", "json").expect(0).json
    found = {
        kind["name"]: (
            kind["memory_mib"] / 1024, kind["baseline_gbps"], kind["peak_gbps"], kind["snapshots"]["verdict"],
        )
        for kind in answer["instance_types"]
    }
    assert found == GUIDE
    contradicted = {row["name"] for row in answer["contradictions"]}
    assert contradicted == GUIDE.keys() - {"c6id.8xlarge", "c6id.12xlarge"}
    text = world.run(*command).expect(0).stdout
    assert answer["date"] in text and "r6id.2xlarge: it has 64 GiB of memory, not 16 GiB" in text
    first = [line.split()[0] for line in text.splitlines()[1:8]]
    assert first == [kind["name"] for kind in answer["instance_types"]]


@pytest.mark.parametrize(
    "arguments, status, said",
    [
        (["c6id.4xlrge"], 1, "did you mean 'c6id.4xlarge'?"),
        (["c6id", "nope"], 1, "c6id.metal"),
        (["c6id", "--file", "x.yml"], 64, "not both"),
        (["--env-file", "x.sh"], 64, "goes with '--file'"),
        (["--file", "gone.yml"], 1, "gone.yml"),
        (["optimal"], 0, "m6i.large"),
    ],
)
def test_unusual_requests_are_answered_or_refused(world: World, arguments: list[str], status: int, said: str) -> None:
    result = world.run("instance-types", *arguments).expect(status)
    if said == "c6id.metal":  # a family is what Batch takes it for
        assert said not in result.output and "c6id.large" in result.stdout and "'nope'" in result.stderr
    else:
        assert said in result.output


def test_known_types_cost_no_request(world: World) -> None:
    world.reconcile("plan", SNAPSHOTS).expect(0)
    assert world.sent("DescribeInstanceTypes") == []


@pytest.mark.parametrize("command", [["plan"], ["apply", "--yes"]])
def test_ec2_is_asked_about_unknown_types(world: World, command: list[str]) -> None:
    file = file_with(world, "c6id,c6id.18xlarge,m99x")
    result = world.reconcile(*command, file).expect(1)
    assert "EC2 does not offer 'c6id.18xlarge' in eu-west-1" in result.stderr
    assert "EC2 does not offer 'm99x' in eu-west-1" in result.stderr
    assert "types.yml:14:27" in result.stderr
    [sent] = world.sent("DescribeInstanceTypes")
    assert sent["Filters"] == [{"Name": "instance-type", "Values": ["c6id.*", "c6id.18xlarge", "m99x.*"]}]
    assert world.writes == []


def test_where_ec2_may_not_be_asked_that_is_a_note(tmp_path) -> None:
    with a_world(tmp_path, MOTO_DENY="ec2:DescribeInstanceTypes") as world:
        result = world.reconcile("plan", file_with(world, "c6id,m99x")).expect(0)
        assert "note: whether EC2 has 'm99x' in eu-west-1 could not be asked" in result.stderr
