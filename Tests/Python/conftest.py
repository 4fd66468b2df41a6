"""Fixtures that every Python test shares: a patched moto in a separate process, and clients of it."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

ROOT = Path(__file__).parents[2]
ACCESS_KEY, SECRET_KEY, REGION = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "eu-west-1"

# A shell that runs the tests in the background lets them ignore these signals, and what they start would too.
for number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def launched_moto(**settings: str) -> Iterator[str]:
    """A moto in a separate process, ended by closing its standard input; gives its endpoint."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "MOTO_"))} | settings
    process = subprocess.Popen(
        [sys.executable, "-m", "Moto.launcher", "--until-eof"],
        cwd=ROOT / "Tests",
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            assert selector.select(timeout=60), "moto did not start within 60 s"
        endpoint = process.stdout.readline().strip()
        assert endpoint.startswith("http://127.0.0.1:"), f"moto ended while starting, status {process.poll()}"
        yield endpoint
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@cache
def _warm_moto() -> str:
    """A moto from which others are forked, until this process ends.

    Starting a moto and having it load its tables takes four seconds of processor time, and a fork a few milliseconds.
    """
    started = ExitStack()
    atexit.register(started.close)
    endpoint = started.enter_context(launched_moto())
    account = AWS(endpoint)
    # moto reads the tables of a service when that is first asked for something.
    account.sts.get_caller_identity()
    account.iam.list_roles()
    account.batch.describe_compute_environments()
    account.ec2.describe_vpcs()
    account.ec2.describe_images(Owners=["self"])
    account.ec2.describe_instance_types(InstanceTypes=["c6id.large"])
    account.s3.list_buckets()
    account.logs.describe_log_groups()
    account.ecs.describe_clusters()
    return endpoint


@contextmanager
def fresh_moto(**settings: str) -> Iterator[str]:
    """A moto in a separate process that only one test uses; gives its endpoint."""
    call = urllib.request.Request(f"{_warm_moto()}/control/fork", json.dumps({"settings": settings}).encode(), method="POST")
    with urllib.request.urlopen(call, timeout=60) as answer:
        child = json.load(answer)
    try:
        yield child["endpoint"]
    finally:
        os.kill(child["pid"], signal.SIGTERM)


#: A session makes one client at a time.
SESSION = threading.Lock()


@cache
def session(access_key: str) -> boto3.Session:
    """A session keeps the models that it has read, which takes longer than most tests."""
    return boto3.Session(aws_access_key_id=access_key, aws_secret_access_key=SECRET_KEY)


class AWS:
    """boto3 clients of one endpoint, as the tests' own eyes."""

    def __init__(self, endpoint: str, region: str = REGION, access_key: str = ACCESS_KEY):
        self.endpoint, self.region = endpoint, region
        self._access_key = access_key
        self._clients: dict[str, Any] = {}

    def __getattr__(self, service: str) -> Any:
        if service.startswith("_"):
            raise AttributeError(service)
        if service not in self._clients:
            # botocore knows by IAM's own endpoint that it signs for us-east-1, and cannot know it by ours.
            with SESSION:
                self._clients[service] = session(self._access_key).client(
                    service,
                    region_name="us-east-1" if service == "iam" else self.region,
                    endpoint_url=self.endpoint,
                    config=Config(retries={"total_max_attempts": 1}),
                )
        return self._clients[service]

    def network(self) -> tuple[list[str], list[str]]:
        """The default VPC's subnets and its default security group."""
        vpc = self.ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
        here = [{"Name": "vpc-id", "Values": [vpc]}]
        subnets = [subnet["SubnetId"] for subnet in self.ec2.describe_subnets(Filters=here)["Subnets"]]
        groups = self.ec2.describe_security_groups(Filters=[*here, {"Name": "group-name", "Values": ["default"]}])
        return subnets, [group["GroupId"] for group in groups["SecurityGroups"]]

    def instance_profile(self, name: str) -> str:
        """An instance profile with a role of the same name in it."""
        trust = (
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
            '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
        )
        self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        self.iam.create_instance_profile(InstanceProfileName=name)
        self.iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        return name

    def compute_environment(self, name: str, profile: str, **resources: Any) -> dict[str, Any]:
        """A compute environment that settles VALID."""
        subnets, groups = self.network()
        given = {
            "type": "EC2",
            "allocationStrategy": "BEST_FIT_PROGRESSIVE",
            "maxvCpus": 16,
            "subnets": subnets,
            "securityGroupIds": groups,
            "instanceTypes": ["c6id"],
            "instanceRole": profile,
        } | resources
        self.batch.create_compute_environment(computeEnvironmentName=name, type="MANAGED", computeResources=given)
        return self.settled_environment(name)

    def settled_environment(self, name: str) -> dict[str, Any]:
        """The environment once it is in no transition."""

        def read() -> dict[str, Any] | None:
            found = self.batch.describe_compute_environments(computeEnvironments=[name])["computeEnvironments"]
            return found[0] if found and found[0]["status"] in {"VALID", "INVALID"} else None

        return eventually(read)

    def settled_queue(self, name: str) -> dict[str, Any]:
        """The queue once it is in no transition."""

        def read() -> dict[str, Any] | None:
            found = self.batch.describe_job_queues(jobQueues=[name])["jobQueues"]
            return found[0] if found and found[0]["status"] in {"VALID", "INVALID"} else None

        return eventually(read)


def eventually(read: Callable[[], Any], seconds: float = 10.0) -> Any:
    """The first true answer of ``read`` before the deadline."""
    deadline = time.monotonic() + seconds
    while not (answer := read()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.02)
    return answer


@pytest.fixture
def moto() -> Iterator[str]:
    """The endpoint of a moto that only one test uses."""
    with fresh_moto(MOTO_DELAY="0.1") as endpoint:
        yield endpoint


@pytest.fixture
def aws(moto: str) -> AWS:
    return AWS(moto)
