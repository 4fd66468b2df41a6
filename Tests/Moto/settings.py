"""The settings that the launcher reads from its environment, in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Delays in seconds; faults as written in the environment, parsed in ``faults.py``."""

    create_delay: float = 0.3
    update_delay: float = 0.3
    delete_delay: float = 0.3
    stale_reads: float = 0.0
    relation_delay: float = 0.0
    fault_at: str = ""
    fault_every: str = ""
    deny: str = ""

    @staticmethod
    def from_environment(variables: Mapping[str, str] = os.environ) -> Settings:
        """``MOTO_DELAY`` sets the three delays; the other names are one setting each."""

        def seconds(name: str, default: float) -> float:
            return float(variables.get(name, default))

        delay = seconds("MOTO_DELAY", 0.3)
        return Settings(
            create_delay=seconds("MOTO_CREATE_DELAY", delay),
            update_delay=seconds("MOTO_UPDATE_DELAY", delay),
            delete_delay=seconds("MOTO_DELETE_DELAY", delay),
            stale_reads=seconds("MOTO_STALE_READS", 0.0),
            relation_delay=seconds("MOTO_RELATION_DELAY", 0.0),
            fault_at=variables.get("MOTO_FAULT_AT", ""),
            fault_every=variables.get("MOTO_FAULT_EVERY", ""),
            deny=variables.get("MOTO_DENY", ""),
        )
