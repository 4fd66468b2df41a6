"""The JSON Schema, tested with an independent validator."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from .corpus import Case, cases
from .json_schemas import assure_schema
from .world import ROOT, binary

SCHEMA = json.loads((ROOT / "schemas" / "compute-envs.schema.json").read_text(encoding="utf-8"))
GUIDE = {"aws_fusion_ondemand.yml", "aws_fusion_snapshots.yml"}
COMPLETE = {
    "type": "aws-batch", "config-mode": "forge", "name": "a", "region": "eu-west-1", "work-dir": "s3://bucket/w", "max-cpus": 4,
}


def accepts(item: dict[str, object]) -> bool:
    return jsonschema.Draft7Validator(SCHEMA).is_valid({"compute-envs": [item]})


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$schema"]


def subschemas(schema: object) -> Iterator[dict[str, object]]:
    """A schema and all within it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for keyword, value in schema.items():
        named = isinstance(value, dict) and keyword in ("properties", "patternProperties", "definitions")
        for part in value.values() if named else value if isinstance(value, list) else [value]:
            if keyword not in ("default", "const", "enum"):
                yield from subschemas(part)


def test_it_has_no_keyword_newer_than_draft_07() -> None:
    # Editors take 'markdownDescription'; validators pass over it.
    known = {*jsonschema.Draft7Validator.META_SCHEMA["properties"], "markdownDescription"}
    for schema in subschemas(SCHEMA):
        assert schema.keys() <= known, schema
        # Draft-07 ignores whatever is beside a reference.
        assert "$ref" not in schema or len(schema) == 1, schema


def test_editors_get_the_page_of_each_field() -> None:
    environment = SCHEMA["definitions"]["environment"]["properties"]
    settings = environment["reconcile"]["properties"]
    for field in [*environment.values(), *settings.values()]:
        assert "\n\n```text\ntakes" in field["markdownDescription"]
    assert "blue-green: a new compute environment is created" in settings["update-strategy"]["markdownDescription"]


@pytest.mark.parametrize(("count", "is_taken"), [(40, True), (41, False)])
def test_it_counts_labels(count: int, is_taken: bool) -> None:
    labels = [f"k{number}=v" for number in range(count)]
    assert accepts(COMPLETE | {"labels": labels}) == accepts(COMPLETE | {"labels": ",".join(labels)}) == is_taken


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yml")), ids=lambda file: file.name)
def test_it_accepts_every_example(file: Path) -> None:
    jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), SCHEMA, jsonschema.Draft7Validator)


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


# If other readers of YAML see a number, a date or a truth value, validate still sees the text as it is written.
@pytest.mark.parametrize("text", ["5", "1.5", "2026-01-31", "true", "True", "yes", "off", "''"])
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.BaseLoader])
def test_it_takes_plain_texts_however_they_are_read(text: str, loader: type) -> None:
    for field in ("credentials", "description", "labels", "log-group", "key-pair"):
        assert accepts(COMPLETE | {field: yaml.load(text, loader)})


@pytest.mark.parametrize(
    ("fields", "is_taken"),
    [
        ({"fast-storage": True, "instance-types": "c6id,i4i.large,g4dn.metal"}, True),
        ({"fast-storage": True, "instance-types": ["c6id", "c99x"]}, True),
        ({"fast-storage": True, "instance-types": "c6id,$MORE"}, True),
        ({"fast-storage": True, "instance-types": "c6id, c6i.large"}, False),
        ({"fast-storage": True, "instance-types": ["c6id", "optimal"]}, False),
        ({"gpu": True, "instance-types": "c6id,g6.xlarge"}, True),
        ({"gpu": True, "instance-types": "c6id,$MORE"}, True),
        ({"gpu": True, "instance-types": ["c6id", "c99x.large"]}, True),
        ({"gpu": True, "instance-types": "c6id, m6id.large"}, False),
        ({"gpu": True, "instance-types": ["c6id", "m6id"]}, False),
        ({"gpu": True, "instance-types": "g4ad", "ami-id": "ami-0123456789abcdef0"}, True),
        ({"gpu": True, "instance-types": "g5,g4ad"}, False),
        ({"instance-types": "mac2.metal"}, False),
        ({"instance-types": ["c6id", "mac2"]}, False),
        ({"instance-types": "c6id.4xlrge"}, False),
        ({"instance-types": "c6id.metal,c6id.96xlarge"}, True),
    ],
)
def test_it_knows_what_instance_types_can_do(fields: dict[str, object], is_taken: bool) -> None:
    assert accepts(COMPLETE | {"wave": True, "fusion-v2": True} | fields) == is_taken


@pytest.mark.parametrize("on_exists", ["fail", "overwrite"])
def test_it_checks_the_other_fields_of_items_with_an_export(on_exists: str) -> None:
    item = {"name": "a", "file-path": "a.json", "overwrite": True, "on_exists": on_exists}
    assert accepts(item) == (on_exists == "overwrite")


def test_it_rejects_what_is_missing() -> None:
    assert not accepts({key: value for key, value in COMPLETE.items() if key != "work-dir"})


# Errors that no schema can see, as the kind and the summary of their diagnostic.
BEYOND_A_SCHEMA = re.compile(
    "|".join(
        (
            # variables, other files, and what YAML's readers settle before the schema sees it
            "unset-variable|file-not-found|external-file|file-unreadable|yaml-|duplicate-",
            "wrong-type '[a-z-]+' expects an? (decimal )?integer( without leading zeros)?, not '(0[0-9]+|0x10|1_000|2.0)'",
            "invalid-value '12345678901' is not a value for 'account-id'",
            # an escaped dollar sign, which is a single one only after expansion
            r"invalid-value '[^']*\$\$[^']*' is not a value for 'allow-buckets'",
            # two values compared
            "out-of-range no instance type of the head job's environment has",
            "out-of-range .* is more than the [0-9]+ vCPUs of the head environment",
            "out-of-range .* is more than (a disk of [0-9]+ GB takes|a quarter of 'iops')",
            "conflicting-fields .*(on no file system that is mounted|both be mounted at|is more than 'max-cpus'|and the environment in|is of account|overlaps ')",
        )
    )
)


def read_cases() -> Iterator[tuple[Case, list[object]]]:
    """The cases of the corpus that another reader of YAML can read, with the values that it reads from them."""
    for case in cases():
        try:
            documents = [document for document in yaml.safe_load_all(case.text) if document is not None]
        except yaml.YAMLError:
            continue
        # One of two files may omit the block; a single file may not.
        if all(isinstance(document, dict) and "teams" in document for document in documents):
            continue
        yield case, documents


def test_it_and_validate_agree_on_every_case_of_the_corpus(tmp_path: Path) -> None:
    """The schema and the checks come from the same declarations: this test compares the outcomes."""
    found_cases = list(read_cases())
    for number, (case, _) in enumerate(found_cases):
        (tmp_path / f"{number:04}.yml").write_bytes(case.text.encode())
    command = [binary(), "validate", "--format", "json", *sorted(tmp_path.iterdir())]
    run = subprocess.run(command, capture_output=True, timeout=60, env={}, check=False)
    assure_schema(command[1:4], run.returncode, run.stdout.decode("utf-8"))
    errors: dict[str, list[str]] = {}
    for found in json.loads(run.stdout)["diagnostics"]:
        # All of them are read at once, and most have the same name.
        if found["severity"] == "error" and found["kind"] != "duplicate-environment":
            errors.setdefault(Path(found["range"]["filename"]).name, []).append(f"{found['kind']} {found['summary']}")
    validator = jsonschema.Draft7Validator(SCHEMA)
    accepted = rejected = 0
    for number, (case, documents) in enumerate(found_cases):
        said = errors.get(f"{number:04}.yml", [])
        if all(validator.is_valid(document) for document in documents):
            assert all(BEYOND_A_SCHEMA.match(one) for one in said), f"{case.place}: accepted, against {said}:\n{case.text}"
            accepted += 1
        else:
            assert said, f"{case.place}: rejected, though validate takes it:\n{case.text}"
            rejected += 1
    assert accepted > 100 and rejected > 200


@pytest.mark.parametrize("text", ["$A", "${A}", "${A:-b}", "${A:-${B:-c}}", "${A:?no A}", "$$5 and ${A}", "$$$A"])
def test_it_accepts_variables_anywhere(text: str) -> None:
    assert accepts({field: text for field in COMPLETE} | {"wave": text, "subnets": text, "labels": text})


@pytest.mark.parametrize("text", ["$", "a$", "$5", "$$A", "a$$A", "$$$5"])
def test_it_takes_dollar_signs_for_what_they_are(text: str) -> None:
    assert accepts(COMPLETE | {"description": text})
    for field in ("name", "max-cpus", "wave", "provisioning-model", "subnets"):
        assert not accepts(COMPLETE | {field: text})


@pytest.mark.parametrize("text", ["${", "${A", "${A-b}", "${1}", "a ${}"])
@pytest.mark.parametrize("field", ["name", "description", "labels", "work-dir", "env", "ecs-config"])
def test_it_rejects_what_is_no_variable(field: str, text: str) -> None:
    for value in (text, [text]) if field in ("labels", "env") else (text,):
        assert not accepts(COMPLETE | {field: value})
    assert not accepts(COMPLETE | {"reconcile": {"account-id": text}})


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yml")), ids=lambda file: file.name)
def test_examples_name_it_for_editors(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    # The guide's two files are as the guide prints them.
    expected = "compute-envs:" if file.name in GUIDE else "# yaml-language-server: $schema=../schemas/compute-envs.schema.json"
    assert first == expected
