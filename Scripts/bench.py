"""bench.py BINARY – measures start-up, `validate` of a thousand environments, and a plan of fifty without changes.

Start-up is the wall time of `--version`: the best of many runs, because other work on the computer affects it least.
`validate` is measured in the same way, in turns with libyaml alone, which builds its tree of the same file, and which
goes through its events without keeping them. The number of instructions, which no other work affects, is compared with
that of the events; start-up is included everywhere. The plan runs against moto behind the recorder, which counts
requests and round trips; its memory is the peak that the kernel reports.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from Wire.recorder import round_trips

START_UP_MS, REQUESTS, ROUND_TRIPS, MEMORY_MB = 10.0, 16, 6, 60.0
VALIDATE_MS, VALIDATE_RATIO = 100.0, 3.0

ENVIRONMENT = """\
  - type: aws-batch
    config-mode: forge
    name: "nf_env_{number}"
    workspace: "$ORGANIZATION_NAME/$WORKSPACE_NAME"
    credentials: "$COMPUTE_ENV_PREFIX"
    region: "eu-west-1"
    work-dir: "s3://bucket/work"
    labels: "storage=fusionv2,project=benchmarking"
    wait: "AVAILABLE"
    provisioning-model: "SPOT"
    max-cpus: 1000
    fusion-v2: True
    wave: True
    fast-storage: True
    snapshots: True
    no-ebs-auto-scale: True
    instance-types: "c6id.4xlarge,c6id.8xlarge,m6idn.8xlarge"
    allow-buckets: "s3://one,s3://two"
    overwrite: True
"""
VARIABLES = {"ORGANIZATION_NAME": "organization", "WORKSPACE_NAME": "workspace", "COMPUTE_ENV_PREFIX": "prefix"}


def start_up(binary: Path) -> float:
    """Milliseconds of `binary --version`."""
    if shutil.which("hyperfine"):
        with tempfile.NamedTemporaryFile(suffix=".json") as export:
            command = [
                "hyperfine",
                "-N",
                "--style",
                "none",
                "--warmup",
                "5",
                "--runs",
                "50",
                "--export-json",
                export.name,
            ]
            subprocess.run([*command, f"{binary} --version"], check=True, stdout=subprocess.DEVNULL)
            import json

            return float(json.load(export)["results"][0]["min"]) * 1000
    times = []
    for _ in range(50):
        started = time.perf_counter()
        subprocess.run([binary, "--version"], check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def best_in_turns(commands: list[list[str]], runs: int = 40) -> list[float]:
    """Milliseconds of each command, the best of its runs; they take turns, so that a busy time affects all of them."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for command, own in zip(commands, times, strict=True):
            started = time.perf_counter()
            subprocess.run(command, check=True, env=os.environ | VARIABLES, stdout=subprocess.DEVNULL)
            own.append((time.perf_counter() - started) * 1000)
    return [min(own) for own in times]


def instructions(command: list[str]) -> int:
    """The number of instructions of a command, as callgrind counts them."""
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    run = subprocess.run(counting, check=True, env=os.environ | VARIABLES, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    assert found, run.stderr
    return int(found[1])


def validation(binary: Path, folder: Path) -> tuple[float, float, float, float]:
    """Returns milliseconds of `validate` of a thousand environments, and of libyaml alone for the same file's tree and
    events, and the ratio of its instructions to those of the events."""
    file = folder / "thousand.yml"
    file.write_text("compute-envs:\n" + "".join(ENVIRONMENT.format(number=number) for number in range(1000)))
    alone = folder / "libyaml-alone"
    source = Path(__file__).with_name("libyaml-alone.c")
    subprocess.run(["cc", "-O2", "-o", alone, source, "-lyaml"], check=True)
    validate = [str(binary), "validate", str(file)]
    tree, events = [str(alone), str(file), "tree"], [str(alone), str(file), "events"]
    whole, for_tree, for_events = best_in_turns([validate, tree, events])
    # valgrind gives up on some of the debugging data.
    stripped = folder / "stripped"
    subprocess.run(["strip", "--strip-debug", "-o", stripped, binary], check=True)
    counted = instructions([str(stripped), *validate[1:]])
    return whole, for_tree, for_events, counted / instructions(events)


# A process begins with its parent's peak in its record, and this one is large: a small one starts the command.
MEASURE = """
import os, sys, time
out = os.open(os.devnull, os.O_RDWR)
started = time.perf_counter()
actions = [(os.POSIX_SPAWN_DUP2, out, 0), (os.POSIX_SPAWN_DUP2, out, 1)]
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024, time.perf_counter() - started)
"""


def peak_memory(command: list[str], environment: dict[str, str], folder: Path) -> tuple[int, float, float]:
    """Exit status, peak resident megabytes and seconds of one process."""
    measured = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURE, *command],
        env=environment,
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    status, megabytes, seconds = measured.stdout.split()
    return int(status), float(megabytes), float(seconds)


def main() -> int:
    os.environ["RECONCILE_BIN"] = str(Path(sys.argv[1]).resolve())
    from EndToEnd.test_reading import FIFTY, fifty
    from EndToEnd.world import a_world, binary

    results = [("start-up (--version), best of 50", start_up(binary()), "ms", START_UP_MS)]
    with tempfile.TemporaryDirectory() as folder:
        whole, tree, events, ratio = validation(binary(), Path(folder))
        results += [
            ("validate of 1000, best of 40", whole, "ms", VALIDATE_MS),
            ("libyaml alone on the same file: its tree", tree, "ms", float("inf")),
            ("libyaml alone on the same file: events only", events, "ms", float("inf")),
            ("validate of 1000 to libyaml's tree, time", whole / tree, "to 1", VALIDATE_RATIO),
            ("validate of 1000 to its events, instructions", ratio, "to 1", VALIDATE_RATIO),
            ("validate of 1000 to its events, time", whole / events, "to 1", VALIDATE_RATIO),
        ]
    with tempfile.TemporaryDirectory() as folder, a_world(Path(folder), MOTO_DELAY="0.1") as world:
        file = world.write("fifty.yml", fifty())
        world.aws.region = "eu-west-1"
        world.run("apply", "--yes", file, timeout=300).expect(0)
        world.recorder.clear()
        command = [str(binary()), "plan", "--detailed-exitcode", str(file)]
        status, memory, seconds = peak_memory(command, world.environment, world.home)
        assert status == 0, f"the plan is not empty: status {status}"
        requests = len(world.recorder.exchanges)
        world.recorder.clear()
        world.recorder.latency = 0.1  # so that what is sent at once overlaps in the record
        world.run("plan", "--detailed-exitcode", file).expect(0)
        results += [
            (f"plan of {FIFTY}: requests", requests, "", REQUESTS),
            (f"plan of {FIFTY}: round trips", round_trips(world.recorder.exchanges), "", ROUND_TRIPS),
            (f"plan of {FIFTY}: peak memory", memory, "MB", MEMORY_MB),
            (f"plan of {FIFTY}: wall time against moto", seconds * 1000, "ms", float("inf")),
        ]
    for name, value, unit, limit in results:
        bound = "" if limit == float("inf") else f"  (at most {limit:g})"
        print(f"{'ok  ' if value <= limit else 'OVER'}  {name:<48} {value:8.1f} {unit}{bound}")
    return int(any(value > limit for _, value, _, limit in results))


if __name__ == "__main__":
    sys.exit(main())
