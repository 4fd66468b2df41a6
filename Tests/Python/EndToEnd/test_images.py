"""Images: AMIs from parameters of SSM, their ages, and the update that takes a newer one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import ITEM, World

NOTHING = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
PARAMETER = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"


def environments(world: World) -> list[dict[str, Any]]:
    return list(world.aws.batch.describe_compute_environments()["computeEnvironments"])


def images(world: World) -> set[str]:
    found = [env["computeResources"]["ec2Configuration"][0] for env in environments(world)]
    return {image.get("imageIdOverride", "") for image in found}


def golden(world: World, name: str, *, days: int = 0) -> str:
    """Registers an AMI and puts it into the parameter /golden/ami."""
    ec2, ssm = world.aws.ec2, world.aws.ssm
    disk = {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 30}}
    image = ec2.register_image(
        Name=name, Architecture="x86_64", RootDeviceName="/dev/xvda", VirtualizationType="hvm", BlockDeviceMappings=[disk]
    )["ImageId"]
    ssm.put_parameter(Name="/golden/ami", Value=image, Type="String", Overwrite=True)
    return str(image)


def test_the_recommended_image_is_that_of_the_public_parameter(world: World) -> None:
    file = world.write("envs.yml", ITEM + "    ami-id: recommended\n")
    ssm = world.aws.ssm
    value = json.loads(ssm.get_parameters(Names=[PARAMETER])["Parameters"][0]["Value"])
    planned = world.reconcile("plan", file).expect(0).stdout
    assert f"{value['image_id']} (ssm:{PARAMETER})" in " ".join(planned.split())


def test_a_parameter_of_the_account_is_kept_until_a_refresh(world: World) -> None:
    first = golden(world, "first")
    file = world.write("envs.yml", ITEM + "    ami-id: /golden/ami\n    wait: AVAILABLE\n")
    planned = world.reconcile("plan", file).expect(0).stdout
    assert f"{first} (ssm:/golden/ami)" in planned
    assert f'"imageIdOverride":"{first}" (ssm:/golden/ami)' in world.reconcile("plan", "-v", file).expect(0).stdout
    world.reconcile("apply", "--yes", file).expect(0)
    assert images(world) == {first}
    assert {env["tags"]["reconcile:image"] for env in environments(world)} == {"/golden/ami"}

    second = golden(world, "second")
    kept = world.reconcile("plan", "--detailed-exitcode", file).expect(0)
    assert "keeps its AMI" in kept.output and second in kept.output
    [status] = world.reconcile("status", "--format", "json", file).expect(0).json["environments"]
    assert status["image"]["id"] == first and status["image"]["update_available"] is True
    assert status["image"]["parameter"] == "/golden/ami" and status["image"]["age_days"] >= 0

    refreshed = world.reconcile("plan", "--detailed-exitcode", "--refresh", "image", file).expect(2).stdout
    assert f'imageIdOverride: "{first}" → "{second}" (ssm:/golden/ami)' in " ".join(refreshed.split()), refreshed
    world.reconcile("apply", "--yes", "--refresh", "image", file).expect(0)
    assert images(world) == {second}
    world.reconcile("plan", "--detailed-exitcode", "--refresh", "image", file).expect(0)


def test_an_unknown_parameter_is_an_error_at_the_value(world: World) -> None:
    file = world.write("envs.yml", ITEM + "    ami-id: /golden/missing\n")
    failed = world.reconcile("plan", file).expect(1)
    assert "the SSM parameter '/golden/missing' does not exist in eu-west-1" in failed.stderr
    assert "envs.yml:8:13" in failed.stderr


def test_a_refresh_of_batchs_image_is_sent_once_and_says_what_is_known(world: World) -> None:
    file = world.write("envs.yml", ITEM + "    wait: AVAILABLE\n")
    world.reconcile("apply", "--yes", file).expect(0)
    world.reconcile("plan", "--detailed-exitcode", file).expect(0)
    planned = world.reconcile("plan", "--refresh", "image", file).expect(0).stdout
    assert "AWS Batch does not say if it has a newer image" in planned
    world.recorder.exchanges.clear()
    world.reconcile("apply", "--yes", "--refresh", "image", file).expect(0)
    updates = [json.loads(sent.body) for sent in world.recorder.exchanges if sent.target.endswith("updatecomputeenvironment")]
    assert [update["computeResources"] for update in updates] == [{"updateToLatestImageVersion": True}] * 2


@pytest.mark.parametrize("text", ["recommended", "/golden/ami", "resolve:ssm:golden-ami"])
def test_the_sandbox_has_every_parameter(world: World, text: str) -> None:
    file = world.write("envs.yml", ITEM + f"    ami-id: '{text}'\n    wait: AVAILABLE\n")
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.reconcile("apply", sandbox, "--yes", file, **NOTHING).expect(0)
    world.reconcile("plan", sandbox, "--detailed-exitcode", "--refresh", "image", file, **NOTHING).expect(0)
    shown = world.reconcile("status", sandbox, file, **NOTHING).expect(0).stdout
    words = " ".join(shown.split())
    assert re.search(r"image: ami-[0-9a-f]{17} \(ssm:\S+\), \d+ days old, the parameter holds the same one", words), shown
    assert world.recorder.exchanges == []


def test_an_image_that_batch_chose_is_refreshed_in_the_sandbox(world: World, tmp_path: Path) -> None:
    file = world.write("envs.yml", ITEM + "    min-cpus: 2\n    wait: AVAILABLE\n")
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.reconcile("apply", sandbox, "--yes", file, **NOTHING).expect(0)
    [status] = world.reconcile("status", sandbox, "--format", "json", file, **NOTHING).expect(0).json["environments"]
    assert status["image"] == {"id": None, "age_days": None, "update_available": False, "parameter": None}
