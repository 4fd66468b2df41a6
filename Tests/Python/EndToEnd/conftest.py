"""Fixtures of the end-to-end tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from EndToEnd.chaos import Accounts
from EndToEnd.world import ONDEMAND, World, a_world, binary


@pytest.fixture(scope="session", autouse=True)
def there_is_a_binary() -> None:
    """Without a binary every test here would fail for the same reason, so it is reported once and clearly."""
    assert binary().exists(), f"{binary()} is not there: build it, or set RECONCILE_BIN"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A separate world for each test."""
    with a_world(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def applied_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which the guide's on-demand environment was applied; only forks of it are changed."""
    with a_world(tmp_path_factory.mktemp("applied")) as made:
        made.reconcile("apply", "--yes", ONDEMAND).expect(0)
        yield made


@pytest.fixture
def applied(applied_once: World, tmp_path: Path) -> Iterator[World]:
    """A separate world for each test, in which the guide's on-demand environment exists."""
    with applied_once.fork(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """Accounts to fork from; each is prepared when the first test asks for it."""
    with ExitStack() as stack:
        yield Accounts(
            tmp_path_factory.mktemp("accounts"), stack, MOTO_DELAY="0.4", MOTO_RELATION_DELAY="0.4"
        )


@pytest.fixture(scope="session")
def slow_accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """The same in an AWS with delays, lagging reads, and relationships that last beyond their end."""
    settings = {"MOTO_DELAY": "2.5", "MOTO_STALE_READS": "1.2", "MOTO_RELATION_DELAY": "4"}
    with ExitStack() as stack:
        yield Accounts(tmp_path_factory.mktemp("slow-accounts"), stack, **settings)
