"""A record's status as a function of the clock: transitions end by themselves, nothing has to run meanwhile."""

from __future__ import annotations

import copy
import time
from typing import Any, Callable


class Lifecycle:
    """The status of one compute environment or queue, and what Describe saw before the last write."""

    def __init__(self, settled: Callable[[], tuple[str, str]], stale_reads: float):
        self._settled = settled
        self._stale_reads = stale_reads
        self._during = ""
        self._until = 0.0
        self._previous: dict[str, Any] | None = None
        self._stale_until = 0.0

    def begin(self, during: str, seconds: float, before: dict[str, Any] | None) -> None:
        """Enters a transition; ``before`` is the description that stale reads go on answering for a while."""
        now = time.monotonic()
        self._during, self._until = during, now + seconds
        self._previous = copy.deepcopy(before)
        self._stale_until = now + self._stale_reads

    @property
    def in_transition(self) -> bool:
        return time.monotonic() < self._until

    @property
    def is_gone(self) -> bool:
        return self._during == "DELETING" and not self.in_transition

    def status(self) -> tuple[str, str]:
        """Status and its reason."""
        return (self._during, "") if self.in_transition else self._settled()

    def described(self, now_description: dict[str, Any]) -> dict[str, Any] | None:
        """What a read sees: the record before the last write while reads lag, or nothing when there was none."""
        if time.monotonic() < self._stale_until:
            return self._previous
        return now_description
