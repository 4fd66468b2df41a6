"""The JSON Schemas in `schemas/`, and the check of everything that a command prints as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from conftest import ROOT

SCHEMAS = ROOT / "schemas"
#: The schema of each command that prints one object.
OBJECTS = {
    "doctor": "doctor",
    "drift": "drift",
    "instance-types": "instance-types",
    "output": "output",
    "plan": "plan",
    "show": "plan",
    "status": "status",
    "submit": "submit",
    "unlock": "unlock",
    "validate": "validation",
}
#: The schema of each command that prints an object a line.
LINES = {"adopt": "apply-event", "apply": "apply-event", "destroy": "apply-event"}


@cache
def schemas() -> dict[str, Any]:
    """Every schema of the folder, by the name of its file."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.schema.json"))}


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of an output; no reference leads outside of the folder."""
    registry = Registry().with_resources((file, Resource.from_contents(schema)) for file, schema in schemas().items())
    return Draft202012Validator(schemas()[f"{name}.schema.json"], registry=registry)


def members(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object, each of which has another name."""
    pairs = list(pairs)
    names = [name for name, _ in pairs]
    assert len(set(names)) == len(names), f"an object has a member twice: {names}"
    return dict(pairs)


def refused(word: str) -> Any:
    raise AssertionError(f"{word} is not JSON")


def parsed(text: str) -> Any:
    """The value of a text that is strictly JSON."""
    return json.loads(text, object_pairs_hook=members, parse_constant=refused)


def complaints(name: str, document: Any) -> list[str]:
    """The ways in which a document differs from its schema."""
    return [f"{error.json_path}: {error.message[:400]}" for error in validator(name).iter_errors(document)]


@cache
def explained() -> set[str]:
    """The kinds that `explain` has a page about."""
    pages = (ROOT / "Sources" / "ReconcileCommands" / "Explaining").glob("DiagnosticPages+*.swift")
    return {kind for path in pages for kind in re.findall(r'Page\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))}


def kinds_of_messages(document: Any) -> set[str]:
    """The kinds of all diagnostics, refusals and warnings in a document."""
    if isinstance(document, list):
        return {kind for item in document for kind in kinds_of_messages(item)}
    if not isinstance(document, dict):
        return set()
    found = {kind for value in document.values() for kind in kinds_of_messages(value)}
    is_message = "summary" in document and "severity" in document
    listed = [one for name in ("refusals", "warnings") if isinstance(document.get(name), list) for one in document[name]]
    messages = ([document] if is_message else []) + [one for one in listed if isinstance(one, dict)]
    return found | {message["kind"] for message in messages}


def prints_json(arguments: Sequence[str]) -> bool:
    """True if the arguments ask for JSON."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(pair == ("--format", "json") or pair[0] == "--format=json" for pair in pairs)


def assure_schema(arguments: Sequence[str], status: int, stdout: str) -> None:
    """All JSON that a run printed is as the schema of its command says, and `explain` knows the kinds of its messages."""
    if not arguments or not prints_json(arguments) or not stdout:
        return
    command = arguments[0]
    assert command in OBJECTS | LINES, f"schemas/ has no schema for '{command} --format json'"
    texts = [stdout] if command in OBJECTS else stdout.splitlines()
    # A run that was killed may have been within a line.
    if status < 0 and not stdout.endswith("\n"):
        texts = texts[:-1]
    for text in texts:
        document = parsed(text)
        found = complaints((OBJECTS | LINES)[command], document)
        assert not found, f"{command} does not print what its schema says:\n" + "\n".join(found[:10]) + f"\n{text[:2000]}"
        unknown = kinds_of_messages(document) - explained()
        assert not unknown, f"{command} reports kinds that 'explain' does not know: {unknown}"
