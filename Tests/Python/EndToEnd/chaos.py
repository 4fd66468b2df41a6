"""Commands in an account with a history: the commands, the ways they die, and the state that must exist at the end."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from EndToEnd.world import ONDEMAND, READS, SNAPSHOTS, Result, World, a_world
from Moto.faults import operation_of
from Wire.recorder import Exchange

#: Refusals that pass without a change, as AWS documents them; any other means that the order of the writes is wrong.
PASSING = ("is being modified", "existing JobQueue relationship", "valid before attaching")
#: Refusals that a rerun may meet right after a write without an answer, and a run beside another that is faster.
OVERTAKEN = ("already exists", "AlreadyExists", "NoSuchEntity", "does not exist", "NotFound", "has been taken")

MORE_TYPES = ('instance-types: "', 'instance-types: "c6id.2xlarge,')
MAY_REPLACE = ("overwrite: False", "overwrite: True")
LOG_GROUP = ("    overwrite:", '    log-group: "/nextflow/bench"\n    overwrite:')
UNDRAINED = ("    overwrite:", "    reconcile:\n      drain: false\n    overwrite:")
IN_PLACE = ("    overwrite:", "    reconcile:\n      update-strategy: in-place\n    overwrite:")
WIDER = ("max-cpus: 1000", "max-cpus: 1200")


def snapshots(world: World, *edits: tuple[str, str]) -> Path:
    """The guide's SPOT environment with a log group, in the world's home, edited."""
    text = SNAPSHOTS.read_text(encoding="utf-8")
    for old, new in (LOG_GROUP, *edits):
        assert old in text
        text = text.replace(old, new)
    return world.write(SNAPSHOTS.name, text)


def ondemand(world: World, *edits: tuple[str, str]) -> Path:
    """Another environment of the guide's, in the world's home."""
    assert not edits
    return world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8"))


def environment_names(world: World) -> list[str]:
    """The compute environments, the head's first."""
    found = world.aws.batch.describe_compute_environments()["computeEnvironments"]
    return sorted(env["computeEnvironmentName"] for env in found)


def queue_names(world: World) -> list[str]:
    """The queues, the head's first."""
    return sorted(queue["jobQueueName"] for queue in world.aws.batch.describe_job_queues()["jobQueues"])


def put_jobs(world: World, seconds: float | None = None, running: int = 2) -> None:
    """Jobs on the work environment."""
    [environment] = [name for name in environment_names(world) if "-work-" in name]
    [queue] = [name for name in queue_names(world) if name.endswith("-work")]
    world.control("POST", "jobs", environment=environment, queue=queue, running=running, seconds=seconds)


def lost_jobs(world: World) -> list[str]:
    """The reasons why jobs were ended against their will."""
    return [job["reason"] for job in world.control("GET", "jobs") if job["status"] == "FAILED"]


def make_irreplaceable(world: World) -> None:
    """The work environment as if it had been made with BEST_FIT, which no update changes."""
    [environment] = [name for name in environment_names(world) if "-work-" in name]
    change = {"allocationStrategy": "BEST_FIT"}
    world.control("POST", "environment", name=environment, computeResources=change)


@dataclass(frozen=True)
class Story:
    """A command in an account that is empty, or in which the environment exists; ``present`` happens right before."""

    name: str
    command: str
    edits: tuple[tuple[str, str], ...] = ()
    exists: bool = True
    present: Callable[[World], None] = lambda world: None
    #: The file, and the options beside ``--yes`` that plan and apply take.
    file: Callable[..., Path] = snapshots
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    def arguments(self, world: World) -> tuple[str | Path, ...]:
        return (self.command, "--yes", *self.options, self.file(world, *self.edits))

    def shortcomings(self, world: World, calm: dict[str, str], excused: tuple[str, ...] = OVERTAKEN) -> list[str]:
        """The differences from the state after a calm run. ``excused``: refusals besides ``PASSING``."""
        open_changes = []
        if self.command == "apply":
            plan = world.reconcile("plan", "--detailed-exitcode", *self.options, self.file(world, *self.edits))
            open_changes = [plan.output] if plan.status else []
        held = inventory(world)
        differing = [
            f"{name}: {held.get(name)}\n  and not {calm.get(name)}"
            for name in held | calm
            if held.get(name) != calm.get(name)
        ]
        refused = [text for text in world.refused if not any(words in text for words in PASSING + excused)]
        return open_changes + differing + refused + lost_jobs(world)


def replacing_where_jobs_run(world: World) -> None:
    """An edit needs a successor, and jobs still run for some seconds."""
    make_irreplaceable(world)
    put_jobs(world, seconds=5)


STORIES = (
    Story("apply", "apply", exists=False),
    Story("scale", "apply", (WIDER,), present=put_jobs),
    Story("replace", "apply", (MAY_REPLACE,), present=replacing_where_jobs_run),
    Story("destroy", "destroy", present=lambda world: put_jobs(world, seconds=4)),
    Story("prune", "apply", file=ondemand, options=("--prune", "--allow-destroy", "1")),
)


class Accounts:
    """Accounts to fork from, each prepared once, and the states that calm runs of the stories leave."""

    def __init__(self, home: Path, stack: ExitStack, **settings: str):
        self._home, self._stack, self._settings = home, stack, settings
        self._calm: dict[str, dict[str, str]] = {}
        #: The number of requests of a calm run.
        self.requests: dict[str, int] = {}

    @cached_property
    def empty(self) -> World:
        """An account without resources."""
        (self._home / "empty").mkdir()
        world = self._stack.enter_context(a_world(self._home / "empty", **self._settings))
        world.aws.network()  # moto makes the default network when it is first asked for, which is once for all forks
        return world

    @cached_property
    def applied(self) -> World:
        """An account in which the environment exists."""
        world = self._stack.enter_context(self.empty.fork(self._home / "applied"))
        mortality = Mortality()
        mortality.run(world, "apply", "--yes", snapshots(world)).expect(0)
        [create] = [story for story in STORIES if not story.exists]
        self._keep(create, world, mortality)
        return world

    @contextmanager
    def told(self, story: Story, home: Path) -> Iterator[World]:
        """A world in which to run the story's command."""
        with (self.applied if story.exists else self.empty).fork(home) as world:
            story.present(world)
            yield world

    def calm(self, story: Story) -> dict[str, str]:
        """The state after a calm run."""
        if not story.exists:
            _ = self.applied
        elif story.name not in self._calm:
            with self.told(story, self._home / f"calm {story}") as world:
                mortality = Mortality()
                mortality.run(world, *story.arguments(world)).expect(0)
                self._keep(story, world, mortality)
        return self._calm[story.name]

    def _keep(self, story: Story, world: World, mortality: Mortality) -> None:
        self.requests[story.name] = mortality.requests
        self._calm[story.name] = inventory(world)
        assert story.shortcomings(world, self._calm[story.name], excused=()) == []


@dataclass(frozen=True)
class Point:
    """The point at which a run dies: at its n-th request, or its n-th write, before or after that takes effect."""

    number: int
    takes_effect: bool
    of_writes: bool = False

    def __str__(self) -> str:
        return f"{'after' if self.takes_effect else 'before'} {'write' if self.of_writes else 'request'} {self.number}"


class Mortality:
    """``kill -9`` of a run at one of its requests, sent by the recorder that forwards them.

    The recorder lives in the process that started the run: it holds the request back, or its answer, until the run is
    dead. No process id is passed on, and nothing depends on the speed of the processes.
    """

    def __init__(self, point: Point | None = None):
        self.requests, self.writes = 0, 0
        self.fatal: Exchange | None = None
        self._point = point
        self._lock = threading.Lock()
        self._process: Future[subprocess.Popen[str]] = Future()

    def run(self, world: World, *arguments: str | Path) -> Result:
        """Runs the command until it ends or dies."""
        world.recorder.before, world.recorder.after = self._before, self._after
        try:
            return world.reconcile(*arguments, started=self._process.set_result)
        finally:
            world.recorder.before = world.recorder.after = None

    def _before(self, exchange: Exchange) -> None:
        is_write = not operation_of(exchange).lower().startswith(tuple(read.lower() for read in READS))
        with self._lock:
            self.requests += 1
            self.writes += is_write
            if self._point and not self.fatal and (is_write or not self._point.of_writes):
                count = self.writes if self._point.of_writes else self.requests
                self.fatal = exchange if count == self._point.number else None
        if exchange is self.fatal and not self._point.takes_effect:
            self._kill()

    def _after(self, exchange: Exchange) -> None:
        if exchange is self.fatal and self._point.takes_effect:
            self._kill()

    def _kill(self) -> None:
        process = self._process.result(timeout=30)
        process.kill()
        process.wait()
        raise ConnectionAbortedError("the client was killed")


def inventory(world: World) -> dict[str, Any]:
    """All resources, without the ids that AWS makes up."""
    batch, iam, ec2, logs = world.aws.batch, world.aws.iam, world.aws.ec2, world.aws.logs
    found: dict[str, Any] = {}
    for env in batch.describe_compute_environments()["computeEnvironments"]:
        members = ("state", "status", "computeResources", "updatePolicy", "serviceRole", "tags")
        found[env["computeEnvironmentName"]] = {member: env.get(member) for member in members}
    for queue in batch.describe_job_queues()["jobQueues"]:
        members = ("state", "status", "computeEnvironmentOrder", "priority", "jobStateTimeLimitActions", "tags")
        found[queue["jobQueueName"]] = {member: queue[member] for member in members}
    for template in ec2.describe_launch_templates()["LaunchTemplates"]:
        name = template["LaunchTemplateName"]
        versions = ec2.describe_launch_template_versions(LaunchTemplateName=name)["LaunchTemplateVersions"]
        found[f"template {name}"] = {
            "versions": {version["VersionNumber"]: version["LaunchTemplateData"] for version in versions},
            "tags": tags(template["Tags"]),
        }
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        found[f"role {name}"] = {
            "policies": {
                policy: iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
                for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]
            },
            "attached": iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"],
            "trust": role["AssumeRolePolicyDocument"],
            "tags": tags(iam.list_role_tags(RoleName=name)["Tags"]),
        }
    for profile in iam.list_instance_profiles()["InstanceProfiles"]:
        found[f"profile {profile['InstanceProfileName']}"] = {
            "roles": [role["RoleName"] for role in profile["Roles"]],
            "tags": tags(profile.get("Tags", [])),
        }
    for group in logs.describe_log_groups()["logGroups"]:
        held = logs.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"]
        found[f"log group {group['logGroupName']}"] = dict(sorted(held.items()))
    return {name: without_ids(repr(members)) for name, members in sorted(found.items())}


def without_ids(text: str) -> str:
    """Removes the ids of launch templates, which differ from run to run, and the record that contains their hash."""
    return re.sub(r"'reconcile:fields': '[^']*'", "'reconcile:fields': …", re.sub(r"lt-[0-9a-f]{17}", "lt-…", text))


def tags(pairs: list[dict[str, str]]) -> dict[str, str]:
    """AWS's list of tags as a map in order."""
    return dict(sorted((pair["Key"], pair["Value"]) for pair in pairs))
