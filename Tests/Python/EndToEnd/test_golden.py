"""Texts for people at 80 and 120 columns, held to files in `golden`: a change of the output shows in the diff of a commit.

RECORD_GOLDEN=1 writes the files; such a run fails, so that nothing is recorded by accident.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import binary

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (80, 120)
#: Texts that are long words by themselves; a line with one of them may be longer than the terminal.
#: Cases whose text is for programs, and as wide as it is.
FORMS = ("markdown", "html", "dot", "mermaid")
UNBREAKABLE = ("https://", "arn:aws:", "TowerForge-", "s3:")

FILE = """\
compute-envs:
  - name: rnaseq
    workspace: acme/research
    type: aws-batch
    config-mode: forge
    region: eu-west-1
    work-dir: s3://acme-nextflow/work
    provisioning-model: SPOT
    max-cpus: 256
    instance-types: c6id,m6id
    wave: True
    fusion-v2: True
    fast-storage: True
    allow-buckets: s3://reads
    labels: project=benchmarking
    wait: AVAILABLE
  - name: small
    workspace: acme/research
    type: aws-batch
    config-mode: forge
    region: eu-west-1
    work-dir: s3://acme-nextflow/work
    provisioning-model: EC2
    max-cpus: 16
"""
#: A scaling update, an infrastructure update and a wider policy; the other environment stays.
EDITED = (
    FILE.replace("max-cpus: 256", "max-cpus: 512")
    .replace("c6id,m6id", "c6id,r6id")
    .replace("s3://reads", "s3://reads,s3://results")
)


class Desk:
    """A folder with files and simulated accounts, and runs of the binary on a terminal of some width."""

    def __init__(self, home: Path):
        self.home = home
        (home / "envs.yml").write_text(FILE, encoding="utf-8")
        (home / "edited.yml").write_text(EDITED, encoding="utf-8")
        refused = FILE.replace("    fast-storage: True\n", "    fargate: True\n")
        (home / "refused.yml").write_text(refused, encoding="utf-8")
        replaced = refused.replace("    wait:", "    overwrite: True\n    wait:")
        (home / "replaced.yml").write_text(replaced, encoding="utf-8")
        self.run("apply", "--yes", "--sandbox=applied.json", "envs.yml")
        account = (home / "applied.json").read_text(encoding="utf-8")
        assert '"maxvCpus"' in account
        self.drift(json.loads(account))

    def drift(self, account: object) -> None:
        """An account in which a maximum was changed outside of the file."""

        def change(value: object) -> None:
            if isinstance(value, dict):
                if value.get("maxvCpus") == 256:
                    value["maxvCpus"] = 1024
                for member in value.values():
                    change(member)
            elif isinstance(value, list):
                for member in value:
                    change(member)

        change(account)
        self.record_change(account)
        (self.home / "drifted.json").write_text(json.dumps(account), encoding="utf-8")

    @staticmethod
    def record_change(account: Any) -> None:
        """Lets CloudTrail name who changed the maximum, some minutes after it was changed."""
        name = r"TowerForge-rnaseq-\w+-work-g1"
        [environment] = set(re.findall(name, json.dumps(account)))
        account["time"] = 1_800_000_000
        event = {
            "id": "1", "time": 1_799_999_000, "region": "eu-west-1", "source": "batch.amazonaws.com",
            "name": "UpdateComputeEnvironment", "user": "alice", "userAgent": "aws-cli/2.31.5 md/awscrt#0.27.6",
            "isFromConsole": False,
            "request": json.dumps({"computeEnvironment": environment, "computeResources": {"maxvCpus": 1024}}),
        }  # fmt: skip
        account["world"]["savedTrail"].append(event)

    def run(self, *arguments: str, columns: int = 80) -> str:
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "NO_COLOR": "1", "CI": "true", "COLUMNS": str(columns)}
        process = subprocess.Popen(
            [binary(), *arguments], cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.DEVNULL
        )
        os.close(follower)
        shown = b""
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        os.close(leader)
        process.wait(timeout=60)
        # The ids of a simulated account differ from run to run, and the id of a plan covers them.
        text = shown.decode().replace("\r\n", "\n")
        return re.sub(r"\blt-[0-9a-f]{17}", "lt-(id)", re.sub(r"(plan-id: (?:`|<code>)?|plan_id\":\")[0-9a-f]{12}", r"\1(id)", text))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield Desk(tmp_path_factory.mktemp("golden"))


CASES = {
    "plan-create": ("plan", "--sandbox=empty.json", "envs.yml"),
    "plan-create-verbose": ("plan", "-v", "--target", "small", "--sandbox=empty.json", "envs.yml"),
    "plan-update": ("plan", "--sandbox=applied.json", "edited.yml"),
    "plan-refused": ("plan", "--sandbox=applied.json", "refused.yml"),
    "plan-replace": ("plan", "--sandbox=applied.json", "replaced.yml"),
    "plan-unchanged": ("plan", "--sandbox=applied.json", "envs.yml"),
    "plan-markdown": ("plan", "--format", "markdown", "--sandbox=applied.json", "edited.yml"),
    "plan-html": ("plan", "--format", "html", "--sandbox=applied.json", "edited.yml"),
    "plan-dot": ("plan", "--format", "dot", "--sandbox=applied.json", "replaced.yml"),
    "plan-mermaid": ("plan", "--format", "mermaid", "--sandbox=applied.json", "replaced.yml"),
    "plan-drifted": ("plan", "--sandbox=drifted.json", "envs.yml"),
    "apply-unchanged": ("apply", "--sandbox=applied.json", "envs.yml"),
    "drift": ("drift", "--sandbox=drifted.json", "envs.yml"),
    "drift-missing": ("drift", "--sandbox=empty.json", "envs.yml"),
    "drift-none": ("drift", "--sandbox=applied.json", "envs.yml"),
    "drift-markdown": ("drift", "--format", "markdown", "--sandbox=drifted.json", "envs.yml"),
    "status": ("status", "--sandbox=applied.json", "envs.yml"),
    "status-missing": ("status", "--sandbox=empty.json", "envs.yml"),
    "doctor": ("doctor", "--sandbox=applied.json", "envs.yml"),
    "explain-field": ("explain", "max-cpus"),
    "explain-diagnostic": ("explain", "replacement-refused"),
    "help": ("--help",),
    "help-plan": ("help", "plan"),
    "help-apply": ("help", "apply"),
}


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_a_text_is_as_it_was_recorded(desk: Desk, case: str, columns: int) -> None:
    text = desk.run(*CASES[case], columns=columns)
    assert text.strip(), "nothing was shown"
    path = GOLDEN / f"{case}-{columns}.txt"
    if os.environ.get("RECORD_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"recorded {path.name}")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("case", [case for case in CASES if not case.endswith(FORMS)])
def test_a_text_fits_into_its_terminal(desk: Desk, case: str, columns: int) -> None:
    lines = desk.run(*CASES[case], columns=columns).splitlines()
    broken = [line for line in lines if " " in line.strip() and not any(word in line for word in UNBREAKABLE)]
    long = [line for line in broken if len(line) > columns]
    assert long == []


def test_every_recorded_file_has_its_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{case}-{columns}.txt" for case in CASES for columns in WIDTHS}
