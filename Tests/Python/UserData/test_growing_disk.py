"""The disk that grows: how instances make it, and the service that adds volumes to it, against a stub of EC2 and of LVM."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from UserData.instance import CLI, Instance
from UserData.test_user_data import EFS, FSX, FUSION, GROWING, script_of

GIB = 1 << 30
#: What the account holds: a file for each volume, with its state and size.
EC2 = r"""
volumes=$ROOT/ebs
value() { local name=$1 last='' each; shift; for each; do [ "$last" != "$name" ] || echo "$each"; last=$each; done; }
fail() { echo "An error occurred ($1)" >&2; exit 254; }
id=$(value --volume-id "$@")
[ -n "$id" ] || id=$(value --volume-ids "$@")
@HOOK@
case "$*" in
    *--version*) echo aws-cli/2.33.15 ;;
    *create-volume*) id=$(printf 'vol-%017d' "$nth"); echo "available $(value --size "$@")" >"$volumes/$id"; echo "$id" ;;
    *attach-volume*)
        read -r _ size <"$volumes/$id"
        echo "in-use $size" >"$volumes/$id"
        echo "$size" >"$ROOT/attached"
        : >"$(value --device "$@")" ;;
    *delete-volume*)
        read -r state _ <"$volumes/$id" || fail InvalidVolume.NotFound
        [ "$state" = available ] || fail VolumeInUse
        /bin/rm "$volumes/$id" ;;
    *KmsKeyId*) cat "$ROOT/key" 2>/dev/null || echo None ;;
    *CreateTime*) cat "$ROOT/leftovers" 2>/dev/null ;;
    *"Tags[?Key="*) echo TowerForge-one-01234567 ;;
    *"Tags[?"*) printf '[\n  {"Key": "reconcile:disk", "Value": "TowerForge-one-01234567"},\n  {"Key": "it", "Value": "\x27s $x"}\n]\n' ;;
    *attachment.instance-id*VolumeId* | *VolumeId*attachment.instance-id*) echo vol-0000000000000000f ;;
    *--volume-ids*) read -r state _ <"$volumes/$id"; echo "$state" ;;
esac
"""
#: The volume group, as `count bytes free`, and the size of the file system.
LVM = {
    "vgs": 'read -r n size free <"$ROOT/lvm"; case $* in *vg_free*) echo "  $free" ;; *) echo "  $n $size" ;; esac',
    "vgextend": 'read -r n size free <"$ROOT/lvm"; read -r more <"$ROOT/attached"; more=$((more << 30)); '
    'echo "$((n + 1)) $((size + more)) $((free + more))" >"$ROOT/lvm"',
    "lvextend": 'read -r n size free <"$ROOT/lvm"; [ "$free" != 0 ] || exit 5; echo "$n $size 0" >"$ROOT/lvm"',
    "xfs_growfs": 'read -r n size free <"$ROOT/lvm"; echo "$((size - free))" >"$ROOT/size"',
    "df": 'read -r size <"$ROOT/size"; read -r used <"$ROOT/used"; printf "1K-blocks Used\\n%s %s\\n" $((size >> 10)) $((used << 20))',
}
METADATA = r"""case $* in
    *PUT*token*) echo token ;;
    *"X-aws-ec2-metadata-token: token"*/instance-id) echo i-0123456789abcdef0 ;;
    *"X-aws-ec2-metadata-token: token"*/placement/availability-zone) echo eu-west-1b ;;
    *"X-aws-ec2-metadata-token: token"*/placement/region) echo eu-west-1 ;;
    *) exit 22 ;;
esac"""


class Disk(Instance):
    """An instance whose disk grows, and what it has of it."""

    def __init__(self, root: Path, hook: str = "", *, first: int = 50, used: int = 10, ticks: int = 12, **programs: str):
        sleep = f'advance "$1"; [ "$nth" -lt {ticks} ] || end_script'
        super().__init__(root, script_of(GROWING), **LVM | {"curl": METADATA, "sleep": sleep} | programs)
        (root / "ebs").mkdir()
        self.program("aws", EC2.replace("@HOOK@", hook), folder=CLI.rsplit("/", 1)[0])
        self.write("lvm", f"1 {first * GIB} 0\n")
        self.write("size", f"{first * GIB}\n")
        self.write("used", f"{used}\n")

    def serve(self) -> Disk:
        """Runs the service for as many looks at the disk as were given, and for as many waits within them."""
        self.run("disk")
        assert self.status == -9, self.log
        return self

    @property
    def size(self) -> int:
        """The size of the file system in GiB."""
        return int(self.path("size").read_text()) // GIB

    @property
    def volumes(self) -> dict[str, int]:
        """The volumes that are attached, and those that are not, by their sizes in GiB."""
        states = [path.read_text().split() for path in sorted((self.root / "ebs").iterdir())]
        return {state: sum(int(size) for each, size in states if each == state) for state in {state for state, _ in states}}

    def ec2(self, action: str) -> list[str]:
        return self.called(f"aws ec2 {action}")


@pytest.fixture
def disk(tmp_path: Path) -> Callable[..., Disk]:
    return lambda hook="", **more: Disk(tmp_path / f"instance-{len(list(tmp_path.iterdir()))}", hook, **more)


# The start


def test_the_first_volume_becomes_the_disk_of_tasks(disk: Callable[..., Disk]) -> None:
    instance = disk().boot()
    assert instance.joins and instance.console == "", instance.log
    assert instance.called("pvcreate") == ["pvcreate -y /dev/sdf"] and instance.called("vgcreate") == ["vgcreate scratch /dev/sdf"]
    assert instance.called("mkfs.xfs") == ["mkfs.xfs -f -K /dev/scratch/ebs"]
    assert instance.called("mount ") == ["mount -o noatime /dev/scratch/ebs /scratch/ebs"]
    assert instance.path("/scratch/ebs").stat().st_mode & 0o7777 == 0o1777
    # Hundreds of instances may start at once: no start calls EC2.
    assert not instance.ec2("") and not instance.called("curl")
    unit = instance.path("/etc/systemd/system/reconcile-disk.service").read_text(encoding="utf-8")
    assert f"\nExecStart=/bin/bash {instance.root}/part-001 disk\nRestart=always\n" in unit
    started = instance.calls.index("systemctl start --no-block reconcile-disk")
    assert instance.calls[started - 1] == "systemctl daemon-reload"
    assert any(each.endswith("/scratch/ebs") and each.startswith("AssertPathIsMountPoint=") for each in instance.assertions)


def test_without_a_link_the_first_volume_is_found_by_its_id(disk: Callable[..., Disk]) -> None:
    lsblk = 'echo "$ROOT/dev/nvme0n1 vol0aaaaaaaaaaaaaaaa"; echo "$ROOT/dev/nvme1n1 vol0000000000000000f"; echo "$ROOT/dev/loop0"'
    instance = disk(lsblk=lsblk)
    instance.path("/dev/sdf").unlink()
    instance.write("/dev/nvme1n1", "")
    assert instance.boot().joins
    assert instance.called("pvcreate") == [f"pvcreate -y {'/dev/nvme1n1'}"]
    [asked] = instance.ec2("describe-volumes")
    assert "Name=attachment.instance-id,Values=i-0123456789abcdef0 Name=attachment.device,Values=/dev/sdf" in asked
    assert "--region eu-west-1" in asked


def test_a_xen_instance_has_the_volume_under_another_name(disk: Callable[..., Disk]) -> None:
    instance = disk()
    instance.path("/dev/sdf").rename(instance.path("/dev/xvdf"))
    assert instance.boot().joins and instance.called("pvcreate") == ["pvcreate -y /dev/xvdf"]


@pytest.mark.parametrize(
    "failing",
    [{"pvcreate": "exit 5"}, {"vgcreate": "exit 5"}, {"lvcreate": "hang"}, {"mkfs.xfs": "exit 1"}, {"mount": "exit 32"},
     {"mountpoint": "exit 1"}, {"systemctl": "case $* in *reconcile-disk*) exit 1 ;; esac"}],
)  # fmt: skip
def test_an_instance_without_its_disk_stays_out(disk: Callable[..., Disk], failing: dict[str, str]) -> None:
    instance = disk(sleep='advance "$1"', **failing).boot()
    assert not instance.joins and instance.is_masked and instance.seconds <= 240
    assert "/dev/sdf could not become a disk that grows at /scratch/ebs" in instance.console or "lvcreate" in failing


def test_a_volume_that_is_not_there_is_waited_for(disk: Callable[..., Disk]) -> None:
    late = disk(sleep='advance "$1"; [ "$nth" -lt 4 ] || : >"$ROOT/dev/sdf"')
    late.path("/dev/sdf").unlink()
    assert late.boot().joins and late.seconds == 20
    never = disk(sleep='advance "$1"', curl="exit 28")
    never.path("/dev/sdf").unlink()
    assert not never.boot().joins and never.seconds <= 240
    assert "the volume /dev/sdf of the launch template was not found" in never.console


@pytest.mark.parametrize("fields", ["", FUSION, EFS + FSX, "no-ebs-auto-scale: True\nebs-blocksize: 100\n"])
def test_who_does_not_ask_gets_nothing_of_it(fields: str) -> None:
    script = script_of(fields)
    assert "/dev/sdf" not in script and "scratch/ebs" not in script and "create-volume" not in script
    assert script_of("ebs-blocksize: 100\n") == script_of(GROWING)


# Growing


def test_a_disk_that_is_half_empty_stays_as_it_is(disk: Callable[..., Disk]) -> None:
    instance = disk(used=25).serve()
    assert instance.size == 50 and not instance.ec2("") and instance.console == ""
    assert set(instance.called("sleep")) == {"sleep 3"}


def test_a_disk_that_is_more_than_half_full_gets_a_volume(disk: Callable[..., Disk]) -> None:
    instance = disk(used=26).serve()
    assert instance.size == 100 and instance.volumes == {"in-use": 50}
    [made] = instance.ec2("create-volume")
    assert "--availability-zone eu-west-1b --size 50 --volume-type gp3" in made and "--encrypted" not in made
    [attached] = instance.ec2("attach-volume")
    [volume] = re.findall(r"vol-\d{17}", attached)
    assert f"--volume-id {volume} --device /dev/sdg --instance-id i-0123456789abcdef0" in attached
    [bound] = instance.ec2("modify-instance-attribute")
    assert "--block-device-mappings DeviceName=/dev/sdg,Ebs={DeleteOnTermination=true}" in bound
    order = [call.split()[0] if not call.startswith("aws") else call.split()[2] for call in instance.calls]
    wanted = ["create-volume", "attach-volume", "modify-instance-attribute", "pvcreate", "vgextend", "lvextend", "xfs_growfs"]
    assert [each for each in order[order.index("create-volume") :] if each in wanted] == wanted
    assert instance.called("lvextend") == ["lvextend -l +100%FREE /dev/scratch/ebs"]
    assert f"/scratch/ebs gets {volume} with 50 GiB, and has 100 GiB" in instance.console


def test_a_new_volume_has_the_key_of_the_first_one(disk: Callable[..., Disk]) -> None:
    key = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab"
    instance = disk(used=26)
    instance.write("key", f"{key}\n")
    [made] = instance.serve().ec2("create-volume")
    assert f"--encrypted --kms-key-id {key}" in made


def test_a_new_volume_has_the_tags_of_the_first_one(disk: Callable[..., Disk]) -> None:
    instance = disk(used=26).serve()
    text = instance.path("calls").read_text(encoding="utf-8")
    start = text.index("--tag-specifications ") + len("--tag-specifications ")
    tags = '[{"ResourceType": "volume", "Tags": [\n  {"Key": "reconcile:disk", "Value": "TowerForge-one-01234567"},\n'
    assert text[start:].startswith(tags + '  {"Key": "it", "Value": "\'s $x"}\n]}]')


def test_the_disk_doubles_up_to_its_limit(disk: Callable[..., Disk]) -> None:
    more = 'read -r size <"$ROOT/size"; echo "$((size / 1073741824))" >"$ROOT/used"; '
    instance = disk(ticks=40, sleep=more + 'advance "$1"; [ "$nth" -lt 40 ] || end_script').serve()
    sizes = [int(re.findall(r"--size (\d+)", call)[0]) for call in instance.ec2("create-volume")]
    assert sizes == [50, 100, 200, 400, 800, 1600, 3200, 6400, 16_384 - 12_800] and instance.size == 16_384
    names = [re.findall(r"--device (\S+)", call)[0] for call in instance.ec2("attach-volume")]
    assert names == [f"/dev/sd{letter}" for letter in "ghijklmno"]
    assert "/scratch/ebs has 16384 GiB in 10 volumes, and may have no more" in instance.console
    # At its limit it looks less often.
    assert instance.called("sleep")[-1] == "sleep 600"


@pytest.mark.parametrize(("count", "size", "grows"), [(10, 100, True), (11, 100, False), (1, 16_384, False), (1, 16_000, True)])
def test_both_number_and_size_of_volumes_are_limited(disk: Callable[..., Disk], count: int, size: int, grows: bool) -> None:
    instance = disk(first=size, used=size)
    instance.write("lvm", f"{count} {size * GIB} 0\n")
    instance.serve()
    assert bool(instance.ec2("create-volume")) == grows
    if size == 16_000:
        assert instance.size == 16_384
    if count == 10:
        assert "--device /dev/sdp" in instance.ec2("attach-volume")[0]


def test_an_nvme_disk_is_known_by_its_serial_number(disk: Callable[..., Disk]) -> None:
    lsblk = 'for each in "$ROOT"/ebs/*; do each=${each##*/}; echo "$ROOT/dev/nvme3n1 ${each/-/}"; done'
    instance = disk(used=26, lsblk=lsblk)
    instance.write("/dev/nvme3n1", "")
    assert instance.serve().size == 100
    assert instance.called("pvcreate") == ["pvcreate -y /dev/nvme3n1"]


def test_a_disk_that_shows_late_is_waited_for(disk: Callable[..., Disk]) -> None:
    hide = 'case "$*" in *attach-volume*) echo "in-use 50" >"$volumes/$id"; echo 50 >"$ROOT/attached"; exit ;; esac'
    instance = disk(hide, used=26, sleep='advance "$1"; [ "$nth" -lt 6 ] || : >"$ROOT/dev/sdg"; [ "$nth" -lt 12 ] || end_script')
    assert instance.serve().size == 100 and len(instance.ec2("create-volume")) == 1


# Failures


@pytest.mark.parametrize(
    "hook",
    ['case "$*" in *create-volume*) fail RequestLimitExceeded ;; esac',
     'case "$*" in *create-volume*) fail VolumeLimitExceeded ;; esac',
     'case "$*" in *create-volume*) hang ;; esac',
     'case "$*" in *describe-volumes*) fail UnauthorizedOperation ;; esac'],
)  # fmt: skip
def test_it_tries_again_less_and_less_often(disk: Callable[..., Disk], hook: str) -> None:
    instance = disk(hook, used=40, ticks=11).serve()
    assert instance.size == 50 and instance.volumes == {}
    pauses = [int(call.split()[1]) for call in instance.called("sleep")]
    assert pauses == [3, 6, 12, 24, 48, 96, 192, 384, 600, 600, 600]
    assert "/scratch/ebs is not enlarged: the next attempt is in 600 s" in instance.console
    assert "hang" in hook or "An error occurred" in instance.log


def test_it_grows_as_soon_as_a_failure_has_passed(disk: Callable[..., Disk]) -> None:
    instance = disk('case "$*" in *create-volume*) [ "$nth" -gt 9 ] || fail RequestLimitExceeded ;; esac', used=40).serve()
    assert instance.size == 100 and instance.called("sleep")[-1] == "sleep 3"


@pytest.mark.parametrize("deletes", ["", '*delete-volume*) [ "$nth" -gt 20 ] || fail RequestLimitExceeded ;;'])
def test_a_volume_that_cannot_be_attached_is_deleted(disk: Callable[..., Disk], deletes: str) -> None:
    instance = disk(f'case "$*" in *attach-volume*) fail InvalidParameterValue ;; {deletes} esac', used=40, ticks=30).serve()
    assert len(instance.ec2("create-volume")) > 1 and instance.volumes == {}
    names = [re.findall(r"--device (\S+)", call)[0] for call in instance.ec2("attach-volume")]
    assert names[:2] == ["/dev/sdg", "/dev/sdh"]
    assert "could not be attached as /dev/sdg, and is deleted" in instance.console


def test_a_volume_that_never_becomes_available_is_deleted(disk: Callable[..., Disk]) -> None:
    instance = disk('case "$*" in *--volume-ids*) echo creating; exit ;; esac', used=40, ticks=22).serve()
    assert instance.volumes == {} and not instance.ec2("attach-volume") and len(instance.ec2("delete-volume")) == 1


def test_an_answer_to_attaching_that_is_lost_is_no_failure(disk: Callable[..., Disk]) -> None:
    lost = 'case "$*" in *attach-volume*) echo "in-use 50" >"$volumes/$id"; echo 50 >"$ROOT/attached"; : >"$ROOT/dev/sdg"; exit 255 ;; esac'
    instance = disk(lost, used=26).serve()
    assert instance.size == 100 and not instance.ec2("delete-volume") and len(instance.ec2("create-volume")) == 1


def test_no_volume_is_added_while_one_would_outlive_the_instance(disk: Callable[..., Disk]) -> None:
    refuse = 'case "$*" in *modify-instance-attribute*) fail UnauthorizedOperation ;; esac'
    instance = disk(refuse, used=90).serve()
    assert instance.size == 100 and len(instance.ec2("create-volume")) == 1
    assert "the volume /dev/sdg would outlive the instance" in instance.console
    passing = 'case "$*" in *modify-instance-attribute*) [ "$nth" -gt 12 ] || fail RequestLimitExceeded ;; esac'
    healed = disk(passing, used=90, ticks=20).serve()
    assert healed.size == 200 and len(healed.ec2("create-volume")) == 2


@pytest.mark.parametrize("failing", ["pvcreate", "vgextend"])
def test_a_volume_that_lvm_does_not_take_goes_with_the_instance(disk: Callable[..., Disk], failing: str) -> None:
    instance = disk(used=40, ticks=4, **{failing: "exit 5"}).serve()
    made = len(instance.ec2("create-volume"))
    assert instance.size == 50 and made == len(instance.ec2("modify-instance-attribute")) > 1
    assert "is attached as /dev/sdg, and cannot be used" in instance.console and not instance.ec2("delete-volume")


@pytest.mark.parametrize("failing", ["lvextend", "xfs_growfs"])
def test_an_enlargement_that_broke_off_is_finished_first(disk: Callable[..., Disk], failing: str) -> None:
    instance = disk(used=26, **{failing: f'[ "$nth" -gt 2 ] || exit 1\n{LVM[failing]}'}).serve()
    assert instance.size == 100 and len(instance.ec2("create-volume")) == 1


def test_what_another_instance_left_is_deleted(disk: Callable[..., Disk]) -> None:
    instance = disk(used=26)
    instance.write("leftovers", "vol-0000000000000aaaa\tvol-0000000000000bbbb\n")
    for name in ("aaaa", "bbbb"):
        instance.write(f"ebs/vol-0000000000000{name}", "available 800\n")
    instance.serve()
    assert instance.size == 100 and instance.volumes == {"in-use": 50}
    [asked] = [call for call in instance.ec2("describe-volumes") if "CreateTime" in call]
    assert "Name=tag:reconcile:disk,Values=TowerForge-one-01234567 Name=status,Values=available" in asked
    assert re.search(r"Volumes\[\?CreateTime<'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'\]\.VolumeId", asked)


def test_a_service_that_starts_again_goes_on_where_it_was(disk: Callable[..., Disk]) -> None:
    instance = disk(used=60)
    instance.write("lvm", f"2 {100 * GIB} 0\n")
    instance.write("size", f"{100 * GIB}\n")
    instance.serve()
    assert instance.size == 200 and "--device /dev/sdh" in instance.ec2("attach-volume")[0]
    assert "--size 100" in instance.ec2("create-volume")[0]


@pytest.mark.parametrize("used", [10, 40])
def test_a_service_that_starts_again_binds_what_it_attached(disk: Callable[..., Disk], used: int) -> None:
    """The volume may be a part of the disk already, or only attached. Without a binding it outlives the instance."""
    instance = disk('case "$*" in *delete-on-termination*) echo /dev/sdg; exit ;; esac', used=used)
    instance.write("part-001.disk", "")
    instance.serve()
    calls = instance.ec2("")
    [asked] = [call for call in calls if "delete-on-termination" in call]
    filters = "Name=attachment.delete-on-termination,Values=false Name=tag-key,Values=reconcile:disk"
    assert f"Name=attachment.instance-id,Values=i-0123456789abcdef0 {filters}" in asked
    bound = [index for index, call in enumerate(calls) if "modify-instance-attribute" in call]
    made = [index for index, call in enumerate(calls) if "create-volume" in call]
    assert "DeviceName=/dev/sdg,Ebs={DeleteOnTermination=true}" in calls[bound[0]]
    assert len(made) == (used > 25) and all(bound[0] < index for index in made)
    assert any("CreateTime" in call for call in calls[: bound[0]])


@pytest.mark.parametrize("failing", ["describe-volumes", "modify-instance-attribute"])
def test_what_an_earlier_run_attached_is_bound_before_more_is_added(disk: Callable[..., Disk], failing: str) -> None:
    hook = f"""case "$*" in
        *{failing}*) [ "$nth" -gt 6 ] || fail RequestLimitExceeded ;;
    esac
    case "$*" in *delete-on-termination*) echo /dev/sdg; exit ;; esac"""
    instance = disk(hook, used=40, ticks=16)
    instance.write("part-001.disk", "")
    instance.serve()
    calls = instance.ec2("")
    made = next(index for index, call in enumerate(calls) if "create-volume" in call)
    assert sum(failing in call for call in calls[:made]) > 1 and instance.size == 100
    assert any("modify-instance-attribute" in call for call in calls[:made])


def test_a_service_that_found_nothing_to_bind_goes_on(disk: Callable[..., Disk]) -> None:
    instance = disk('case "$*" in *delete-on-termination*) echo None; exit ;; esac', used=10)
    instance.write("part-001.disk", "")
    instance.serve()
    assert not instance.ec2("modify-instance-attribute") and set(instance.called("sleep")) == {"sleep 3"}
    [_] = [call for call in instance.ec2("describe-volumes") if "delete-on-termination" in call]


def test_a_service_that_does_not_know_its_instance_ends_for_systemd(disk: Callable[..., Disk]) -> None:
    instance = disk(curl="exit 28", ticks=100)
    instance.run("disk")
    assert instance.status != 0 and not instance.ec2("")
