"""`export`: environments that exist, as a file that plans to no change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from EndToEnd.world import ENV_FILE, EXAMPLES, ITEM, World

NOTHING = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None, "AWS_REGION": "eu-west-1"}

ROLE = "arn:aws:iam::123456789012:role/"
FUSION = "    wave: True\n    fusion-v2: True\n"
# Fields of one environment each; the file that export writes must plan to no change.
CASES = {
    "nothing": "",
    "on demand": "    provisioning-model: EC2\n    alloc-strategy: BEST_FIT_PROGRESSIVE_ORDERED\n    min-cpus: 2\n",
    "spot": "    instance-types: [m6id, c6id]\n    alloc-strategy: SPOT_CAPACITY_OPTIMIZED_PRIORITIZED\n    bid-percentage: 70\n",
    "fusion": FUSION,
    "fast storage": FUSION + "    fast-storage: True\n    snapshots: True\n",
    "fargate": FUSION + "    fargate: True\n",
    "fargate with roles": FUSION
    + f"    fargate: True\n    head-job-role: {ROLE}zhead\n    compute-job-role: {ROLE}acompute\n    batch-execution-role: {ROLE}mexec\n",
    "fargate with an execution role": FUSION + f"    fargate: True\n    batch-execution-role: {ROLE}run\n",
    "graviton": FUSION + "    fargate: True\n    graviton: True\n    fast-storage: True\n",
    "gpu": "    gpu: True\n    instance-types: g5\n",
    "recommended gpu image": "    gpu: True\n    instance-types: g5\n    ami-id: recommended\n",
    "parameter": "    ami-id: 'resolve:ssm:golden-ami'\n",
    "image": "    ami-id: ami-0123456789abcdef0\n    key-pair: pair\n    boot-disk-size: 200\n",
    # Another order than that of the fields, so that a swap shows.
    "roles": f"    head-job-role: {ROLE}zhead\n    compute-job-role: {ROLE}acompute\n    batch-execution-role: {ROLE}mexec\n",
    "the head job's role": f"    head-job-role: {ROLE}zhead\n",
    "head job": "    head-job-cpus: 4\n    head-job-memory: 9000\n    env: ['A=a,$$b', 'HTTP_PROXY=http://proxy:3128']\n    reconcile: {head-image: example.org/nextflow:1}\n",
    "head job on fargate": FUSION + "    fargate: True\n    head-job-cpus: 4\n",
    "one role": f"    compute-job-role: {ROLE}compute\n",
    "network": "    vpc-id: vpc-0aaaaaaaaaaaaaaa1\n    subnets: subnet-0aaaaaaaaaaaaaaa1,subnet-0aaaaaaaaaaaaaaa2\n    security-groups: sg-0aaaaaaaaaaaaaaa1\n",
    "buckets": "    allow-buckets: reads,s3://clinical/cohort-7,s3://clinical/cohort-8\n",
    "labels": "    labels: storage=fusionv2,Owner=me@example.com\n",
    "logs": "    log-group: /nextflow/one\n    cli-path: /opt/cli/bin/aws\n",
    "efs": "    efs-id: fs-01234567\n    efs-mount: /mnt/efs\n",
    "work directory on efs": "    work-dir: /mnt/efs/work\n    efs-id: fs-01234567\n    efs-mount: /mnt/efs\n",
    "fsx": "    fsx-dns: fs-0abcdef01.fsx.eu-west-1.amazonaws.com\n    fsx-mount: /mnt/fsx\n",
    "ecs configuration": "    ecs-config: ecs.config\n",
    "settings": """\
    reconcile:
      protect: True
      drain: False
      on-delete: retain
      job-timeout-minutes: 45
      head-max-cpus: 16
      job-limits: {misconfiguration: off, capacity: 2h}
      policies: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
      permissions-boundary: arn:aws:iam::123456789012:policy/boundary
      kms-keys: [arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab]
      scheduling-policy: {shares: {labA: 1, labB: 0.5}}
""",
    "boot disk": """\
    boot-disk-size: 200
    reconcile:
      boot-disk:
        throughput: 1000
        iops: 4000
        kms-key: arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab
""",
    "boot disk of a cache": FUSION + "    reconcile: {boot-disk: {throughput: 125, iops: 5000}}\n",
    "file systems that are made": "    create-efs: True\n    fsx-size: 2400\n",
    "scripts": "    pre-run: pre.sh\n    post-run: post.sh\n    nextflow-config: own.config\n",
    "variables of tasks": "    env: ['compute:A=it''s $$x', 'both:B=1', 'C=2', 'compute:in=\"', 'both:PATH=/opt/bin:/bin']\n",
    "wave": "    wave: True\n",
    "a bucket before that of the work directory": "    allow-buckets: a-bucket,zulu\n",
    "a disk that grows": "    no-ebs-auto-scale: False\n",
    "a disk that grows from another size": "    ebs-blocksize: 120\n    boot-disk-size: 60\n",
    "a fallback": "    reconcile: {fallback: on-demand}\n",
}


def item(fields: str) -> str:
    """An environment with more fields, of which a work directory takes the place of the usual one."""
    text = ITEM.replace("    work-dir: s3://bucket/work\n", "") if "work-dir:" in fields else ITEM
    return text + fields


def assure_unchanged(world: World, sandbox: str, file: Path) -> None:
    """A plan changes nothing at all."""
    plan = world.run("plan", sandbox, "--format", "json", file, **NOTHING).expect(0).json
    changed = [
        (resource["address"].rsplit("/", 1)[-1], resource["action"], [change["path"] for change in resource["changes"]])
        for environment in plan["environments"]
        for resource in environment["resources"]
        if resource["action"] != "none"
    ]
    assert changed == []
    world.run("plan", sandbox, "--detailed-exitcode", file, **NOTHING).expect(0)


@pytest.mark.parametrize("fields", [pytest.param(fields, id=name) for name, fields in CASES.items()])
def test_an_exported_file_plans_to_no_change(world: World, fields: str) -> None:
    world.write("ecs.config", "ECS_RESERVED_MEMORY=256\nECS_IMAGE_CLEANUP_INTERVAL='1h'\n")
    world.write("pre.sh", "module load java # it's $HOME\n\n")
    world.write("post.sh", "echo done")
    world.write("own.config", "process.errorStrategy = 'retry'\nparams.x = \"${a}\"\n")
    file, sandbox = world.write("envs.yml", item(fields)), f"--sandbox={world.home / 'account.json'}"
    world.run("apply", sandbox, "--yes", file, **NOTHING).expect(0)
    exported = world.run("export", sandbox, "--files", ".", **NOTHING).expect(0)
    written = world.write("exported.yml", exported.stdout)
    assure_unchanged(world, sandbox, written)
    assert world.recorder.exchanges == []


def test_every_example_comes_back(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    files = [path for path in sorted(EXAMPLES.glob("*.yml")) if path.name != "aws_manual.yml"]
    world.run("apply", sandbox, "--yes", "--env-file", ENV_FILE, *files, **NOTHING).expect(0)
    exported = world.run("export", sandbox, "--files", ".", **NOTHING).expect(0).stdout
    found = yaml.safe_load(exported)["compute-envs"]
    assert len(found) == len(files)
    # An input bucket is allowed in some of them, and none is taken for that of the work directory.
    assert not any(env["work-dir"].startswith("s3://nf-bench-inputs") for env in found)
    assert [env["graviton"] for env in found if "graviton" in env] == [True]
    assure_unchanged(world, sandbox, world.write("exported.yml", exported))


def test_only_what_is_named_is_written(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    two = item("") + item("").split("compute-envs:\n")[1].replace("name: one", "name: two")
    world.run("apply", sandbox, "--yes", world.write("envs.yml", two), **NOTHING).expect(0)
    whole = yaml.safe_load(world.run("export", sandbox, **NOTHING).expect(0).stdout)
    assert [env["name"] for env in whole["compute-envs"]] == ["one", "two"]
    [one] = yaml.safe_load(world.run("export", sandbox, "two", **NOTHING).expect(0).stdout)["compute-envs"]
    assert one["name"] == "two" and one["config-mode"] == "forge" and one["work-dir"] == "s3://bucket/work"
    failed = world.run("export", sandbox, "three", **NOTHING).expect(1)
    assert "there is no environment and no queue 'three' in eu-west-1" in failed.stderr
    assert failed.stdout == ""


def test_a_script_without_a_folder_has_to_be_given(world: World) -> None:
    """A plan of a file that lacks a script would take the script from the head job."""
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.write("pre.sh", "export A=1\n")
    world.run("apply", sandbox, "--yes", world.write("envs.yml", item("    pre-run: pre.sh\n")), **NOTHING).expect(0)
    exported = world.run("export", sandbox, **NOTHING).expect(0)
    assert "#   export A=1" in exported.stdout and "'--files FOLDER' writes it" in exported.stderr
    file = world.write("exported.yml", exported.stdout)
    refused = world.run("plan", sandbox, file, **NOTHING).expect(1)
    assert "'export --files FOLDER' writes it" in refused.stderr
    world.run("plan", sandbox, "--detailed-exitcode", file, PRE_RUN_ONE="pre.sh", **NOTHING).expect(0)


def test_no_file_with_other_contents_is_replaced(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.write("pre.sh", "export A=1\n")
    world.write("post.sh", "echo done\n")
    fields = "    pre-run: pre.sh\n    post-run: post.sh\n"
    world.run("apply", sandbox, "--yes", world.write("envs.yml", item(fields)), **NOTHING).expect(0)
    first = world.run("export", sandbox, "--files", "new/folder", **NOTHING).expect(0)
    again = world.run("export", sandbox, "--files", "new/folder", **NOTHING).expect(0)
    assert first.stdout == again.stdout
    pre, post = [next(world.home.glob(f"**/one.{name}")) for name in ("pre-run", "post-run")]
    assert pre.read_text(encoding="utf-8") == "export A=1\n"
    pre.unlink()
    post.write_text("my own", encoding="utf-8")
    refused = world.run("export", sandbox, "--files", "new/folder", **NOTHING).expect(1)
    assert "one.post-run: exists already with other contents" in refused.stderr and refused.stdout == ""
    assert post.read_text(encoding="utf-8") == "my own" and not pre.exists()


def test_an_empty_account_gives_an_empty_file(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    assert yaml.safe_load(world.run("export", sandbox, **NOTHING).expect(0).stdout) == {"compute-envs": []}


def test_queues_of_others_become_manual_environments(world: World) -> None:
    """A queue of another owner, and the pair of the Seqera Platform's Batch Forge."""
    batch = world.aws.batch
    world.run("apply", "--yes", world.write("envs.yml", ITEM), "--region", "eu-west-1").expect(0)
    [environment, *_] = batch.describe_compute_environments()["computeEnvironments"]
    order = [{"order": 1, "computeEnvironment": environment["computeEnvironmentArn"]}]
    for name in ("manual-queue", "TowerForge-3xKiXAl8vqKm-head", "TowerForge-3xKiXAl8vqKm-work"):
        batch.create_job_queue(jobQueueName=name, priority=1, computeEnvironmentOrder=order)
    exported = world.run("export", "--region", "eu-west-1").expect(0)
    found = {env["name"]: env for env in yaml.safe_load(exported.stdout)["compute-envs"]}
    assert set(found) == {"one", "manual-queue", "TowerForge-3xKiXAl8vqKm"}
    manual = found["manual-queue"]
    assert (manual["config-mode"], manual["head-queue"], manual["compute-queue"]) == ("manual", "manual-queue", "manual-queue")
    forge = found["TowerForge-3xKiXAl8vqKm"]
    assert (forge["head-queue"], forge["compute-queue"]) == ("TowerForge-3xKiXAl8vqKm-head", "TowerForge-3xKiXAl8vqKm-work")

    file = world.write("exported.yml", exported.stdout)
    refused = world.run("plan", file).expect(1)
    assert "AWS does not store the work directory of this environment" in refused.stderr
    named = {"WORK_DIR_MANUAL_QUEUE": "s3://bucket/work", "WORK_DIR_TOWERFORGE_3XKIXAL8VQKM": "s3://bucket/work"}
    world.run("plan", "--detailed-exitcode", file, **named).expect(0)


def test_a_json_of_the_platform_is_read_offline(world: World, tmp_path: Path) -> None:
    source = EXAMPLES / "aws_export.json"
    exported = world.run("export", "--from", source, "--files", ".", "prod", **NOTHING).expect(0)
    [env] = yaml.safe_load(exported.stdout)["compute-envs"]
    assert env["name"] == "prod" and env["region"] == json.loads(source.read_text(encoding="utf-8"))["region"]
    file = world.write("exported.yml", exported.stdout)
    world.run("validate", file, **NOTHING).expect(0)
    by_path = world.write("by-path.yml", f"compute-envs:\n  - name: prod\n    file-path: {source}\n")
    sandbox = f"--sandbox={world.home / 'account.json'}"
    world.run("apply", sandbox, "--yes", "--allow-external-files", by_path, **NOTHING).expect(0)
    world.run("plan", sandbox, "--detailed-exitcode", file, **NOTHING).expect(0)
    assert world.recorder.exchanges == []
    world.run("export", "--from", source, **NOTHING).expect(64)
    world.run("export", "--from", world.write("bad.json", "{}"), "prod", **NOTHING).expect(1)
