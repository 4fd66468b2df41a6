"""The user data of every kind of environment, run on instances on which one thing after the other fails."""

from __future__ import annotations

import email
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from UserData.instance import AGENT, CLI, Instance

PRINTER = ROOT / os.environ.get("USER_DATA_PRINTER", ".build/debug/UserDataPrinter")
ITEM = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: one
    region: eu-west-1
    work-dir: s3://acme-work/scratch
    max-cpus: 64
"""
EFS = "efs-id: fs-0123456789abcdef0\n"
FSX = "fsx-dns: fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com\n"
FUSION = "wave: True\nfusion-v2: True\n"
NVME = FUSION + "fast-storage: True\n"
GROWING = "no-ebs-auto-scale: False\n"
#: What there can be in an environment, as far as its instances are concerned.
KINDS = {
    "plain": "",
    "fusion": FUSION,
    "nvme": NVME,
    "efs": EFS,
    "fsx": FSX,
    "both": EFS + FSX,
    "fusion with efs": FUSION + EFS,
    "fusion with fsx": FUSION + FSX,
    "nvme with both": NVME + EFS + FSX,
    "on demand": "provisioning-model: EC2\n",
    "gpu": "gpu: True\ninstance-types: g5\n",
    "graviton": NVME + "fargate: True\ngraviton: True\n",
    "own image": "ami-id: ami-0123456789abcdef0\ncli-path: /opt/aws-cli/bin/aws\n",
    "log group": "log-group: /acme/jobs\n",
    "growing disk": GROWING,
    "growing disk with both": GROWING + EFS + FSX,
}
#: Those whose scripts differ in what they do.
DISTINCT = ["plain", "fusion", "nvme", "efs", "fsx", "both", "fusion with fsx", "nvme with both", "growing disk"]
WITHOUT_CONDITIONS = {"fusion"}
ONE_DISK = "echo '/dev/nvme0n1 Amazon Elastic Block Store'; echo '/dev/nvme1n1 Amazon EC2 NVMe Instance Storage'"
TWO_DISKS = ONE_DISK + "; echo '/dev/nvme2n1 Amazon EC2 NVMe Instance Storage'"
MOUNT_NAME = "case $* in *describe-file-systems*) echo abcdefgh ;; *) echo aws-cli/2.33.15 ;; esac"
ALL_WELL = {"lsblk": TWO_DISKS, "aws": MOUNT_NAME}


@cache
def text_of(fields: str, lines: str | None = None) -> str:
    """The whole user data of an environment with these fields and, where given, these lines of ecs-config."""
    folder = Path(os.environ.get("PYTEST_TMP", "/tmp")) / f"reconcile-user-data-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    try:
        more = "".join(f"    {line}\n" for line in fields.splitlines())
        if lines is not None:
            (folder / "ecs.config").write_text(lines, encoding="utf-8")
            more += "    ecs-config: ecs.config\n"
        (folder / "one.yml").write_text(ITEM + more, encoding="utf-8")
        done = subprocess.run([PRINTER, folder / "one.yml"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        return done.stdout
    finally:
        shutil.rmtree(folder)


def parts_of(user_data: str) -> list[email.message.Message]:
    return [part for part in email.message_from_string(user_data).walk() if not part.is_multipart()]


def script_of(fields: str, lines: str | None = None) -> str:
    [part] = parts_of(text_of(fields, lines))
    return part.get_payload()


@pytest.fixture
def boot(tmp_path: Path) -> Callable[..., Instance]:
    """Boots an instance of an environment with these fields; every boot must end in time and leave the agent alone."""

    def boot(
        fields: str, *, lines: str | None = None, prepare: Callable[[Instance], None] = lambda instance: None, **programs: object
    ) -> Instance:
        number = len(list(tmp_path.iterdir()))
        instance = Instance(tmp_path / f"instance-{number}", script_of(fields, lines), **programs)
        prepare(instance)
        instance.boot()
        assert instance.seconds <= 240, f"it took {instance.seconds} s"
        started = [call for call in instance.called("systemctl") if re.search(r"\b(re)?start\b", call)]
        assert all(call == "systemctl start --no-block reconcile-disk" for call in started)
        if instance.joins:
            assert not instance.called("systemctl stop")
        elif instance.status == 0 and instance.path("/dev/console").is_file():
            assert "this instance does not join its cluster" in instance.console
        return instance

    return boot


# The text


@pytest.mark.parametrize("kind", KINDS)
def test_shellcheck_has_nothing_to_say(kind: str) -> None:
    shellcheck = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert shellcheck, "shellcheck is missing: Scripts/install-dependencies.sh python installs it"
    lines = "ECS_LOGLEVEL=debug\nECS_A=it's \"x\" \\n\n# a comment\n"
    for script in (script_of(KINDS[kind]), script_of(KINDS[kind], lines)):
        done = subprocess.run([shellcheck, "--shell=bash", "-"], input=script, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_an_archive_that_batch_can_merge(kind: str) -> None:
    user_data = text_of(KINDS[kind])
    assert user_data.isascii() and "\r" not in user_data and len(user_data) <= 16_384
    message = email.message_from_string(user_data)
    assert message.get_content_type() == "multipart/mixed" and not message.defects
    [part] = parts_of(user_data)
    assert part.get_content_type() == "text/x-shellscript" and part.get_payload().startswith("#!/bin/bash\n")
    # Batch puts its own part beside ours.
    batch = 'Content-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\necho ECS_CLUSTER=x >>/etc/ecs/ecs.config\n'
    merged = user_data.replace("\n--==RECONCILE==--\n", f"\n--==RECONCILE==\n{batch}\n--==RECONCILE==--\n")
    assert [part.get_payload() for part in parts_of(merged)][0] == part.get_payload()
    assert len(parts_of(merged)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_script_and_its_lines_are_short(kind: str) -> None:
    script = script_of(KINDS[kind])
    assert len(script) < (9_500 if GROWING not in KINDS[kind] else 13_500)
    assert max(map(len, script.splitlines())) < 200


# All is well


@pytest.mark.parametrize("kind", KINDS)
def test_the_agent_starts_if_all_is_well(boot: Callable[..., Instance], kind: str) -> None:
    instance = boot(KINDS[kind], **ALL_WELL)
    assert instance.joins, instance.log
    assert instance.status == 0 and instance.console == "" and instance.seconds == 0
    # Only conveniences come after the conditions, in a separate call.
    installed = instance.called("dnf")
    assert len(installed) == (1 if kind in WITHOUT_CONDITIONS else 2), installed
    assert installed[-1].endswith("install amazon-cloudwatch-agent")
    assert instance.calls[-1].startswith("amazon-cloudwatch-agent-ctl")
    assert all("--setopt=retries=2 --setopt=timeout=10" in call for call in installed)


def test_the_clusters_line_stays_and_ours_follow(boot: Callable[..., Instance]) -> None:
    lines = "# ours\n\nECS_LOGLEVEL=debug\nECS_A=it's $(id) `id` \"x\" ${HOME} \\n %s\n\n"
    settings = boot("", lines=lines).path("/etc/ecs/ecs.config").read_text(encoding="utf-8").splitlines()
    assert settings[0] == "ECS_CLUSTER=prod"
    assert "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true" in settings
    assert settings[-4:] == ["# ours", "", "ECS_LOGLEVEL=debug", "ECS_A=it's $(id) `id` \"x\" ${HOME} \\n %s"]


def test_each_environment_installs_what_it_uses(boot: Callable[..., Instance]) -> None:
    def packages(fields: str, **programs: str) -> list[str]:
        return boot(fields, **programs).called("dnf")[0].split(" install ")[1].split()

    assert packages("") == ["awscli-2"]
    assert packages(EFS) == ["amazon-efs-utils", "awscli-2"]
    assert packages(EFS + FSX, **ALL_WELL) == ["amazon-efs-utils", "lustre-client", "awscli-2"]
    assert packages(FUSION + FSX, **ALL_WELL) == ["lustre-client"]
    assert packages(NVME, lsblk=TWO_DISKS) == ["lvm2"]
    assert packages(NVME, lsblk=ONE_DISK) == ["amazon-cloudwatch-agent"]
    assert packages(GROWING) == ["lvm2", "awscli-2"]


def test_what_is_installed_is_not_asked_for_again(boot: Callable[..., Instance]) -> None:
    instance = boot(EFS + FSX, rpm="", **ALL_WELL)
    assert instance.joins and not instance.called("dnf") and not instance.called("yum")


def test_the_logs_go_to_the_group_of_the_file(boot: Callable[..., Instance]) -> None:
    folder = "/opt/aws/amazon-cloudwatch-agent/etc"
    settings = json.loads(boot(KINDS["log group"]).path(f"{folder}/reconcile.json").read_text(encoding="utf-8"))
    listed = settings["logs"]["logs_collected"]["files"]["collect_list"]
    assert {each["log_group_name"] for each in listed} == {"/acme/jobs"} and len(listed) == 3


# Packages

LOCKED = "echo \"RPM: error: can't create transaction lock on /var/lib/rpm/.rpm.lock\"; exit 1"


@pytest.mark.parametrize("times", [1, 5])
def test_a_lock_that_is_released_is_waited_for(boot: Callable[..., Instance], times: int) -> None:
    instance = boot(EFS, dnf=f"advance 3; [ $nth -gt {times} ] || {{ {LOCKED}; }}")
    assert instance.joins and len(instance.called("dnf")) == times + 2
    assert instance.called("sleep") == ["sleep 5"] * times


def test_a_lock_on_which_dnf_itself_waits_is_waited_for(boot: Callable[..., Instance]) -> None:
    assert boot("", dnf="advance 70").joins
    assert not boot("", dnf="[ $nth -gt 1 ] || hang", aws="exit 127").joins


@pytest.mark.parametrize("kind", DISTINCT)
@pytest.mark.parametrize("dnf", [LOCKED, "advance 4; exit 1", "hang"])
def test_a_lock_that_is_never_released_keeps_out_what_needs_packages(boot: Callable[..., Instance], kind: str, dnf: str) -> None:
    instance = boot(KINDS[kind], dnf=dnf, missing=("aws",), lsblk=TWO_DISKS)
    assert instance.joins == (kind in {"fusion", "nvme"})
    if not instance.joins:
        assert "could not install" in instance.console


@pytest.mark.parametrize("kind", DISTINCT)
def test_without_answers_only_an_instance_without_conditions_joins(boot: Callable[..., Instance], kind: str) -> None:
    instance = boot(
        KINDS[kind], dnf="hang", curl="hang", mount="hang", aws="hang", amazon_linux_extras="hang", ctl="hang", systemctl="hang"
    )
    assert instance.joins == (kind in WITHOUT_CONDITIONS)


@pytest.mark.parametrize("kind", DISTINCT)
def test_on_amazon_linux_2_yum_is_used(boot: Callable[..., Instance], kind: str) -> None:
    instance = boot(KINDS[kind], missing=("dnf",), **ALL_WELL)
    assert instance.joins, instance.log
    if "fsx" in KINDS[kind]:
        [extras] = instance.called("amazon-linux-extras")
        assert extras == "amazon-linux-extras enable lustre"
        assert instance.calls.index(extras) < instance.calls.index(instance.called("yum")[0])
    else:
        assert not instance.called("amazon-linux-extras")
    assert " awscli-2" not in "\n".join(instance.calls)
    if kind == "plain":
        assert instance.called("yum")[0].endswith(" install awscli")


@pytest.mark.parametrize("kind", DISTINCT)
def test_an_image_without_package_manager_uses_what_it_has(boot: Callable[..., Instance], kind: str) -> None:
    bare = ("dnf", "yum", "rpm", "amazon-linux-extras")
    assert boot(KINDS[kind], missing=bare, **ALL_WELL).joins
    without = boot(KINDS[kind], missing=(*bare, "aws"), lsblk=TWO_DISKS)
    needs_cli = "fusion-v2" not in KINDS[kind] or "fsx" in KINDS[kind]
    assert without.joins != needs_cli
    assert "neither dnf nor yum" in without.console


# Mounts


@pytest.mark.parametrize("kind", ["efs", "fusion with efs", "fsx", "fusion with fsx", "both"])
@pytest.mark.parametrize("times", [1, 3, 15])
def test_a_mount_is_tried_again_until_it_works(boot: Callable[..., Instance], kind: str, times: int) -> None:
    mount = f'[ $nth -gt {times} ] || exit 32; echo "${{*: -1}}" >>"$ROOT/mounts"'
    instance = boot(KINDS[kind], mount=mount, **ALL_WELL)
    assert instance.joins and instance.console == ""
    assert len(instance.called("mount ")) == times + (2 if kind == "both" else 1)


@pytest.mark.parametrize("kind", ["efs", "fusion with efs", "fsx", "fusion with fsx", "both", "nvme with both"])
@pytest.mark.parametrize("mount", ["echo 'Connection timed out' >&2; exit 32", "hang", ":", "advance 20; exit 1"])
def test_a_mount_that_never_works_keeps_the_agent_out(boot: Callable[..., Instance], kind: str, mount: str) -> None:
    instance = boot(KINDS[kind], mount=mount, **ALL_WELL)
    assert not instance.joins and instance.is_masked
    assert instance.called("systemctl")[-1] == "systemctl stop --no-block ecs"
    assert re.search(r"/mnt/(efs|fsx) could not be mounted", instance.console) or "nvme" in kind
    # It is tried for minutes.
    assert instance.seconds >= 115 or "nvme" in kind


def test_both_file_systems_are_named_if_both_fail(boot: Callable[..., Instance]) -> None:
    instance = boot(EFS + FSX, mount="exit 32", **ALL_WELL | {"sleep": "advance 1"})
    assert "/mnt/efs could not be mounted" in instance.console and "/mnt/fsx could not be mounted" in instance.console


@pytest.mark.parametrize("failing", ["/mnt/efs", "/mnt/fsx"])
def test_one_of_two_file_systems_is_not_enough(boot: Callable[..., Instance], failing: str) -> None:
    mount = f'case $* in *{failing}) exit 32 ;; esac; echo "${{*: -1}}" >>"$ROOT/mounts"'
    instance = boot(FUSION + EFS + FSX, mount=mount, **ALL_WELL)
    assert not instance.joins and f"{failing} could not be mounted" in instance.console


@pytest.mark.parametrize("name", ["None", "", "null", "a b", "toolongname", "x/../y", "An error occurred"])
def test_nothing_is_mounted_without_a_mount_name(boot: Callable[..., Instance], name: str) -> None:
    aws = f"case $* in *describe-file-systems*) echo '{name}' ;; esac"
    instance = boot(FSX, aws=aws)
    if name == "null":
        assert instance.joins  # four letters like any other name
        return
    assert not instance.called("mount ") and not instance.joins
    assert "FSx gave no mount name of fs-0fedcba9876543210" in instance.console


def test_the_mount_name_is_asked_for_again(boot: Callable[..., Instance]) -> None:
    aws = "case $* in *describe-file-systems*) [ $nth -gt 4 ] && echo abcdefgh ;; esac"
    instance = boot(FUSION + FSX, aws=aws)
    assert instance.joins
    dns = "fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com"
    assert instance.called("mount ") == [f"mount -t lustre -o relatime,flock {dns}@tcp:/abcdefgh /mnt/fsx"]
    asked = instance.called("aws fsx")[0]
    assert "--region eu-west-1 --file-system-ids fs-0fedcba9876543210 --cli-connect-timeout 5" in asked


def test_efs_is_mounted_with_tls(boot: Callable[..., Instance]) -> None:
    assert boot(FUSION + EFS).called("mount ") == ["mount -t efs -o tls fs-0123456789abcdef0:/ /mnt/efs"]


# Conditions hold however the script ends


@pytest.mark.parametrize("kind", ["efs", "fsx", "both", "fusion with efs"])
@pytest.mark.parametrize("program", ["dnf", "mount", "systemctl"])
def test_a_script_that_is_killed_leaves_the_agent_out(boot: Callable[..., Instance], kind: str, program: str) -> None:
    kill = 'end_script; exit 1'
    if program == "systemctl":
        kill = 'case $* in *mask*) end_script ;; esac'
    others = {"mount": "exit 32"} if program == "systemctl" else {}
    assert not boot(KINDS[kind], **ALL_WELL | others | {program: kill}).joins


def test_a_cli_that_was_not_made_leaves_the_agent_out(boot: Callable[..., Instance]) -> None:
    instance = boot("", dnf='end_script')
    assert not instance.joins and instance.assertions == ["[Unit]", f"AssertPathExists={instance.path(CLI)}"]


def test_after_a_reboot_mounts_are_looked_for_again(boot: Callable[..., Instance]) -> None:
    instance = boot(EFS)
    assert instance.joins
    (instance.root / "mounts").unlink()
    assert not instance.joins


def test_an_agent_that_cannot_be_masked_is_disabled(boot: Callable[..., Instance]) -> None:
    instance = boot(EFS, mount="exit 32", systemctl="case $* in mask*) exit 1 ;; esac")
    assert instance.called("systemctl")[-2:] == ["systemctl disable ecs", "systemctl stop --no-block ecs"]


def test_the_guard_comes_before_anything_takes_time(boot: Callable[..., Instance]) -> None:
    assert boot(EFS).calls[0] == "systemctl daemon-reload"


# Conveniences


@pytest.mark.parametrize("kind", DISTINCT)
@pytest.mark.parametrize(
    "failing",
    [
        {"dnf": 'case $* in *cloudwatch*) exit 1 ;; esac'},
        {"dnf": 'case $* in *cloudwatch*) hang ;; esac'},
        {"sysctl": "exit 255", "ctl": "exit 1"},
        {"ctl": "hang"},
        {"missing": ("ctl", "sysctl")},
    ],
)
def test_what_is_only_convenient_stops_nothing(boot: Callable[..., Instance], kind: str, failing: dict[str, str]) -> None:
    instance = boot(KINDS[kind], **ALL_WELL | failing)
    assert instance.joins and not instance.called("systemctl mask")


def test_the_log_is_sent_of_an_instance_that_stays_out(boot: Callable[..., Instance]) -> None:
    instance = boot(EFS, mount="exit 32")
    assert not instance.joins and instance.calls[-1].startswith("amazon-cloudwatch-agent-ctl")


def test_neither_log_nor_console_is_needed(boot: Callable[..., Instance]) -> None:
    def spoil(instance: Instance) -> None:
        for path in ("/dev/console", "/var/log/reconcile-user-data.log"):
            instance.path(path).mkdir()

    assert boot(EFS, prepare=spoil).joins
    spoilt = boot(EFS, prepare=spoil, mount="exit 32", systemctl="")
    assert not spoilt.joins


# NVMe


@pytest.mark.parametrize(("type", "joins"), [("m5.large", True), ("c6i.xlarge", True), ("m7i-flex.large", True), ("r6g.2xlarge", True), ("c6id.large", False), ("m5dn.large", False), ("i4i.large", False), ("g5.xlarge", False), ("", False)])
def test_only_head_jobs_do_without_disks(boot: Callable[..., Instance], type: str, joins: bool) -> None:
    instance = boot(NVME, curl=f"case $* in *PUT*) echo token ;; *) echo '{type}' ;; esac")
    assert instance.joins == joins
    if not joins:
        assert f"'fast-storage' needs NVMe instance disks, and this instance ({type or 'type unknown'}) has none" in instance.console
    assert not instance.called("mkfs")


def test_one_disk_is_used_as_it_is(boot: Callable[..., Instance]) -> None:
    instance = boot(NVME, lsblk=ONE_DISK)
    assert instance.joins and not instance.called("pvcreate")
    assert instance.called("mkfs.xfs") == ["mkfs.xfs -f -K /dev/nvme1n1"]
    assert instance.called("mount ") == ["mount -o noatime /dev/nvme1n1 /scratch/fusion"]


def test_two_disks_are_striped(boot: Callable[..., Instance]) -> None:
    instance = boot(NVME, lsblk=TWO_DISKS)
    assert instance.joins
    assert instance.called("lvcreate") == ["lvcreate -y -i 2 -l 100%FREE -n fusion scratch"]
    assert instance.called("mkfs.xfs") == ["mkfs.xfs -f -K /dev/scratch/fusion"]


@pytest.mark.parametrize("failing", ["pvcreate", "vgcreate", "lvcreate", "dnf"])
def test_one_of_two_disks_is_used_if_they_cannot_be_striped(boot: Callable[..., Instance], failing: str) -> None:
    programs = {failing: "exit 5"} | ({"pvcreate": "exit 127"} if failing == "dnf" else {})
    instance = boot(NVME, lsblk=TWO_DISKS, **programs)
    assert instance.joins and "/dev/nvme1n1 is used alone" in instance.console
    assert instance.called("mount ") == ["mount -o noatime /dev/nvme1n1 /scratch/fusion"]


def test_the_second_disk_is_used_if_the_first_cannot_be(boot: Callable[..., Instance]) -> None:
    mkfs = {"mkfs.xfs": "case $* in *nvme2n1) ;; *) exit 1 ;; esac"}
    instance = boot(NVME, lsblk=TWO_DISKS, **mkfs)
    assert instance.joins and "/dev/nvme2n1 is used alone" in instance.console


@pytest.mark.parametrize("failing", [{"mkfs.xfs": "exit 1"}, {"mount": "exit 32"}, {"mountpoint": "exit 1"}])
def test_disks_that_cannot_be_used_leave_the_agent_out(boot: Callable[..., Instance], failing: dict[str, str]) -> None:
    instance = boot(NVME, lsblk=TWO_DISKS, **failing)
    assert not instance.joins and "no NVMe disk could be mounted" in instance.console


# The CLI


def test_a_cli_of_the_image_is_left_as_it_is(boot: Callable[..., Instance]) -> None:
    cli = "/opt/aws-cli/bin/aws"

    def put(instance: Instance) -> None:
        instance.program("aws", AWS_OF_THE_IMAGE, folder="/opt/aws-cli/bin")

    AWS_OF_THE_IMAGE = "echo aws-cli/1.40"
    instance = boot(KINDS["own image"], prepare=put)
    assert instance.joins and AWS_OF_THE_IMAGE in instance.path(cli).read_text(encoding="utf-8")
    assert [call.split(" install ")[1] for call in instance.called("dnf")] == ["amazon-cloudwatch-agent"]
    AWS_OF_THE_IMAGE = "exit 1"
    broken = boot(KINDS["own image"], prepare=put)
    assert not broken.joins and "/opt/aws-cli/bin/aws is in the image, and does not run" in broken.console
    assert AWS_OF_THE_IMAGE in broken.path(cli).read_text(encoding="utf-8")


def test_a_directory_that_is_there_gets_a_cli_more(boot: Callable[..., Instance]) -> None:
    other = "/home/ec2-user/miniconda/bin/conda"
    instance = boot("", prepare=lambda instance: instance.write(other, "ours"))
    assert instance.joins and instance.path(other).read_text(encoding="utf-8") == "ours"


@pytest.mark.parametrize(
    "failing",
    [
        {"aws": "exit 1"},
        {"aws": "hang", "curl": "hang"},
        {"missing": ("aws", "unzip")},
        {"missing": ("aws", "curl")},
        {"missing": ("aws",), "curl": "exit 22"},
        {"cp": "echo 'No space left on device' >&2; exit 1", "curl": "exit 23"},
        {"mv": "exit 1"},
    ],
)
def test_a_cli_that_cannot_be_had_leaves_the_agent_out(boot: Callable[..., Instance], failing: dict[str, str]) -> None:
    instance = boot("", **failing)
    assert not instance.joins and not instance.path(CLI).exists()
    assert f"no AWS CLI runs at {CLI}" in instance.console
    assert boot(FUSION, **failing).joins


@pytest.mark.parametrize("tool", ["unzip", "python3"])
def test_an_image_without_the_package_gets_the_bundle(boot: Callable[..., Instance], tool: str) -> None:
    unpack = 'mkdir -p "${*: -1}/aws/dist"; printf "#!/bin/sh\\necho bundle \\$LD_LIBRARY_PATH\\n" >"${*: -1}/aws/dist/aws"'
    instance = boot("", missing=("aws",), dnf="exit 1", **{tool: unpack})
    assert instance.joins, instance.log
    [asked] = instance.called("curl")
    assert asked.endswith("https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip") and "--connect-timeout 5 --max-time 40" in asked
    done = subprocess.run([instance.path(CLI)], capture_output=True, text=True, check=True, env={})
    assert done.stdout.split()[1].startswith(f"{instance.path('/home/ec2-user/miniconda/aws-cli/aws/dist')}:")


def test_the_bundle_is_not_asked_for_in_vain(boot: Callable[..., Instance]) -> None:
    assert not boot("").called("curl")


def test_the_cli_runs_in_an_image_that_has_nothing(boot: Callable[..., Instance], tmp_path: Path) -> None:
    """The copy of a Python program runs where there is no libc, no libz, no Python and no certificate: in an empty root."""
    program = "import json, ssl, sys, zlib\nprint('aws-cli', sys.argv[1], zlib.crc32(b'x'), json.dumps(sys.prefix), file=sys.stdout)\n"
    python = Path(shutil.which("python3", path="/usr/bin:/bin:/usr/local/bin") or sys.executable).resolve()

    def put(instance: Instance) -> None:
        aws = instance.root / "usr/bin/aws"
        aws.write_text(f"#!{python} -s\n{program}", encoding="utf-8")
        aws.chmod(0o755)

    instance = boot("", prepare=put)
    assert instance.joins, instance.log
    cli = instance.path(CLI)
    clean = {"PATH": "/nowhere", "LD_PRELOAD": "/nowhere/lib.so", "PYTHONHOME": "/nowhere", "PYTHONPATH": "/nowhere"}
    done = subprocess.run([cli, "--version"], env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("aws-cli --version"), done.stderr
    assert str(instance.root) in done.stdout
    if os.geteuid() != 0:
        return
    empty = tmp_path / "empty"
    tree = cli.parent.parent
    shutil.copytree(tree, empty / str(tree).lstrip("/"), symlinks=True)
    command = cli.read_text(encoding="utf-8").splitlines()[-1].split()[1:-1]
    done = subprocess.run([shutil.which("chroot") or "/usr/sbin/chroot", empty, *command, "--version"], env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("aws-cli --version"), done.stderr
