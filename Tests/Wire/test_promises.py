"""What the wire client takes for granted in an answer is a member of the call's output in botocore's model."""

from __future__ import annotations

import re
from pathlib import Path

import botocore.session
import pytest

TABLE = Path(__file__).parents[2] / "Sources/AWSClient/Wire/PromisedMembers.swift"
ENTRIES = re.findall(r'"([a-z0-9]+):([A-Za-z]+)":\s*\[([^\]]*)\]', TABLE.read_text(encoding="utf-8"))
MODELS = {"elasticfilesystem": "efs", "tag": "resourcegroupstaggingapi"}


@pytest.mark.parametrize("service, operation, members", ENTRIES, ids=lambda value: value[:40])
def test_a_promised_member_is_in_the_model(service: str, operation: str, members: str) -> None:
    model = botocore.session.get_session().get_service_model(MODELS.get(service, service))
    output = model.operation_model(operation).output_shape
    named = {shape.serialization.get("name", name) for name, shape in output.members.items()}
    promised = re.findall(r'"([^"]+)"', members)
    assert promised and set(promised) <= named


def test_the_table_was_read() -> None:
    assert len(ENTRIES) > 40
