"""Text from files and from AWS is shown and never obeyed: each character that controls a terminal or begins a line, through
each field and each text of the account, in each form of the output."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from EndToEnd.json_schemas import assure_schema
from EndToEnd.world import binary

# C0, DEL, C1, the marks that turn or hide text, line and paragraph separators, the byte-order mark, a tag character.
POINTS = [
    *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F),
    *range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF, 0xFFF9, 0xE0001, 0xE007F,
]  # fmt: skip
CHARACTERS = [chr(point) for point in POINTS]
# A text that would be a command or a line of the tool if it began a line.
FORGED = "::error::FORGED"
ALL = "".join(character + FORGED for character in CHARACTERS)

FIELDS = {
    "name": {}, "workspace": {}, "region": {}, "credentials": {}, "work-dir": {}, "labels": {}, "wait": {},
    "on_exists": {}, "overwrite": {}, "type": {}, "config-mode": {}, "log-group": {}, "head-job-role": {},
    "compute-job-role": {}, "batch-execution-role": {}, "cli-path": {"fusion-v2": False, "wave": False},
    "provisioning-model": {}, "max-cpus": {}, "instance-types": {}, "alloc-strategy": {}, "allow-buckets": {},
    "ecs-config": {}, "vpc-id": {}, "subnets": {}, "security-groups": {}, "ami-id": {}, "key-pair": {}, "efs-id": {},
    "efs-mount": {"efs-id": "fs-1234567890abcdef0"}, "fsx-dns": {}, "fsx-mount": {}, "ebs-blocksize": {}, "gpu": {},
    "head-queue": {"config-mode": "manual"}, "compute-queue": {"config-mode": "manual"}, "description": {},
    "pre-run": {}, "post-run": {}, "nextflow-config": {}, "env": {}, "secrets-kms-key": {}, "file-path": {},
    "no-such-field": {}, "fargate": {},
    "reconcile": {}, "reconcile.account-id": {}, "reconcile.policies": {}, "reconcile.permissions-boundary": {},
    "reconcile.kms-keys": {}, "reconcile.wait-timeout": {}, "reconcile.update-strategy": {},
    "reconcile.scheduling-policy": {}, "reconcile.head-image": {}, "reconcile.no-such-field": {},
}  # fmt: skip
LISTS = {"instance-types", "allow-buckets", "subnets", "security-groups", "labels", "reconcile.policies", "reconcile.kms-keys"}


def environment(number: int, field: str, value: str) -> dict[str, Any]:
    """An environment with a value in one field."""
    made: dict[str, Any] = {
        "type": "aws-batch", "config-mode": "forge", "name": f"e{number}", "workspace": "acme/research",
        "region": "eu-west-1", "work-dir": "s3://work/scratch", "max-cpus": 8,
    }  # fmt: skip
    made |= FIELDS[field]
    part, _, member = field.partition(".")
    text = f"x{number}{value}y"
    if field in {"env", "labels"}:
        made[field] = {f"k{number}": text, text: "v"} if field == "env" else [f"k{number}={text}", f"{text}=v"]
        return made
    shown: Any = [text] if field in LISTS else text
    if member:
        made[part] = {member: shown}
    else:
        made[part] = shown
    return made


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the program in a folder, without credentials."""
    shell = {"PATH": os.environ["PATH"], "HOME": str(folder)} | variables
    done = subprocess.run([binary(), *arguments], cwd=folder, env=shell, capture_output=True, timeout=120, check=False)
    assure_schema(arguments, done.returncode, done.stdout.decode("utf-8"))
    return done


def steering(text: str) -> set[str]:
    """The characters of a text that control a terminal."""
    return {character for character in text if ord(character) in POINTS and character not in "\n\t"}


def faults(result: subprocess.CompletedProcess[bytes], form: str, origin: str) -> Iterator[str]:
    """The faults of an output."""
    if result.returncode not in {0, 1, 2, 3, 4, 5, 7, 64}:
        yield f"{origin}: exit status {result.returncode}: {result.stderr[-300:]!r}"
    for stream in (result.stdout, result.stderr):
        # The tool's mark, which keeps a line from being a command to the runner.
        text = stream.decode("utf-8", errors="strict").replace("\u200b::", "::").replace("##\u200b[", "##[")
        if found := steering(text):
            yield f"{origin} {form}: {sorted(hex(ord(character)) for character in found)} reach the output"
        for line in text.splitlines():
            if line.startswith((FORGED, "FORGED")):
                yield f"{origin} {form}: a line begins with text from outside: {line[:80]!r}"
    if form in {"codequality", "gitlab"} and result.stdout:
        json.loads(result.stdout)
    if form in {"json", "sarif"} and result.stdout:
        for line in [result.stdout] if result.stdout.count(b"\n}") else result.stdout.splitlines():
            json.loads(line)
    if form == "junit":
        ElementTree.fromstring(result.stdout.decode("utf-8"))


VALIDATE_FORMS = ("text", "json", "github", "sarif", "junit", "codequality")


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_steers_a_terminal_or_a_runner(field: str, tmp_path: Path) -> None:
    documents = [environment(number, field, character + FORGED) for number, character in enumerate(CHARACTERS)]
    documents.append(environment(len(documents), field, ALL))
    write(tmp_path, documents)
    found: list[str] = []
    for form in VALIDATE_FORMS:
        found += faults(run(tmp_path, "validate", "--format", form, "f.yml"), form, f"validate {field}")
    found += faults(run(tmp_path, "validate", "f.yml", GITHUB_ACTIONS="true"), "runner", f"validate {field}")
    # The accepted ones go on to plan, apply and status.
    taken = accepted(tmp_path, documents)[:20]
    if taken:
        write(tmp_path, taken)
        for command in (["plan"], ["apply", "--yes"], ["status"], ["drift"], ["destroy", "--yes"]):
            for form in ("text", "json"):
                if command[0] in {"apply", "destroy"} and form == "text":
                    continue
                arguments = [*command, "--sandbox=account.json", "--format", form, "f.yml"]
                found += faults(run(tmp_path, *arguments, GITHUB_ACTIONS="true"), form, f"{command[0]} {field}")
    assert not found, "\n".join(sorted(set(found))[:20])


def write(folder: Path, documents: list[dict[str, Any]]) -> None:
    """Writes a file with one environment a line."""
    lines = ",\n".join(json.dumps(document) for document in documents)
    (folder / "f.yml").write_text(f'{{"compute-envs": [\n{lines}]}}')


def accepted(folder: Path, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The environments that validate has no error for."""
    for _ in range(3):
        write(folder, documents)
        result = run(folder, "validate", "--format", "json", "f.yml")
        if result.returncode == 0:
            return documents
        diagnostics = json.loads(result.stdout)["diagnostics"]
        lines = {one["range"]["start"]["line"] for one in diagnostics if one["severity"] == "error" and one["range"]}
        documents = [document for number, document in enumerate(documents) if number + 2 not in lines]
    return []


@pytest.mark.parametrize("place", ["env-file-sh", "env-file-yaml", "file-name", "option", "variable"])
def test_no_other_input_steers_a_terminal_or_a_runner(place: str, tmp_path: Path) -> None:
    found: list[str] = []
    for character in [c for c in CHARACTERS if c != "\0"]:
        value = f"x{character}{FORGED}"
        (tmp_path / "f.yml").write_text(json.dumps({"compute-envs": [environment(0, "name", "")]}))
        arguments, variables = ["f.yml"], {}
        if place == "env-file-sh":
            (tmp_path / "v.sh").write_text(f"export A='{value}'\n{value}\nB={value} C\n", newline="")
            arguments += ["--env-file", "v.sh"]
        elif place == "env-file-yaml":
            (tmp_path / "v.yml").write_text(f"A: {json.dumps(value)}\n{json.dumps(value)}: b\n")
            arguments += ["--env-file", "v.yml"]
        elif place == "file-name":
            arguments = [value]
        elif place == "option":
            arguments += ["--target", value]
        else:
            (tmp_path / "f.yml").write_text('compute-envs: [{type: "$A", name: "$A", region: "${B:?$A}", max-cpus: $A}]')
            variables["A"] = value
        for form in ("text", "json", "github", "junit"):
            result = run(tmp_path, "validate", "--format", form, *arguments, **variables)
            found += faults(result, form, f"{place} U+{ord(character):04X}")
    assert not found, "\n".join(sorted(set(found))[:20])


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts in a JSON value."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from texts(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from texts(member, (*path, index))


def changed(value: Any, path: tuple[Any, ...], text: str) -> Any:
    """The value with a text added at a place."""
    if not path:
        return value + text
    first, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[first] = changed(value[first], tuple(rest), text)
    return copy


def test_no_text_of_the_account_steers_a_terminal_or_a_runner(tmp_path: Path) -> None:
    """Names, tags, statuses, reasons and documents as AWS might send them."""
    file = environment(0, "name", "") | {"reconcile": {"wait-timeout": "1m"}}
    (tmp_path / "f.yml").write_text(json.dumps({"compute-envs": [file | {"labels": ["team=a"], "max-cpus": 16}]}))
    assert run(tmp_path, "apply", "--sandbox=account.json", "--yes", "f.yml").returncode == 0
    (tmp_path / "f.yml").write_text(json.dumps({"compute-envs": [file | {"labels": ["team=b"]}]}))
    account = json.loads((tmp_path / "account.json").read_text())
    places = list(texts(account))
    assert len(places) > 60

    def attempt(numbered: tuple[int, tuple[Any, ...]]) -> list[str]:
        number, place = numbered
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "f.yml").write_bytes((tmp_path / "f.yml").read_bytes())
        (folder / "account.json").write_text(json.dumps(changed(account, place, ALL)))
        found: list[str] = []
        origin = ".".join(map(str, place))
        for command, form in (("status", "text"), ("plan", "text"), ("plan", "json"), ("drift", "text")):
            arguments = [command, "--sandbox=account.json", "--format", form, "f.yml"]
            found += faults(run(folder, *arguments), form, f"{command} {origin}")
        # These wait if they do not understand a value, so a part of the places is enough.
        if number % 8 == 0:
            for command in ("apply", "destroy"):
                result = run(folder, command, "--sandbox=account.json", "--yes", "f.yml", GITHUB_ACTIONS="true")
                found += faults(result, "text", f"{command} {origin}")
        return found

    with ThreadPoolExecutor(2) as pool:
        found = [fault for part in pool.map(attempt, enumerate(places)) for fault in part]
    assert not found, "\n".join(sorted(set(found))[:20])
