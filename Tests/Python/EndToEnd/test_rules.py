"""The rules of the file in the JSON Schema: each clause by itself, over the corpus, compared with `validate`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from .test_schema import SCHEMA, read_cases
from .world import binary

ENVIRONMENT = SCHEMA["definitions"]["environment"]
CLAUSES = {
    clause["description"]: clause
    for clause in [*ENVIRONMENT["allOf"], *ENVIRONMENT["else"]["allOf"]]
    if "description" in clause
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[dict[str, object]], bool]]:
    """Each file of the corpus: its text, its environments, and true if `validate` reports an error."""
    folder = tmp_path_factory.mktemp("rules")
    files = [(case.text, documents) for case, documents in read_cases()]
    for number, (text, _) in enumerate(files):
        (folder / f"{number:04}.yml").write_bytes(text.encode())
    command = [binary(), "validate", "--format", "json", *sorted(folder.iterdir())]
    run = subprocess.run(command, capture_output=True, timeout=60, env={}, check=False)
    # All of them are read at once, and most have the same name.
    wrong = {
        Path(found["range"]["filename"]).name
        for found in json.loads(run.stdout)["diagnostics"]
        if found["severity"] == "error" and found["kind"] != "duplicate-environment"
    }
    return [(text, environments(documents), f"{number:04}.yml" in wrong) for number, (text, documents) in enumerate(files)]


def environments(documents: object) -> list[dict[str, object]]:
    """The environments that are written out; others are judged by what their export says."""
    found = []
    for document in documents if isinstance(documents, list) else []:
        items = document.get("compute-envs") if isinstance(document, dict) else None
        found += [item for item in items if isinstance(item, dict) and "file-path" not in item] if isinstance(items, list) else []
    return found


def test_there_are_clauses() -> None:
    assert len(CLAUSES) > 40


@pytest.mark.parametrize("description", CLAUSES)
def test_a_clause_refuses_files_of_the_corpus_that_validate_refuses(
    description: str, judged: list[tuple[str, list[dict[str, object]], bool]]
) -> None:
    clause = jsonschema.Draft7Validator(CLAUSES[description] | {"definitions": SCHEMA["definitions"]})
    refused = 0
    for text, items, is_wrong in judged:
        if all(clause.is_valid(item) for item in items):
            continue
        refused += 1
        assert is_wrong, f"the clause refuses what validate takes:\n{text}"
    assert refused, "no file of the corpus breaks the rule"
