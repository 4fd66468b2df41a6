"""Every file that reconcile writes is complete or missing, readable only for its owner, and never written through a link.
The tests also cover commands whose files, streams or disk fail."""

from __future__ import annotations

import json
import os
import resource
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from EndToEnd.world import ITEM, Result, assure_listed, binary

MISSPELT = ITEM.replace("max-cpus:", "max-cpu:")
#: The number of the user that has no rights.
NOBODY = 65534


@dataclass
class Desk:
    """A folder with an environment's file, and runs of the binary in it, in a simulated account."""

    home: Path

    def run(self, *arguments: str | Path, **options: object) -> Result:
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home)} | options.pop("variables", {})
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        done = subprocess.run(
            [binary(), *map(str, arguments)], cwd=self.home, env=environment, text=True, timeout=120, check=False, **streams
        )
        assure_listed(str(arguments[0]), done.returncode)
        assert done.returncode >= 0, f"signal {-done.returncode}: {done.stderr}"
        return Result(tuple(map(str, arguments)), done.returncode, done.stdout or "", done.stderr or "")

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.home)) for path in self.home.rglob("*"))

    def path(self, name: str) -> Path:
        return self.home / name


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The folder inside one that is outside; other users than its owner can reach it."""
    with tempfile.TemporaryDirectory() as outside:
        Path(outside).chmod(0o755)
        home = Path(outside, "home")
        home.mkdir(mode=0o755)
        (home / "one.yml").write_text(ITEM, encoding="utf-8")
        (home / "misspelt.yml").write_text(MISSPELT, encoding="utf-8")
        yield Desk(home)


#: The commands that write a file, and the file.
WRITERS = {
    "plan": (["plan", "--sandbox=account.json", "--out", "written.json", "one.yml"], "written.json"),
    "sandbox": (["apply", "--sandbox=written.json", "--yes", "one.yml"], "written.json"),
    "report": (["plan", "--sandbox=account.json", "--report", "html=written.html", "one.yml"], "written.html"),
    "fix": (["validate", "--fix", "misspelt.yml"], "misspelt.yml"),
    "format": (["fmt", "misspelt.yml"], "misspelt.yml"),
}
#: Those that write over a file of the user, and a text of it that they change.
IN_PLACE = {"fix": MISSPELT, "format": MISSPELT.replace(": ", ":   ")}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def limited(size: int) -> Callable[[], None]:
    """No file of more bytes can be written; the signal for that keeps its usual effect, which ends the program."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
@pytest.mark.parametrize("writer", ["plan", "sandbox", "report"])
def test_only_its_owner_can_read_what_is_written(desk: Desk, writer: str, umask: int) -> None:
    command, name = WRITERS[writer]
    path = desk.path(name)
    desk.run(*command, umask=umask).expect(0)
    assert mode(path) == 0o600
    path.chmod(0o644)
    # As long as it is open, no other file gets its number.
    with path.open("rb"):
        before = path.stat().st_ino
        desk.run(*command, umask=umask).expect(0)
        assert mode(path) == 0o600 and path.stat().st_ino != before
    assert not [name for name in desk.names() if ".new" in name]


def test_a_fix_keeps_the_rights_of_the_file(desk: Desk) -> None:
    path = desk.path("misspelt.yml")
    for rights in (0o640, 0o600, 0o664):
        path.write_text(MISSPELT, encoding="utf-8")
        path.chmod(rights)
        desk.run("validate", "--fix", "misspelt.yml", umask=0o077).expect(0)
        assert mode(path) == rights and path.read_text(encoding="utf-8") == ITEM


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_is_written_through_a_link(desk: Desk, writer: str) -> None:
    command, name = WRITERS[writer]
    outside = desk.home.parent / "outside"
    texts = {"plan": '{"reconcile_plan": 1, "mine": 1}', "sandbox": "mine", "report": "mine"} | IN_PLACE
    for target in (outside, desk.path("inside")):
        target.write_text(texts[writer], encoding="utf-8")
        desk.path(name).unlink(missing_ok=True)
        desk.path(name).symlink_to(target)
        result = desk.run(*command, *(["--allow-external-files"])).expect(1)
        assert f"error: {name}: is a symbolic link" in result.stderr and target.read_text(encoding="utf-8") == texts[writer]
        assert desk.path(name).is_symlink() and result.stdout == ""
    # A link that leads nowhere makes nothing there.
    target.unlink()
    if writer not in IN_PLACE:
        assert "symbolic link" in desk.run(*command).expect(1).stderr
        assert not target.exists()


@pytest.mark.parametrize("writer", ["plan", "sandbox", "default sandbox"])
def test_no_folder_of_the_repository_leads_out_of_it(desk: Desk, writer: str) -> None:
    outside = desk.home.parent / "outside"
    outside.mkdir()
    for folder in ("build", ".reconcile"):
        desk.path(folder).symlink_to(outside)
    apply = ["apply", "--yes", "one.yml"]
    commands = {
        "plan": [["plan", "--sandbox=account.json", "--out", path, "one.yml"] for path in ("build/plan.json", desk.path("build/plan.json"))],
        "sandbox": [[*apply, f"--sandbox={path}"] for path in ("build/account.json", "build/below/account.json", desk.path("build/a.json"))],
        "default sandbox": [[*apply, "--sandbox"]],
    }[writer]
    for command in commands:
        assert "leads out of the working directory" in desk.run(*command).expect(1).stderr
        assert list(outside.iterdir()) == []
    # A link that stays inside is treated like any folder.
    desk.path("build").unlink()
    desk.path("real").mkdir()
    desk.path("build").symlink_to("real")
    desk.run("plan", "--sandbox=build/account.json", "--out", "build/plan.json", "one.yml").expect(0)
    assert mode(desk.path("real/plan.json")) == 0o600


@pytest.mark.parametrize("writer", WRITERS)
def test_another_name_of_the_file_keeps_what_it_had(desk: Desk, writer: str) -> None:
    command, name = WRITERS[writer]
    desk.run(*command).expect(0)
    if writer in IN_PLACE:
        desk.path(name).write_text(IN_PLACE[writer], encoding="utf-8")
    text = desk.path(name).read_text(encoding="utf-8")
    other = desk.home.parent / "other"
    os.link(desk.path(name), other)
    desk.run(*command).expect(0)
    assert other.read_text(encoding="utf-8") == text and other.stat().st_nlink == 1


@pytest.mark.parametrize("writer", WRITERS)
def test_a_full_disk_is_an_error_that_leaves_everything_as_it_was(desk: Desk, writer: str) -> None:
    command, name = WRITERS[writer]
    if writer in IN_PLACE:
        desk.path(name).write_text(IN_PLACE[writer] + "# more\n" * 200, encoding="utf-8")
    else:
        desk.run(*command).expect(0)
    before, names = desk.path(name).read_bytes(), desk.names()
    result = desk.run(*command, preexec_fn=limited(700)).expect(1)
    assert f"{name}: cannot be written: File too large" in result.stderr
    if writer == "plan":  # an earlier plan is removed first, so that no script applies it
        assert desk.names() == [other for other in names if other != name]
    else:
        assert desk.path(name).read_bytes() == before and desk.names() == names


def test_an_apply_that_cannot_keep_its_account_says_what_it_did(desk: Desk) -> None:
    result = desk.run("apply", "--sandbox=account.json", "--yes", "one.yml", preexec_fn=limited(700)).expect(1)
    assert "Done:" in result.stdout and "account.json: cannot be written: File too large" in result.stderr
    assert desk.names() == ["misspelt.yml", "one.yml"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_plan_that_cannot_be_saved_is_shown_once(desk: Desk, form: str) -> None:
    command = ["plan", "--format", form, "--sandbox=account.json", "--out", "plan.json", "one.yml"]
    result = desk.run(*command, preexec_fn=limited(700)).expect(1)
    assert "plan.json: cannot be written: File too large" in result.stderr and "Saved" not in result.stderr
    assert json.loads(result.stdout)["plan_id"] if form == "json" else "plan-id" in result.stdout
    assert "plan.json" not in desk.names()


@pytest.mark.parametrize(
    ("writer", "what"),
    [("plan", "missing")] + [(writer, what) for writer in ("plan", "sandbox") for what in ("file", "folder", "pipe", "device", "link")],
)
def test_what_is_no_file_is_found_before_anything_is_done(desk: Desk, writer: str, what: str) -> None:
    paths = {"missing": "nowhere/x.json", "file": "one.yml/x.json", "folder": "folder", "pipe": "pipe", "device": "/dev/full", "link": "/dev/stdout"}
    desk.path("folder").mkdir()
    os.mkfifo(desk.path("pipe"))
    path, (command, name) = paths[what], WRITERS[writer]
    result = desk.run(*(str(part).replace(name, path) for part in command)).expect(1)
    assert path in result.stderr and result.stdout == "" and "Fatal" not in result.stderr
    assert desk.names() == ["folder", "misspelt.yml", "one.yml", "pipe"]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_that_does_not_permit_writing_is_an_error(desk: Desk, writer: str) -> None:
    command, name = WRITERS[writer]
    options: dict[str, object] = {}
    if os.getuid() == 0:
        # Root may write everywhere, so the test runs as another user.
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        if not all(folder.stat().st_mode & stat.S_IXOTH for folder in binary().parents):
            pytest.skip("others cannot reach the binary")
    desk.run(*command).expect(0)
    if writer in IN_PLACE:
        desk.path(name).write_text(IN_PLACE[writer], encoding="utf-8")
    for path in desk.home.iterdir():
        path.chmod(0o644)
    before = desk.path(name).read_bytes()
    desk.home.chmod(0o555)
    result = desk.run(*command, **options).expect(1)
    desk.home.chmod(0o755)
    assert f"{name}: cannot be written: Permission denied" in result.stderr and desk.path(name).read_bytes() == before
    # An apply finds it before it reports any change as done.
    assert "Done" not in result.stdout


# Streams


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["help", "apply"], ["schema"], ["instance-types"], ["explain", "name"], ["--generate-completion-script", "bash"]])
def test_what_is_only_shown_is_an_error_if_it_cannot_be(desk: Desk, command: list[str]) -> None:
    desk.run(*command).expect(0)
    with open("/dev/full", "wb") as full:
        result = desk.run(*command, stdout=full)
    assert result.status == 1 and "standard output could not be written: No space left on device" in result.stderr
    reader, writer = os.pipe()
    os.close(reader)
    assert desk.run(*command, stdout=writer).status == 1
    os.close(writer)


def test_an_apply_whose_readers_have_gone_is_carried_out(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for form in ("text", "json"):
        command = ["apply", "--format", form, f"--sandbox={form}.json", "--yes", "one.yml"]
        desk.run(*command, stdout=writer, stderr=writer).expect(0)
        desk.run("plan", f"--sandbox={form}.json", "--detailed-exitcode", "one.yml").expect(0)
    os.close(writer)


@pytest.mark.parametrize("closed", [[0], [1], [2], [0, 1, 2]])
def test_a_stream_that_is_closed_is_no_other_file(desk: Desk, closed: list[int]) -> None:
    """The next file that is opened would get its number, and what is printed would go into it."""

    def close() -> None:
        for number in closed:
            os.close(number)

    status = 1 if 1 in closed else 0
    result = desk.run("plan", "--sandbox=account.json", "--out", "plan.json", "one.yml", preexec_fn=close).expect(status)
    assert json.loads(desk.path("plan.json").read_text(encoding="utf-8"))["reconcile_plan"] == 1
    if closed == [1]:
        assert "standard output could not be written" in result.stderr
    desk.run("apply", "--sandbox=account.json", "--yes", "one.yml", preexec_fn=close).expect(0)
    desk.run("plan", "--sandbox=account.json", "--detailed-exitcode", "one.yml").expect(0)


# Contents


def test_no_address_is_shown_or_kept_with_its_password(desk: Desk) -> None:
    variables = {
        "GITHUB_SERVER_URL": "https://bot:hush-hush@git.example", "GITHUB_REPOSITORY": "acme/x", "GITHUB_RUN_ID": "7",
        "CI_JOB_URL": "https://bot:hush-hush@git.example/7",
    }  # fmt: skip
    command = ["apply", "-v", "--lock", "s3://locks/one", "--sandbox=account.json", "--yes", "one.yml"]
    shown = desk.run(*command, variables=variables).expect(0).output
    shown += desk.run("plan", "--sandbox=account.json", "--out", "plan.json", "one.yml", variables=variables).expect(0).output
    for path in desk.home.iterdir():
        shown += path.read_text(encoding="utf-8")
    assert "hush" not in shown
    refused = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x" * 40, "AWS_EC2_METADATA_DISABLED": "true"}
    for more in (
        {"AWS_ENDPOINT_URL": "http://bot:hush-hush@127.0.0.1:9"}, {"HTTPS_PROXY": "http://bot:hush-hush@127.0.0.1:9"},
        {"HTTPS_PROXY": "http://bot:hush/hush@127.0.0.1:9"}, {"HTTPS_PROXY": "bot:hush-hush@127.0.0.1:9"},
    ):  # fmt: skip
        result = desk.run("plan", "-v", "one.yml", variables=refused | more).expect(1)
        assert "hush" not in result.output
        assert "127.0.0.1:9" in result.output or "AWS_ENDPOINT_URL: a value of 32 characters" in result.output


def test_no_secret_of_an_environment_is_shown_or_saved_whatever_its_length(desk: Desk) -> None:
    """The value that AWS holds is in no file any more, and a short word is not masked everywhere."""

    def file(*variables: str) -> None:
        desk.path("one.yml").write_text(ITEM + f"    env: {json.dumps(list(variables))}\n", encoding="utf-8")

    command = ["plan", "--sandbox=account.json"]
    file("DB_PASSWORD=hunter2hunter", "head:API_KEY=oldshort", "MODE=fast")
    desk.run("apply", "--sandbox=account.json", "--yes", "one.yml").expect(0)
    for variables in (("DB_PASSWORD=secretx", "API_KEY=newshrt", "MODE=slow"), ("MODE=slow",)):
        file(*variables)
        for form in ("text", "json", "markdown", "html"):
            shown = desk.run(*command, "--format", form, "one.yml").expect(0).output
            assert not [secret for secret in ("hunter2", "oldshort", "secretx", "newshrt") if secret in shown], form
            assert "DB_PASSWORD" in shown and "sha256:" in shown and "slow" in shown
    # The values are only in AWS by now, and the plan can be saved and applied.
    desk.run(*command, "--out", "plan.json", "one.yml").expect(0)
    saved = desk.path("plan.json").read_text(encoding="utf-8")
    assert "hunter2" not in saved and "oldshort" not in saved
    shown = desk.run("show", "--format", "json", "plan.json").expect(0).json
    assert shown["plan_id"] == json.loads(saved)["plan_id"]
    desk.run("apply", "--sandbox=account.json", "--yes", "plan.json").expect(0)
    file("DB_PASSWORD=secretx")
    result = desk.run(*command, "--out", "plan.json", "one.yml").expect(1)
    assert "not saved: plan.json" in result.stderr and "'DB_PASSWORD'" in result.stderr and "secretx" not in result.output
    assert "plan.json" not in desk.names()


def test_a_plan_that_is_not_saved_leaves_no_earlier_one(desk: Desk) -> None:
    command = ["plan", "--sandbox=account.json", "--out", "plan.json", "one.yml"]
    desk.path("one.yml").write_text(ITEM + "    provisioning-model: SPOT\n", encoding="utf-8")
    desk.run("apply", "--sandbox=account.json", "--yes", "one.yml").expect(0)
    desk.run(*command).expect(0)
    fargate = "    provisioning-model: SPOT\n    wave: True\n    fusion-v2: True\n    fargate: True\n"
    desk.path("one.yml").write_text(ITEM + fargate, encoding="utf-8")
    refused = desk.run(*command, "-q").expect(5)
    assert "Not saved: plan.json" in refused.stderr and "plan.json" not in desk.names()
    desk.path("one.yml").write_text(ITEM, encoding="utf-8")
    desk.run(*command).expect(0)
    desk.path("one.yml").write_text(MISSPELT, encoding="utf-8")
    desk.run(*command).expect(1)
    assert "plan.json" not in desk.names()


@pytest.mark.parametrize("variable", ["DEPLOY_TOKEN", "DB_PASSWORD"])
def test_a_plan_with_a_secret_is_not_saved(desk: Desk, variable: str) -> None:
    secret = "hushHush0123456789"
    desk.path("one.yml").write_text(ITEM + f'    labels: "owner=${variable}"\n', encoding="utf-8")
    command = ["plan", "--sandbox=account.json", "--env-allow", variable, "--out", "plan.json", "one.yml"]
    result = desk.run(*command, variables={variable: secret}).expect(1)
    assert secret not in result.output and "plan.json" not in desk.names()
