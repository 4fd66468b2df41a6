"""Fixtures of the end-to-end tests."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest

from EndToEnd.world import World, a_world, binary


@pytest.fixture(scope="session", autouse=True)
def there_is_a_binary() -> None:
    """Without a binary every test here would fail for the same reason: say it once and clearly."""
    assert binary().exists(), f"{binary()} is not there: build it, or set RECONCILE_BIN"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world of the test's own."""
    with a_world(tmp_path) as made:
        yield made
