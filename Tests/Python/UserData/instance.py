"""An instance on which user data runs: a separate root, stubs for every program that would change a computer, and a
clock that only the stubs move.

The script's absolute paths lead into the root. A stub records its call and then does what the test asks for: a few
lines of bash, in which ``advance N`` lets N seconds pass, ``hang`` waits until another program ends it, and ``nth`` is
the number of this call among the calls of the program. ``timeout`` ends what runs beyond its limit by that clock.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
from pathlib import Path

BASH = shutil.which("bash") or "/bin/bash"
#: Programs of the machine that the script may use as they are.
PLAIN = "awk bash cat chmod cp date find head mkdir mv sed sort xargs".split()
#: Programs that would touch the machine: they do nothing and succeed unless a test says otherwise.
QUIET = "amazon-linux-extras curl dnf lsblk lvcreate lvextend mkfs.xfs pvcreate rpm sysctl umount".split()
QUIET += "vgcreate vgextend vgremove vgs xfs_growfs yum".split()
LED = re.compile(r"(?<![\w.*-])/(?=(?:etc|var|usr|home|opt|mnt|fsx|data|scratch|proc/uptime|dev/console|dev/scratch|dev/sd[a-z]?)\b)")
STRAY = r"(?<![\w.*-])/(?:etc|var|usr|home|opt|mnt|fsx|data|scratch|proc|sys|run|tmp|root|boot|dev/(?!null))\b"
CLI, AGENT = "/home/ec2-user/miniconda/bin/aws", "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl"

LIBRARY = r"""
ROOT=@ROOT@
now() { read -r up _ <"$ROOT/proc/uptime"; echo "${up%.*}"; }
record() { printf '%s\n' "$(now) $*" >>"$ROOT/calls"; }
# Ends a process of this instance, and no other that may have got its number.
end_process() { [[ /proc/$2/cwd -ef $ROOT ]] && kill "-$1" "$2" 2>/dev/null; }
end_script() { end_process KILL "$(cat "$ROOT/pid")"; }
# Ends every 'timeout' whose time is over.
expire() {
    local level end pid
    for level in "$ROOT"/levels/*; do
        [ -e "$level" ] || continue
        read -r end pid <"$level"
        [ "$(now)" -lt "$end" ] || end_process TERM "$pid"
    done
}
# When the next 'timeout' ends what it runs.
deadline() {
    local level end first=
    for level in "$ROOT"/levels/*; do
        [ -e "$level" ] || continue
        read -r end _ <"$level"
        [ -n "$first" ] && [ "$first" -le "$end" ] || first=$end
    done
    echo "$first"
}
advance() {
    local then=$(($(now) + $1)) first
    first=$(deadline)
    [ -z "$first" ] || [ "$then" -lt "$first" ] || then=$first
    echo "$then.00 0.00" >"$ROOT/proc/uptime"
    expire
}
hang() {
    [ -n "$(deadline)" ] || { echo "${0##*/} hangs, and nothing would end it" >>"$ROOT/stuck"; end_script; exit 1; }
    advance 1000000
    exit 124
}
name=${0##*/}
nth=$(($(cat "$ROOT/count.$name" 2>/dev/null || echo 0) + 1))
echo "$nth" >"$ROOT/count.$name"
"""

TIMEOUT = r"""
while [[ ${1:-} == -* ]]; do shift; done
limit=$1; shift
[ "$limit" -gt 0 ] || { echo "timeout $limit is no limit" >>"$ROOT/stuck"; }
(echo "$(($(now) + limit)) $BASHPID" >"$ROOT/levels/$$"; exec "$@") &
wait $!; status=$?
/bin/rm -f "$ROOT/levels/$$"
[ "$status" -ne 143 ] || status=124
exit "$status"
"""

SYSTEMCTL = r"""
case "$*" in *daemon-reload*) ;; *ecs* | *reconcile-disk) ;; *) exit 1 ;; esac
"""

#: A CLI as a package installs it: a program for an interpreter.
AWS = 'echo "aws-cli/2.33.15 Python/3.9.25"'


class Instance:
    """One instance, from its first boot on."""

    def __init__(self, root: Path, user_data: str, *, missing: tuple[str, ...] = (), **programs: str):
        self.root, self.user_data = root, user_data
        for folder in ("bin", "levels", "etc", "var/log", "proc", "dev", "usr/bin", "home", "opt"):
            (root / folder).mkdir(parents=True)
        self.write("/proc/uptime", "20.00 3.00\n")
        self.write("/etc/ecs/ecs.config", "ECS_CLUSTER=prod\n")
        # The second volume of the launch template.
        self.write("/dev/sdf", "")
        for name in PLAIN:
            (root / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
        behaviour = dict.fromkeys(QUIET, "") | {"rpm": "exit 1", "unzip": "exit 9", "python3": "exit 1", "uname": "echo x86_64"}
        behaviour |= {"sleep": 'advance "$1"', "systemctl": SYSTEMCTL, "aws": AWS}
        behaviour |= {"mount": 'echo "${*: -1}" >>"$ROOT/mounts"'}
        behaviour |= {"mountpoint": '/bin/grep -qx "${*: -1}" "$ROOT/mounts"'}
        behaviour |= {name if name in QUIET else name.replace("_", "-"): body for name, body in programs.items()}
        for name, body in behaviour.items():
            if name not in missing:
                self.program(name, body)
        self.program("timeout", TIMEOUT, is_recorded=False)
        if "ctl" not in missing:
            self.program(AGENT.rsplit("/", 1)[1], programs.get("ctl", ""), folder=AGENT.rsplit("/", 1)[0])

    def program(self, name: str, body: str, *, folder: str = "", is_recorded: bool = True) -> None:
        """Puts a stub into a folder; the CLI into /usr/bin as its package does, the others into the PATH."""
        path = self.root / "bin" / name if not folder else self.path(f"{folder}/{name}")
        if name == "aws" and not folder:
            path.symlink_to("../usr/bin/aws")
            path = self.root / "usr/bin/aws"
        path.parent.mkdir(parents=True, exist_ok=True)
        # It takes the place of what was there: a link to a program of this machine must never be written through.
        path.unlink(missing_ok=True)
        library = LIBRARY.replace("@ROOT@", str(self.root)) + ('record "$name $*"\n' if is_recorded else "")
        with path.open("x", encoding="utf-8") as file:
            file.write(f"#!{BASH}\n{library}{body}\n")
        path.chmod(0o755)

    def path(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def write(self, path: str, text: str) -> None:
        self.path(path).parent.mkdir(parents=True, exist_ok=True)
        self.path(path).write_text(text, encoding="utf-8")

    def boot(self) -> Instance:
        """Runs the script as cloud-init does, then looks at what systemd would do with the agent."""
        return self.run()

    def run(self, *arguments: str) -> Instance:
        """Runs the script, with arguments as systemd does for a service of it."""
        script = self.root / "part-001"
        led = LED.sub(f"{self.root}/", self.user_data)
        # What is not led into the root would touch this machine.
        assert not (stray := re.search(STRAY, led.replace(f"{self.root}/", "ROOT/"))), stray
        script.write_text(led, encoding="utf-8")
        script.chmod(0o700)
        with (self.root / "output").open("wb") as output:
            process = subprocess.Popen(
                [BASH, "-c", f'echo $$ >"{self.root}/pid"; exec "{BASH}" "{script}" "$@"', BASH, *arguments],
                cwd=self.root,
                env={"PATH": f"{self.root}/bin"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            end = os.pidfd_open(process.pid)
            has_ended = select.select([end], [], [], 60)[0]
            os.close(end)
            # Until it is waited for, its number stays its own, and so does its group's.
            os.killpg(process.pid, signal.SIGKILL)
            self.status = process.wait()
        assert has_ended, f"the script runs for longer than 60 s: {self.calls[-5:]}"
        stuck = self.root / "stuck"
        assert not stuck.exists(), stuck.read_text(encoding="utf-8")
        return self

    # What came of it

    @property
    def seconds(self) -> int:
        """How long the script took by the instance's clock."""
        return int(float(self.path("/proc/uptime").read_text().split()[0])) - 20

    @property
    def calls(self) -> list[str]:
        """The calls of programs, in their order, with paths as the script has them."""
        calls = self.root / "calls"
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return [line.split(" ", 1)[1].replace(f"{self.root}/", "/").rstrip() for line in lines]

    def called(self, start: str) -> list[str]:
        return [call for call in self.calls if call.startswith(start)]

    @property
    def log(self) -> str:
        log = self.path("/var/log/reconcile-user-data.log")
        return log.read_text(encoding="utf-8", errors="replace").replace(f"{self.root}/", "/") if log.is_file() else ""

    @property
    def console(self) -> str:
        """What the script says, in the log and on the console alike."""
        console = self.path("/dev/console")
        return console.read_text(encoding="utf-8").replace(f"{self.root}/", "/") if console.is_file() else ""

    @property
    def assertions(self) -> list[str]:
        unit = self.path("/etc/systemd/system/ecs.service.d/reconcile.conf")
        return unit.read_text(encoding="utf-8").splitlines() if unit.exists() else []

    def holds(self, assertion: str) -> bool:
        name, _, path = assertion.partition("=")
        if name == "AssertPathExists":
            return Path(path).exists()
        assert name == "AssertPathIsMountPoint", assertion
        mounts = self.root / "mounts"
        return mounts.exists() and path in mounts.read_text(encoding="utf-8").splitlines()

    @property
    def is_masked(self) -> bool:
        return any(re.fullmatch(r"systemctl (mask|disable) ecs", call) for call in self.calls)

    @property
    def joins(self) -> bool:
        """Whether the agent starts after cloud-init's end."""
        return not self.is_masked and all(self.holds(each) for each in self.assertions if each != "[Unit]")
