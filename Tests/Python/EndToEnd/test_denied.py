"""Each write of a story, and each read that its steps need, denied once: the message, and the end of the next run."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from EndToEnd.chaos import OVERTAKEN, STORIES, Accounts, Story
from EndToEnd.world import READS
from Moto.faults import operation_of

CREATIONS = (
    "iam:PutRolePolicy",
    "iam:AddRoleToInstanceProfile",
    "ec2:CreateLaunchTemplate",
    "batch:CreateComputeEnvironment",
    "batch:CreateJobQueue",
)
DELETIONS = (
    "iam:DeleteRole",
    "iam:DeleteInstanceProfile",
    "ec2:DeleteLaunchTemplate",
    "logs:DeleteLogGroup",
    "batch:DeleteJobQueue",
    "batch:DeleteComputeEnvironment",
)
DRAINING = ("ecs:DescribeClusters", "batch:ListJobs")
#: A name of ours, after its kind if AWS knows the resource by an id.
RESOURCE = re.compile(r" on (launch-template ')?\S*(TowerForge-|/nextflow/)")
ACTIONS = {
    "apply": (*CREATIONS, "logs:CreateLogGroup"),
    "scale": ("batch:UpdateComputeEnvironment",),
    "replace": (
        "batch:CreateComputeEnvironment",
        "batch:UpdateJobQueue",
        "batch:DeleteComputeEnvironment",
        "ecs:DescribeClusters",
    ),
    "destroy": (*DELETIONS, *DRAINING),
    "prune": (*DELETIONS, *DRAINING, "batch:CreateJobQueue"),
}


def deny(accounts: Accounts, story: Story, action: str, home: Path) -> list[str]:
    """The faults of a run that lacks an action, and of the next run that has it."""
    with accounts.told(story, home) as world:
        world.control("POST", "faults", deny=action)
        before = len(world.recorder.exchanges)
        first = world.reconcile(*story.arguments(world))
        sent = world.recorder.exchanges[before:]
        world.control("POST", "faults")
        wrong = []
        # The failure has a separate line; moto's sentence names no resource.
        remedies = [line for line in first.output.splitlines() if f"allow {action} on " in line]
        if first.status not in (1, 3) or not any(RESOURCE.search(line) for line in remedies):
            wrong.append(f"status {first.status}\n{first.output}")
        reads = tuple(read.lower() for read in READS)
        writes = [name for name in map(operation_of, sent) if not name.lower().startswith(reads)]
        if action in DRAINING and writes:
            wrong.append(f"{action} was denied beside {writes}")
        rerun = world.reconcile(*story.arguments(world))
        if rerun.status:
            wrong.append(f"rerun: status {rerun.status}\n{rerun.output}")
        excused = (*OVERTAKEN, "not authorized")
        return [f"without {action}: {text}" for text in wrong + story.shortcomings(world, accounts.calm(story), excused)]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_denied_action_is_named_and_the_next_run_finishes(accounts: Accounts, story: Story, tmp_path: Path) -> None:
    accounts.calm(story)
    with ThreadPoolExecutor(4) as pool:
        wrong = list(
            pool.map(
                lambda action: deny(accounts, story, action, tmp_path / action.replace(":", "-")), ACTIONS[story.name]
            )
        )
    assert sum(wrong, []) == []
