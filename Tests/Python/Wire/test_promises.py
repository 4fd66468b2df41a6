"""The members that the wire client demands of each record of an answer are those of botocore's models."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import botocore.session
import pytest

WIRE = Path(__file__).parents[3] / "Sources/AWSClient/Wire"
RECORDS = [
    (service, operation, path, re.findall(r'"([^"]+)"', members))
    for file in sorted(WIRE.glob("PromisedRecords+*.swift"))
    for service, operation, body in re.findall(
        r'"([a-z0-9]+):([A-Za-z]+)": \[\n(.*?)\n        \]', file.read_text(encoding="utf-8"), re.DOTALL
    )
    for path, members in re.findall(r'PromisedRecord\(\s*"([^"]*)"((?:,\s*"[^"]+")+)', body)
]
MODELS = {"elasticfilesystem": "efs", "tag": "resourcegroupstaggingapi"}

# Required in the model, and read by nothing: a gap of a compatible server is not worth a refusal.
UNREAD = {"CreateDate", "OwnerId", "CreationToken", "CreationTime", "NumberOfMountTargets", "SizeInBytes",
          "PerformanceMode", "Tags", "RoleId", "Value"}  # fmt: skip


SESSION = botocore.session.get_session()


@functools.cache
def model(service: str) -> Any:
    return SESSION.get_service_model(MODELS.get(service, service))


def output(service: str, operation: str) -> Any:
    return model(service).operation_model(operation).output_shape


def wire_names(shape: Any) -> dict[str, Any]:
    return {member.serialization.get("name", name): member for name, member in shape.members.items()}


def record(service: str, operation: str, path: str) -> Any:
    """The shape at a path; a KeyError names the step that the model does not have."""
    shape = output(service, operation)
    for step in path.split(".") if path else []:
        shape = wire_names(shape)[step.removesuffix("[]")]
        assert (shape.type_name == "list") == step.endswith("[]"), step
        shape = shape.member if step.endswith("[]") else shape
    return shape


@pytest.mark.parametrize("service, operation, path, members", RECORDS, ids=str)
def test_a_member_of_a_promised_record_is_in_the_model(
    service: str, operation: str, path: str, members: list[str]
) -> None:
    named = wire_names(record(service, operation, path))
    for name in (name for member in members for name in member.split("|")):
        shape = named[name.removesuffix("[]")]
        assert shape.type_name == "list" or not name.endswith("[]"), name


@pytest.mark.parametrize("place", sorted({(s, o, p) for s, o, p, _ in RECORDS}), ids=str)
def test_what_the_model_requires_of_a_promised_record_is_promised(place: tuple[str, str, str]) -> None:
    shape = record(*place)
    required = {shape.members[name].serialization.get("name", name) for name in shape.required_members}
    promised = {
        name.removesuffix("[]")
        for *where, members in RECORDS if tuple(where) == place
        for member in members for name in member.split("|")
    }
    assert required - promised <= UNREAD


def test_the_tables_were_read() -> None:
    assert len(RECORDS) > 70
    text = "".join(file.read_text(encoding="utf-8") for file in WIRE.glob("PromisedRecords+*.swift"))
    assert len(RECORDS) == text.count("PromisedRecord(")
