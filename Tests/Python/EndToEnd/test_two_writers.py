"""Two runs at the same time end as one would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from EndToEnd.chaos import STORIES, Accounts, Story, inventory, snapshots
from EndToEnd.world import ONDEMAND, Result, World


def side_by_side(world: World, *commands: tuple[str | Path, ...]) -> list[Result]:
    """The exit statuses of the commands, all started at once."""
    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(lambda command: world.reconcile(*command), commands))


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_the_same_command_twice_side_by_side_ends_as_one(accounts: Accounts, story: Story, tmp_path: Path) -> None:
    calm = accounts.calm(story)
    with accounts.told(story, tmp_path) as world:
        command = story.arguments(world)
        for result in side_by_side(world, command, command):
            result.expect(0)
        assert story.shortcomings(world, calm) == []


def test_an_apply_and_a_destroy_of_another_environment_go_side_by_side(accounts: Accounts, tmp_path: Path) -> None:
    with accounts.empty.fork(tmp_path / "calm") as world:
        world.reconcile("apply", "--yes", ONDEMAND).expect(0)
        calm = inventory(world)
    with accounts.applied.fork(tmp_path / "both") as world:
        for result in side_by_side(world, ("destroy", "--yes", snapshots(world)), ("apply", "--yes", ONDEMAND)):
            result.expect(0)
        # The service-linked roles that the other environment needed belong to the account, and stay.
        left = {name: what for name, what in inventory(world).items() if "AWSServiceRole" not in name}
        assert left == {name: what for name, what in calm.items() if "AWSServiceRole" not in name}
        world.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(0)
