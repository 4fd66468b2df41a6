#!/usr/bin/env python3
"""generate-man-pages.py BINARY DIRECTORY – writes reconcile(1) and a page for each command.

The pages come from the binary's description of its commands, so they agree with --help.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

# Sections that the help texts have in their discussion, in the order of a man page.
SECTIONS = ("EXAMPLES", "EXIT STATUS", "ENVIRONMENT")


def escaped(text: str) -> str:
    """Escapes a text so that troff shows it unchanged."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("…", "...").replace("→", r"\(->")
    return re.sub(r"^\.", r"\&.", text, flags=re.MULTILINE)


def paragraphs(text: str) -> list[str]:
    """Each paragraph of a text, as requests."""
    return [line for part in text.split("\n\n") if part for line in (".PP", escaped(part))]


def literally(text: str) -> list[str]:
    """Lines that keep their columns."""
    return [".nf", escaped("\n".join(line[2:] for line in text.split("\n"))), ".fi"]


def parts(discussion: str) -> tuple[str, dict[str, str]]:
    """The text of a discussion, and its sections by name."""
    split = re.split(rf"^({'|'.join(SECTIONS)}):\n", discussion, flags=re.MULTILINE)
    return split[0].strip(), {name: text.rstrip() for name, text in zip(split[1::2], split[2::2])}


def shown(command: dict[str, Any]) -> list[dict[str, Any]]:
    return [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]


def flagged(argument: dict[str, Any]) -> str:
    """An option as it is typed, such as '-v, --verbose' or '--format <form>'."""
    names = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument.get("names", [])]
    names.sort(key=len)
    value = f"<{argument['valueName']}>"
    if argument["kind"] == "positional":
        return value
    return ", ".join(names) + (f" {value}" if argument["kind"] == "option" else "")


def facts(argument: dict[str, Any]) -> str:
    """The meaning of an option, its values, and its default."""
    values = ", ".join(argument.get("allValues", []))
    found = [("values", values), ("default", argument.get("defaultValue", ""))]
    listed = "; ".join(f"{name}: {text}" for name, text in found if text)
    return argument.get("abstract", "") + (f" ({listed})" if listed else "")


def options(command: dict[str, Any]) -> list[str]:
    """The options, under the titles that the help has."""
    titles: dict[str, list[dict[str, Any]]] = {}
    for argument in shown(command):
        titles.setdefault(argument.get("sectionTitle", "General options"), []).append(argument)
    lines = [".SH OPTIONS"]
    for title, arguments in titles.items():
        lines.append(f".SS {title}")
        for argument in arguments:
            lines += [".TP", rf"\fB{escaped(flagged(argument))}\fR", escaped(facts(argument)) or r"\&"]
    return lines


def page(command: dict[str, Any], name: str, version: str, others: list[str]) -> str:
    """One page; ``others`` are the pages that it refers to."""
    text, sections = parts(command.get("discussion", ""))
    positional = [argument for argument in shown(command) if argument["kind"] == "positional"]
    words = ["<command>" if command.get("subcommands") else "[<options>]"]
    words += [
        (f"[{flagged(one)}" if one["isOptional"] else flagged(one))
        + (" ..." if one["isRepeating"] else "")
        + ("]" if one["isOptional"] else "")
        for one in positional
    ]
    lines = [
        f'.TH "{name.upper()}" 1 "" "reconcile {version}" "reconcile"',
        ".SH NAME",
        rf"{escaped(name)} \- {escaped(re.split(r'[.:] |[.]$', command['abstract'])[0])}",
        ".SH SYNOPSIS",
        rf"\fB{escaped(name.replace('-', ' ', 1))}\fR {escaped(' '.join(words))}",
        ".SH DESCRIPTION",
        *paragraphs(command["abstract"] + "\n\n" + text),
    ]
    if command.get("subcommands"):
        lines.append(".SH COMMANDS")
        for child in command["subcommands"]:
            lines += [".TP", rf"\fB{escaped(child['commandName'])}\fR", escaped(child["abstract"])]
    lines += options(command)
    for title in SECTIONS:
        if title in sections:
            lines += [f".SH {title}", *literally(sections[title])]
    lines += [".SH SEE ALSO", ", ".join(rf"\fB{escaped(other)}\fR(1)" for other in others)]
    return "\n".join(lines) + "\n"


def main() -> None:
    binary, directory = sys.argv[1], Path(sys.argv[2])
    described = subprocess.run([binary, "--experimental-dump-help"], capture_output=True, check=True).stdout
    version = subprocess.run([binary, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    root = json.loads(described)["command"]
    root["subcommands"] = [child for child in root["subcommands"] if child["commandName"] != "help"]
    names = [f"reconcile-{child['commandName']}" for child in root["subcommands"]]
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "reconcile.1").write_text(page(root, "reconcile", version, names), encoding="utf-8")
    for name, child in zip(names, root["subcommands"]):
        (directory / f"{name}.1").write_text(page(child, name, version, ["reconcile"]), encoding="utf-8")


if __name__ == "__main__":
    main()
