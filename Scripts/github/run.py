#!/usr/bin/env python3
"""Runs reconcile for action.yml, and keeps what it prints for the steps that follow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from runner import StepError, choice, print_plainly, run_step, set_output, value, variable, words

COMMANDS = ("validate", "plan", "apply", "drift")
#: The room that a comment needs beside the plan.
PLAN_BYTES = "64000"


def arguments(command: str) -> list[str]:
    """The arguments of the command; a name of a file is never taken for an option."""
    files = words("files")
    if not files:
        raise StepError("input 'files' is empty: name files or folders of compute-envs YAML")
    found = [command]
    if command == "plan":
        found += ["--format", "markdown", "--max-bytes", PLAN_BYTES]
    for file in words("env-file"):
        found += [f"--env-file={file}"]
    expected = value("expect-plan")
    if expected and command != "apply":
        raise StepError("input 'expect-plan' belongs to the command apply")
    if expected:
        found += [f"--expect-plan={expected}"]
    extra = words("args")
    if command in ("plan", "drift") and any(word.split("=")[0] == "--format" for word in extra):
        raise StepError(f"input 'args': the action chooses --format of {command}")
    return found + extra + ["--"] + files


def run(command: list[str], report: Path | None) -> int:
    """The status of the command. The runner signals this process alone, so signals are passed on."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("INPUT_")}
    output = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) if report else None
    try:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, start_new_session=True
        )
    except OSError as error:
        raise StepError(f"{command[0]} cannot be started: {error.strerror}") from error
    finally:
        if output is not None:
            os.close(output)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: process.send_signal(received))
    status = process.wait()
    return 128 - status if status < 0 else status


def main() -> int:
    if os.environ.get("GITHUB_EVENT_NAME") == "pull_request_target":
        raise StepError(
            "pull_request_target gives the files of a pull request the secrets of this repository: use pull_request"
        )
    command = choice("command", COMMANDS, "plan")
    binary = value("binary")
    if not binary:
        raise StepError("there is no binary: leave the input 'binary' out, or give its path")
    report = Path(variable("RUNNER_TEMP")) / f"reconcile-{command}-{os.getpid()}" if command in ("plan", "drift") else None
    sys.stdout.flush()
    status = run([binary, *arguments(command)], report)
    set_output("exit-status", str(status))
    if report:
        set_output("report", str(report))
        print_plainly(report.read_text(encoding="utf-8", errors="replace"))
    # With an issue the drift is reported; a red run as well would be a second alarm.
    is_reported = command == "drift" and status == 2 and value("issue") == "true"
    return 0 if is_reported else status


if __name__ == "__main__":
    run_step(main)
