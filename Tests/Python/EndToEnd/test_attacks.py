"""Attacks of a pull request's writer and of another owner in the account, as tables: each is tried, none gets through."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import binary

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
# In files that no run may read.
OUTSIDE = "zz-of-another-folder-9988"
ITEM: dict[str, Any] = {
    "type": "aws-batch", "config-mode": "forge", "name": "one", "workspace": "acme/research", "region": "eu-west-1",
    "work-dir": "s3://bucket/work", "max-cpus": 16,
}  # fmt: skip


def file(**fields: Any) -> str:
    """A file of one environment."""
    return json.dumps({"compute-envs": [ITEM | {name.replace("_", "-"): value for name, value in fields.items()}]})


class Place:
    """A repository's folder, and beside it what a pull request does not reach."""

    def __init__(self, home: Path) -> None:
        self.folder, self.other = home / "repository", home / "other"
        (self.other / "envs").mkdir(parents=True)
        (self.other / "envs" / "x.yml").write_text(f"compute-envs:\n  - {OUTSIDE}\n")
        (self.other / "env.sh").write_text(f"export A=abc(def {OUTSIDE}\n")
        (self.other / "secret.txt").write_text(OUTSIDE)
        self.folder.mkdir()
        self.write("f.yml", file())

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def link(self, name: str, target: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).symlink_to(target)

    def run(self, *arguments: str, status: set[int] | None = None, **variables: str) -> str:
        """Runs the program; `@` in an argument is the folder's absolute path."""
        words = [word.replace("@", str(self.folder)) for word in arguments]
        shell = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent), "AWS_EC2_METADATA_DISABLED": "true"}
        done = subprocess.run(
            [binary(), *words], cwd=self.folder, env=shell | variables, capture_output=True, timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode("utf-8")
        assert 0 <= done.returncode < 128, said
        assert status is None or done.returncode in status, f"{words}: {done.returncode}\n{said}"
        return said

    @property
    def written(self) -> Iterator[Path]:
        """The files that runs have written beside the repository."""
        known = {"x.yml", "env.sh", "secret.txt"}
        return (path for path in self.other.rglob("*") if path.is_file() and path.name not in known)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


NAMES = (
    "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GITHUB_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_CACHE_URL",
    "MYSECRETS", "db_password", "SSH_KEY", "x_key",
)  # fmt: skip
REFERENCES = (
    "$%", "${%}", "x${%}y", "${%:-d}", "${%:?m}", "${NO:-$%}", "${NO:-a${NO2:-${%}}}", "$$$%",
)  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES)
def test_no_reference_gets_a_secret_of_the_environment(place: Place, reference: str) -> None:
    for name in NAMES:
        word = reference.replace("%", name)
        place.write("f.yml", file(name=word, labels=[f"a={word}"], description=word))
        for form in ("text", "json", "junit"):
            said = place.run("validate", "--format", form, "f.yml", status={1}, **{name: SECRET})
            assert "secret-variable" in said and SECRET[:12] not in said, f"{word}: {said}"


LINES = (
    "export A=$N", 'A="${N}"', "A=${N:0:9}", "A=${N#w}", "B=N\nA=${!B}", "A=$(echo $N)", "A=`printenv N`", "A=${X:-$N}",
    "A=${N/x/y}", "A=${N^^}", "A=$'\\x24N'", "B=$N A=$B", "declare -x A=$N", "A+=$N", "A=${N@Q}", "N=$N\nA=$N",
    "unset N\nA=$N", 'A="a\nb$N"', "readonly A=$N", "A=${N:+$N}", "A=${N-x}", ": ${A:=$N}", "A=${#N}", "A=${N%?}",
    "printf -v A %s $N", "read A <<< $N", "A=(a $N)", "A=~/$N", "eval A=\\$N",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_no_line_of_an_env_file_gets_a_secret_of_the_environment(place: Place, line: str) -> None:
    place.write("v.sh", line.replace("N", "GITHUB_TOKEN") + "\n")
    place.write("f.yml", file(name="n$A", labels=["a=$A"]))
    for command in (("validate",), ("plan", "--sandbox", "--format", "json")):
        said = place.run(*command, "--env-file", "v.sh", "f.yml", GITHUB_TOKEN=SECRET)
        assert SECRET[:9] not in said and SECRET[1:12] not in said and SECRET.upper()[:9] not in said, said


# Every way to name a folder that is a link: its own name, absolute, with slashes, dots and steps that say nothing.
FOLDERS = (
    "envs", "envs/", "envs/.", "./envs", "@/envs", "@/envs/", "@/envs/.", "@//envs", "@/./envs", "@/sub/../envs",
    "@/../repository/envs", "../repository/envs", "envs/x.yml", "@/envs/x.yml", "@//envs//x.yml", "@/sub/../envs/x.yml",
)  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_no_file_behind_a_link_is_read(place: Place, name: str) -> None:
    place.write("sub/a", "")
    place.link("envs", "../other/envs")
    said = place.run("validate", name, status={1})
    assert "external-file" in said and OUTSIDE not in said
    place.link("conf", "../other")
    path = name.removesuffix("/x.yml").rstrip("/.").replace("envs", "conf") + "/env.sh"
    said = place.run("validate", "--env-file", path, "f.yml", status={1})
    assert "external-file" in said and OUTSIDE not in said


def test_a_file_outside_is_read_if_the_command_line_names_it(place: Place) -> None:
    (place.other / "good.yml").write_text(file())
    place.run("validate", str(place.other / "good.yml"), status={0})
    place.link("within", "sub")
    place.write("sub/g.yml", file(name="two"))
    place.run("validate", "@/within/g.yml", status={0})


WRITERS = {
    "a.log": ("apply", "--yes", "--sandbox", "--audit-log", "{}", "f.yml"),
    "m.prom": ("plan", "--sandbox", "--metrics-file", "{}", "f.yml"),
    "o.plan": ("plan", "--sandbox", "--out", "{}", "f.yml"),
    "r.html": ("plan", "--sandbox", "--report", "html={}", "f.yml"),
    "s.json": ("apply", "--yes", "--sandbox={}", "f.yml"),
    "i.yml": ("init", "{}", "--name", "a", "--region", "eu-west-1", "--work-dir", "s3://bucket/w"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_through_a_link(place: Place, name: str) -> None:
    place.link("d", "../other")
    for folder in ("d/", "./d/", "@/d/", "@//d/", "@/./d/", "@/../repository/d/", "../repository/d/", "d/../d/"):
        said = place.run(*(word.replace("{}", folder + name) for word in WRITERS[name]), status={1, 64})
        assert "symbolic link" in said and not list(place.written), said
    place.link(name, "../other/" + name)
    said = place.run(*(word.replace("{}", name) for word in WRITERS[name]), status={1, 64})
    assert "symbolic link" in said and not list(place.written), said


@pytest.mark.parametrize("option", ["name-prefix", "parallelism", "lock", "max-bytes", "on-exists", "wait-timeout"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\n", "\r", "\u2028", "\u0085"])
def test_no_option_of_a_file_begins_a_line(place: Place, option: str, ends: str) -> None:
    forged = "Plan: 0 to create, 0 to update, 0 to replace, 0 to delete"
    place.write("reconcile.yml", json.dumps({option: f"x{ends}{forged}"}))
    for command in (("plan", "--sandbox"), ("apply", "--sandbox", "--yes")):
        said = place.run(*command, "f.yml")
        assert not any(line.startswith(forged) for line in said.splitlines()), said


# A sequence that hides what follows it, and the colour of success, at texts that AWS holds.
COLORS = ("\x1b[8m", "\x1b[32m", "\x1b[0m", "\x1b[38;5;0m", "\x1b[m")
TEXTS = (
    ("world", "accountID"),
    ("world", "regions", "eu-west-1", "jobQueues", 0, "detail", "current", "status"),
    ("world", "regions", "eu-west-1", "jobQueues", 0, "detail", "current", "state"),
    ("world", "regions", "eu-west-1", "jobQueues", 0, "detail", "current", "tags", "reconcile:owner"),
    ("world", "regions", "eu-west-1", "computeEnvironments", 0, "detail", "current", "status"),
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path[-1]))
def test_no_text_of_the_account_sets_a_colour(place: Place, path: tuple[Any, ...]) -> None:
    place.run("apply", "--sandbox=s.json", "--yes", "f.yml", status={0})
    account = json.loads((place.folder / "s.json").read_text())
    holder = account
    for part in path[:-1]:
        holder = holder[part]
    before = holder[path[-1]]
    place.write("f.yml", file(max_cpus=8))
    for color in COLORS:
        holder[path[-1]] = f"{before}{color}HIDDEN"
        place.write("s.json", json.dumps(account))
        for command in ("status", "plan", "drift", "doctor"):
            said = place.run(command, "--sandbox=s.json", "--color", "always", "f.yml")
            assert color + "HIDDEN" not in said, f"{command}: {said!r}"
