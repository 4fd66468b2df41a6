"""Throttles, failures, broken connections and lost answers on the way: at most two reruns end as a calm run does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from EndToEnd.chaos import STORIES, Accounts, Story

RERUNS = 2
#: Less than half of the requests fail: the quota of retries (500, 14 for each, the last one given back on success) then
#: lasts for a whole run. At 60 % it is used up after about 40 requests, and three runs may not be enough.
MIXES = {
    "all kinds": "5=429,7=lost,8=500,11=reset",
    "answers lost": "3=lost",
    "failures on both sides of the call": "7=reset,5=lost,6=500",
}


def suffer(accounts: Accounts, story: Story, mix: str, home: Path) -> list[str]:
    """The faults after the command and its reruns, if every so many requests go wrong."""
    with accounts.told(story, home) as world:
        world.control("POST", "faults", every=MIXES[mix])
        runs = [world.reconcile(*story.arguments(world))]
        while runs[-1].status and len(runs) <= RERUNS:
            runs.append(world.reconcile(*story.arguments(world)))
        assert {exchange.status for exchange in world.recorder.exchanges} > {0, 200}
        world.control("POST", "faults")
        failed = [run.output for run in runs] if runs[-1].status else []
        return [f"{mix}: {text}" for text in failed + story.shortcomings(world, accounts.calm(story))]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_command_ends_as_a_calm_one_whatever_fails_on_the_way(accounts: Accounts, story: Story, tmp_path: Path) -> None:
    accounts.calm(story)
    with ThreadPoolExecutor(len(MIXES)) as pool:
        wrong = list(pool.map(lambda mix: suffer(accounts, story, mix, tmp_path / mix), MIXES))
    assert sum(wrong, []) == []
