"""The guide's two files, compared with the resources in AWS."""

from __future__ import annotations

import base64
import email
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World, a_world, variables

LABELS = {"storage": "fusionv2", "project": "benchmarking"}
SNAPSHOT_TYPES = "c6id.4xlarge,c6id.8xlarge,r6id.2xlarge,m6id.4xlarge,c6id.12xlarge,r6id.4xlarge,m6id.8xlarge".split(
    ","
)
REASONS = {
    "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
    "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
}


def applied(file: Path, home: Path) -> Iterator[World]:
    with a_world(home) as world:
        world.reconcile("apply", "--yes", file).expect(0)
        yield world


@pytest.fixture(scope="module")
def ondemand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from applied(ONDEMAND, tmp_path_factory.mktemp("ondemand"))


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from applied(SNAPSHOTS, tmp_path_factory.mktemp("snapshots"))


@pytest.fixture(params=["ondemand", "snapshots"])
def either(request: pytest.FixtureRequest) -> World:
    return request.getfixturevalue(request.param)


def environments(world: World) -> list[dict[str, Any]]:
    return world.aws.batch.describe_compute_environments()["computeEnvironments"]


def queues(world: World) -> list[dict[str, Any]]:
    return world.aws.batch.describe_job_queues()["jobQueues"]


def templates(world: World) -> list[dict[str, Any]]:
    return world.aws.ec2.describe_launch_template_versions(Versions=["$Latest"])["LaunchTemplateVersions"]


def roles(world: World) -> list[dict[str, Any]]:
    details = world.aws.iam.get_account_authorization_details(Filter=["Role"])["RoleDetailList"]
    return [role for role in details if not role["Path"].startswith("/aws-service-role/")]


def test_snapshots_makes_an_on_demand_head_and_a_spot_work_environment(snapshots: World) -> None:
    by_type = {env["computeResources"]["type"]: env["computeResources"] for env in environments(snapshots)}
    assert set(by_type) == {"EC2", "SPOT"} and len(environments(snapshots)) == 2
    work = by_type["SPOT"]
    assert work["allocationStrategy"] == "SPOT_PRICE_CAPACITY_OPTIMIZED"
    assert sorted(work["instanceTypes"]) == sorted(SNAPSHOT_TYPES)
    assert (work["minvCpus"], work["maxvCpus"]) == (0, 1000)
    assert "spotIamFleetRole" not in work
    assert by_type["EC2"]["allocationStrategy"] == "BEST_FIT_PROGRESSIVE"


def test_snapshots_has_a_head_and_a_work_queue_each_over_its_environment(snapshots: World) -> None:
    types = {env["computeEnvironmentArn"]: env["computeResources"]["type"] for env in environments(snapshots)}
    over = {
        queue["jobQueueName"].rpartition("-")[2]: [
            types[entry["computeEnvironment"]] for entry in queue["computeEnvironmentOrder"]
        ]
        for queue in queues(snapshots)
    }
    assert over == {"head": ["EC2"], "work": ["SPOT"]}


def test_ondemand_makes_one_environment_and_one_queue(ondemand: World) -> None:
    [env] = environments(ondemand)
    resources = env["computeResources"]
    assert (resources["type"], resources["allocationStrategy"]) == ("EC2", "BEST_FIT_PROGRESSIVE")
    assert sorted(resources["instanceTypes"]) == ["c6id", "m6id", "r6id"]
    assert (resources["minvCpus"], resources["maxvCpus"]) == (0, 1000)
    [queue] = queues(ondemand)
    assert [entry["computeEnvironment"] for entry in queue["computeEnvironmentOrder"]] == [env["computeEnvironmentArn"]]


def test_everything_is_valid_and_enabled(either: World) -> None:
    assert {(record["status"], record["state"]) for record in environments(either) + queues(either)} == {
        ("VALID", "ENABLED")
    }


def test_environments_use_batchs_service_linked_role_and_amazon_linux_2023(either: World) -> None:
    for env in environments(either):
        assert env["serviceRole"].endswith("/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch")
        assert [entry["imageType"] for entry in env["computeResources"]["ec2Configuration"]] == ["ECS_AL2023"]
    for sent in either.sent("CreateComputeEnvironment"):
        # Without a role, Batch uses its service-linked role; another role would rule infrastructure updates out.
        assert "/aws-service-role/batch.amazonaws.com/" in sent.get("serviceRole", "/aws-service-role/batch.amazonaws.com/")
        assert sent["computeResources"]["ec2Configuration"][0]["imageType"] == "ECS_AL2023"
        assert sent["computeResources"]["allocationStrategy"] != "BEST_FIT"
        assert sent.get("state", "ENABLED") == "ENABLED"


def test_the_service_linked_roles_exist(snapshots: World) -> None:
    linked = {role["RoleName"] for role in snapshots.aws.iam.list_roles(PathPrefix="/aws-service-role/")["Roles"]}
    assert {"AWSServiceRoleForBatch", "AWSServiceRoleForEC2Spot"} <= linked


def test_the_default_network_is_used(either: World) -> None:
    subnets, groups = either.aws.network()
    for env in environments(either):
        assert sorted(env["computeResources"]["subnets"]) == sorted(subnets)
        assert env["computeResources"]["securityGroupIds"] == groups


def as_map(tags: Any) -> dict[str, str]:
    return tags if isinstance(tags, dict) else {tag["Key"]: tag["Value"] for tag in tags or []}


def test_labels_are_tags_on_everything_and_the_stray_quote_is_gone(either: World) -> None:
    iam = either.aws.iam
    profiles = iam.list_instance_profiles()["InstanceProfiles"]
    tagged = {
        "compute environment": [env.get("tags") for env in environments(either)],
        "instances": [env["computeResources"].get("tags") for env in environments(either)],
        "job queue": [queue.get("tags") for queue in queues(either)],
        "launch template": [
            template.get("Tags") for template in either.aws.ec2.describe_launch_templates()["LaunchTemplates"]
        ],
        "role": [role.get("Tags") for role in roles(either)],
        "instance profile": [
            iam.get_instance_profile(InstanceProfileName=profile["InstanceProfileName"])["InstanceProfile"].get("Tags")
            for profile in profiles
        ],
    }
    without = {
        kind: [as_map(tags) for tags in found if not LABELS.items() <= as_map(tags).items()]
        for kind, found in tagged.items()
    }
    assert {kind: tags for kind, tags in without.items() if tags} == {}
    assert [kind for kind, found in tagged.items() if not found] == []


def test_the_owner_is_in_the_tags_and_is_not_the_same_on_two_resources(either: World) -> None:
    workspace = variables()["ORGANIZATION_NAME"]
    tags = [as_map(record["tags"]) for record in environments(either) + queues(either)]
    own = [tuple(sorted((k, v) for k, v in found.items() if k not in LABELS)) for found in tags]
    assert all(any(workspace in value for _, value in found) for found in own)
    assert len(set(own)) == len(own)


def test_user_data_is_mime_multi_part_with_a_script_for_fusion(either: World) -> None:
    assert templates(either)
    for template in templates(either):
        data = base64.b64decode(template["LaunchTemplateData"]["UserData"])
        assert len(data) <= 16_384
        message = email.message_from_bytes(data)
        assert message["MIME-Version"] == "1.0" and message.get_content_type() == "multipart/mixed"
        assert message.defects == [] and len(message.get_payload()) >= 1
        text = data.decode()
        assert "/scratch/fusion" in text and "ecs" in text


def test_environments_name_a_numbered_version_of_their_template(either: World) -> None:
    known = {(t["LaunchTemplateId"], str(t["VersionNumber"])) for t in templates(either)}
    for env in environments(either):
        specification = env["computeResources"]["launchTemplate"]
        assert (specification["launchTemplateId"], specification["version"]) in known


def test_the_boot_disk_has_its_default_size(either: World) -> None:
    for template in templates(either):
        [disk] = template["LaunchTemplateData"]["BlockDeviceMappings"]
        assert disk["Ebs"]["VolumeSize"] == 50


def test_the_instance_role_reaches_the_work_directory_and_the_allowed_buckets(either: World) -> None:
    given = variables()
    uris = [given["AWS_WORK_DIR"], *given["AWS_COMPUTE_ENV_ALLOWED_BUCKETS"].split(",")]
    buckets = {uri.strip().removeprefix("s3://").partition("/")[0] for uri in uris}
    policies = [json.dumps(policy["PolicyDocument"]) for role in roles(either) for policy in role["RolePolicyList"]]
    for bucket in buckets:
        assert any(f":s3:::{bucket}" in policy for policy in policies), f"no policy names {bucket}"
    for policy in policies:
        assert '"arn:aws:s3:::*"' not in policy and '"s3:*"' not in policy


def test_the_instance_role_is_for_ec2_and_in_its_profile(either: World) -> None:
    profiles = either.aws.iam.list_instance_profiles()["InstanceProfiles"]
    named = {env["computeResources"]["instanceRole"].rpartition("/")[2] for env in environments(either)}
    assert {profile["InstanceProfileName"] for profile in profiles} == named
    for profile in profiles:
        [role] = profile["Roles"]
        statements = role["AssumeRolePolicyDocument"]["Statement"]
        assert any("ec2.amazonaws.com" in json.dumps(statement["Principal"]) for statement in statements)


def test_queues_cancel_what_can_never_start(either: World) -> None:
    for queue in queues(either):
        actions = queue["jobStateTimeLimitActions"]
        assert {action["reason"] for action in actions} == REASONS and len(actions) == 2
        assert {action["maxTimeSeconds"] for action in actions} == {3600}
        assert {(action["state"], action["action"]) for action in actions} == {("RUNNABLE", "CANCEL")}


def test_names_begin_with_the_prefix(either: World) -> None:
    names = [record for kind in either.left_behind().values() for record in kind]
    assert names and [name for name in names if not name.startswith("TowerForge-")] == []


def test_the_stray_quote_is_a_warning_that_points_at_it(either: World) -> None:
    file = ONDEMAND if "ondemand" in str(either.home) else SNAPSHOTS
    result = either.reconcile("validate", "--format", "json", file).expect(0)
    [warning] = [found for found in result.json["diagnostics"] if found["severity"] == "warning"]
    lines = file.read_text(encoding="utf-8").splitlines()
    [line] = [number for number, text in enumerate(lines, 1) if text.strip().startswith("labels:")]
    start = warning["range"]["start"]
    assert Path(warning["range"]["filename"]).name == file.name
    assert (start["line"], start["column"]) == (line, lines[line - 1].index('"') + 1)
