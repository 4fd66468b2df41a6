"""`submit`: a head job in a simulated account, and the script of its job definition, which runs here with a stub of
Nextflow."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from EndToEnd.world import ITEM, World
from Wire.recorder import Exchange

BASH = shutil.which("bash") or "/bin/bash"
#: Arguments of which each would be code if it got into a command.
HOSTILE = [
    "a b", "", "$(touch pwned)", "`touch pwned`", "'; touch pwned; '", '"; touch pwned; "', "line\nbreak", "--flag=*",
    "\\", "Ref::pwned", "é ☃ 𝄞", "-resume", "{}", "~", "!!", "a'b\"c", "\t", "EOF", "$RECONCILE_ARGUMENTS",
]  # fmt: skip
#: A Nextflow that writes down what it gets, and ends with the status of STATUS.
NEXTFLOW = r"""#!/bin/bash
printf '%s\0' "$@" >"$SEEN/arguments"
env -0 >"$SEEN/environment"
while [ "$1" != -c ] || [ $# -ne 2 ]; do shift; done
cat "$2" >"$SEEN/config"
[ -z "$SLOW" ] || { trap 'echo ended >"$SEEN/term"; exit 9' TERM; echo >"$SEEN/ready"; for _ in {1..200}; do sleep 0.05; done; }
exit "${STATUS:-0}"
"""


def write(world: World, name: str = "envs.yml", **fields: Any) -> str:
    item = yaml.safe_load(ITEM)
    item["compute-envs"][0] |= fields
    return str(world.write(name, json.dumps(item)))


def definition(world: World) -> dict[str, Any]:
    """The newest revision in the simulated account."""
    account = json.loads((world.home / ".reconcile/sandbox.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = []

    def search(value: Any) -> None:
        if isinstance(value, dict):
            if "containerProperties" in value and value.get("status") == "ACTIVE":
                found.append(value)
            for name, member in value.items():
                # What a read may still show is not what exists.
                if name != "past":
                    search(member)
        elif isinstance(value, list):
            for member in value:
                search(member)

    search(account)
    return max(found, key=lambda one: one["revision"])


def overrides(world: World) -> dict[str, str]:
    """The variables that the last job got."""
    text = (world.home / ".reconcile/sandbox.json").read_text(encoding="utf-8")
    _, _, rest = text.rpartition('"RECONCILE_ARGUMENTS"')
    before = text[: len(text) - len(rest)].rpartition("{")[2]
    return json.loads("{" + before + rest[: rest.index("}") + 1])


@dataclass
class Job:
    """What a head job did."""

    status: int
    seen: Path
    output: str

    @property
    def arguments(self) -> list[str]:
        return self.read("arguments").split("\0")[:-1]

    @property
    def environment(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.read("environment").split("\0")[:-1])

    def read(self, name: str) -> str:
        return (self.seen / name).read_text(encoding="utf-8")


class Container:
    """A place in which the command of a job definition runs."""

    def __init__(self, world: World):
        self.world, self.folder = world, world.home / "container"
        self.seen = self.folder / "seen"
        self.seen.mkdir(parents=True)
        programs = self.folder / "bin"
        programs.mkdir()
        stub = programs / "nextflow"
        stub.write_text(NEXTFLOW, encoding="utf-8")
        stub.chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def start(self, arguments: list[str] | None = None, **variables: str) -> subprocess.Popen[str]:
        properties = definition(self.world)["containerProperties"]
        environment = {one["name"]: one["value"] for one in properties["environment"]}
        if arguments is not None:
            environment["RECONCILE_ARGUMENTS"] = base64.b64encode(b"".join(a.encode() + b"\0" for a in arguments)).decode()
        return subprocess.Popen(
            [BASH, *properties["command"][1:]],
            cwd=self.folder,
            env=environment | {"PATH": self.path, "SEEN": str(self.seen), "TMPDIR": str(self.folder)} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, arguments: list[str] | None = None, **variables: str) -> Job:
        with self.start(arguments, **variables) as process:
            output, _ = process.communicate(timeout=60)
        return Job(process.returncode, self.seen, output)


@pytest.fixture
def container(world: World) -> Container:
    return Container(world)


def apply(world: World, **fields: Any) -> str:
    file = write(world, **fields)
    world.run("apply", "--sandbox", "--yes", file).expect(0)
    return file


def test_arguments_reach_nextflow_as_they_are(world: World, container: Container) -> None:
    file = apply(world)
    world.run("submit", "--sandbox", file, "one", "--", "nextflow-io/hello", *HOSTILE).expect(0)
    sent = overrides(world)
    job = container.run(RECONCILE_ARGUMENTS=sent["value"])
    assert job.status == 0
    assert job.arguments[:3] == ["run", "nextflow-io/hello", "a b"] and job.arguments[1:-2] == ["nextflow-io/hello", *HOSTILE]
    assert job.arguments[-2] == "-c" and "RECONCILE_ARGUMENTS" not in job.environment
    assert not list(world.home.rglob("pwned"))


def test_the_configuration_is_that_of_nextflow_config(world: World, container: Container) -> None:
    world.write("own.config", "params.x = '''\n$(touch pwned)`touch pwned`'; EOF \\u0041 é\n'''\n")
    file = apply(world, env=["both:A=it's $${HOME} \"x\"", "head:B=a\nb", "C=$$(touch pwned)", "compute:D=1"], **{"nextflow-config": "own.config"})
    job = container.run(["p"])
    assert job.status == 0, job.output
    expected = world.run("nextflow-config", file).expect(0).stdout
    assert job.read("config").rstrip("\n") == expected.rstrip("\n") and "touch pwned" in expected
    assert {name: job.environment[name] for name in "ABC"} == {"A": "it's ${HOME} \"x\"", "B": "a\nb", "C": "$(touch pwned)"}
    assert "D" not in job.environment and not list(world.home.rglob("pwned"))


@pytest.mark.parametrize("status", [0, 1, 3, 255])
def test_the_job_ends_with_the_status_of_nextflow(world: World, container: Container, status: int) -> None:
    world.write("post.sh", "echo post >\"$SEEN/post\"\nexit 7\n")
    apply(world, **{"post-run": "post.sh"})
    job = container.run(["p"], STATUS=str(status))
    assert job.status == status and job.read("post") == "post\n"
    assert "post-run ended with status 7" in job.output


def test_pre_run_sets_variables_of_nextflow(world: World, container: Container) -> None:
    world.write("pre.sh", "export FROM_PRE='a b'\nset -- other\ncd /\n: ${unset_before}\n")
    apply(world, **{"pre-run": "pre.sh"})
    job = container.run(["p", "x"])
    assert job.status == 0 and job.environment["FROM_PRE"] == "a b" and job.arguments[:3] == ["run", "p", "x"]


@pytest.mark.parametrize("script", ["exit 4", "false\n(exit 4)", "set -e\n(exit 4)\necho later", "trap 'echo x' EXIT\nexit 4"])
def test_a_pre_run_that_fails_keeps_nextflow_from_starting(world: World, container: Container, script: str) -> None:
    world.write("pre.sh", script + "\n")
    world.write("post.sh", "echo post >\"$SEEN/post\"\n")
    apply(world, **{"pre-run": "pre.sh", "post-run": "post.sh"})
    job = container.run(["p"])
    assert job.status == 4 and not (job.seen / "arguments").exists() and job.read("post") == "post\n"


def test_hostile_scripts_stay_in_their_files(world: World, container: Container) -> None:
    text = "cat >\"$SEEN/@\" <<'EOF'\n'\"`$(x)\\ Ref::a é\nEOF\n"
    world.write("pre.sh", text.replace("@", "pre"))
    world.write("post.sh", text.replace("@", "post"))
    apply(world, **{"pre-run": "pre.sh", "post-run": "post.sh"})
    job = container.run(["p"])
    assert job.status == 0 and job.read("pre") == job.read("post") == "'\"`$(x)\\ Ref::a é\n"
    script = definition(world)["containerProperties"]["command"][2]
    assert "'" not in script and "Ref::" not in script


def test_a_signal_reaches_nextflow(world: World, container: Container) -> None:
    world.write("post.sh", "echo post >\"$SEEN/post\"\n")
    apply(world, **{"post-run": "post.sh"})
    with container.start(["p"], SLOW="1") as process:
        deadline = time.monotonic() + 30
        while not (container.seen / "ready").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    job = Job(process.returncode, container.seen, "")
    assert job.status == 9 and job.read("term") == "ended\n" and job.read("post") == "post\n"


def test_a_job_is_followed_to_its_end(world: World) -> None:
    file = apply(world)
    done = world.run("submit", "--sandbox", "--follow", file, "one", "--", "nextflow-io/hello").expect(0)
    assert "Submitted 'nextflow-nextflow-io-hello'" in done.stdout
    assert "https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#jobs/detail/" in done.stdout
    assert "$252Faws$252Fbatch$252Fjob" in done.stdout
    # The log is a result, the states are progress.
    assert "Simulated: no container runs" in done.stdout and "has ended" in done.stdout
    states = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert [word for word in states if word.isupper()] == ["SUBMITTED", "STARTING", "RUNNING", "SUCCEEDED"]


def test_programs_get_one_object(world: World) -> None:
    file = apply(world, **{"log-group": "/acme/jobs"})
    now = world.run("submit", "--sandbox", "--format", "json", "--job-name", "mine", file, "--", "p").expect(0).json
    assert now["outcome"] is None and now["job"]["name"] == "mine" and now["job"]["log_group"] == "/acme/jobs"
    output = world.run("output", "--sandbox", "--format", "json", file).expect(0).json["environments"][0]
    assert now["job"]["definition_arn"] == output["head_job_definition"]["arn"]
    assert now["job"]["queue_arn"] == output["head_queue"]["arn"]
    done = world.run("submit", "--sandbox", "--follow", "--format", "json", file, "--", "p").expect(0)
    assert done.json["outcome"]["exit_code"] == 0 and done.json["outcome"]["log_stream"] and "Simulated" in done.stderr


def test_nothing_is_submitted_to_an_environment_that_is_not_there(world: World) -> None:
    file = write(world)
    done = world.run("submit", "--sandbox", file, "one", "--", "p").expect(7)
    assert "'one' is MISSING" in done.stderr and "run 'reconcile apply' first" in done.stderr
    manual = write(world, "manual.yml", **{"config-mode": "manual", "head-queue": "a", "compute-queue": "b"})
    text = json.loads(Path(manual).read_text(encoding="utf-8"))
    del text["compute-envs"][0]["max-cpus"]
    world.write("manual.yml", json.dumps(text))
    assert "config-mode: manual" in world.run("submit", "--sandbox", manual, "--", "p").expect(1).stderr


@pytest.mark.parametrize("words", [["--"], ["--", ""], ["--", "-resume"], []])
def test_a_pipeline_is_needed(world: World, words: list[str]) -> None:
    world.run("submit", "--sandbox", write(world), "one", *words).expect(64)


def test_options_behind_the_dashes_are_for_nextflow(world: World) -> None:
    file = apply(world)
    world.run("submit", "--sandbox", file, "--", "p", "--sandbox=x", "--help", "-v").expect(0)
    assert base64.b64decode(overrides(world)["value"]) == b"p\0--sandbox=x\0--help\0-v\0"


def test_arguments_that_ecs_would_refuse_are_an_error(world: World) -> None:
    file = apply(world)
    done = world.run("submit", "--sandbox", file, "--", "p", "x" * 7000).expect(1)
    assert "8192" in done.stderr and "-params-file" in done.stderr


def test_a_queue_with_shares_needs_one(world: World) -> None:
    fields = {"provisioning-model": "EC2", "reconcile": {"scheduling-policy": {"shares": {"labA": 1, "labB": 2}}}}
    file = apply(world, **fields)
    assert "labA, labB" in world.run("submit", "--sandbox", file, "--", "p").expect(1).stderr
    world.run("submit", "--sandbox", "--share", "labA", file, "--", "p").expect(0)


def test_a_definition_that_is_too_long_says_what_is_long(world: World) -> None:
    world.write("pre.sh", "# " + "x" * 15000)
    world.write("own.config", "// " + "y" * 5000)
    file = write(world, **{"pre-run": "pre.sh", "nextflow-config": "own.config"})
    done = world.run("validate", file).expect(1)
    assert "head-job-size" in done.output and "'pre-run' 20004, 'nextflow-config' 6672" in done.output


def test_a_change_makes_a_revision_and_no_change_makes_none(world: World) -> None:
    file = apply(world)
    assert definition(world)["revision"] == 1
    assert "No changes" in world.run("plan", "--sandbox", file).expect(0).stdout
    world.write("pre.sh", "echo secret-of-the-script\n")
    file = write(world, **{"pre-run": "pre.sh"})
    plan = world.run("plan", "--sandbox", file).expect(0)
    assert "'pre-run' (" in plan.stdout and "containerProperties.command: sha256:" in plan.stdout
    assert "secret-of-the-script" not in plan.stdout
    assert "secret-of-the-script" not in world.run("plan", "--sandbox", "--format", "json", file).expect(0).stdout
    world.run("apply", "--sandbox", "--yes", file).expect(0)
    assert definition(world)["revision"] == 2
    assert "No changes" in world.run("plan", "--sandbox", file).expect(0).stdout
    world.run("destroy", "--sandbox", "--yes", file).expect(0)
    with pytest.raises(ValueError):
        definition(world)


def test_a_secret_of_env_is_masked(world: World) -> None:
    file = write(world, env=["MY_TOKEN=abcdefgh99"])
    for form in ("text", "json", "markdown"):
        assert "abcdefgh99" not in world.run("plan", "--sandbox", "--format", form, file).expect(0).output
    apply(world, env=["MY_TOKEN=abcdefgh99"])
    assert {"name": "MY_TOKEN", "value": "abcdefgh99"} in definition(world)["containerProperties"]["environment"]


def test_the_definition_follows_the_environment(world: World) -> None:
    efs = {"efs-id": "fs-0123456789abcdef0", "labels": "a=b", "head-job-memory": 5000, "reconcile": {"head-image": "me/nf:1"}}
    apply(world, **efs)
    found = definition(world)
    container = found["containerProperties"]
    assert container["volumes"] == [{"host": {"sourcePath": "/mnt/efs"}, "name": "efs"}]
    assert [one["containerPath"] for one in container["mountPoints"]] == ["/mnt/efs"]
    assert container["image"] == "me/nf:1" and found["tags"]["a"] == "b" and found["propagateTags"] is True
    assert {one["type"]: one["value"] for one in container["resourceRequirements"]} == {"VCPU": "1", "MEMORY": "5000"}
    assert "jobRoleArn" not in container and found["platformCapabilities"] == ["EC2"]


def test_the_head_job_on_fargate(world: World) -> None:
    apply(world, wave=True, **{"fusion-v2": True, "fargate": True, "head-job-cpus": 4})
    found = definition(world)
    container = found["containerProperties"]
    assert found["platformCapabilities"] == ["FARGATE"]
    assert {one["type"]: one["value"] for one in container["resourceRequirements"]} == {"VCPU": "4", "MEMORY": "8192"}
    assert container["runtimePlatform"] == {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"}
    # The default subnets give public addresses.
    assert container["networkConfiguration"] == {"assignPublicIp": "ENABLED"}
    assert container["ephemeralStorage"] == {"sizeInGiB": 50}
    assert container["jobRoleArn"].endswith("-FargateRole") and container["executionRoleArn"].endswith("-ExecRole")


@pytest.fixture
def prepared(world: World) -> str:
    """A file whose environment exists, not in a sandbox."""
    file = write(world, **{"provisioning-model": "EC2", "log-group": "/acme/jobs", "wait": "AVAILABLE"})
    world.make_buckets("bucket")
    world.run("apply", "--yes", file).expect(0)
    assert "No changes" in world.run("plan", file).expect(0).stdout
    return file


@pytest.mark.parametrize(("name", "status"), [("ends", 0), ("ends-exit-3", 3), ("ends-lost", 1)])
def test_following_ends_with_the_status_of_the_job(world: World, prepared: str, name: str, status: int) -> None:
    words = ["submit", "--follow", "--job-name", name, prepared, "--", "p", "a b"]
    with world.start(*words) as process:
        stdout, stderr = process.communicate(timeout=90)
    assert process.returncode == status, stderr
    assert f"{name} has begun\n{name} has ended" in stdout
    assert ("terminated." in stderr and "have the process retried" in stderr) == (name == "ends-lost")
    [sent] = world.sent("SubmitJob")
    [variable] = sent["containerOverrides"]["environment"]
    assert base64.b64decode(variable["value"]) == b"p\0a b\0" and "command" not in sent["containerOverrides"]
    assert sent["jobDefinition"].endswith("-head:1") and sent["jobQueue"].endswith("-work")
    assert world.refused == []


@pytest.mark.parametrize("ends", [False, True])
def test_an_interruption_leaves_the_job_or_ends_it(world: World, prepared: str, ends: bool) -> None:
    options = ["--cancel-on-interrupt"] if ends else []
    process = world.start("submit", "--follow", *options, "--job-name", "one-slow", prepared, "--", "p")
    assert process.stderr is not None
    while "RUNNING" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130 and time.monotonic() - began < 7
    [sent] = [world.sent("TerminateJob")] if ends else [[]]
    assert len(sent) == (1 if ends else 0)
    identifier = stdout.split("job         ")[1].split()[0]
    assert ("terminate-job" in stderr and identifier in stderr) != ends
    [job] = world.aws.batch.describe_jobs(jobs=[identifier])["jobs"]
    assert job["status"] == ("FAILED" if ends else "RUNNING")


def test_a_lost_answer_is_not_followed_by_a_second_job(world: World, prepared: str) -> None:
    def lose(exchange: Exchange) -> None:
        if exchange.target.endswith("submitjob"):
            world.control("POST", "faults", every="1=lost")

    world.recorder.before = lose
    done = world.run("submit", "--job-name", "once", prepared, "--", "p").expect(1)
    world.control("POST", "faults")
    assert "it is not known if the job was submitted" in done.stderr and "'once'" in done.stderr
    assert len([one for one in world.recorder.exchanges if one.target.endswith("submitjob")]) == 1
