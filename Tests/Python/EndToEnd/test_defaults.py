"""Options from variables and from reconcile.yml: the flag wins over the variable, and the variable over the file."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from EndToEnd.world import ITEM, binary

WITHOUT_REGION = ITEM.replace("    region: eu-west-1\n", "")


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)} | variables
    return subprocess.run([binary(), *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def region(folder: Path, *arguments: str, **variables: str) -> str:
    done = run(folder, "plan", "--sandbox", "--format", "json", *arguments, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["regions"][0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a file below it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "envs").mkdir()
    (tmp_path / "envs/one.yml").write_text(WITHOUT_REGION, encoding="utf-8")
    return tmp_path


def defaults(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_the_order_is_flag_variable_file(project: Path) -> None:
    defaults(project / "reconcile.yml", "region: eu-west-1\n")
    file = "envs/one.yml"
    assert region(project, file) == "eu-west-1"
    assert region(project, file, RECONCILE_REGION="eu-west-2") == "eu-west-2"
    assert region(project, "--region", "eu-west-3", file, RECONCILE_REGION="eu-west-2") == "eu-west-3"
    # The file beside the input comes before that of the repository.
    defaults(project / "envs/reconcile.yml", "region: eu-north-1\n")
    assert region(project, file) == "eu-north-1" and region(project, "envs/one.yml") == "eu-north-1"
    (project / "envs/reconcile.yml").unlink()
    # The root is found from below.
    assert region(project / "envs", "one.yml") == "eu-west-1"


def test_variables_give_flags_and_several_values(project: Path) -> None:
    (project / "a.sh").write_text("export CPUS=8\n", encoding="utf-8")
    (project / "b.sh").write_text("export NAME=two\n", encoding="utf-8")
    text = ITEM.replace("max-cpus: 16", "max-cpus: $CPUS").replace("name: one", "name: $NAME")
    (project / "envs/one.yml").write_text(text, encoding="utf-8")
    done = run(
        project, "plan", "envs/one.yml", RECONCILE_ENV_FILE="a.sh\nb.sh", RECONCILE_SANDBOX="account.json",
        RECONCILE_DETAILED_EXITCODE="true", RECONCILE_FORMAT="json", RECONCILE_REPORT="html=plan.html\ndot=plan.dot",
    )  # fmt: skip
    assert done.returncode == 2 and json.loads(done.stdout)["environments"][0]["name"] == "two", done.stderr
    assert (project / "plan.html").exists() and (project / "plan.dot").exists()
    assert run(project, "plan", "envs/one.yml", RECONCILE_SANDBOX="false").returncode == 1
    wrong = run(project, "plan", "--sandbox", "envs/one.yml", RECONCILE_PRUNE="perhaps")
    assert wrong.returncode == 64 and "RECONCILE_PRUNE is neither true nor false" in wrong.stderr
    misspelt = run(project, "plan", "--sandbox", "envs/one.yml", RECONCILE_ENV_FILE="a.sh\nb.sh", RECONCILE_ACOUNT_ID="1")
    assert misspelt.returncode == 0 and "note: no command has an option for the variable RECONCILE_ACOUNT_ID" in misspelt.stderr
    wrong = run(project, "plan", "--sandbox", "envs/one.yml", RECONCILE_FORMAT="pdf")
    assert wrong.returncode == 64 and "--format comes from RECONCILE_FORMAT" in wrong.stderr


def test_env_files_of_the_file_are_beside_it(project: Path) -> None:
    (project / "envs/v.sh").write_text("export CPUS=8\n", encoding="utf-8")
    (project / "envs/one.yml").write_text(ITEM.replace("max-cpus: 16", "max-cpus: $CPUS"), encoding="utf-8")
    defaults(project / "reconcile.yml", "env-file: [envs/v.sh]\nenv-files-only: true\n")
    assert run(project, "validate", "envs/one.yml").returncode == 0
    assert run(project / "envs", "validate", "one.yml").returncode == 0
    # The variable of the environment does not count any more.
    assert run(project, "validate", "--env-file", "/dev/null", "envs/one.yml", CPUS="8").returncode == 1
    for outside in ("../v.sh", "/etc/hostname", "envs/../../v.sh"):
        defaults(project / "reconcile.yml", f"env-file: {outside}\n")
        done = run(project, "validate", "envs/one.yml")
        assert done.returncode == 1 and "is not below the folder of reconcile.yml" in done.stderr


@pytest.mark.parametrize(
    "text, said",
    [
        ("yes: true\n", "'yes' cannot be a default"),
        ("skip-refused: true\n", "give --skip-refused on the command line of apply, or RECONCILE_SKIP_REFUSED"),
        ("detailed-exitcode: true\n", "'detailed-exitcode' cannot be a default"),
        ("env-allow: AWS_SECRET_ACCESS_KEY\n", "'env-allow' cannot be a default"),
        ("allow-external-files: true\n", "'allow-external-files' cannot be a default"),
        ("audit-log: /tmp/x\n", "'audit-log' cannot be a default"),
        ("trace-file: /tmp/x\n", "'trace-file' cannot be a default"),
        ("out: plan.json\n", "'out' cannot be a default"),
        ("report: html=x\n", "'report' cannot be a default"),
        ("prune: true\n", "'prune' cannot be a default"),
        ("acount-id: 1\n", "there is no option 'acount-id'"),
        ("- a\n", "has to be one map of options"),
        ("region: [a, b]\n", "'region' is a list"),
        ("a: [\n", "reconcile.yml:"),
    ],
)
def test_the_file_gives_no_more_than_a_pull_request_may(project: Path, text: str, said: str) -> None:
    defaults(project / "reconcile.yml", text)
    done = run(project, "plan", "--sandbox", "--region", "eu-west-1", "envs/one.yml") if "region" not in text else run(
        project, "plan", "--sandbox", "envs/one.yml"
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("error: reconcile.yml:") and said in done.stderr
    # A command that takes no such file does not read it.
    assert run(project, "explain", "max-cpus").returncode == 0


def test_a_link_is_not_followed(project: Path) -> None:
    outside = project.parent / f"{project.name}-outside.yml"
    defaults(outside, "region: eu-west-1\n")
    (project / "reconcile.yml").symlink_to(outside)
    done = run(project, "plan", "--sandbox", "envs/one.yml")
    assert done.returncode == 1 and "is a symbolic link, and is not followed" in done.stderr


def test_a_saved_plan_has_its_own_options(project: Path) -> None:
    defaults(project / "reconcile.yml", "region: eu-west-1\nparallelism: 5\n")
    assert run(project, "plan", "--sandbox", "--out", "saved.json", "envs/one.yml").returncode == 0
    done = run(project, "apply", "--sandbox", "saved.json", RECONCILE_REGION="eu-west-2")
    assert done.returncode == 0, done.stderr


def test_defaults_of_a_folder_are_no_environments(project: Path) -> None:
    defaults(project / "envs/reconcile.yml", "region: eu-west-1\n")
    assert region(project, "envs") == "eu-west-1"
