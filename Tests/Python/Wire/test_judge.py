"""The judge accepts what boto3 sends, and finds the fault in what boto3 would not send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from conftest import ACCESS_KEY, AWS, REGION, SECRET_KEY, launched_moto
from Wire.judge import Judge
from Wire.recorder import Exchange, Recorder

TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)
POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}'
)


def lifecycle(aws: AWS) -> None:
    """Every call that the program makes at least once, with the members that are used."""
    iam, ec2, batch, logs = aws.iam, aws.ec2, aws.batch, aws.logs
    aws.sts.get_caller_identity()
    arn = iam.create_role(
        RoleName="r", AssumeRolePolicyDocument=TRUST, Path="/p/", Tags=[{"Key": "a b", "Value": "ü/&="}]
    )
    aws.sts.assume_role(RoleArn=arn["Role"]["Arn"], RoleSessionName="session", DurationSeconds=900, ExternalId="x:1")
    iam.get_role(RoleName="r")
    iam.update_assume_role_policy(RoleName="r", PolicyDocument=TRUST)
    iam.put_role_policy(RoleName="r", PolicyName="p", PolicyDocument=POLICY)
    iam.get_role_policy(RoleName="r", PolicyName="p")
    iam.list_role_policies(RoleName="r")
    managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
    iam.attach_role_policy(RoleName="r", PolicyArn=managed)
    iam.list_attached_role_policies(RoleName="r")
    iam.tag_role(RoleName="r", Tags=[{"Key": "x", "Value": "1"}, {"Key": "y", "Value": ""}])
    iam.untag_role(RoleName="r", TagKeys=["x", "y"])
    iam.list_roles(PathPrefix="/aws-service-role/", MaxItems=10)
    iam.get_account_authorization_details(Filter=["Role"], MaxItems=1)
    for service in ("batch.amazonaws.com", "spot.amazonaws.com"):
        iam.create_service_linked_role(AWSServiceName=service)
    iam.create_instance_profile(InstanceProfileName="r", Path="/p/", Tags=[{"Key": "a", "Value": "1"}])
    iam.tag_instance_profile(InstanceProfileName="r", Tags=[{"Key": "b", "Value": "1"}])
    iam.untag_instance_profile(InstanceProfileName="r", TagKeys=["b"])
    iam.add_role_to_instance_profile(InstanceProfileName="r", RoleName="r")
    iam.get_instance_profile(InstanceProfileName="r")

    data = {
        "ImageId": "ami-1",
        "BlockDeviceMappings": [
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 100, "Throughput": 325, "Encrypted": True}}
        ],
        "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 2},
        "TagSpecifications": [{"ResourceType": "volume", "Tags": [{"Key": "a", "Value": "1"}]}],
    }
    own = [{"ResourceType": "launch-template", "Tags": [{"Key": "a", "Value": "1"}]}]
    ec2.create_launch_template(
        LaunchTemplateName="lt1", LaunchTemplateData=data, TagSpecifications=own, ClientToken="t"
    )
    ec2.create_launch_template_version(
        LaunchTemplateName="lt1", SourceVersion="1", LaunchTemplateData={"ImageId": "ami-2"}
    )
    template = ec2.describe_launch_templates(LaunchTemplateNames=["lt1"], MaxResults=5)["LaunchTemplates"][0]
    ec2.describe_launch_template_versions(Versions=["$Latest", "$Default"])
    ec2.create_tags(Resources=[template["LaunchTemplateId"]], Tags=[{"Key": "b", "Value": "2"}])
    ec2.delete_tags(Resources=[template["LaunchTemplateId"]], Tags=[{"Key": "b"}])

    logs.create_log_group(logGroupName="/g", tags={"a": "1"})
    group = logs.describe_log_groups(logGroupNamePrefix="/g", limit=5)["logGroups"][0]["logGroupArn"]
    logs.tag_resource(resourceArn=group, tags={"b": "2"})
    logs.list_tags_for_resource(resourceArn=group)
    logs.untag_resource(resourceArn=group, tagKeys=["a", "b"])

    s3 = aws.s3
    s3.create_bucket(Bucket="locks", CreateBucketConfiguration={"LocationConstraint": REGION})
    lease = {"Bucket": "locks", "Key": "prod/a b+ü.json"}
    etag = s3.put_object(**lease, Body=b'{"format":1}', ContentType="application/json", IfNoneMatch="*")["ETag"]
    s3.put_object(**lease, Body=b'{"format": 1}', IfMatch=etag)
    s3.delete_object(**lease, IfMatch=s3.get_object(**lease)["ETag"])

    specification = {"launchTemplateId": template["LaunchTemplateId"], "version": "2"}
    env = aws.compute_environment("ce", "r", launchTemplate=specification, tags={"Name": "ce"}, bidPercentage=80)
    limit = {
        "reason": "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
        "state": "RUNNABLE",
        "maxTimeSeconds": 600,
        "action": "CANCEL",
    }
    batch.create_job_queue(
        jobQueueName="q",
        priority=1,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "ce"}],
        jobStateTimeLimitActions=[limit],
        tags={"a": "1"},
    )
    aws.settled_queue("q")
    aws.ecs.describe_clusters(clusters=[env["ecsClusterArn"]])
    batch.list_jobs(jobQueue="q", jobStatus="RUNNABLE")
    batch.tag_resource(resourceArn=env["computeEnvironmentArn"], tags={"a": "1", "b:c/d": "2 3"})
    batch.untag_resource(resourceArn=env["computeEnvironmentArn"], tagKeys=["a", "b:c/d"])
    batch.update_compute_environment(computeEnvironment="ce", computeResources={"maxvCpus": 2})
    aws.settled_environment("ce")
    batch.update_job_queue(jobQueue="q", state="DISABLED")
    aws.settled_queue("q")
    batch.delete_job_queue(jobQueue="q")
    batch.update_compute_environment(computeEnvironment="ce", state="DISABLED")
    aws.settled_environment("ce")
    batch.describe_compute_environments(maxResults=100)
    batch.delete_compute_environment(computeEnvironment="ce")
    ec2.delete_launch_template(LaunchTemplateId=template["LaunchTemplateId"])
    logs.delete_log_group(logGroupName="/g")
    iam.remove_role_from_instance_profile(InstanceProfileName="r", RoleName="r")
    iam.delete_instance_profile(InstanceProfileName="r")
    iam.detach_role_policy(RoleName="r", PolicyArn=managed)
    iam.delete_role_policy(RoleName="r", PolicyName="p")
    iam.delete_role(RoleName="r")


@pytest.fixture(scope="module")
def record() -> Iterator[list[Exchange]]:
    with launched_moto(MOTO_DELAY="0.1") as endpoint, Recorder(endpoint) as recorder:
        lifecycle(AWS(recorder.endpoint))
        # Buckets are made with a body of XML, which nothing here sends and the judge does not read.
        yield [exchange for exchange in recorder.exchanges if (exchange.method, exchange.target) != ("PUT", "/locks")]


JUDGE = Judge({ACCESS_KEY: SECRET_KEY}, REGION)


def one(record: list[Exchange], operation: str) -> Exchange:
    service, _, name = operation.rpartition(":")
    named = (verdict for verdict in JUDGE.judge_all(record) if verdict.operation == name)
    return next(verdict.exchange for verdict in named if service in {"", verdict.service})


def test_everything_that_boto3_sends_is_accepted(record: list[Exchange]) -> None:
    verdicts = JUDGE.judge_all(record)
    assert [str(verdict) for verdict in verdicts if verdict.problems] == []
    assert {exchange.status for exchange in record} <= {200, 201, 204}
    assert len({(verdict.service, verdict.operation) for verdict in verdicts}) >= 50


def test_parameters_are_read_back_as_they_were_given(record: list[Exchange]) -> None:
    verdicts = {verdict.operation: verdict.parameters for verdict in JUDGE.judge_all(record)}
    assert verdicts["CreateRole"]["Tags"] == [{"Key": "a b", "Value": "ü/&="}]
    assert verdicts["UpdateComputeEnvironment"] == {"computeEnvironment": "ce", "state": "DISABLED"}
    assert verdicts["DeleteTags"]["Tags"] == [{"Key": "b"}]
    assert (verdicts["PutObject"]["Key"], verdicts["PutObject"]["Body"]) == ("prod/a b+ü.json", b'{"format": 1}')
    assert verdicts["PutObject"]["IfMatch"] and verdicts["DeleteObject"]["IfMatch"]
    mapping = verdicts["CreateLaunchTemplate"]["LaunchTemplateData"]["BlockDeviceMappings"][0]
    assert mapping["Ebs"] == {"VolumeSize": 100, "Throughput": 325, "Encrypted": True}


def body(change: Callable[[bytes], bytes]) -> Callable[[Exchange], Exchange]:
    return lambda exchange: replace(exchange, body=change(exchange.body))


def header(name: str, value: str | None) -> Callable[[Exchange], Exchange]:
    """The header with another value, or without it."""

    def changed(exchange: Exchange) -> Exchange:
        kept = [(key, old) for key, old in exchange.headers if key.lower() != name.lower()]
        return replace(exchange, headers=kept if value is None else [*kept, (name, value)])

    return changed


def authorization(pattern: str, text: str) -> Callable[[Exchange], Exchange]:
    return lambda exchange: header("Authorization", re.sub(pattern, text, exchange.header("Authorization") or ""))(
        exchange
    )


def target(old: str, new: str) -> Callable[[Exchange], Exchange]:
    return lambda exchange: replace(exchange, target=exchange.target.replace(old, new))


FAULTS: list[tuple[str, str, Callable[[Exchange], Exchange], str]] = [
    ("unknown member in JSON", "UpdateJobQueue", body(lambda b: b.replace(b'"state"', b'"status"')), "status"),
    (
        "unknown member below",
        "CreateComputeEnvironment",
        body(lambda b: b.replace(b"maxvCpus", b"maxVCpus")),
        "maxVCpus",
    ),
    (
        "a string for a number",
        "CreateJobQueue",
        body(lambda b: b.replace(b'"priority": 1', b'"priority": "1"')),
        "priority",
    ),
    (
        "a value outside its enumeration",
        "CreateComputeEnvironment",
        body(lambda b: b.replace(b'"EC2"', b'"EC3"')),
        "EC3",
    ),
    (
        "a required member left out",
        "CreateJobQueue",
        body(lambda b: b.replace(b'"jobQueueName": "q", ', b"")),
        "jobQueueName",
    ),
    ("a member twice", "UpdateJobQueue", body(lambda b: b.replace(b"{", b'{"state": "ENABLED", ', 1)), "twice"),
    ("a body that is cut", "CreateJobQueue", body(lambda b: b[:-1]), "not JSON"),
    ("a tampered body", "UpdateComputeEnvironment", body(lambda b: b.replace(b"2", b"3")), "signature"),
    ("an unknown form parameter", "CreateRole", body(lambda b: b + b"&Foo=1"), "Foo"),
    ("a list with a gap", "UntagRole", body(lambda b: b.replace(b"member.2", b"member.3")), "without gaps"),
    ("a list without member", "UntagRole", body(lambda b: b.replace(b".member.", b".")), "'.member.N'"),
    ("an EC2 list with member", "CreateTags", body(lambda b: b.replace(b"Tag.1", b"Tag.member.1")), "without gaps"),
    ("an EC2 list by its plural", "CreateTags", body(lambda b: b.replace(b"Tag.1", b"Tags.1")), "Tags"),
    ("a word for a number", "AssumeRole", body(lambda b: b.replace(b"=900", b"=long")), "DurationSeconds"),
    (
        "a truth that is not lower case",
        "CreateLaunchTemplate",
        body(lambda b: b.replace(b"=true", b"=True")),
        "Encrypted",
    ),
    ("another API version", "CreateRole", body(lambda b: b.replace(b"2010-05-08", b"2010-05-09")), "Version"),
    ("an unknown action", "GetRole", body(lambda b: b.replace(b"GetRole", b"GetRoles")), "GetRoles"),
    ("a path that is not encoded", "batch:UntagResource", target("%3A", ":"), "path"),
    ("a path of no operation", "ListJobs", target("listjobs", "listJobs"), "no operation"),
    ("an unknown query parameter", "batch:UntagResource", target("?", "?x=1&"), "unknown query parameters: x"),
    ("another method", "ListJobs", lambda exchange: replace(exchange, method="PUT"), "no operation"),
    ("a body that is not what was signed", "PutObject", body(lambda b: b + b" "), "body's hash"),
    ("no hash of an object", "PutObject", header("X-Amz-Content-Sha256", None), "S3 demands"),
    ("a condition that was not signed", "PutObject", authorization("if-none-match;", ""), "signature"),
    ("an object's path that is not encoded", "GetObject", target("%2B", "+"), "path"),
    ("a body where there is none", "DeleteObject", body(lambda b: b + b"x"), "no body"),
    ("no Content-Type", "CreateLogGroup", header("Content-Type", None), "Content-Type"),
    ("another Content-Type", "CreateRole", header("Content-Type", "application/json"), "Content-Type"),
    ("another X-Amz-Target", "CreateLogGroup", header("X-Amz-Target", "Logs.CreateLogGroup"), "X-Amz-Target"),
    ("no X-Amz-Date", "CreateRole", header("X-Amz-Date", None), "X-Amz-Date"),
    ("an old X-Amz-Date", "CreateRole", header("X-Amz-Date", "20200101T000000Z"), "more than 300 s"),
    ("no Host", "CreateRole", header("Host", None), "Host"),
    ("another Host", "CreateRole", header("Host", "iam.amazonaws.com"), "signature"),
    ("no Authorization", "CreateRole", header("Authorization", None), "names no service"),
    ("an unsigned token", "CreateRole", header("X-Amz-Security-Token", "t"), "x-amz-security-token is not signed"),
    ("another payload hash", "CreateRole", header("X-Amz-Content-Sha256", "0" * 64), "X-Amz-Content-Sha256"),
    ("another region", "CreateJobQueue", authorization("eu-west-1", "us-east-1"), "instead of eu-west-1"),
    ("IAM in the region", "CreateRole", authorization("us-east-1", "eu-west-1"), "instead of us-east-1"),
    ("another date in the scope", "CreateRole", authorization(r"/\d{8}/", "/20200101/"), "credential scope's date"),
    ("another signature", "CreateRole", authorization(r"Signature=\w+", "Signature=" + "0" * 64), "signature"),
    ("an unknown key", "CreateRole", authorization("Credential=AKIA", "Credential=AKIB"), "unknown access key"),
    ("host not signed", "CreateRole", authorization("host;", ""), "header host is not signed"),
]


@pytest.mark.parametrize(
    "operation, spoil, reason", [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_spoilt_request_is_found_out(
    record: list[Exchange], operation: str, spoil: Callable[[Exchange], Exchange], reason: str
) -> None:
    right = one(record, operation)
    spoilt = spoil(right)
    assert spoilt != right, "the mutation changed nothing"
    verdict = JUDGE.judge(spoilt)
    assert verdict.problems and any(reason in problem for problem in verdict.problems), str(verdict)


def test_another_secret_is_found_out(record: list[Exchange]) -> None:
    verdict: Any = Judge({ACCESS_KEY: "another"}, REGION).judge(record[0])
    assert any("signature" in problem for problem in verdict.problems)
