"""Jobs that are submitted: moto runs them in Docker only. Here none runs; a job has its states, its log and its end.

A job whose name ends in ``-exit-N`` ends with that status, one whose name ends in ``-slow`` runs for a minute, and one
whose name ends in ``-lost`` fails without a status, as with an instance that was taken back.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from moto.batch.exceptions import ClientException
from moto.batch.responses import BatchResponse

from . import jobs

#: Seconds until a job runs, and for which it does.
START, RUN, SLOW = 0.5, 1.0, 60.0
USUAL_GROUP = "/aws/batch/job"


@dataclass
class Submitted(jobs.Job):
    """A job that a call submitted."""

    name: str = ""
    definition: str = ""
    group: str = USUAL_GROUP
    logs: Any = None
    began: float = field(default_factory=time.monotonic)
    ended_by: str = ""

    @property
    def stream(self) -> str:
        return f"{self.definition.split('/')[-1].split(':')[0]}/default/{self.id.replace('-', '')}"

    @property
    def status(self) -> str:
        if self.ended_by:
            return "FAILED"
        age, duration = time.monotonic() - self.began, SLOW if self.name.endswith("-slow") else RUN
        if age < START:
            return "RUNNABLE"
        return "RUNNING" if age < START + duration else "SUCCEEDED" if self.exit_code == 0 else "FAILED"

    @status.setter
    def status(self, status: str) -> None:
        self._status = status

    @property
    def exit_code(self) -> int | None:
        if self.name.endswith("-lost"):
            return None
        found = re.search(r"-exit-(\d+)$", self.name)
        return 143 if self.ended_by else int(found[1]) if found else 0

    def described(self) -> dict[str, Any]:
        status = self.status
        detail: dict[str, Any] = {
            "jobArn": self.queue.rpartition(":job-queue/")[0] + f":job/{self.id}", "jobId": self.id, "jobName": self.name,
            "jobQueue": self.queue, "jobDefinition": self.definition, "status": status, "startedAt": 0, "container": {},
        }  # fmt: skip
        if status in {"RUNNING", "SUCCEEDED", "FAILED"}:
            detail["container"]["logStreamName"] = self.stream
            self._log(status)
        if status in {"SUCCEEDED", "FAILED"}:
            lost = "Host EC2 (instance i-0123456789abcdef0) terminated."
            detail["statusReason"] = self.ended_by or (lost if self.exit_code is None else "Essential container in task exited")
            if self.exit_code is not None:
                detail["container"]["exitCode"] = self.exit_code
        return detail

    def _log(self, status: str) -> None:
        if self.group not in self.logs.groups:
            self.logs.create_log_group(self.group, {})
        group = self.logs.groups[self.group]
        if self.stream not in group.streams:
            group.create_log_stream(self.stream)
            self._write(group, "begun")
        if status != "RUNNING" and len(group.streams[self.stream].events) == 1:
            self._write(group, "ended")

    def _write(self, group: Any, text: str) -> None:
        group.put_log_events(self.stream, [{"timestamp": int(time.time() * 1000), "message": f"{self.name} has {text}"}])


def submitjob(self: BatchResponse) -> str:
    backend = self.batch_backend
    definition = backend.get_job_definition(self._get_param("jobDefinition"))
    if definition is None or definition.status != "ACTIVE":
        raise ClientException(f"JobDefinition {self._get_param('jobDefinition')} is not valid or is INACTIVE")
    queue = backend.get_job_queue(self._get_param("jobQueue"))
    if queue is None:
        raise ClientException(f"Job queue {self._get_param('jobQueue')} does not exist")
    options = (definition.container_properties.get("logConfiguration") or {}).get("options") or {}
    job = Submitted(queue.arn, name=self._get_param("jobName"), definition=definition.arn)
    job.group, job.logs = options.get("awslogs-group", USUAL_GROUP), backend.logs_backend
    jobs.table.append(job)
    return json.dumps({"jobArn": job.described()["jobArn"], "jobName": job.name, "jobId": job.id})


def _known(identifiers: list[str]) -> list[Submitted]:
    return [job for job in jobs.table if isinstance(job, Submitted) and job.id in identifiers]


def describejobs(self: BatchResponse) -> str:
    return json.dumps({"jobs": [job.described() for job in _known(self._get_param("jobs"))]})


def terminatejob(self: BatchResponse) -> str:
    for job in _known([self._get_param("jobId")]):
        if job.is_active:
            job.ended_by = self._get_param("reason")
    return "{}"


def install() -> None:
    """Puts the calls above in the place of moto's."""
    for call in (submitjob, describejobs, terminatejob):
        setattr(BatchResponse, call.__name__, call)
