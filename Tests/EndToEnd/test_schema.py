"""The JSON Schema, held against somebody else's validator."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from .world import ROOT

SCHEMA = json.loads((ROOT / "schemas" / "compute-envs.schema.json").read_text(encoding="utf-8"))
COMPLETE = {
    "type": "aws-batch", "config-mode": "forge", "name": "a", "region": "eu-west-1", "work-dir": "s3://b/w", "max-cpus": 4,
}


def accepts(item: dict[str, object]) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid({"compute-envs": [item]})


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yml")), ids=lambda file: file.name)
def test_it_accepts_every_example(file: Path) -> None:
    jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "change", [{}, {"max-cpus": "$MAX"}, {"wave": "True"}, {"instance-types": ["c6id", "m6id"]}, {"reconcile": {"protect": True}}]
)
def test_it_accepts_what_validate_accepts(change: dict[str, object]) -> None:
    assert accepts(COMPLETE | change)


@pytest.mark.parametrize(
    "change", [{"max-cpu": 4}, {"max-cpus": "many"}, {"wave": "maybe"}, {"bid-percentage": 101}, {"reconcile": {"x": 1}}]
)
def test_it_rejects_what_validate_rejects(change: dict[str, object]) -> None:
    assert not accepts(COMPLETE | change)


def test_it_rejects_what_is_missing() -> None:
    assert not accepts({key: value for key, value in COMPLETE.items() if key != "work-dir"})
