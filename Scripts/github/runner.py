"""What a step gets from the runner of GitHub Actions, and what it gives back."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

#: A comment and an issue have at most so many characters on GitHub; bytes are counted here, which are never fewer.
LONGEST_BODY = 65_536


class StepError(Exception):
    """A reason to end the step, in words for the person who reads the log."""


def value(name: str, default: str = "") -> str:
    """An input of the action, which action.yml passes as the variable ``INPUT_<NAME>``."""
    return os.environ.get("INPUT_" + name.upper().replace("-", "_"), "").strip() or default


def words(name: str) -> list[str]:
    """An input with several values: separated by blanks or line breaks, quoted as in a shell, which never sees them."""
    try:
        return shlex.split(value(name))
    except ValueError as error:
        raise StepError(f"input '{name}': {error}") from error


def choice(name: str, known: tuple[str, ...], default: str) -> str:
    """An input that is one of a few words."""
    chosen = value(name, default)
    if chosen not in known:
        raise StepError(f"input '{name}' is '{chosen}': use {', '.join(known)}")
    return chosen


def variable(name: str) -> str:
    """A variable that every runner sets."""
    found = os.environ.get(name, "")
    if not found:
        raise StepError(f"${name} is not set: this script runs as a step of GitHub Actions")
    return found


def event() -> dict[str, Any]:
    """The event that started the workflow."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    if not path or not Path(path).is_file():
        return {}
    read = json.loads(Path(path).read_text(encoding="utf-8"))
    return read if isinstance(read, dict) else {}


def set_output(name: str, text: str) -> None:
    """Gives the step an output. The value has no line break, so it cannot begin another output."""
    one_line = re.sub(r"[\r\n]+", " ", text)
    path = os.environ.get("GITHUB_OUTPUT", "")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{name}={one_line}\n")


def annotate(kind: str, text: str) -> None:
    """Prints a notice, a warning or an error that the page of the run shows."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{kind} title=reconcile::{escaped}", flush=True)


def print_plainly(text: str) -> None:
    """Prints text that others wrote; no line of it is a command to the runner."""
    token = os.urandom(16).hex()
    print(f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::", flush=True)


def marker(kind: str, key: str) -> str:
    """A hidden line that finds the comment or the issue again. A key cannot end it, since only its hash is in it."""
    return f"<!-- reconcile-{kind}:{hashlib.sha256(key.encode()).hexdigest()[:32]} -->"


def has_marker(body: str, marked: str) -> bool:
    """True if the marker is one of the first lines. Text further down may be a quotation."""
    return marked in [line.strip() for line in body.splitlines()[:3]]


def key() -> str:
    """The identity of what this step reports: that of the input, or workflow, job and files."""
    usual = [os.environ.get(name, "") for name in ("GITHUB_WORKFLOW", "GITHUB_JOB")] + words("files")
    return value("comment-key", "\n".join(usual))


def run_url() -> str:
    """The address of the page of this run."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return f"{server}/{variable('GITHUB_REPOSITORY')}/actions/runs/{variable('GITHUB_RUN_ID')}"


def run_step(main: Any) -> None:
    """Runs a step to its end; a StepError is an annotation and status 1."""
    try:
        sys.exit(main())
    except StepError as error:
        annotate("error", str(error))
        sys.exit(1)
