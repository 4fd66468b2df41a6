"""`nextflow-config`: one recorded text for each kind of environment, read by a parser, and by Groovy if it is installed.

RECORD_GOLDEN=1 writes the texts below `nextflow/`; such a run fails. RECONCILE_GROOVY names the `groovy` to read them with;
without it, the one of the PATH is taken.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from EndToEnd.nextflow_config import settings
from EndToEnd.world import ITEM, World, binary

GOLDEN = Path(__file__).parent / "nextflow"
FUSION = {"wave": True, "fusion-v2": True}
ROLE = "arn:aws:iam::123456789012:role/"
EFS = {"efs-id": "fs-0123456789abcdef0"}
FSX = {"fsx-dns": "fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com"}
#: One environment of each kind.
KINDS: dict[str, dict[str, Any]] = {
    "spot-fusion-snapshots": FUSION | {"fast-storage": True, "snapshots": True, "labels": "project=rnaseq,owner=me and you"},
    "spot-fusion": FUSION | {"instance-types": "c6i,m6i"},
    "plain-s3": {"provisioning-model": "EC2", "instance-types": "c6i.4xlarge,m6i.2xlarge", "work-dir": "s3://bucket"},
    "own-cli": {"provisioning-model": "EC2", "cli-path": "/opt/tools/bin/aws", "instance-types": "zz9.large"},
    "efs-beside-s3": EFS | {"provisioning-model": "EC2"},
    "efs-and-fsx-beside-s3": EFS | FSX | {"provisioning-model": "EC2", "fsx-mount": "/data/fast"},
    "efs-as-work-directory": EFS | {"provisioning-model": "EC2", "efs-mount": "/mnt/efs", "work-dir": "/mnt/efs/work"},
    "fsx-as-work-directory": FSX | {"provisioning-model": "EC2", "work-dir": "/fsx", "allow-buckets": "s3://reads"},
    "fargate-graviton": FUSION | {"fargate": True, "graviton": True, "fast-storage": True},
    "gpu": {"provisioning-model": "EC2", "gpu": True, "instance-types": "g5"},
    "roles-and-logs": {
        "provisioning-model": "EC2", "compute-job-role": f"{ROLE}tasks", "batch-execution-role": f"{ROLE}start",
        "log-group": "/acme/jobs",
    },
    "one-share": {"provisioning-model": "EC2", "reconcile": {"scheduling-policy": {"shares": {"lab": 1}}}},
    "shares": {"provisioning-model": "EC2", "reconcile": {"scheduling-policy": {"shares": {"labA": 1, "labB*": 0.5}}}},
    "policy-of-others": {
        "provisioning-model": "EC2",
        "reconcile": {"scheduling-policy": "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/fair"},
    },
    "variables": {
        "provisioning-model": "EC2",
        "env": ["compute:GREETING=it's $${HOME}", "both:in=1", "HEAD=2", "compute:PATH=/x", "compute:A_TOKEN=abcdefgh"],
    },
    "growing-disk": {"no-ebs-auto-scale": False, "efs-id": "fs-0123456789abcdef0"},
    "own-text": {"provisioning-model": "EC2", "nextflow-config": "own.config"},
    "manual": {
        "config-mode": "manual", "head-queue": "theirs-head", "compute-queue": "theirs-work", "log-group": "/theirs",
        "compute-job-role": f"{ROLE}tasks",
    },
    "manual-fusion": FUSION | {
        "config-mode": "manual", "head-queue": "theirs-head", "compute-queue": "theirs-work", "fast-storage": True, "snapshots": True,
    },
}  # fmt: skip
OWN = "process.cpus = 2\naws {\n\tregion = 'eu-west-2'\n}\n"
#: Groovy's own reader of configurations, from which Nextflow's was made; it prints what it read.
SCRIPT = """
def config = new ConfigSlurper().parse(new File(args[0]).toURI().toURL())
println groovy.json.JsonOutput.toJson(config)
"""


def item(fields: dict[str, Any]) -> dict[str, Any]:
    made = yaml.safe_load(ITEM)["compute-envs"][0] | {"workspace": "acme/demo"} | fields
    if made["config-mode"] == "manual":
        del made["max-cpus"]
    elif "max-cpus" not in fields:
        made["max-cpus"] = 256
    return made


def config(home: Path, *items: dict[str, Any], name: str | None = None, **variables: str) -> str:
    """The configuration, printed without any credentials."""
    (home / "envs.yml").write_text(yaml.safe_dump({"compute-envs": list(items)}, allow_unicode=True), encoding="utf-8")
    (home / "own.config").write_text(OWN, encoding="utf-8")
    done = run(home, "envs.yml", *([name] if name else []), **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    # No endpoint answers here: the command has no use for one.
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "AWS_ENDPOINT_URL": "http://127.0.0.1:9"} | variables
    command = [binary(), "nextflow-config", *arguments]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_a_kind_is_as_it_was_recorded(tmp_path: Path, kind: str) -> None:
    text = config(tmp_path, item(KINDS[kind]))
    path = GOLDEN / f"{kind}.config"
    if os.environ.get("RECORD_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"recorded {path.name}")
    assert text == path.read_text(encoding="utf-8")


def test_every_recorded_text_has_its_kind() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{kind}.config" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_parsed_and_names_its_queue(tmp_path: Path, kind: str) -> None:
    found = settings(config(tmp_path, item(KINDS[kind])))
    assert found["process.executor"] == "awsbatch" and found["workDir"]
    assert found["process.queue"].endswith("-work")
    assert found["aws.batch.terminateUnschedulableJobs"] is True
    assert ("cloudcache.path" in found) == found["workDir"].startswith("s3://")
    # No type has the memory of one and the vCPUs of another.
    limits = found.get("process.resourceLimits", {"cpus": 1, "memory": "1 GB"})
    assert set(limits) == {"cpus", "memory"} and limits["cpus"] > 0


@pytest.fixture(scope="module")
def groovy() -> str:
    """Groovy, which is too large to be installed for these tests alone."""
    found = os.environ.get("RECONCILE_GROOVY") or shutil.which("groovy")
    if not found or subprocess.run([found, "-e", "1"], capture_output=True, timeout=120).returncode:
        pytest.skip("no Groovy: install it, or set RECONCILE_GROOVY")
    return found


def read_by_groovy(groovy: str, home: Path, text: str) -> dict[str, Any]:
    """The settings that Groovy reads, by their names with dots."""
    (home / "nextflow.config").write_text(text, encoding="utf-8")
    (home / "read.groovy").write_text(SCRIPT, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "JAVA_OPTS": "-Dfile.encoding=UTF-8"}
    done = subprocess.run(
        [groovy, "read.groovy", "nextflow.config"], cwd=home, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr + text
    return flat(json.loads(done.stdout), "")


def flat(value: Any, scope: str) -> dict[str, Any]:
    return {
        name: found
        for key, member in value.items()
        for name, found in (
            flat(member, f"{scope}{key}.") if isinstance(member, dict) and scope + key not in MAPS else {scope + key: member}
        ).items()
    }


#: Settings whose values are maps.
MAPS = ("process.resourceLimits", "process.resourceLabels")


@pytest.mark.parametrize("kind", KINDS)
def test_groovy_reads_the_same(groovy: str, tmp_path: Path, kind: str) -> None:
    text = config(tmp_path, item(KINDS[kind]))
    assert read_by_groovy(groovy, tmp_path, text) == settings(text)


PIECES = [
    "'", '"', "\\", "\\\\", "\\u0027", "\\u000a", "\n", "\t", "$", "${x}", "$(id)", "`id`", "//", "/*", "*/", "'''", "\\'", "\\$",
    "}", "]", ",", ";", " ", "é", "\u0301", "\u2028", "\u202e", "😀", "::error::", "%0A", "end",
]  # fmt: skip


def hostile() -> list[str]:
    return [*PIECES, *(a + b for a in PIECES[:14] for b in PIECES[:14]), "".join(PIECES)]


def hostile_config(home: Path) -> str:
    values = [f"compute:V{number}={value}".replace("$", "$$") for number, value in enumerate(hostile())]
    return config(home, item({"provisioning-model": "EC2", "env": values, "nextflow-config": "own.config"}))


def test_tasks_get_every_value_as_the_file_has_it(tmp_path: Path) -> None:
    """Nextflow writes values between double quotes into a script of Bash (TaskProcessor.bashEnvironmentScript)."""
    found = settings(hostile_config(tmp_path))
    values = [found[f"env.V{number}"] for number in range(len(hostile()))]
    lines = [f'export V="{value}"\nprintf "%s\\0" "$V"\n' for value in values]
    (tmp_path / "task.sh").write_text("".join(lines), encoding="utf-8")
    done = subprocess.run([shutil.which("bash") or "bash", "task.sh"], cwd=tmp_path, capture_output=True, timeout=60, env={"PATH": "/nowhere"})
    assert done.stderr == b"" and done.stdout.decode().split("\0")[:-1] == hostile()


def test_groovy_reads_hostile_values(groovy: str, tmp_path: Path) -> None:
    text = hostile_config(tmp_path)
    found = settings(text)
    assert read_by_groovy(groovy, tmp_path, text) == found
    assert found["process.cpus"] == 2 and found["aws.region"] == "eu-west-2", "the file's own text wins"


def test_a_label_is_a_tag_of_jobs(tmp_path: Path) -> None:
    found = settings(config(tmp_path, item({"labels": ["owner=me and you", "a:b=c=d"]})))
    assert found["process.resourceLabels"] == {"owner": "me and you", "a:b": "c=d"}


def test_a_secret_is_never_written(tmp_path: Path) -> None:
    secret = "s3cr3t-Value-99"
    fields = {"env": ["compute:PASSED=$MY_TOKEN", "compute:PLAIN=1"], "labels": "pin=$MY_TOKEN,owner=me"}
    (tmp_path / "env.sh").write_text(f"export MY_TOKEN={secret}\n", encoding="utf-8")
    (tmp_path / "envs.yml").write_text(yaml.safe_dump({"compute-envs": [item(fields)]}), encoding="utf-8")
    done = run(tmp_path, "--env-file", "env.sh", "envs.yml")
    assert done.returncode == 0, done.stderr
    found = settings(done.stdout)
    assert found["env.PLAIN"] == "1" and "env.PASSED" not in found
    assert found["process.resourceLabels"] == {"owner": "me"}
    assert secret not in done.stdout + done.stderr and "***" not in done.stdout
    (tmp_path / "own.config").write_text(f"params.pin = '{secret}'\n", encoding="utf-8")
    (tmp_path / "envs.yml").write_text(
        yaml.safe_dump({"compute-envs": [item({"nextflow-config": "own.config"})]}), encoding="utf-8"
    )
    done = run(tmp_path, "--env-file", "env.sh", "envs.yml")
    assert done.returncode == 1 and done.stdout == "" and secret not in done.stderr
    assert "holds a secret" in done.stderr


def test_a_file_that_is_missing_is_an_error_at_its_value(tmp_path: Path) -> None:
    (tmp_path / "envs.yml").write_text(
        yaml.safe_dump({"compute-envs": [item({"nextflow-config": "gone.config"})]}, sort_keys=False), encoding="utf-8"
    )
    done = run(tmp_path, "envs.yml")
    assert done.returncode == 1 and "there is no file 'gone.config'" in done.stderr and "envs.yml:9:" in done.stderr


def test_the_name_chooses_and_may_be_left_out_of_one(tmp_path: Path) -> None:
    items = [item({"name": "one"}), item({"name": "two"})]
    text = config(tmp_path, *items, name="two")
    assert settings(text)["process.queue"].startswith("TowerForge-two-")
    assert config(tmp_path, *items, name="acme/demo/two") == text
    done = run(tmp_path, "envs.yml")
    assert done.returncode == 1 and "2 environments: 'one', 'two'" in done.stderr
    assert "reconcile nextflow-config envs.yml one" in done.stderr
    done = run(tmp_path, "envs.yml", "tow")
    assert done.returncode == 1 and "did you mean 'two'?" in done.stderr
    assert config(tmp_path, items[0]).startswith("// Nextflow configuration for 'one'")


def test_the_region_and_the_prefix_are_those_of_apply(tmp_path: Path) -> None:
    fields = item({})
    del fields["region"]
    (tmp_path / "envs.yml").write_text(yaml.safe_dump({"compute-envs": [fields]}), encoding="utf-8")
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[default]\nregion = eu-west-3\n", encoding="utf-8")
    found = settings(run(tmp_path, "envs.yml", "--name-prefix", "acme").stdout)
    assert found["aws.region"] == "eu-west-3" and found["process.queue"].startswith("acme-one-")
    assert settings(run(tmp_path, "envs.yml", AWS_REGION="us-east-1").stdout)["aws.region"] == "us-east-1"


def test_a_queue_of_another_environment_brings_its_limits(tmp_path: Path) -> None:
    maker = item({"name": "maker", "provisioning-model": "EC2", "instance-types": "c6i.4xlarge"})
    manual = item(KINDS["manual"] | {"name": "user", "compute-queue": "@{maker.compute-queue}"})
    found = settings(config(tmp_path, maker, manual, name="user"))
    made = settings(config(tmp_path, maker, manual, name="maker"))
    for name in ("process.queue", "process.resourceLimits", "aws.batch.cliPath"):
        assert found[name] == made[name]


def test_the_queue_is_the_one_that_apply_makes(world: World) -> None:
    file = world.write("envs.yml", yaml.safe_dump({"compute-envs": [item({"provisioning-model": "EC2"})]}))
    before = world.run("nextflow-config", file).expect(0).stdout
    assert world.recorder.exchanges == [], "nothing is sent"
    world.run("apply", "--yes", file).expect(0)
    queue = settings(before)["process.queue"]
    assert [one["jobQueueName"] for one in world.aws.batch.describe_job_queues()["jobQueues"]] == [queue]
    assert world.run("nextflow-config", file).expect(0).stdout == before
