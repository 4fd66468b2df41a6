"""`output`: names, ARNs and ids of environments that exist, in each of its forms."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from EndToEnd.world import ONDEMAND, SNAPSHOTS, World

FSX = "fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com"
#: An environment with roles of every kind.
FULL = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: full
    workspace: acme/my lab
    region: eu-west-1
    work-dir: s3://bucket/work
    max-cpus: 16
    wave: True
    fusion-v2: True
    fargate: True
    compute-job-role: arn:aws:iam::123456789012:role/path/tasks
    log-group: /acme/jobs
    labels: owner=me
    env:
      - compute:PRICE=5$$
      - head:MY_TOKEN=abcdefgh99
    head-job-cpus: 4
    description: "12: a # b"
    reconcile:
      drain: False
"""
#: One with file systems, and with the AWS CLI on its instances.
FILES = f"""\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: files
    region: eu-west-1
    work-dir: s3://bucket/work
    provisioning-model: EC2
    max-cpus: 16
    efs-id: fs-0123456789abcdef0
    fsx-dns: {FSX}
    env: compute:PRICE=5$$
"""


class Sandbox:
    """Files and a simulated account in a folder."""

    def __init__(self, world: World):
        self.world = world
        world.write("full.yml", FULL)
        world.write("files.yml", FILES)

    def output(self, *arguments: str, status: int = 0) -> str:
        return self.world.run("output", "--sandbox", *arguments).expect(status).stdout


@pytest.fixture
def sandbox(world: World) -> Sandbox:
    made = Sandbox(world)
    world.run("apply", "--sandbox", "--yes", "full.yml", "files.yml").expect(0)
    return made


def test_json_has_every_name_and_arn(sandbox: Sandbox) -> None:
    result = sandbox.world.run("output", "--sandbox", "--format", "json", "full.yml").expect(0)
    [found] = result.json["environments"]
    base = found["head_queue"]["name"].removesuffix("-head")
    account = "123456789012"
    assert (found["name"], found["workspace"], found["region"], found["account_id"]) == ("full", "acme/my lab", "eu-west-1", account)
    queue = f"arn:aws:batch:eu-west-1:{account}:job-queue/{base}"
    assert found["head_queue"]["arn"] == f"{queue}-head" and found["compute_queue"]["arn"] == f"{queue}-work"
    assert [one["name"] for one in found["compute_environments"]] == [f"{base}-head-g1", f"{base}-work-g1"]
    assert found["launch_template"]["id"].startswith("lt-") and found["launch_template"]["version"] == "1"
    role = f"arn:aws:iam::{account}:role/{base}"
    assert {name: one["arn"] for name, one in found["roles"].items()} == {
        "instance": f"{role}-InstanceRole", "head": f"{role}-FargateRole", "execution": f"{role}-ExecRole",
    }  # fmt: skip
    assert found["log_group"] == "/acme/jobs" and found["work_dir"] == "s3://bucket/work"
    assert found["efs"] is None and found["fsx"] is None
    [files] = sandbox.world.run("output", "--sandbox", "--format", "json", "files.yml").expect(0).json["environments"]
    assert files["efs"] == {"id": "fs-0123456789abcdef0", "mount": "/mnt/efs"}
    assert files["fsx"] == {"id": "fs-0fedcba9876543210", "dns": FSX, "mount_name": None, "mount": "/mnt/fsx"}
    assert files["head_queue"] == files["compute_queue"] and len(files["compute_environments"]) == 1
    assert files["roles"]["head"] is None and files["workspace"] is None and files["log_group"] == "/aws/batch/job"


def test_a_shell_reads_every_value_as_it_is(sandbox: Sandbox) -> None:
    found = sandbox.world.run("output", "--sandbox", "--format", "json", "full.yml").expect(0).json["environments"][0]
    sandbox.world.write("full.sh", sandbox.output("--format", "shell", "full.yml"))
    names = ["ENVIRONMENT", "WORKSPACE", "HEAD_QUEUE", "COMPUTE_QUEUE_ARN", "EFS_ID", "INSTANCE_ROLE", "COMPUTE_ENVIRONMENTS", "WORK_DIR"]
    script = "set -eu; . ./full.sh; " + "; ".join(f'echo "$RECONCILE_{name}"' for name in names)
    done = subprocess.run(["bash", "-c", script], cwd=sandbox.world.home, capture_output=True, text=True, timeout=60)
    assert done.stderr == "" and done.stdout.splitlines() == [
        "full", "acme/my lab", found["head_queue"]["name"], found["compute_queue"]["arn"], "",
        found["roles"]["instance"]["name"], " ".join(one["name"] for one in found["compute_environments"]), "s3://bucket/work",
    ]  # fmt: skip


def test_a_shell_that_has_read_it_runs_reconcile_as_before(sandbox: Sandbox) -> None:
    lines = sandbox.output("--format", "shell", "full.yml").splitlines()
    given = {name: value.strip("'") for name, _, value in (line.partition("=") for line in lines)}
    assert "RECONCILE_WORK_DIR" in given
    assert "no command has an option" not in sandbox.world.run("validate", "full.yml", **given).expect(0).output
    assert "s3://bucket/work" not in sandbox.world.run("init", "-", **given).expect(0).stdout


def test_a_shell_has_no_names_for_several_environments(sandbox: Sandbox) -> None:
    sandbox.world.write("two.yml", FULL.replace("name: full", "name: two"))
    sandbox.world.run("apply", "--sandbox", "--yes", "two.yml").expect(0)
    done = sandbox.world.run("output", "--sandbox", "--format", "shell", "full.yml", "two.yml").expect(1)
    assert "2 environments: 'full', 'two'" in done.stderr and done.stdout == ""
    one = sandbox.output("--format", "shell", "full.yml", "two.yml", "two")
    assert "RECONCILE_ENVIRONMENT=two\n" in one
    both = sandbox.world.run("output", "--sandbox", "--format", "json", "full.yml", "two.yml").expect(0).json
    assert [found["name"] for found in both["environments"]] == ["full", "two"]


def test_the_platform_gets_a_file_that_reconcile_takes_too(sandbox: Sandbox) -> None:
    text = sandbox.output("--format", "seqerakit", "full.yml")
    assert "abcdefgh99" not in text and "# env: MY_TOKEN is left out" in text
    sandbox.world.write("platform.yml", text)
    sandbox.world.run("validate", "--strict", "platform.yml").expect(0)
    [made] = yaml.safe_load(text)["compute-envs"]
    queues = sandbox.world.run("output", "--sandbox", "--format", "json", "full.yml").json["environments"][0]
    assert made["config-mode"] == "manual" and made["type"] == "aws-batch" and made["work-dir"] == "s3://bucket/work"
    assert made["head-queue"] == queues["head_queue"]["name"] and made["compute-queue"] == queues["compute_queue"]["name"]
    assert made["head-job-role"] == queues["roles"]["head"]["arn"]
    assert made["compute-job-role"] == "arn:aws:iam::123456789012:role/path/tasks"
    assert made["labels"] == "owner=me" and made["description"] == "12: a # b" and made["head-job-cpus"] == 4
    assert made["env"] == ["compute:PRICE=5$$"]
    assert made["wave"] is True and made["fusion-v2"] is True and "reconcile" not in made and "max-cpus" not in made
    # The queues exist, so what is registered can be checked against AWS as well.
    sandbox.world.run("plan", "--sandbox", "--detailed-exitcode", "platform.yml").expect(0)


def test_the_platform_gets_the_path_of_the_cli(sandbox: Sandbox) -> None:
    text = sandbox.output("--format", "seqerakit", "files.yml")
    [made] = yaml.safe_load(text)["compute-envs"]
    assert made["cli-path"] == "/home/ec2-user/miniconda/bin/aws" and made["env"] == ["compute:PRICE=5$$"]
    assert "# files: fs-0123456789abcdef0 is at /mnt/efs of each instance" in text
    sandbox.world.write("platform.yml", text)
    sandbox.world.run("validate", "--strict", "platform.yml").expect(0)


@pytest.mark.parametrize("form", ["text", "json", "shell", "seqerakit"])
def test_before_apply_it_says_what_is_missing(world: World, form: str) -> None:
    world.write("full.yml", FULL)
    result = world.run("output", "--sandbox", "--format", form, "full.yml").expect(1)
    assert "'acme/my lab/full' is MISSING" in result.output and "reconcile apply" in result.output
    assert form == "json" or result.stdout == ""


def test_a_part_of_an_environment_is_not_shown(applied: World) -> None:
    applied.reconcile("output", ONDEMAND).expect(0)
    [template] = applied.aws.ec2.describe_launch_templates()["LaunchTemplates"]
    applied.aws.ec2.delete_launch_template(LaunchTemplateId=template["LaunchTemplateId"])
    result = applied.reconcile("output", ONDEMAND).expect(1)
    assert "is PARTIAL: launch-template is missing" in result.stderr and result.stdout == ""


def test_it_reads_no_more_than_it_shows(applied: World) -> None:
    """No jobs are counted, and nothing is read that only another form of the environment would have."""
    before = len(applied.verdicts)
    text = applied.reconcile("output", ONDEMAND).expect(0).stdout
    sent = [verdict.operation for verdict in applied.verdicts[before:]]
    assert not {"ListJobs", "DescribeContainerInstances", "ListTasks", "DescribeClusters", "DescribeServices"} & set(sent)
    assert len(sent) < 15, sent
    assert text.splitlines()[0].split()[1:] == [applied.aws.region, "123456789012"]


def test_a_misspelt_name_is_an_error(world: World) -> None:
    result = world.reconcile("output", "--sandbox", SNAPSHOTS, "nf_bench_fusion_snapshot").expect(1)
    assert "did you mean 'nf_bench_fusion_snapshots'?" in result.stderr


def test_queues_of_others_are_shown_as_they_are(sandbox: Sandbox) -> None:
    sandbox.world.write("platform.yml", sandbox.output("--format", "seqerakit", "full.yml"))
    found = sandbox.world.run("output", "--sandbox", "--format", "json", "platform.yml").expect(0).json["environments"][0]
    assert found["compute_queue"]["arn"].endswith(f"job-queue/{found['compute_queue']['name']}")
    assert found["compute_environments"] == [] and found["launch_template"] is None and found["roles"]["instance"] is None
    sandbox.world.write("gone.yml", Path(sandbox.world.home / "platform.yml").read_text(encoding="utf-8").replace("-head\n", "-gone\n"))
    result = sandbox.world.run("output", "--sandbox", "gone.yml").expect(1)
    assert "queues do not exist" in result.stderr
