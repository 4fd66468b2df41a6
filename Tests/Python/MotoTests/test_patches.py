"""Each patch, seen from outside: boto3 asks the patched moto what it would ask AWS."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from conftest import AWS, eventually, launched_moto

MIME = base64.b64encode(b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n--//--\n').decode()
TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)


def policy(resource: str) -> str:
    """A policy that IAM takes."""
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture(scope="module")
def shared() -> Iterator[AWS]:
    """One moto for the module: each test uses separate names."""
    with launched_moto(MOTO_DELAY="0.6") as endpoint:
        yield AWS(endpoint)


@pytest.fixture(scope="module")
def profile(shared: AWS) -> str:
    return shared.instance_profile("instances")


def refused(call: Callable[[], Any]) -> str:
    """``Code: message`` of the error that the call must end with."""
    with pytest.raises(ClientError) as caught:
        call()
    error = caught.value.response
    assert error["ResponseMetadata"]["HTTPStatusCode"] in {400, 403, 404, 409}
    return f"{error['Error']['Code']}: {error['Error']['Message']}"


def request(shared: AWS, profile: str, **resources: Any) -> dict[str, Any]:
    subnets, groups = shared.network()
    return {
        "type": "SPOT",
        "allocationStrategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
        "maxvCpus": 8,
        "subnets": subnets,
        "securityGroupIds": groups,
        "instanceTypes": ["c6id.4xlarge", "m6id"],
        "instanceRole": profile,
    } | resources


def test_an_environment_is_created_with_batchs_defaults_and_its_service_linked_role(shared: AWS, profile: str) -> None:
    given = request(shared, profile)
    shared.batch.create_compute_environment(computeEnvironmentName="defaults", type="MANAGED", computeResources=given)
    [first] = shared.batch.describe_compute_environments(computeEnvironments=["defaults"])["computeEnvironments"]
    assert (first["status"], first["state"]) == ("CREATING", "ENABLED")
    settled = shared.settled_environment("defaults")
    assert (settled["status"], settled["statusReason"]) == ("VALID", "ComputeEnvironment Healthy")
    assert settled["serviceRole"].endswith(":role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch")
    assert "updatePolicy" not in settled
    assert settled["containerOrchestrationType"] == "ECS" and settled["uuid"]
    assert settled["computeResources"]["minvCpus"] == 0
    assert settled["computeResources"]["ec2Configuration"] == [{"imageType": "ECS_AL2023"}]


def test_the_service_linked_role_may_be_named(shared: AWS, profile: str) -> None:
    shared.compute_environment("first-of-all", profile)
    role = shared.settled_environment("first-of-all")["serviceRole"]
    shared.batch.create_compute_environment(
        computeEnvironmentName="named-role", type="MANAGED", serviceRole=role, computeResources=request(shared, profile)
    )
    assert shared.settled_environment("named-role")["serviceRole"] == role


def test_an_update_is_applied_and_passes_through_updating(shared: AWS, profile: str) -> None:
    before = shared.compute_environment("updated", profile)
    shared.batch.update_compute_environment(
        computeEnvironment="updated",
        computeResources={"maxvCpus": 32, "instanceTypes": ["m6id"]},
        updatePolicy={"jobExecutionTimeoutMinutes": 60, "terminateJobsOnUpdate": False},
    )
    [during] = shared.batch.describe_compute_environments(computeEnvironments=["updated"])["computeEnvironments"]
    assert during["status"] == "UPDATING"
    busy = refused(lambda: shared.batch.update_compute_environment(computeEnvironment="updated", state="DISABLED"))
    assert busy.startswith("ClientException") and "resource is being modified" in busy
    after = shared.settled_environment("updated")
    assert after["computeResources"] == before["computeResources"] | {"maxvCpus": 32, "instanceTypes": ["m6id"]}
    assert after["updatePolicy"]["jobExecutionTimeoutMinutes"] == 60
    assert (after["uuid"], after["computeEnvironmentArn"]) == (before["uuid"], before["computeEnvironmentArn"])


@pytest.mark.parametrize(
    "changes, message",
    [
        ({}, "At least one compute-resources attribute must be specified"),
        ({"minvCpus": 99}, "minvCpus"),
        ({"allocationStrategy": "BEST_FIT"}, "can be updated only for"),
    ],
)
def test_an_update_that_batch_refuses_is_refused(shared: AWS, profile: str, changes: dict[str, Any], message: str) -> None:
    if not shared.batch.describe_compute_environments(computeEnvironments=["strict"])["computeEnvironments"]:
        shared.compute_environment("strict", profile)
    answer = refused(
        lambda: shared.batch.update_compute_environment(computeEnvironment="strict", computeResources=changes)
    )
    assert answer.startswith("ClientException") and message in answer


def test_an_infrastructure_update_of_a_best_fit_environment_is_refused(shared: AWS, profile: str) -> None:
    shared.compute_environment("best-fit", profile, allocationStrategy="BEST_FIT")
    update = shared.batch.update_compute_environment
    answer = refused(lambda: update(computeEnvironment="best-fit", computeResources={"instanceTypes": ["m6id"]}))
    assert "having a Batch Service Linked Role" in answer
    update(computeEnvironment="best-fit", computeResources={"maxvCpus": 9})
    assert shared.settled_environment("best-fit")["computeResources"]["maxvCpus"] == 9


@pytest.mark.parametrize(
    "resources, message",
    [
        ({"subnets": []}, "At least 1 subnet"),
        ({"subnets": ["subnet-0123456789abcdef0"]}, "does not exist"),
        ({"securityGroupIds": ["sg-0123456789abcdef0"]}, "does not exist"),
        ({"allocationStrategy": "BEST_FIT"}, "ComputeResources.spotIamFleetRole cannot not be null or empty"),
        ({"type": "EC2"}, "SPOT_PRICE_CAPACITY_OPTIMIZED is not valid for EC2"),
        ({"ec2Configuration": [{"imageType": "ECS_AL2"}]}, "Amazon Linux 2"),
        ({"launchTemplate": {"launchTemplateId": "lt-1", "launchTemplateName": "x"}}, "not both"),
    ],
)
def test_a_creation_that_batch_refuses_is_refused(shared: AWS, profile: str, resources: dict[str, Any], message: str) -> None:
    create = shared.batch.create_compute_environment
    given = request(shared, profile, **resources)
    answer = refused(lambda: create(computeEnvironmentName="refused", type="MANAGED", computeResources=given))
    assert answer.startswith("ClientException") and message in answer


def test_a_second_environment_of_the_same_name_is_refused(shared: AWS, profile: str) -> None:
    shared.compute_environment("twice", profile)
    create = shared.batch.create_compute_environment
    given = request(shared, profile)
    assert "already exists" in refused(
        lambda: create(computeEnvironmentName="twice", type="MANAGED", computeResources=given)
    )


@pytest.mark.parametrize(
    "user_data, reason", [("IyEvYmluL3NoCg==", "MIME multipart"), (MIME, None)], ids=["a script", "MIME multi-part"]
)
def test_user_data_has_to_be_mime_multi_part(shared: AWS, profile: str, user_data: str, reason: str | None) -> None:
    name = f"user-data-{reason is None}"
    template = shared.ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"UserData": user_data})
    specification = {"launchTemplateId": template["LaunchTemplate"]["LaunchTemplateId"], "version": "1"}
    settled = shared.compute_environment(name, profile, launchTemplate=specification)
    assert settled["status"] == ("INVALID" if reason else "VALID")
    assert (reason or "Healthy") in settled["statusReason"]


def test_an_environment_without_its_instance_profile_settles_invalid(shared: AWS) -> None:
    settled = shared.compute_environment("no-profile", "no-such-profile")
    assert settled["status"] == "INVALID"
    assert settled["statusReason"] == "CLIENT_ERROR - Invalid IamInstanceProfile: no-such-profile"


def test_deletion_follows_awss_order(shared: AWS, profile: str) -> None:
    batch = shared.batch
    arn = shared.compute_environment("doomed", profile)["computeEnvironmentArn"]
    batch.tag_resource(resourceArn=arn, tags={"ghost": "1"})
    order = [{"order": 1, "computeEnvironment": "doomed"}]
    queue_arn = batch.create_job_queue(jobQueueName="doomed", priority=1, computeEnvironmentOrder=order)["jobQueueArn"]
    shared.settled_queue("doomed")
    batch.tag_resource(resourceArn=queue_arn, tags={"ghost": "1"})

    delete_queue = lambda: batch.delete_job_queue(jobQueue="doomed")
    delete_environment = lambda: batch.delete_compute_environment(computeEnvironment="doomed")
    assert "Cannot delete" in refused(delete_queue) and "DISABLED first" in refused(delete_queue)
    batch.update_job_queue(jobQueue="doomed", state="DISABLED")
    assert "resource is being modified" in refused(delete_queue)
    assert "set the state to DISABLED first." in refused(delete_environment)
    shared.settled_queue("doomed")
    batch.update_compute_environment(computeEnvironment="doomed", state="DISABLED")
    assert "resource is being modified" in refused(delete_environment)
    shared.settled_environment("doomed")
    assert "Cannot delete, found existing JobQueue relationship" in refused(delete_environment)
    delete_queue()
    assert batch.describe_job_queues(jobQueues=["doomed"])["jobQueues"][0]["status"] == "DELETING"
    eventually(lambda: not batch.describe_job_queues(jobQueues=["doomed"])["jobQueues"])
    delete_environment()
    describe = lambda: batch.describe_compute_environments(computeEnvironments=["doomed"])["computeEnvironments"]
    assert describe()[0]["status"] == "DELETING"
    eventually(lambda: not describe())
    assert "does not exist" in refused(lambda: batch.list_tags_for_resource(resourceArn=arn))
    assert shared.compute_environment("doomed", profile)["tags"] == {}
    batch.delete_compute_environment(computeEnvironment="never-was")


def test_a_queue_keeps_its_time_limits_and_takes_environments_by_name(shared: AWS, profile: str) -> None:
    arns = [shared.compute_environment(name, profile)["computeEnvironmentArn"] for name in ("one", "two")]
    limit = {
        "reason": "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
        "state": "RUNNABLE",
        "maxTimeSeconds": 600,
        "action": "CANCEL",
    }
    shared.batch.create_job_queue(
        jobQueueName="limits",
        priority=1,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "one"}],
        jobStateTimeLimitActions=[limit],
    )
    queue = shared.settled_queue("limits")
    assert queue["jobStateTimeLimitActions"] == [limit] and queue["state"] == "ENABLED"
    swapped = [{"order": 1, "computeEnvironment": "two"}, {"order": 2, "computeEnvironment": arns[0]}]
    shared.batch.update_job_queue(jobQueue="limits", computeEnvironmentOrder=swapped, jobStateTimeLimitActions=[])
    queue = shared.settled_queue("limits")
    assert [entry["computeEnvironment"] for entry in queue["computeEnvironmentOrder"]] == [arns[1], arns[0]]
    assert queue["jobStateTimeLimitActions"] == []
    bad = limit | {"reason": "because"}
    assert "not a valid reason" in refused(
        lambda: shared.batch.update_job_queue(jobQueue="limits", jobStateTimeLimitActions=[bad])
    )


def test_a_queue_over_an_environment_that_is_not_valid_is_refused(shared: AWS, profile: str) -> None:
    given = request(shared, profile)
    shared.batch.create_compute_environment(computeEnvironmentName="young", type="MANAGED", computeResources=given)
    order = [{"order": 1, "computeEnvironment": "young"}]
    create = lambda: shared.batch.create_job_queue(jobQueueName="young", priority=1, computeEnvironmentOrder=order)
    assert "valid before attaching" in refused(create)
    shared.settled_environment("young")
    create()


def test_describe_pages_and_refuses_names_beside_a_limit(shared: AWS, profile: str) -> None:
    for name in ("page-1", "page-2", "page-3"):
        shared.compute_environment(name, profile)
    describe = shared.batch.describe_compute_environments
    names: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = describe(maxResults=2, **token)
        assert len(page["computeEnvironments"]) <= 2
        names += [env["computeEnvironmentName"] for env in page["computeEnvironments"]]
        if "nextToken" not in page:
            break
        token = {"nextToken": page["nextToken"]}
    assert {"page-1", "page-2", "page-3"} <= set(names) and len(names) == len(set(names))
    assert "cannot both be set" in refused(lambda: describe(computeEnvironments=["page-1"], maxResults=2))


def test_two_tags_are_removed_in_one_call(shared: AWS, profile: str) -> None:
    arn = shared.compute_environment("tags", profile)["computeEnvironmentArn"]
    shared.batch.tag_resource(resourceArn=arn, tags={"a": "1", "b": "2", "c:d/e": "3"})
    shared.batch.untag_resource(resourceArn=arn, tagKeys=["a", "c:d/e"])
    assert shared.batch.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}
    assert "reserved" in refused(lambda: shared.batch.tag_resource(resourceArn=arn, tags={"aws:x": "1"}))


@pytest.mark.parametrize(
    "service, role",
    [("batch.amazonaws.com", "AWSServiceRoleForBatch"), ("spot.amazonaws.com", "AWSServiceRoleForEC2Spot")],
)
def test_service_linked_roles_have_their_true_names(aws: AWS, service: str, role: str) -> None:
    create = lambda: aws.iam.create_service_linked_role(AWSServiceName=service)
    made = create()["Role"]
    assert (made["RoleName"], made["Path"]) == (role, f"/aws-service-role/{service}/")
    assert refused(create).startswith("InvalidInput")
    assert aws.iam.get_role(RoleName=role)["Role"]["Arn"] == made["Arn"]


def test_an_instance_profiles_tags_can_be_set_read_and_removed(shared: AWS) -> None:
    iam = shared.iam
    iam.create_instance_profile(InstanceProfileName="tagged", Tags=[{"Key": "a", "Value": "1"}])
    iam.tag_instance_profile(
        InstanceProfileName="tagged", Tags=[{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "3"}]
    )
    read = lambda: iam.get_instance_profile(InstanceProfileName="tagged")["InstanceProfile"]["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in read()} == {"a": "3", "b": "2"}
    iam.untag_instance_profile(InstanceProfileName="tagged", TagKeys=["a", "b"])
    assert read() == []


def test_a_role_is_taken_out_of_an_instance_profile_once(shared: AWS) -> None:
    iam = shared.iam
    iam.create_instance_profile(InstanceProfileName="emptied")
    iam.create_role(RoleName="taken-out", AssumeRolePolicyDocument=TRUST)
    iam.add_role_to_instance_profile(InstanceProfileName="emptied", RoleName="taken-out")
    take_out = lambda: iam.remove_role_from_instance_profile(InstanceProfileName="emptied", RoleName="taken-out")
    take_out()
    assert refused(take_out).startswith("NoSuchEntity")


def test_account_authorization_details_page_and_carry_policies_profiles_and_tags(shared: AWS, profile: str) -> None:
    iam = shared.iam
    iam.tag_role(RoleName=profile, Tags=[{"Key": "a", "Value": "1"}])
    iam.put_role_policy(RoleName=profile, PolicyName="inline", PolicyDocument=policy("arn:aws:s3:::b"))
    managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
    iam.attach_role_policy(RoleName=profile, PolicyArn=managed)
    iam.create_role(RoleName="another", AssumeRolePolicyDocument=TRUST)
    found, token = {}, {}
    while True:
        page = iam.get_account_authorization_details(Filter=["Role"], MaxItems=1, **token)
        found |= {role["RoleName"]: role for role in page["RoleDetailList"]}
        if not page["IsTruncated"]:
            break
        token = {"Marker": page["Marker"]}
    role = found[profile]
    assert role["RolePolicyList"][0]["PolicyName"] == "inline"
    assert role["AttachedManagedPolicies"][0]["PolicyArn"] == managed
    assert role["InstanceProfileList"][0]["InstanceProfileName"] == profile
    assert role["Tags"] == [{"Key": "a", "Value": "1"}]
    assert "another" in found


def test_iam_refuses_long_names_broken_trust_and_large_policies(shared: AWS, profile: str) -> None:
    create = shared.iam.create_role
    assert refused(lambda: create(RoleName="x" * 65, AssumeRolePolicyDocument=TRUST)).startswith("ValidationError")
    assert refused(lambda: create(RoleName="x", AssumeRolePolicyDocument="{not json")).startswith("MalformedPolicy")
    large = policy("arn:aws:s3:::" + "x" * 10_300)
    put = shared.iam.put_role_policy
    assert refused(lambda: put(RoleName=profile, PolicyName="large", PolicyDocument=large)).startswith("LimitExceeded")


def test_managed_policies_have_their_limits_and_go_last(shared: AWS) -> None:
    iam = shared.iam
    make = lambda name, resource: iam.create_policy(PolicyName=name, PolicyDocument=policy(resource))["Policy"]["Arn"]
    assert refused(lambda: make("large", "arn:aws:s3:::" + "x" * 6_200)).startswith("LimitExceeded")
    arns = [make(f"policy-{number}", "arn:aws:s3:::b") for number in range(11)]
    absent = "arn:aws:iam::123456789012:policy/absent"
    bound = lambda arn: iam.create_role(RoleName="holder", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=arn)
    assert refused(lambda: bound(absent)).startswith("NoSuchEntity")
    bound(arns[0])
    assert refused(
        lambda: iam.put_role_permissions_boundary(RoleName="holder", PermissionsBoundary=absent)
    ).startswith("NoSuchEntity")
    attach = lambda arn: iam.attach_role_policy(RoleName="holder", PolicyArn=arn)
    for arn in [*arns[:10], arns[0]]:
        attach(arn)
    assert refused(lambda: attach(arns[10])).startswith("LimitExceeded")
    delete = lambda: iam.delete_policy(PolicyArn=arns[0])
    assert refused(delete).startswith("DeleteConflict")
    iam.detach_role_policy(RoleName="holder", PolicyArn=arns[0])
    iam.create_policy_version(PolicyArn=arns[0], PolicyDocument=policy("arn:aws:s3:::c"), SetAsDefault=True)
    assert refused(delete).startswith("DeleteConflict")
    iam.delete_policy_version(PolicyArn=arns[0], VersionId="v1")
    delete()
    assert refused(lambda: iam.get_policy(PolicyArn=arns[0])).startswith("NoSuchEntity")


def test_a_launch_templates_data_reads_back_as_it_was_sent(shared: AWS) -> None:
    data = {
        "UserData": MIME,
        "BlockDeviceMappings": [
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 50, "VolumeType": "gp3", "DeleteOnTermination": True}}
        ],
        "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 2},
        "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "i", "Value": "1"}]}],
    }
    own = [{"ResourceType": "launch-template", "Tags": [{"Key": "t", "Value": "1"}]}]
    ec2 = shared.ec2
    ec2.create_launch_template(LaunchTemplateName="round-trip", LaunchTemplateData=data, TagSpecifications=own)
    [version] = ec2.describe_launch_template_versions(LaunchTemplateName="round-trip")["LaunchTemplateVersions"]
    assert version["LaunchTemplateData"] == data
    ec2.create_launch_template(LaunchTemplateName="no-user-data", LaunchTemplateData={"ImageId": "ami-1"})
    [version] = ec2.describe_launch_template_versions(LaunchTemplateName="no-user-data")["LaunchTemplateVersions"]
    assert version["LaunchTemplateData"] == {"ImageId": "ami-1"}


def test_a_client_token_makes_creation_idempotent(shared: AWS) -> None:
    create = lambda data: shared.ec2.create_launch_template(
        LaunchTemplateName="token", ClientToken="token-1", LaunchTemplateData={"ImageId": data}
    )
    first = create("ami-1")["LaunchTemplate"]["LaunchTemplateId"]
    assert create("ami-1")["LaunchTemplate"]["LaunchTemplateId"] == first
    assert refused(lambda: create("ami-2")).startswith("IdempotentParameterMismatch")
    version = lambda: shared.ec2.create_launch_template_version(
        LaunchTemplateName="token", ClientToken="token-2", LaunchTemplateData={"ImageId": "ami-3"}
    )["LaunchTemplateVersion"]["VersionNumber"]
    assert [version(), version()] == [2, 2]
    shared.ec2.delete_launch_template(LaunchTemplateName="token")
    assert create("ami-1")["LaunchTemplate"]["LaunchTemplateId"] != first


def test_a_new_version_is_laid_over_its_source(shared: AWS) -> None:
    ec2 = shared.ec2
    ec2.create_launch_template(LaunchTemplateName="source", LaunchTemplateData={"ImageId": "ami-1", "UserData": MIME})
    ec2.create_launch_template_version(
        LaunchTemplateName="source", SourceVersion="1", LaunchTemplateData={"ImageId": "ami-2"}
    )
    [latest] = ec2.describe_launch_template_versions(LaunchTemplateName="source", Versions=["$Latest"])[
        "LaunchTemplateVersions"
    ]
    assert latest["LaunchTemplateData"] == {"ImageId": "ami-2", "UserData": MIME}


def test_a_launch_templates_tags_follow_create_tags_and_delete_tags(shared: AWS) -> None:
    ec2 = shared.ec2
    made = ec2.create_launch_template(LaunchTemplateName="tag-me", LaunchTemplateData={"ImageId": "ami-1"})
    identifier = made["LaunchTemplate"]["LaunchTemplateId"]
    tags = lambda: ec2.describe_launch_templates(LaunchTemplateIds=[identifier])["LaunchTemplates"][0].get("Tags", [])
    ec2.create_tags(Resources=[identifier], Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    assert {tag["Key"] for tag in tags()} == {"a", "b"}
    ec2.delete_tags(Resources=[identifier], Tags=[{"Key": "a"}])
    assert tags() == [{"Key": "b", "Value": "2"}]
    by_tag = ec2.describe_launch_templates(Filters=[{"Name": "tag:b", "Values": ["2"]}])["LaunchTemplates"]
    assert [template["LaunchTemplateName"] for template in by_tag] == ["tag-me"]


def test_latest_versions_of_all_templates_come_in_pages(aws: AWS) -> None:
    names = {f"all-{i:02}" for i in range(23)}
    for name in names:
        aws.ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"ImageId": "ami-1"})
    everything = aws.ec2.describe_launch_template_versions(Versions=["$Latest"])
    assert {version["LaunchTemplateName"] for version in everything["LaunchTemplateVersions"]} == names
    first = aws.ec2.describe_launch_templates(MaxResults=20)
    second = aws.ec2.describe_launch_templates(MaxResults=20, NextToken=first["NextToken"])
    assert {t["LaunchTemplateName"] for t in first["LaunchTemplates"] + second["LaunchTemplates"]} == names
    assert "NextToken" not in second
    gone = lambda: aws.ec2.describe_launch_templates(LaunchTemplateIds=["lt-0123456789abcdef0"])
    assert refused(gone).startswith("InvalidLaunchTemplateId.NotFound")


def test_the_other_calls_need_no_patch(shared: AWS) -> None:
    """Nothing to mend here in moto; a version of it that breaks them is to be noticed."""
    shared.logs.create_log_group(logGroupName="/batch/x", tags={"a": "1"})
    [group] = shared.logs.describe_log_groups(logGroupNamePrefix="/batch/x")["logGroups"]
    shared.logs.tag_resource(resourceArn=group["logGroupArn"], tags={"b": "2"})
    shared.logs.untag_resource(resourceArn=group["logGroupArn"], tagKeys=["a"])
    assert shared.logs.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"] == {"b": "2"}
    shared.logs.delete_log_group(logGroupName="/batch/x")
    assert shared.logs.describe_log_groups(logGroupNamePrefix="/batch/x")["logGroups"] == []
    assert shared.sts.get_caller_identity()["Account"] == "123456789012"
    assert shared.ecs.describe_clusters(clusters=["none"])["failures"][0]["reason"] == "MISSING"


def test_reads_can_be_stale_after_a_write() -> None:
    with launched_moto(MOTO_DELAY="0.05", MOTO_STALE_READS="0.5") as endpoint:
        aws = AWS(endpoint)
        subnets_known = request(aws, aws.instance_profile("p"))
        aws.batch.create_compute_environment(
            computeEnvironmentName="stale", type="MANAGED", computeResources=subnets_known
        )
        assert aws.batch.describe_compute_environments(computeEnvironments=["stale"])["computeEnvironments"] == []
        settled = aws.settled_environment("stale")
        aws.batch.update_compute_environment(computeEnvironment="stale", computeResources={"maxvCpus": 77})
        [old] = aws.batch.describe_compute_environments(computeEnvironments=["stale"])["computeEnvironments"]
        assert old == settled
        eventually(lambda: aws.settled_environment("stale")["computeResources"]["maxvCpus"] == 77)


def test_faults_come_at_the_request_they_are_set_for() -> None:
    with launched_moto(MOTO_FAULT_AT="1=429,2=500,3=reset,4=lost", MOTO_DENY="ec2:Describe*") as endpoint:
        aws = AWS(endpoint)
        status = lambda error: error.value.response["ResponseMetadata"]["HTTPStatusCode"]
        with pytest.raises(ClientError) as throttled:
            aws.batch.describe_job_queues()
        assert status(throttled) == 429 and throttled.value.response["Error"]["Code"] == "TooManyRequestsException"
        with pytest.raises(ClientError) as broken:
            aws.batch.describe_job_queues()
        assert status(broken) == 500
        from botocore.exceptions import BotoCoreError

        with pytest.raises(BotoCoreError):
            aws.iam.create_role(RoleName="reset", AssumeRolePolicyDocument=TRUST)
        with pytest.raises(BotoCoreError):
            aws.iam.create_role(RoleName="lost", AssumeRolePolicyDocument=TRUST)
        assert [role["RoleName"] for role in aws.iam.list_roles()["Roles"]] == ["lost"]
        assert refused(aws.ec2.describe_vpcs).startswith("UnauthorizedOperation")


@pytest.mark.parametrize(
    "service, operation, kind",
    [
        ("batch", "describe_compute_environments", "application/json"),
        ("efs", "describe_file_systems", "application/json"),
        ("logs", "describe_log_groups", "application/x-amz-json-1.1"),
        ("fsx", "describe_file_systems", "application/x-amz-json-1.1"),
        ("resourcegroupstaggingapi", "get_resources", "application/x-amz-json-1.1"),
        ("ec2", "describe_vpcs", "text/xml"),
        ("iam", "list_roles", "text/xml"),
        ("s3", "list_buckets", "application/xml"),
    ],
)
def test_an_answer_has_the_content_type_of_aws(shared: AWS, service: str, operation: str, kind: str) -> None:
    answer = getattr(getattr(shared, service), operation)()
    assert answer["ResponseMetadata"]["HTTPHeaders"]["content-type"] == kind


def test_the_default_vpc_reaches_the_internet(shared: AWS) -> None:
    vpc = next(one["VpcId"] for one in shared.ec2.describe_vpcs()["Vpcs"] if one["IsDefault"])
    tables = shared.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    routes = [route for table in tables for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"]
    assert [route["GatewayId"][:4] for route in routes] == ["igw-"] and routes[0]["State"] == "active"


def test_offerings_are_found_by_patterns(shared: AWS) -> None:
    def offered(*names: str, zone: str | None = None) -> set[str]:
        filters = [{"Name": "instance-type", "Values": list(names)}]
        filters += [{"Name": "location", "Values": [zone]}] if zone else []
        answer = shared.ec2.describe_instance_type_offerings(LocationType="availability-zone", Filters=filters)
        return {one["InstanceType"] for one in answer["InstanceTypeOfferings"]}

    assert offered("c6id.4xlarge") == {"c6id.4xlarge"} and len(offered("c6id.*")) > 5
    assert offered("c6id.*", zone="eu-west-1a") and not offered("c6id.*", zone="us-east-1a")


def test_a_mount_target_without_groups_has_the_default_group(shared: AWS) -> None:
    subnets, groups = shared.network()
    system = shared.efs.create_file_system(CreationToken="groups")["FileSystemId"]
    target = shared.efs.create_mount_target(FileSystemId=system, SubnetId=subnets[0])["MountTargetId"]
    assert shared.efs.describe_mount_target_security_groups(MountTargetId=target)["SecurityGroups"] == groups
    shared.efs.delete_mount_target(MountTargetId=target)
    shared.efs.delete_file_system(FileSystemId=system)


def test_ec2_has_quotas(shared: AWS) -> None:
    quotas = getattr(shared, "service-quotas")
    quota = quotas.get_service_quota(ServiceCode="ec2", QuotaCode="L-1216C47A")["Quota"]
    assert quota["QuotaCode"] == "L-1216C47A" and quota["Value"] > 1000
    missing = refused(lambda: quotas.get_service_quota(ServiceCode="batch", QuotaCode="L-1"))
    assert missing.startswith("NoSuchResourceException")


def test_a_role_s_policies_are_simulated_on_each_resource(shared: AWS) -> None:
    role = shared.iam.create_role(RoleName="simulated", Path="/ci/", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    statements = [
        {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::a/*", "Condition": {"StringEquals": {"s3:prefix": "1"}}},
        {"Effect": "Deny", "Action": ["s3:PutObject"], "Resource": "*"},
    ]
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    shared.iam.put_role_policy(RoleName="simulated", PolicyName="one", PolicyDocument=document)
    context = [{"ContextKeyName": "s3:prefix", "ContextKeyValues": ["1"], "ContextKeyType": "string"}]
    [read, write] = shared.iam.simulate_principal_policy(
        PolicySourceArn=role,
        ActionNames=["s3:GetObject", "s3:PutObject"],
        ResourceArns=["arn:aws:s3:::a/x", "arn:aws:s3:::b/x"],
        ContextEntries=context,
    )["EvaluationResults"]
    assert (read["EvalDecision"], write["EvalDecision"]) == ("implicitDeny", "explicitDeny")
    decisions = [one["EvalResourceDecision"] for one in read["ResourceSpecificResults"]]
    assert decisions == ["allowed", "implicitDeny"]
    [open_] = shared.iam.simulate_principal_policy(PolicySourceArn=role, ActionNames=["s3:GetObject"])["EvaluationResults"]
    assert (open_["EvalDecision"], open_["MissingContextValues"]) == ("implicitDeny", [])
    [missing] = shared.iam.simulate_principal_policy(
        PolicySourceArn=role, ActionNames=["s3:GetObject"], ResourceArns=["arn:aws:s3:::a/x"]
    )["EvaluationResults"]
    assert missing["MissingContextValues"] == ["s3:prefix"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("arn:aws:sts::123456789012:assumed-role/simulated/run", "InvalidInput"),
        ("arn:aws:iam::123456789012:role/simulated-without-its-path", "NoSuchEntity"),
    ],
)
def test_only_users_and_roles_are_simulated(source: str, code: str, shared: AWS) -> None:
    told = refused(lambda: shared.iam.simulate_principal_policy(PolicySourceArn=source, ActionNames=["s3:GetObject"]))
    assert told.startswith(code)
