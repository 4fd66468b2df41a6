"""``kill -9`` at a request: the same command again ends where a calm run ends, and nothing is lost on the way.

RECONCILE_CRASH=all dies at every request of every story, before it takes effect and after, in a quick AWS and in a slow
one whose reads lag. Without it, the run dies only at some of the writes, in the quick AWS.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from EndToEnd.chaos import OVERTAKEN, STORIES, Accounts, Mortality, Point, Story

EVERYWHERE = os.environ.get("RECONCILE_CRASH") == "all"
#: Writes with odd numbers never take effect and the others do; the order of writes differs from run to run anyway.
SAMPLE = [Point(number, number % 2 == 0, of_writes=True) for number in (1, 2, 3, 4, 6, 9, 12, 14)]
#: If reads do not lag, a rerun that is refused because of earlier writes has not read first.
TEMPOS = {"accounts": (), "slow_accounts": OVERTAKEN} if EVERYWHERE else {"accounts": ()}
#: A run sleeps most of the time; the limits are the memory and the processors that the accounts use.
AT_ONCE = 8


def die(
    accounts: Accounts, story: Story, point: Point, home: Path, excused: tuple[str, ...]
) -> list[str] | None:
    """The faults after a death and a rerun; None if the run ended before."""
    with accounts.told(story, home) as world:
        mortality = Mortality(point)
        first = mortality.run(world, *story.arguments(world))
        if mortality.fatal is None:
            first.expect(0)
            return None
        assert first.status == -signal.SIGKILL, first.output
        rerun = world.reconcile(*story.arguments(world))
        wrong = story.shortcomings(world, accounts.calm(story), excused)
        return [f"status {rerun.status}\n{rerun.output}", *wrong] if rerun.status else wrong


@pytest.mark.parametrize("tempo", TEMPOS)
@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_rerun_after_a_death_at_a_request_ends_as_a_calm_run(
    request: pytest.FixtureRequest, tempo: str, story: Story, tmp_path: Path
) -> None:
    accounts: Accounts = request.getfixturevalue(tempo)
    accounts.calm(story)
    # The number of polls depends on the clock, so a few more than the calm run made.
    numbers = range(1, accounts.requests[story.name] + 4)
    points = [Point(number, effect) for number in numbers for effect in (False, True)] if EVERYWHERE else SAMPLE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(
            pool.map(lambda point: die(accounts, story, point, tmp_path / str(point), TEMPOS[tempo]), points)
        )
    wrong = {str(point): result for point, result in zip(points, results, strict=True) if result}
    assert wrong == {}, "\n\n".join(f"died {point}:\n" + "\n".join(lines) for point, lines in wrong.items())
    # On a busy machine a run polls less often, and has fewer requests to die at than the calm one had.
    deaths = sum(result is not None for result in results)
    assert deaths >= (1.5 * accounts.requests[story.name] if EVERYWHERE else 2), f"{deaths} deaths"
