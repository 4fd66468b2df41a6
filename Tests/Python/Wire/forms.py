"""Bodies read back into the parameters that a caller of botocore would have given: the serializers, backwards."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from urllib.parse import parse_qsl

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

NUMBERS = {"integer": int, "long": int, "float": float, "double": float}


class Unreadable(Exception):
    """A body that does not have the form its protocol demands."""


def from_json(value: Any, shape: Shape, where: str = "") -> Any:
    """JSON to parameters. Members the model does not know stay, for the validator to name."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        return {
            names.get(key, key): from_json(item, shape.members[names[key]], f"{where}.{key}") if key in names else item
            for key, item in value.items()
        }
    if isinstance(shape, ListShape) and isinstance(value, list):
        return [from_json(item, shape.member, f"{where}[{i}]") for i, item in enumerate(value)]
    if isinstance(shape, MapShape) and isinstance(value, dict):
        return {key: from_json(item, shape.value, f"{where}.{key}") for key, item in value.items()}
    if shape.type_name == "blob" and isinstance(value, str):
        return _blob(value, where)
    return value


def parse_json(body: bytes) -> dict[str, Any]:
    """A body that is one JSON object, without a member given twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            raise Unreadable("the JSON body gives a member twice")
        return members

    if not body:
        return {}
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=once)
    except ValueError as error:
        raise Unreadable(f"the body is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise Unreadable("the JSON body is not an object")
    return value


def parse_form(body: bytes) -> dict[str, str]:
    """A form-encoded body; a name given twice is an error."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict", encoding="utf-8"
        )
    except ValueError as error:
        raise Unreadable(f"the body is not a form: {error}") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Unreadable("the form gives a parameter twice")
    return form


def from_form(form: dict[str, str], operation: OperationModel, protocol: str) -> dict[str, Any]:
    """A form of the query or ec2 protocol to parameters."""
    tree: dict[str, Any] = {}
    for name, value in form.items():
        if name in {"Action", "Version"}:
            continue
        node = tree
        *parents, last = name.split(".")
        for part in parents:
            node = node.setdefault(part, {})
            if not isinstance(node, dict):
                raise Unreadable(f"the form gives {name} beside a value of its parent")
        if last in node:
            raise Unreadable(f"the form gives {name} as a value and as a parent")
        node[last] = value
    shape = operation.input_shape
    if shape is None:
        return dict(tree)
    return _structure(tree, shape, protocol, "")


def _form_name(name: str, member: Shape, protocol: str) -> str:
    if protocol == "ec2":
        if "queryName" in member.serialization:
            return member.serialization["queryName"]
        given = member.serialization.get("name", name)
        return given[0].upper() + given[1:]
    if isinstance(member, ListShape) and member.serialization.get("flattened"):
        return member.member.serialization.get("name") or member.serialization.get("name", name)
    return member.serialization.get("name", name)


def _structure(tree: Any, shape: StructureShape, protocol: str, where: str) -> Any:
    if not isinstance(tree, dict):
        return tree
    names = {_form_name(name, member, protocol): name for name, member in shape.members.items()}
    return {
        names.get(key, key): _value(item, shape.members[names[key]], protocol, f"{where}.{key}")
        if key in names
        else item
        for key, item in tree.items()
    }


def _numbered(tree: Any, where: str) -> list[Any]:
    """The items of ``1 … n``; a gap or a name that is not a number is an error."""
    if tree == "":
        return []
    if not isinstance(tree, dict) or sorted(tree) != sorted(str(i) for i in range(1, len(tree) + 1)):
        raise Unreadable(f"{where.lstrip('.')} is not a list numbered from 1 without gaps")
    return [tree[str(i)] for i in range(1, len(tree) + 1)]


def _value(tree: Any, shape: Shape, protocol: str, where: str) -> Any:
    if isinstance(shape, StructureShape):
        return _structure(tree, shape, protocol, where)
    if isinstance(shape, ListShape):
        if protocol == "query" and not shape.serialization.get("flattened") and tree != "":
            name = shape.member.serialization.get("name", "member")
            if not isinstance(tree, dict) or set(tree) != {name}:
                raise Unreadable(f"{where.lstrip('.')} is a list and needs '.{name}.N'")
            tree = tree[name]
        return [
            _value(item, shape.member, protocol, f"{where}.{i}") for i, item in enumerate(_numbered(tree, where), 1)
        ]
    if isinstance(shape, MapShape):
        if not shape.serialization.get("flattened") and isinstance(tree, dict):
            tree = tree.get("entry", tree)
        key = shape.key.serialization.get("name", "key")
        value = shape.value.serialization.get("name", "value")
        return {
            entry[key]: _value(entry.get(value, ""), shape.value, protocol, where) for entry in _numbered(tree, where)
        }
    return _scalar(tree, shape, where)


def _scalar(text: Any, shape: Shape, where: str) -> Any:
    if not isinstance(text, str):
        return text
    if shape.type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if shape.type_name in NUMBERS:
        try:
            return NUMBERS[shape.type_name](text)
        except ValueError:
            return text
    if shape.type_name == "blob":
        return _blob(text, where)
    return text


def _blob(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise Unreadable(f"{where.lstrip('.')} is not base64") from None
