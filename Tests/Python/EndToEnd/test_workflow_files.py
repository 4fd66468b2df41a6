"""The example files for GitHub, GitLab, Atlantis, Kubernetes, systemd and pre-commit: of the right form, safe, and with commands that work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from EndToEnd.github_api import a_github
from EndToEnd.pages import blocks
from EndToEnd.runner import ACTION, EXPRESSION, Runner, evaluate, fill
from EndToEnd.world import ENV_FILE, ITEM, SNAPSHOTS, World, binary

WORKFLOWS = sorted((ROOT / "examples/github").glob("*.yml"))
OWN_WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / "examples/gitlab/templates/reconcile.yml"
CRONJOB = ROOT / "examples/kubernetes/cronjob.yml"
SERVICE, TIMER = (ROOT / f"examples/systemd/reconcile-apply.{kind}" for kind in ("service", "timer"))
ATLANTIS = ROOT / "examples/atlantis"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
#: The rights that a job of an example may ask for.
RIGHTS = {"contents": "read", "id-token": "write", "pull-requests": "write", "issues": "write"}
PAGE = "docs/guides/pull-requests.md"


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> list[Any]:
    found = [(path, name, job) for path in WORKFLOWS for name, job in read(path)["jobs"].items()]
    return [pytest.param(path, job, id=f"{path.stem}-{name}") for path, name, job in found]


def by_schema(schema: str, *paths: Path) -> None:
    """Checks files against a schema that check-jsonschema carries; nothing is downloaded."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_for_github_have_github_s_form(tmp_path: Path) -> None:
    by_schema("github-workflows", *WORKFLOWS, *OWN_WORKFLOWS)
    by_schema("github-actions", ROOT / "action.yml")
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "run-on:"))
    with pytest.raises(AssertionError):
        by_schema("github-workflows", broken)


def test_the_component_has_gitlab_s_form(tmp_path: Path) -> None:
    spec, body = yaml.safe_load_all(GITLAB.read_text(encoding="utf-8"))
    inputs = spec["spec"]["inputs"]
    used = set(re.findall(r"\$\[\[ inputs\.([a-z-]+) \]\]", GITLAB.read_text(encoding="utf-8").split("\n---\n")[1]))
    assert used == set(inputs)
    rest = tmp_path / "jobs.yml"
    rest.write_text(yaml.safe_dump(body), encoding="utf-8")
    by_schema("gitlab-ci", rest)
    for job in body.values():
        # An input inside a script would be a piece of a shell script.
        assert not [line for line in job["script"] if "$[[" in line]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_takes_rights_only_where_it_needs_them(path: Path) -> None:
    workflow = read(path)
    # YAML 1.1 reads the key 'on' as true.
    events = workflow.get("on", workflow.get(True))
    names = {events} if isinstance(events, str) else set(events)
    assert "pull_request_target" not in names and "workflow_run" not in names
    assert workflow["permissions"] == {} and "concurrency" in workflow


@pytest.mark.parametrize("path, job", jobs())
def test_a_job_is_safe(path: Path, job: dict[str, Any]) -> None:
    assert job["permissions"] and job["permissions"].items() <= RIGHTS.items(), "a right that no example needs"
    assert job["timeout-minutes"] <= 120 and not str(job["runs-on"]).endswith("latest")
    for step in job["steps"]:
        assert not EXPRESSION.search(step.get("run", "")), "an expression inside a script"
        uses = step.get("uses", "")
        assert not uses or re.fullmatch(r"[\w./-]+@v\d+\.\d+\.\d+", uses), f"{uses} is not pinned by a full version"
        if uses.startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        if uses.startswith("OWNER/reconcile@"):
            assert set(step["with"]) <= set(ACTION["inputs"])
            assert uses == f"OWNER/reconcile@v{ACTION['inputs']['version']['default']}"


def test_no_workflow_of_the_project_runs_what_others_wrote() -> None:
    untrusted = re.compile(r"github\.(event|head_ref|ref_name)|inputs\.|github\.base_ref")
    for path in OWN_WORKFLOWS:
        for job in read(path)["jobs"].values():
            for step in job.get("steps", []):
                assert not [one for one in EXPRESSION.findall(step.get("run", "")) if untrusted.search(one)], path.name
                assert not step.get("uses") or re.fullmatch(r"\./.*|[\w./-]+@(v\d+\.\d+\.\d+|[0-9a-f]{40})", step["uses"]), step


@pytest.mark.parametrize("path, job", jobs())
def test_a_job_of_strangers_has_no_credentials(path: Path, job: dict[str, Any]) -> None:
    events = read(path).get(True)
    if "pull_request" not in events:
        return
    own = "github.event.pull_request.head.repo.full_name == github.repository"
    has_credentials = "id-token" in job["permissions"] or any("secrets." in str(step) for step in job["steps"])
    assert not has_credentials or own in job["if"]
    for step in job["steps"]:
        args = shlex.split(str(step.get("with", {}).get("args", "")))
        if step.get("uses", "").startswith("OWNER/reconcile@"):
            assert "--env-files-only" in args
            assert own in job.get("if", "") or step["with"]["env-file"].startswith("base/")


def a_repository(folder: Path) -> None:
    """The files that the examples name, and the base branch beside them."""
    (folder / "envs").mkdir()
    (folder / "base").mkdir()
    shutil.copy(SNAPSHOTS, folder / "envs")
    (folder / "envs" / SNAPSHOTS.name).write_text(SNAPSHOTS.read_text(encoding="utf-8").replace('benchmarking"', "benchmarking"))
    shutil.copy(ENV_FILE, folder)
    shutil.copy(ENV_FILE, folder / "base")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_steps_of_a_workflow_work(path: Path, tmp_path: Path) -> None:
    with a_github() as github:
        runner = Runner(tmp_path, github)
        a_repository(runner.workspace)
        runner.event_name = next(iter(read(path)[True]))
        runner.event = runner.event if runner.event_name == "pull_request" else {}
        steps: dict[str, Any] = {}
        for job in read(path)["jobs"].values():
            for step in job["steps"]:
                if not step.get("uses", "").startswith("OWNER/reconcile@"):
                    continue
                context = {"steps": steps}
                if "if" in step and not evaluate(EXPRESSION.fullmatch(step["if"])[1], context):
                    continue
                inputs = {name.replace("-", "_"): fill(text, context) for name, text in step["with"].items()}
                if inputs["command"] != "validate":
                    inputs["args"] = f"{inputs['args']} --sandbox"
                done = runner.use(**{"binary": str(binary())} | inputs | {"binary": str(binary())})
                # A drift job finds an account where nothing of the files exists, which is drift.
                assert done.succeeded, done.log
                steps[step.get("id", "")] = {"outputs": done.outputs}
        assert len(github.comments.get(7, [])) == (path.stem == "plan")
        assert len(github.issues) == (path.stem == "drift")
        if path.stem == "apply":
            assert "10 created" in done.log


def with_home(arguments: list[str], world: World) -> list[str]:
    """Arguments of an example for the world: its file and its folder are there."""
    (world.home / "envs").mkdir(exist_ok=True)
    for path in (world.home / "envs.yml", world.home / "envs/one.yml"):
        path.write_text(ITEM, encoding="utf-8")
    (world.home / "env.sh").touch()
    return arguments


def test_the_cron_job_applies_and_is_confined(world: World) -> None:
    account, job = yaml.safe_load_all(CRONJOB.read_text(encoding="utf-8"))
    assert job["spec"]["concurrencyPolicy"] == "Forbid"
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["serviceAccountName"] == account["metadata"]["name"] and pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"] and not container["securityContext"]["allowPrivilegeEscalation"]
    # The volumes that are mounted exist, and the files that the command names are mounted.
    mounts = {Path(mount["mountPath"]).name for mount in container["volumeMounts"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}
    assert mounts == {"envs.yml", "env.sh"}
    settings = {one["name"]: one["value"] for one in container["env"]}
    arguments = with_home(container["args"], world)
    world.run(*arguments, **settings, CI="true").expect(0)
    assert world.left_behind()["job queues"]


def test_the_systemd_service_applies(world: World) -> None:
    text = SERVICE.read_text(encoding="utf-8")
    path, *arguments = shlex.split(re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)[1])
    settings = dict(pair.split("=", 1) for pair in re.findall(r"^Environment=(.+)$", text, re.MULTILINE))
    assert Path(path).name == "reconcile"
    world.run(*with_home(arguments, world), **settings).expect(0)
    assert world.left_behind()["job queues"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    (tmp_path / "reconcile").symlink_to(binary())
    for unit in (SERVICE, TIMER):
        text = unit.read_text(encoding="utf-8").replace("/usr/local/bin/reconcile", str(tmp_path / "reconcile"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [tmp_path / unit.name for unit in (SERVICE, TIMER)]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_gitlab_job_reports_the_faults_of_a_file(world: World) -> None:
    _, body = yaml.safe_load_all(GITLAB.read_text(encoding="utf-8"))
    with_home([], world)
    (world.home / "envs/one.yml").write_text(ITEM.replace("max-cpus", "max-cpu"), encoding="utf-8")
    (world.home / "bin").mkdir()
    (world.home / "bin/reconcile").symlink_to(binary())
    environment = world.environment | {"FILES": "envs/", "ENV_FILE": "env.sh", "PATH": f"{world.home}/bin:{os.environ['PATH']}"}
    script = "\n".join(body["validate"]["script"])
    done = subprocess.run(["sh", "-eu", "-c", script], cwd=world.home, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    [finding, *_] = json.loads((world.home / "quality.json").read_text(encoding="utf-8"))
    assert (finding["location"]["path"], finding["severity"]) == ("envs/one.yml", "critical")


def test_atlantis_plans_and_applies_exactly_that(world: World) -> None:
    workflow = read(ATLANTIS / "repos.yaml")
    project = read(ATLANTIS / "atlantis.yaml")
    [repo] = workflow["repos"]
    assert repo["allowed_overrides"] == [] and repo["allow_custom_workflows"] is False and "approved" in repo["apply_requirements"]
    assert project["version"] == 3 and project["projects"][0]["dir"] == "."
    with_home([], world)
    (world.home / "bin").mkdir()
    (world.home / "bin/reconcile").symlink_to(binary())
    # Atlantis gives the place of the plan, and runs each step in a shell.
    planfile = world.home / "environments-default.tfplan"
    environment = world.environment | {"PLANFILE": str(planfile), "PATH": f"{world.home}/bin:{os.environ['PATH']}"}
    for stage, said in (("plan", "10 to create"), ("apply", "10 created")):
        for step in workflow["workflows"][repo["workflow"]][stage]["steps"]:
            done = subprocess.run(
                ["sh", "-c", step["run"]], cwd=world.home, env=environment, capture_output=True, text=True, timeout=120
            )
            assert done.returncode == 0 and said in done.stdout, done.stderr
        assert planfile.exists()
    assert world.left_behind()["job queues"]


@pytest.mark.parametrize("name", ["validate", "plan"])
def test_the_script_of_a_gitlab_job_works(name: str, world: World) -> None:
    spec, body = yaml.safe_load_all(GITLAB.read_text(encoding="utf-8"))
    job = body[name]
    given = {key: str(one.get("default", "")) for key, one in spec["spec"]["inputs"].items()}
    fill_in = lambda text: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda found: given[found[1]], str(text))  # noqa: E731
    variables = {key: fill_in(text) for key, text in job["variables"].items()}
    with_home([], world)
    (world.home / "bin").mkdir()
    (world.home / "bin/reconcile").symlink_to(binary())
    # Keys of the environment come before the web identity, so no token is sent anywhere.
    environment = world.environment | variables | {"AWS_ID_TOKEN": "a.b.c", "PATH": f"{world.home}/bin:{os.environ['PATH']}"}
    script = "\n".join(job["script"] + job.get("after_script", [])).replace("/tmp/", f"{world.home}/")
    done = subprocess.run(
        ["sh", "-eu", "-c", script], cwd=world.home, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    for path in [*job["artifacts"].get("paths", []), *job["artifacts"].get("reports", {}).values()]:
        assert (world.home / path).stat().st_size > 0
    assert ("Plan: 10 to create" in done.stdout) == (name == "plan")
    if name == "plan":
        assert json.loads((world.home / "counts.json").read_text(encoding="utf-8")) == {"create": 10, "update": 0, "delete": 0}


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    pre_commit = [sys.executable, "-m", "pre_commit"]
    assert subprocess.run([*pre_commit, "validate-manifest", HOOKS], timeout=120).returncode == 0
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/reconcile").symlink_to(binary())
    environment = {
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_GLOBAL": "/dev/null", "PYTHONPATH": "",
    }  # fmt: skip

    def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)

    def repository(name: str, files: dict[str, str]) -> Path:
        folder = tmp_path / name
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        run("git", "init", "-q", cwd=folder)
        run("git", "add", "-A", cwd=folder)
        author = ("-c", "user.name=A", "-c", "user.email=a@example.invalid")
        assert run("git", *author, "commit", "-qm", "files", cwd=folder).returncode == 0
        return folder

    hooks = repository("hooks", {".pre-commit-hooks.yaml": HOOKS.read_text(encoding="utf-8")})
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
    configuration = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": "reconcile-validate"}, {"id": "reconcile-fmt"}]}]}
    files = {"envs/one.yml": ITEM, "other.yml": "no: compute-envs\n", "team/compute-envs.yaml": ITEM.replace("one", "two")}
    work = repository("work", files | {".pre-commit-config.yaml": json.dumps(configuration)})
    good = run(*pre_commit, "run", "--all-files", "--verbose", cwd=work)
    assert good.returncode == 0 and "2 environments" in good.stdout, good.stdout + good.stderr
    (work / "envs/one.yml").write_text(ITEM.replace(": ", ":   "), encoding="utf-8")
    changed = run(*pre_commit, "run", "reconcile-fmt", "--all-files", cwd=work)
    assert changed.returncode == 1 and "files were modified" in changed.stdout, changed.stdout
    assert (work / "envs/one.yml").read_text(encoding="utf-8") == ITEM
    (work / "envs/one.yml").write_text(ITEM.replace("max-cpus", "max-cpu"), encoding="utf-8")
    bad = run(*pre_commit, "run", "--all-files", cwd=work)
    assert bad.returncode == 1 and "envs/one.yml:7" in bad.stdout, bad.stdout


def test_the_guide_shows_exactly_the_example_files() -> None:
    shown = [block.text for block in blocks(PAGE) if block.language == "yaml"]
    for path in WORKFLOWS:
        assert path.read_text(encoding="utf-8") in shown, path.name
