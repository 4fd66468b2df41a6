"""Habits of other tools and small mistakes at the keyboard: the answer says what to type."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from EndToEnd.terminal import Terminal
from EndToEnd.world import ITEM, binary, free_port

KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "not-a-secret-key", "AWS_EC2_METADATA_DISABLED": "true"}


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    (home / "envs.yml").write_text(ITEM, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)} | variables
    return subprocess.run([binary(), *arguments], cwd=home, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "arguments, summary, advice",
    [
        (["paln", "envs.yml"], "there is no command 'paln'", "did you mean 'reconcile plan'?"),
        (["diff", "envs.yml"], "there is no command 'diff'", "'reconcile plan' shows what apply would do, and writes nothing"),
        (["import", "envs.yml"], "there is no command 'import'", "'reconcile adopt' takes over resources that exist"),
        (["delete", "envs.yml"], "there is no command 'delete'", "'reconcile destroy' deletes what the environments"),
        (["wurble"], "there is no command 'wurble'", "'reconcile --help' lists the commands"),
        (["plan", "--sandbox", "s.json", "envs.yml"], "'--sandbox' takes its file behind '='", "write --sandbox=s.json"),
    ],
)
def test_a_word_that_means_nothing_is_answered(tmp_path: Path, arguments: list[str], summary: str, advice: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 64 and done.stdout == ""
    first, second, *_ = done.stderr.splitlines()
    assert first.startswith(f"error: {summary}") and second.startswith(f"  {advice}")


@pytest.mark.parametrize(
    "arguments, advice",
    [
        (["plan", "--dry-run", "envs.yml"], "'--dry-run': 'reconcile plan' shows what apply would do"),
        (["apply", "--dry-run", "envs.yml"], "'--dry-run': 'reconcile plan' shows what apply would do"),
        (["apply", "-auto-approve", "envs.yml"], "'-auto-approve': --yes (-y) answers the question"),
        (["apply", "--auto-approve", "envs.yml"], "'--auto-approve': --yes (-y) answers the question"),
        (["apply", "--delete", "envs.yml"], "'--delete': --prune deletes the environments that no given file defines"),
        (["plan", "-var-file=env.sh", "envs.yml"], "'-var-file': --env-file FILE"),
        (["plan", "-out=plan.json", "envs.yml"], "'-out': --out FILE, with two dashes"),
    ],
)
def test_an_option_of_another_tool_is_answered(tmp_path: Path, arguments: list[str], advice: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 64 and f"\n  {advice}" in done.stderr
    assert "Usage: reconcile" in done.stderr


def test_the_parser_s_own_suggestion_stays(tmp_path: Path) -> None:
    done = run(tmp_path, "plan", "--forma", "json", "envs.yml")
    assert done.returncode == 64 and "--format" in done.stderr.splitlines()[0]


def test_a_missing_profile_is_said_with_those_that_exist(tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[profile sandbox]\nregion = eu-west-1\n[profile live]\n", encoding="utf-8")
    for done in (run(tmp_path, "plan", "--profile", "lvie", "envs.yml"), run(tmp_path, "plan", "envs.yml", AWS_PROFILE="lvie")):
        assert done.returncode == 1
        assert "there is no such profile in ~/.aws/config or ~/.aws/credentials (profiles: 'live', 'sandbox')" in done.stderr


def test_an_endpoint_that_says_nothing_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "envs.yml").write_text(ITEM, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"} | KEYS
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        terminal = Terminal([str(binary()), "plan", "envs.yml"], tmp_path, environment | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
        # A request has 30 seconds, and there are eight attempts.
        terminal.wait_for(f"no answer from http://127.0.0.1:{port} yet; trying on", seconds=20)
        terminal.press("\x03")
        assert terminal.status(30) == 130


def test_a_proxy_in_use_is_named_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "envs.yml").write_text(ITEM, encoding="utf-8")
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm", "AWS_MAX_ATTEMPTS": "2"} | KEYS
    environment |= {"AWS_ENDPOINT_URL": "https://aws.invalid", "HTTPS_PROXY": f"http://user:hush-hush@127.0.0.1:{port}"}
    terminal = Terminal([str(binary()), "plan", "envs.yml"], tmp_path, environment)
    assert terminal.status(60) == 1
    said = " ".join(terminal.shown.split())
    assert re.search(rf"no answer from https://aws.invalid yet: .*\(the proxy in use is http://…@127.0.0.1:{port}\)", said)
    assert said.count("trying on") == 1 and "hush-hush" not in said


def test_a_log_has_no_such_line(tmp_path: Path) -> None:
    done = run(tmp_path, "plan", "envs.yml", **KEYS, AWS_ENDPOINT_URL=f"http://127.0.0.1:{free_port()}", AWS_MAX_ATTEMPTS="2")
    assert done.returncode == 1 and "trying on" not in done.stderr


def test_the_state_and_the_seconds_come_before_the_name(tmp_path: Path) -> None:
    (tmp_path / "envs.yml").write_text(ITEM, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"}
    terminal = Terminal([str(binary()), "apply", "--sandbox", "--yes", "envs.yml"], tmp_path, environment)
    assert terminal.status(60) == 0
    assert re.search(r"… [a-z]+ing \(\d+ s\) \S", terminal.shown)
