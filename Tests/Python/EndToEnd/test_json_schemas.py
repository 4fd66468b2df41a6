"""The schemas of JSON outputs: valid, closed, described, and true of documents; every faulty document is refused.

`json_schemas.py` holds each run of each test to them.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from EndToEnd.json_schemas import LINES, OBJECTS, complaints, parsed, schemas
from EndToEnd.pages import text

FORMS = sorted({*OBJECTS.values(), *LINES.values(), "audit"})
#: The schema of the file.
FILE = "compute-envs.schema.json"
PAGE = "docs/guides/json.md"
#: Ends of paths: members of any value, and members that belong to one kind of a fact.
ANYTHING = r"changes/\d+/(after|applied|before|file|now)|refusals/\d+/name|warnings/\d+/limit"
#: Objects with members of any name: AWS's or the file's, or those that belong to one kind of a fact.
OPEN = r"cost|definition|desired|refusals/\d+|warnings/\d+"
#: Members that need not be there.
OPTIONAL = (
    r"diagnostics?(/\d+)?/(range|fix)|notes/\d+/range|queues/(head|work)|instance_types/\d+/snapshots"
    r"|after_unknown|reason/paths|capacity|differences|refusals/\d+/name|warnings/\d+/limit"
)


def documents(form: str) -> list[Any]:
    """One document for each variant of a form, with every member that it can have."""
    path = Path(__file__).parent / "documents" / f"{form}.json"
    return list(json.loads(path.read_text(encoding="utf-8")))


def ends(path: tuple[str | int, ...], pattern: str) -> bool:
    return re.search(rf"(^|/)({pattern})$", "/".join(map(str, path))) is not None


def parts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value of a document with its path, except for those below a value that can be anything."""
    yield path, value
    if ends(path, f"{ANYTHING}|cost|definition|desired"):
        return
    for key, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from parts(member, (*path, key))


def changed(document: Any, path: tuple[str | int, ...], change: Callable[[Any, Any], object]) -> Any:
    """The document after a change of a member, which gets the object or list that has it, and its name."""
    holder = {"document": copy.deepcopy(document)}
    made: Any = holder
    *before, last = ("document", *path)
    for key in before:
        made = made[key]
    change(made, last)
    return holder["document"]


def faults(document: Any) -> Iterator[tuple[str, Any]]:
    """Every document that differs from this one by one fault: a member missing, of a wrong type, or too many."""
    for path, value in parts(document):
        name = "/".join(map(str, path))
        if path and isinstance(path[-1], str) and not ends(path, OPTIONAL):
            yield f"without {name}", changed(document, path, lambda holder, key: holder.pop(key))
        if not ends(path, ANYTHING):
            wrong = 7 if isinstance(value, (dict, list)) else [[7]]
            yield f"with another type of {name}", changed(document, path, partial(replace, wrong))
        if isinstance(value, dict) and not ends(path, OPEN):
            yield f"with a member more in {name}", changed(document, path, partial(replace, value | {"surplus": 1}))


def replace(value: Any, holder: Any, key: Any) -> None:
    holder[key] = value


@pytest.mark.parametrize("file", sorted(schemas()))
def test_a_schema_is_a_schema(file: str) -> None:
    schema = schemas()[file]
    # Editors read the schema of the file, and some know no newer draft.
    draft, definitions = (Draft7Validator, "definitions") if file == FILE else (Draft202012Validator, "$defs")
    draft.check_schema(schema)
    assert schema["$schema"] == draft.META_SCHEMA["$schema"] and schema["title"]
    assert schema.get("$id", file) == file, "an id that is a name works in every folder and needs no network"
    for reference in re.findall(r'"\$ref": ?"([^"]+)"', json.dumps(schema)):
        named, _, pointer = reference.partition(f"#/{definitions}/")
        assert pointer in schemas()[named or file][definitions], f"{file}: {reference} leads nowhere"


@pytest.mark.parametrize("form", [*FORMS, "definitions"])
def test_every_part_is_described(form: str) -> None:
    def visit(schema: Any, path: str) -> None:
        for name, member in schema.get("properties", {}).items():
            if not ({"const", "$ref"} & set(member)):
                assert member.get("description") is not None, f"{form}: {path}/{name}"
            visit(member, f"{path}/{name}")
        for word in ("then", "else", "items"):
            if isinstance(schema.get(word), dict):
                visit(schema[word], path)

    schema = schemas()[f"{form}.schema.json"]
    visit(schema, "")
    for name, definition in schema.get("$defs", {}).items():
        assert definition["description"], f"{form}: {name}"
        visit(definition, name)


@pytest.mark.parametrize("form", FORMS)
def test_documents_of_a_form_are_accepted(form: str) -> None:
    for document in documents(form):
        assert complaints(form, document) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_document_with_a_fault_is_refused(form: str) -> None:
    found = [fault for document in documents(form) for fault in faults(document)]
    assert len(found) > 20
    assert [name for name, document in found if not complaints(form, document)] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_document_of_another_form_is_refused(form: str) -> None:
    others = [one for other in FORMS if other != form for one in documents(other) if "valid" not in one]
    assert others and all(complaints(form, document) for document in others)


def test_every_event_is_among_the_documents() -> None:
    types = schemas()["apply-event.schema.json"]["$defs"]["envelope"]["properties"]["type"]["enum"]
    assert {event.get("type") for event in documents("apply-event")} - {None} == set(types)


def test_the_page_has_a_true_example_of_every_form() -> None:
    """`test_docs.py` runs its commands; this looks at the whole documents that it shows."""
    shown: list[str] = []
    for section in re.split(r"^## ", text(PAGE), flags=re.MULTILINE)[1:]:
        named = re.search(r"^Schema.*schemas/([a-z-]+)\.schema\.json\)", section, re.MULTILINE)
        examples = re.findall(r"^\{\n.*?^\}$", section, re.MULTILINE | re.DOTALL)
        assert bool(named) == bool(examples), section[:40]
        for example in examples if named else []:
            # The form of errors is a part of every schema.
            form = "plan" if named[1] == "definitions" else named[1]
            assert complaints(form, parsed(example)) == [], section[:40]
            shown.append(named[1])
    assert set(shown) - {"definitions"} == set(FORMS)
