"""The control calls, and Batch's effects on jobs, seen from outside."""

from __future__ import annotations

import json
import os
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from conftest import AWS, eventually, launched_moto


def control(aws: AWS, method: str, call: str, **parameters: Any) -> Any:
    request = urllib.request.Request(
        f"{aws.endpoint}/control/{call}", json.dumps(parameters).encode(), method=method
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def account() -> Iterator[AWS]:
    """An account with an environment, a queue over it, and a second environment; only forks of it are changed."""
    with launched_moto(MOTO_DELAY="0.1", MOTO_RELATION_DELAY="0.5") as endpoint:
        aws = AWS(endpoint)
        profile = aws.instance_profile("instances")
        arns = [aws.compute_environment(name, profile)["computeEnvironmentArn"] for name in ("work", "other")]
        order = [{"order": 1, "computeEnvironment": arns[0]}]
        aws.batch.create_job_queue(jobQueueName="queue", priority=1, state="ENABLED", computeEnvironmentOrder=order)
        aws.settled_queue("queue")
        yield aws


@pytest.fixture
def fork(account: AWS) -> Iterator[AWS]:
    child = control(account, "POST", "fork")
    yield AWS(child["endpoint"])
    os.kill(child["pid"], signal.SIGTERM)


def running(aws: AWS) -> int:
    cluster = aws.settled_environment("work")["ecsClusterArn"]
    return int(aws.ecs.describe_clusters(clusters=[cluster])["clusters"][0]["runningTasksCount"])


def lost(aws: AWS) -> list[str]:
    return [job["reason"] for job in control(aws, "GET", "jobs") if job["status"] == "FAILED"]


def test_a_fork_has_all_resources_and_does_not_change_its_parent(account: AWS, fork: AWS) -> None:
    assert fork.settled_queue("queue") == account.settled_queue("queue")
    fork.iam.create_role(RoleName="of-the-fork", AssumeRolePolicyDocument="{}")
    assert "of-the-fork" not in [role["RoleName"] for role in account.iam.list_roles()["Roles"]]


def test_a_fork_ends_with_its_parent() -> None:
    with launched_moto() as endpoint:
        child = AWS(control(AWS(endpoint), "POST", "fork")["endpoint"])
        assert child.batch.describe_job_queues()["jobQueues"] == []

    def is_gone() -> bool:
        try:
            child.batch.describe_job_queues()
        except BotoCoreError:
            return True
        return False

    eventually(is_gone)


def test_a_fork_with_settings_has_these_and_makes_other_ids(account: AWS) -> None:
    settings = {"MOTO_UPDATE_DELAY": "30", "MOTO_DENY": "ec2:Describe*"}
    children = [control(account, "POST", "fork", settings=settings) for _ in range(2)]
    try:
        one, other = (AWS(child["endpoint"]) for child in children)
        ids = [aws.iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["RoleId"] for aws in (one, other)]
        assert ids[0] != ids[1]
        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            one.ec2.describe_vpcs()
        one.batch.update_compute_environment(computeEnvironment="work", computeResources={"maxvCpus": 77})
        [updated] = one.batch.describe_compute_environments(computeEnvironments=["work"])["computeEnvironments"]
        assert updated["status"] == "UPDATING"
        assert account.ec2.describe_vpcs()["Vpcs"] and account.settled_environment("work")["status"] == "VALID"
    finally:
        for child in children:
            os.kill(child["pid"], signal.SIGTERM)


def test_a_call_that_there_is_not_is_an_error(account: AWS) -> None:
    with pytest.raises(urllib.error.HTTPError):
        control(account, "GET", "nothing")


def test_jobs_are_counted_by_ecs_listed_by_batch_and_come_to_their_end(fork: AWS) -> None:
    control(fork, "POST", "jobs", environment="work", queue="queue", running=2, waiting=1)
    assert running(fork) == 2
    assert len(fork.batch.list_jobs(jobQueue="queue")["jobSummaryList"]) == 2
    [waiting] = fork.batch.list_jobs(jobQueue="queue", jobStatus="RUNNABLE")["jobSummaryList"]
    assert waiting["jobArn"].endswith(waiting["jobId"])
    control(fork, "DELETE", "jobs")
    assert running(fork) == 0 and lost(fork) == []


def test_jobs_end_by_themselves_after_their_time(fork: AWS) -> None:
    assert running(fork) == 0
    control(fork, "POST", "jobs", environment="work", queue="queue", seconds=3)
    assert running(fork) == 1
    eventually(lambda: running(fork) == 0)
    assert [job["status"] for job in control(fork, "GET", "jobs")] == ["SUCCEEDED"]


def test_deleting_a_queue_ends_its_jobs(fork: AWS) -> None:
    control(fork, "POST", "jobs", environment="work", queue="queue", running=1, waiting=1)
    fork.batch.update_job_queue(jobQueue="queue", state="DISABLED")
    fork.settled_queue("queue")
    assert lost(fork) == []
    fork.batch.delete_job_queue(jobQueue="queue")
    assert lost(fork) == ["job queue queue was deleted"] * 2


def test_an_environment_is_related_to_a_queue_for_a_while_longer_and_deleting_it_ends_its_jobs(fork: AWS) -> None:
    control(fork, "POST", "jobs", environment="work", queue="queue")
    order = [{"order": 1, "computeEnvironment": "other"}]
    fork.batch.update_job_queue(jobQueue="queue", computeEnvironmentOrder=order)
    fork.batch.update_compute_environment(computeEnvironment="work", state="DISABLED")
    fork.settled_environment("work")
    with pytest.raises(ClientError, match="found existing JobQueue relationship"):
        fork.batch.delete_compute_environment(computeEnvironment="work")
    assert lost(fork) == []

    def is_deleted() -> bool:
        try:
            fork.batch.delete_compute_environment(computeEnvironment="work")
        except ClientError:
            return False
        return True

    eventually(is_deleted)
    assert lost(fork) == ["compute environment work was deleted"]


@pytest.mark.parametrize("policy, ended", [({}, ["long"]), ({"terminateJobsOnUpdate": True}, ["short", "long"])])
def test_an_update_of_instances_ends_what_outlives_its_policy(fork: AWS, policy: dict[str, Any], ended: list) -> None:
    jobs = {
        control(fork, "POST", "jobs", environment="work", queue="queue", seconds=seconds)[0]["id"]: name
        for name, seconds in (("short", 600), ("long", None))
    }
    fork.batch.update_compute_environment(computeEnvironment="work", computeResources={"maxvCpus": 32})
    fork.settled_environment("work")
    assert lost(fork) == []
    policy = {"terminateJobsOnUpdate": False, "jobExecutionTimeoutMinutes": 30} | policy
    resources = {"instanceTypes": ["m6id"]}
    fork.batch.update_compute_environment(
        computeEnvironment="work", computeResources=resources, updatePolicy=policy
    )
    assert [jobs[job["id"]] for job in control(fork, "GET", "jobs") if job["status"] == "FAILED"] == ended


def test_an_environment_can_be_changed_as_no_update_could(fork: AWS) -> None:
    control(fork, "POST", "environment", name="work", computeResources={"allocationStrategy": "BEST_FIT"})
    assert fork.settled_environment("work")["computeResources"]["allocationStrategy"] == "BEST_FIT"


def test_faults_are_counted_from_when_they_are_set(fork: AWS) -> None:
    fork.batch.describe_job_queues()
    control(fork, "POST", "faults", at="2=429")
    fork.batch.describe_job_queues()
    with pytest.raises(ClientError, match="TooManyRequests"):
        fork.batch.describe_job_queues()
    fork.batch.describe_job_queues()
