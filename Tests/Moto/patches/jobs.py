"""Jobs that a test adds, and Batch's effects on them: moto runs jobs only in Docker, and never ends one early.

ECS counts them as tasks, ListJobs lists them, and a change that would end one against its will leaves it FAILED with
the reason, so that a test can check that none was ended.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from moto.batch.models import BatchBackend, ComputeEnvironment, batch_backends
from moto.ecs.models import EC2ContainerServiceBackend


@dataclass
class Job:
    """A job of a queue, by ARNs; ``environment`` and ``cluster`` are empty while it waits."""

    queue: str
    environment: str = ""
    cluster: str = ""
    ends: float | None = None
    reason: str = ""
    _status: str = "RUNNING"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def status(self) -> str:
        """The status; a running job ends when its time has come."""
        if self._status == "RUNNING" and self.ends is not None and time.monotonic() >= self.ends:
            self._status = "SUCCEEDED"
        return self._status

    @status.setter
    def status(self, status: str) -> None:
        self._status = status

    @property
    def is_active(self) -> bool:
        return self.status not in {"SUCCEEDED", "FAILED"}

    def described(self) -> dict[str, Any]:
        return {"id": self.id, "queue": self.queue, "status": self.status, "reason": self.reason}

    def describe_short(self) -> dict[str, Any]:
        """A row of ListJobs."""
        arn = self.queue.rpartition(":job-queue/")[0] + f":job/{self.id}"
        return {"jobArn": arn, "jobId": self.id, "jobName": "story", "createdAt": 0, "status": self.status}


table: list[Job] = []


def _listed(queue: str, status: str | None) -> list[Job]:
    """The jobs of a queue in a status, or in any."""
    return [job for job in table if job.queue == queue and status in {None, job.status}]


def finish() -> None:
    """Ends every job successfully."""
    for job in table:
        if job.is_active:
            job.status = "SUCCEEDED"


def kill(is_hit: Callable[[Job], bool], reason: str) -> None:
    """Ends jobs against their will."""
    for job in table:
        if job.is_active and is_hit(job):
            job.status, job.reason = "FAILED", reason


def end_on_old_instances(env: ComputeEnvironment) -> None:
    """An update of instances lets running jobs go on for the policy's minutes, or not at all; moto runs no instances."""
    policy = {"terminateJobsOnUpdate": False, "jobExecutionTimeoutMinutes": 30} | env.update_policy
    minutes = 0 if policy["terminateJobsOnUpdate"] else policy["jobExecutionTimeoutMinutes"]
    limit = time.monotonic() + 60 * minutes
    kill(
        lambda job: job.environment == env.arn and (job.ends is None or job.ends > limit),
        f"the instances of {env.name} were replaced",
    )


def _existing(table: str, name: str) -> Any:
    """The one environment or queue of that name, in any account and Region."""
    backends = (backend for account in batch_backends.values() for backend in account.values())
    records = (record for backend in backends for record in getattr(backend, table).values())
    [found] = [record for record in records if record.name == name]
    return found


def add(
    environment: str, queue: str, running: int = 1, waiting: int = 0, seconds: float | None = None
) -> list[dict[str, Any]]:
    """Puts jobs into a queue; those that run do so on the environment, and end after so many seconds, or never."""
    env, arn = _existing("_compute_environments", environment), _existing("_job_queues", queue).arn
    ends = None if seconds is None else time.monotonic() + seconds
    made = [Job(arn, env.arn, env.ecs_arn, ends) for _ in range(running)]
    made += [Job(arn, _status="RUNNABLE") for _ in range(waiting)]
    table.extend(made)
    return [job.described() for job in made]


def change_environment(name: str, computeResources: dict[str, Any]) -> None:
    """Sets these values on an environment, as if it had been created with them; no update can do that."""
    env = _existing("_compute_environments", name)
    env.compute_resources = env.compute_resources | computeResources


def _describe_clusters(moto_describe: Any) -> Any:
    """Batch's jobs are ECS's tasks; moto counts none that Batch started."""

    def describe_clusters(self: EC2ContainerServiceBackend, cluster_names: list[str]) -> Any:
        clusters, failures = moto_describe(self, cluster_names)
        for cluster in clusters:
            cluster.running_tasks_count = sum(job.cluster == cluster.arn and job.is_active for job in table)
        return clusters, failures

    return describe_clusters


def _list_jobs(moto_list_jobs: Any) -> Any:
    """Without a status only RUNNING jobs are listed; moto lists all, and knows no jobs but those that it ran."""

    def list_jobs(
        self: BatchBackend, job_queue_name: Any, array_job_id: Any, job_status: Any = None, filters: Any = None
    ) -> Any:
        status = job_status or (None if filters else "RUNNING")
        queue = self.get_job_queue(job_queue_name) if job_queue_name else None
        told = _listed(queue.arn, status) if queue else []
        return moto_list_jobs(self, job_queue_name, array_job_id, status, filters) + told

    return list_jobs


def install() -> None:
    """Replaces moto's calls by the calls above."""
    EC2ContainerServiceBackend.describe_clusters = _describe_clusters(EC2ContainerServiceBackend.describe_clusters)
    BatchBackend.list_jobs = _list_jobs(BatchBackend.list_jobs)
