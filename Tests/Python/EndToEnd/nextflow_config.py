"""A reader of the part of Nextflow's configuration language that `reconcile nextflow-config` writes.

It knows comments, blocks, assignments, strings in single quotes, whole numbers, booleans, lists and maps, as the grammar of
Nextflow has them (nf-lang, ConfigParser.g4), and refuses everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TOKEN = re.compile(
    r"(?P<blank>[ \t\n]+|//[^\n]*)"
    r"|(?P<string>'(?:[^'\\\n\r]|\\[btnfr'\"\\]|\\u[0-9a-f]{4})*')"
    r"|(?P<number>[0-9]+)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>[={}\[\],:.])"
)
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class NotAConfiguration(Exception):
    """The text is none, or uses more of the language."""


def literal(token: str) -> str:
    """The text of a string in single quotes."""
    units = ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else LETTERS.get(found[2], found[2]), token[1:-1])
    # Escapes are UTF-16: two of them can be one character.
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


def tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise NotAConfiguration(f"at {text[place : place + 40]!r}")
        place = found.end()
        if found.lastgroup != "blank":
            yield str(found.lastgroup), found[0]
    yield "end", ""


class Reader:
    """Reads the settings of a text, by their names with dots."""

    def __init__(self, text: str):
        self.tokens = list(tokens(text))
        self.settings: dict[str, Any] = {}
        self.block("")

    def take(self, *wanted: str) -> str:
        kind, text = self.tokens[0]
        if kind not in wanted and text not in wanted:
            raise NotAConfiguration(f"{text!r} where {wanted} is expected")
        self.tokens.pop(0)
        return text

    def block(self, scope: str) -> None:
        while self.tokens[0][1] not in ("", "}"):
            name = self.name()
            while self.tokens[0][1] == ".":
                self.take(".")
                name += "." + self.name()
            if self.tokens[0][1] == "{":
                self.take("{")
                self.block(f"{scope}{name}.")
                self.take("}")
            else:
                self.take("=")
                self.settings[scope + name] = self.value()

    def name(self) -> str:
        text = self.take("name", "string")
        return literal(text) if text.startswith("'") else text

    def value(self) -> Any:
        kind, text = self.tokens[0]
        if text == "[":
            return self.collection()
        self.take("string", "number", "true", "false")
        return literal(text) if kind == "string" else int(text) if kind == "number" else text == "true"

    def collection(self) -> Any:
        self.take("[")
        items: list[Any] = []
        members: dict[str, Any] = {}
        while self.tokens[0][1] != "]":
            if self.tokens[1][1] == ":":
                name = self.name()
                self.take(":")
                members[name] = self.value()
            else:
                items.append(self.value())
            if self.tokens[0][1] != "]":
                self.take(",")
        self.take("]")
        if items and members:
            raise NotAConfiguration("a list and a map in one")
        return members or items


def settings(text: str) -> dict[str, Any]:
    """The settings of a configuration; a later one takes the place of an earlier one."""
    return Reader(text).settings
