"""A world for one story: a separate AWS, a record of the requests to it, and the binary run as a user runs it."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conftest import ACCESS_KEY, AWS, ROOT, SECRET_KEY, fresh_moto
from EndToEnd.json_schemas import assure_schema
from Moto.faults import OBSERVER
from Wire.judge import Judge, Verdict
from Wire.recorder import Exchange, Recorder

EXAMPLES = ROOT / "examples"
ONDEMAND, SNAPSHOTS = EXAMPLES / "aws_fusion_ondemand.yml", EXAMPLES / "aws_fusion_snapshots.yml"
ENV_FILE = EXAMPLES / "env.sh"
# An environment with the required fields only.
ITEM = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: one
    region: eu-west-1
    work-dir: s3://bucket/work
    max-cpus: 16
"""
# The buckets that the examples and the tests' files name.
BUCKETS = ("bucket", "one", "two", "nf-bench-work", "nf-bench-inputs", "nf-bench-results")
READS = ("Describe", "Get", "Head", "List", "Lookup", "Simulate", "AssumeRole")


def binary() -> Path:
    """The binary under test: RECONCILE_BIN, or the debug build."""
    return (ROOT / os.environ.get("RECONCILE_BIN", ".build/debug/reconcile")).resolve()


def variables() -> dict[str, str]:
    """The examples' variables, read as a shell would without running one."""
    words = (shlex.split(line, comments=True) for line in ENV_FILE.read_text(encoding="utf-8").splitlines())
    assignments = (line[1] for line in words if len(line) == 2 and line[0] == "export" and "=" in line[1])
    return dict(assignment.split("=", 1) for assignment in assignments)


@cache
def listed_statuses(command: str) -> set[int]:
    """The exit statuses that a command's help lists; none if it is not a command."""
    shown = subprocess.run([binary(), "help", command], capture_output=True, text=True, timeout=60).stdout
    _, _, section = shown.partition("EXIT STATUS:\n")
    # One status a line; the last line is '130/143/129  cancelled'.
    numbers = [line.split()[0] for line in section.partition("\n\n")[0].splitlines()]
    return {int(number) for row in numbers for number in row.split("/")}


def assure_listed(command: str, status: int) -> None:
    """A command ends only with a status that its help lists; a test that kills it gets a negative one."""
    listed = listed_statuses(command) if command and not command.startswith("-") else set()
    assert status < 0 or not listed or status in listed, f"{command} --help does not list exit status {status}"


@dataclass(frozen=True)
class Result:
    """The result of a run of the binary; what it prints as JSON is as its schema says."""

    arguments: tuple[str, ...]
    status: int
    stdout: str
    stderr: str

    def __post_init__(self) -> None:
        assure_schema(self.arguments, self.status, self.stdout)

    @property
    def output(self) -> str:
        """Both streams, if it does not matter which of them contains a sentence."""
        return self.stdout + self.stderr

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)

    @property
    def json_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.splitlines()]

    def expect(self, *statuses: int) -> Result:
        """Returns itself if the exit status is one of these."""
        command = shlex.join(("reconcile", *self.arguments))
        assert self.status in statuses, f"{command}: status {self.status}\n{self.stdout}\n{self.stderr}"
        return self


class World:
    """One AWS, a recorder before it, and runs of the binary with a separate home and separate variables."""

    def __init__(self, moto: str, recorder: Recorder, home: Path):
        self.recorder, self.home = recorder, home
        self.aws = AWS(moto, variables()["AWS_REGION"], OBSERVER)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_ENDPOINT_URL": recorder.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self, *arguments: str | Path, **changes: str | None) -> subprocess.Popen[str]:
        """Starts the binary; ``changes`` set variables of its environment, or unset them."""
        environment = {k: v for k, v in (self.environment | changes).items() if v is not None}
        return subprocess.Popen(
            [binary(), *map(str, arguments)],
            cwd=self.home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        *arguments: str | Path,
        timeout: float = 120,
        started: Callable[[subprocess.Popen[str]], None] = lambda process: None,
        **changes: str | None,
    ) -> Result:
        """Runs the binary to its end; ``started`` receives the process."""
        with self.start(*arguments, **changes) as process:
            started(process)
            try:
                stdout, stderr = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                stdout, stderr = process.communicate()
                raise AssertionError(f"{arguments} took longer than {timeout} s\n{stdout}\n{stderr}") from None
        assure_listed(str(arguments[0]) if arguments else "", process.returncode)
        return Result(tuple(map(str, arguments)), process.returncode, stdout, stderr)

    def reconcile(self, command: str, *rest: str | Path, **options: Any) -> Result:
        """``reconcile COMMAND --env-file examples/env.sh …``"""
        return self.run(command, "--env-file", ENV_FILE, *rest, **options)

    def write(self, name: str, text: str) -> Path:
        """A file in the world's home."""
        path = self.home / name
        path.write_text(text, encoding="utf-8")
        return path

    def make_buckets(self, *names: str) -> None:
        """Buckets in the world's region, unless they exist: a fork of a world has them already."""
        known = {bucket["Name"] for bucket in self.aws.s3.list_buckets()["Buckets"]}
        for name in set(names) - known:
            constraint = {"LocationConstraint": self.aws.region}
            self.aws.s3.create_bucket(Bucket=name, CreateBucketConfiguration=constraint)

    @property
    def verdicts(self) -> list[Verdict]:
        """The judge's verdict on every request so far."""
        exchanges = self.recorder.exchanges
        return Judge({ACCESS_KEY: SECRET_KEY} | issued_keys(exchanges), self.aws.region).judge_all(exchanges)

    @property
    def writes(self) -> list[Verdict]:
        """The requests that change something."""
        return [verdict for verdict in self.verdicts if not verdict.operation.startswith(READS)]

    def sent(self, operation: str) -> list[dict[str, Any]]:
        """The parameters of every request of that operation."""
        return [verdict.parameters for verdict in self.verdicts if verdict.operation == operation]

    def control(self, method: str, call: str, **parameters: Any) -> Any:
        """A control call of the launcher: see ``Moto/control.py``."""
        url = f"{self.aws.endpoint}/control/{call}"
        request = urllib.request.Request(url, json.dumps(parameters).encode(), method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    @contextmanager
    def fork(self, home: Path, **options: Any) -> Iterator[World]:
        """A world that continues from all resources of this one, and does not change this one."""
        home.mkdir(parents=True, exist_ok=True)
        child = self.control("POST", "fork")
        try:
            with _recorded(child["endpoint"], home, **options) as world:
                yield world
        finally:
            os.kill(child["pid"], signal.SIGTERM)

    @property
    def refused(self) -> list[str]:
        """The writes that AWS refused, with its messages; a throttle is no refusal."""
        answers = ((verdict.operation, verdict.exchange) for verdict in self.writes)
        return [
            f"{operation}: {exchange.answer.decode()}"
            for operation, exchange in answers
            if 400 <= exchange.status < 500 and b"Rate exceeded" not in exchange.answer
        ]

    def left_behind(self) -> dict[str, list[str]]:
        """The names of all resources that an environment owns; Batch's service-linked roles are not counted."""
        batch, iam, ec2 = self.aws.batch, self.aws.iam, self.aws.ec2
        names = {
            "compute environments": (
                batch.describe_compute_environments()["computeEnvironments"],
                "computeEnvironmentName",
            ),
            "job queues": (batch.describe_job_queues()["jobQueues"], "jobQueueName"),
            "job definitions": (
                batch.describe_job_definitions(status="ACTIVE")["jobDefinitions"],
                "jobDefinitionName",
            ),
            "launch templates": (ec2.describe_launch_templates()["LaunchTemplates"], "LaunchTemplateName"),
            "roles": (
                [r for r in iam.list_roles()["Roles"] if not r["Path"].startswith("/aws-service-role/")],
                "RoleName",
            ),
            "EFS file systems": (self.aws.efs.describe_file_systems()["FileSystems"], "FileSystemId"),
            "FSx file systems": (self.aws.fsx.describe_file_systems()["FileSystems"], "FileSystemId"),
            "instance profiles": (iam.list_instance_profiles()["InstanceProfiles"], "InstanceProfileName"),
        }
        found = {kind: sorted(record[key] for record in records) for kind, (records, key) in names.items()}
        return {kind: present for kind, present in found.items() if present}


def issued_keys(exchanges: list[Exchange]) -> dict[str, str]:
    """The temporary keys that STS handed out in the record."""
    pair = re.compile(rb"<AccessKeyId>([^<]+)</AccessKeyId>.*?<SecretAccessKey>([^<]+)</SecretAccessKey>", re.DOTALL)
    answers = (match.groups() for exchange in exchanges for match in pair.finditer(exchange.answer))
    return {key.decode(): secret.decode() for key, secret in answers}


@contextmanager
def a_world(home: Path, latency: float = 0.0, **settings: str) -> Iterator[World]:
    """A world that ends with the judge's verdict on every request that was sent in it."""
    with (
        fresh_moto(**{"MOTO_DELAY": "0.3"} | settings) as moto,
        _recorded(moto, home, latency) as world,
    ):
        yield world


@contextmanager
def _recorded(moto: str, home: Path, latency: float = 0.0) -> Iterator[World]:
    with Recorder(moto, home / "record.jsonl", latency) as recorder:
        world = World(moto, recorder, home)
        world.make_buckets(*BUCKETS)
        yield world
        refused = [str(verdict) for verdict in world.verdicts if verdict.problems]
        assert refused == [], "AWS would not accept:\n" + "\n".join(refused)


def free_port() -> int:
    """A port without a listener."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
