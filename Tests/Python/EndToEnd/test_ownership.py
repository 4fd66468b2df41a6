"""Ownership: prune resources that no file defines any more, adopt resources without tags, change nothing of others."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.world import ENV_FILE, ONDEMAND, SNAPSHOTS, World, a_world, binary

OWNER, RESOURCE = "reconcile:owner", "reconcile:resource"
NAME = 'name: "${COMPUTE_ENV_PREFIX}_fusion_ondemand"'


def named(world: World, name: str, fields: str = "", **settings: Any) -> Path:
    """The guide's on-demand environment under another name, with additional settings."""
    words = "".join(f"\n      {key}: {value}" for key, value in settings.items())
    text = ONDEMAND.read_text(encoding="utf-8")
    named = f'name: "{name}"' + (f"\n    reconcile:{words}" if settings else "")
    assert NAME in text
    text = text.replace(NAME, named + (f"\n    {fields}" if fields else ""))
    return world.write(f"{name}.yml", text)


def environments(world: World) -> list[dict[str, Any]]:
    return world.aws.batch.describe_compute_environments()["computeEnvironments"]


def of(world: World, part: str) -> list[str]:
    """The names of all resources with this part in their names."""
    return [name for names in world.left_behind().values() for name in names if part in name]


def strip(world: World) -> None:
    """Removes every tag from all our resources."""
    batch, iam, ec2 = world.aws.batch, world.aws.iam, world.aws.ec2
    records = [(env["computeEnvironmentArn"], env["tags"]) for env in environments(world)]
    records += [(queue["jobQueueArn"], queue["tags"]) for queue in batch.describe_job_queues()["jobQueues"]]
    for arn, tags in records:
        batch.untag_resource(resourceArn=arn, tagKeys=list(tags))
    for template in ec2.describe_launch_templates()["LaunchTemplates"]:
        ec2.delete_tags(Resources=[template["LaunchTemplateId"]], Tags=[{"Key": t["Key"]} for t in template["Tags"]])
    for profile in iam.list_instance_profiles()["InstanceProfiles"]:
        name = profile["InstanceProfileName"]
        tags = iam.get_instance_profile(InstanceProfileName=name)["InstanceProfile"]["Tags"]
        iam.untag_instance_profile(InstanceProfileName=name, TagKeys=[tag["Key"] for tag in tags])
        iam.untag_role(RoleName=name, TagKeys=[tag["Key"] for tag in iam.list_role_tags(RoleName=name)["Tags"]])


def test_what_left_the_files_goes_with_prune_alone(world: World) -> None:
    old = named(world, "old", fields='log-group: "/nextflow/own"')
    world.reconcile("apply", "--yes", ONDEMAND, old).expect(0)
    owner = next(env["tags"][OWNER] for env in environments(world) if "-old-" in env["computeEnvironmentName"])
    logs = world.aws.logs
    [own] = logs.describe_log_groups(logGroupNamePrefix="/nextflow/own")["logGroups"]
    tags = logs.list_tags_for_resource(resourceArn=own["arn"].removesuffix(":*"))["tags"]
    # A person who may tag log groups can write these tags, but not the hash with them, nor the launch template.
    logs.create_log_group(logGroupName="/crafted", tags={OWNER: owner, RESOURCE: "log-group//crafted"})
    logs.create_log_group(logGroupName="/copied", tags=tags)
    logs.create_log_group(logGroupName="/changed", tags=tags | {RESOURCE: "log-group//changed"})
    world.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(0)
    world.recorder.clear()
    allowed = ("--prune", "--allow-destroy", "1")
    plan = world.reconcile("plan", *allowed, "--detailed-exitcode", ONDEMAND).expect(2)
    assert "delete, no given file defines it" in plan.stdout and "7 to delete" in plan.stdout
    assert world.writes == []
    shown = world.reconcile("plan", *allowed, "--format", "json", ONDEMAND).expect(0).json
    assert [env["action"] for env in shown["environments"]] == ["delete", "none"]
    world.reconcile("apply", *allowed, ONDEMAND).expect(0)
    assert of(world, "-old-") == [] and of(world, "nf_bench_fusion_ondemand") != []
    groups = [found["logGroupName"] for found in logs.describe_log_groups()["logGroups"]]
    assert sorted(groups) == ["/changed", "/copied", "/crafted"]
    world.reconcile("apply", *allowed, ONDEMAND).expect(0)


def test_a_prune_reaches_only_the_files_workspaces_and_regions(world: World) -> None:
    """Resources of another team in the account, and a Region that is new in the files, are not changed."""
    sandbox = f"--sandbox={world.home / 'account.json'}"
    text = ONDEMAND.read_text(encoding="utf-8")
    assert "workspace:" in text
    theirs = world.write("theirs.yml", re.sub("workspace: .*", "workspace: other/team", text))
    there = re.sub("region: .*", "region: us-east-1", text)
    elsewhere = world.write("elsewhere.yml", there.replace(NAME, 'name: "b"'))
    world.reconcile("apply", sandbox, "--yes", ONDEMAND, theirs, elsewhere).expect(0)
    added = world.write("added.yml", there.replace(NAME, 'name: "added"'))
    for files in ([ONDEMAND], [ONDEMAND, added]):
        plan = world.reconcile("plan", sandbox, "--prune", "--allow-destroy", "9", *files).expect(0)
        assert " 0 to delete" in plan.stdout and "other/team" in plan.stderr and "--prune-scope all" in plan.stderr
    assert "none of the files' environments exists in that region yet" in plan.stderr
    wide = (sandbox, "--prune", "--prune-scope", "all")
    refused = world.reconcile("apply", *wide, ONDEMAND).expect(5)
    assert "1 environment would be deleted" in refused.output
    world.reconcile("plan", sandbox, "--prune-scope", "all", ONDEMAND).expect(64)
    world.reconcile("apply", *wide, "--allow-destroy", "1", ONDEMAND).expect(0)
    assert "MISSING" in world.reconcile("status", sandbox, theirs).expect(0).stdout
    assert "MISSING" not in world.reconcile("status", sandbox, ONDEMAND, elsewhere).expect(0).stdout


def test_several_environments_take_their_number(world: World) -> None:
    files = [named(world, "old"), named(world, "older")]
    world.reconcile("apply", "--yes", ONDEMAND, *files).expect(0)
    world.recorder.clear()
    for options in ([], ["--yes"], ["--allow-destroy", "1"], ["--allow-destroy", "0"]):
        refused = world.reconcile("apply", "--prune", *options, ONDEMAND).expect(5)
        assert "2 environments would be deleted" in refused.output and "--allow-destroy" in refused.output
    refused = world.reconcile("apply", "--prune", "--format", "json", ONDEMAND).expect(5)
    kinds = [line["diagnostic"]["kind"] for line in refused.json_lines if line["type"] == "diagnostic"]
    assert "too-many-deletions" in kinds
    assert world.writes == []
    world.reconcile("apply", "--prune", "--allow-destroy", "3", ONDEMAND).expect(0)
    assert of(world, "-old") == []
    again = world.reconcile("apply", "--prune", "--allow-destroy", "3", ONDEMAND).expect(0)
    assert "No changes. AWS matches the file." in again.stdout


def test_a_destruction_can_be_run_again_after_a_part_was_done(world: World) -> None:
    sandbox = f"--sandbox={world.home / 'account.json'}"
    files = [named(world, "old"), named(world, "older")]
    world.reconcile("apply", sandbox, "--yes", ONDEMAND, *files).expect(0)
    command = ("destroy", sandbox, "--yes", "--allow-destroy", "2")
    refused = world.reconcile(*command, ONDEMAND, *files).expect(5)
    assert "3 environments would be deleted, and --allow-destroy allows at most 2" in refused.stdout
    world.reconcile("destroy", sandbox, "--yes", files[0]).expect(0)
    world.reconcile(*command, ONDEMAND, *files).expect(0)
    assert "Nothing to delete." in world.reconcile(*command, ONDEMAND, *files).expect(0).stdout


def test_the_wrong_files_prune_nothing(applied: World) -> None:
    applied.recorder.clear()
    empty = applied.write("empty.yml", "compute-envs: []\n")
    refused = applied.reconcile("apply", "--prune", "--yes", empty).expect(5)
    assert "empty.yml" in refused.stderr and "reconcile destroy" in refused.stderr
    refused = applied.reconcile("plan", "--prune", "--format", "json", empty).expect(5)
    assert refused.json["diagnostics"][0]["kind"] == "empty-input"
    usage = applied.reconcile("apply", "--prune", "--target", "nf_bench_fusion_ondemand", ONDEMAND).expect(64)
    assert "--target" in usage.stderr and "all environments" in usage.stderr
    usage = applied.reconcile("plan", "--allow-destroy", "2", ONDEMAND).expect(64)
    assert "--prune" in usage.stderr
    refused = applied.reconcile("apply", "--prune", "--yes", "--account-id", "999999999999", SNAPSHOTS).expect(5)
    assert applied.writes == []


def test_protect_and_retain_are_remembered(world: World) -> None:
    kept = named(world, "kept", protect="true")
    world.reconcile("apply", "--yes", ONDEMAND, kept).expect(0)
    world.recorder.clear()
    refused = world.reconcile("apply", "--prune", "--yes", ONDEMAND).expect(5)
    assert "is protected" in refused.output and "protect: false" in refused.output
    assert world.writes == []
    retained = named(world, "kept", **{"on-delete": "retain"})
    world.reconcile("apply", "--yes", ONDEMAND, retained).expect(0)
    left = world.left_behind()
    result = world.reconcile("apply", "--prune", "--yes", ONDEMAND).expect(0)
    assert "stays in AWS" in result.output
    assert world.left_behind() == left
    world.reconcile("apply", "--yes", ONDEMAND, named(world, "kept")).expect(0)
    world.reconcile("apply", "--prune", "--allow-destroy", "1", ONDEMAND).expect(0)
    assert of(world, "-kept-") == []


def test_a_copied_tag_deletes_nothing(world: World) -> None:
    world.reconcile("apply", "--yes", ONDEMAND, named(world, "old")).expect(0)
    [env] = [env for env in environments(world) if "-old-" in env["computeEnvironmentName"]]
    profile = world.aws.instance_profile("strangers")
    world.aws.compute_environment("stranger", profile)
    [arn] = [e["computeEnvironmentArn"] for e in environments(world) if e["computeEnvironmentName"] == "stranger"]
    world.aws.batch.tag_resource(resourceArn=arn, tags=env["tags"])
    # Even a tag that was made to name it has a name that is not the owner's.
    template = world.aws.ec2.create_launch_template(
        LaunchTemplateName="stranger",
        LaunchTemplateData={"InstanceType": "c6id.large"},
        TagSpecifications=[
            {
                "ResourceType": "launch-template",
                "Tags": [
                    {"Key": OWNER, "Value": env["tags"][OWNER]},
                    {"Key": RESOURCE, "Value": "launch-template/stranger"},
                ],
            }
        ],
    )["LaunchTemplate"]["LaunchTemplateName"]
    world.reconcile("apply", "--prune", "--allow-destroy", "1", ONDEMAND).expect(0)
    assert of(world, "-old-") == []
    assert of(world, "stranger") == ["stranger", template, "strangers", "strangers"]


def test_adopted_once_it_is_as_if_made_here(applied: World) -> None:
    strip(applied)
    refused = applied.reconcile("apply", "--yes", ONDEMAND).expect(5)
    assert "exists and has no tags of reconcile" in refused.output and "reconcile adopt" in refused.output
    applied.recorder.clear()
    applied.reconcile("adopt", ONDEMAND).expect(1)
    assert applied.writes == []
    adopted = applied.reconcile("adopt", "--yes", ONDEMAND).expect(0)
    assert "becomes owned" in adopted.stdout and "5 adopted" in adopted.stdout
    operations = {write.operation for write in applied.writes}
    assert operations == {"TagResource", "TagRole", "TagInstanceProfile", "CreateTags"}
    applied.reconcile("plan", "--detailed-exitcode", ONDEMAND).expect(0)
    assert "Nothing to take over" in applied.reconcile("adopt", "--yes", ONDEMAND).expect(0).stdout


def test_adopting_writes_tags_and_shows_the_rest(applied: World) -> None:
    strip(applied)
    edited = applied.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace("max-cpus: 1000", "max-cpus: 2"))
    adopted = applied.reconcile("adopt", "--yes", "--format", "json", edited).expect(0)
    changes = [line["change"] for line in adopted.json_lines if line["type"] == "planned_change"]
    assert {change["action"] for change in changes} == {"adopt"}
    assert [env["computeResources"]["maxvCpus"] for env in environments(applied)] == [1000]
    plan = applied.reconcile("plan", "--detailed-exitcode", "--format", "json", edited).expect(2).json
    assert plan["summary"]["update"] == 2
    assert [c["path"] for e in plan["environments"] for r in e["resources"] for c in r["changes"]] == [
        "computeResources.maxvCpus",
        "containerProperties.command",
    ]


def test_what_is_another_owners_is_not_adopted(applied: World) -> None:
    strip(applied)
    [env] = environments(applied)
    applied.aws.batch.tag_resource(
        resourceArn=env["computeEnvironmentArn"], tags={OWNER: "acme/other", RESOURCE: "compute-environment/other"}
    )
    applied.recorder.clear()
    refused = applied.reconcile("adopt", "--yes", ONDEMAND).expect(5)
    assert "acme/other" in refused.output
    assert applied.writes == []


def test_a_foreign_queue_holds_our_environment(applied: World) -> None:
    [env] = environments(applied)
    order = [{"order": 1, "computeEnvironment": env["computeEnvironmentArn"]}]
    applied.aws.batch.create_job_queue(jobQueueName="theirs", state="ENABLED", priority=1, computeEnvironmentOrder=order)
    applied.aws.settled_queue("theirs")
    applied.recorder.clear()
    refused = applied.reconcile("destroy", "--yes", ONDEMAND).expect(5)
    assert "'theirs'" in refused.output and "take it out" in refused.output
    assert applied.writes == []


DENIED = "iam:GetAccountAuthorizationDetails,tagging:GetResources"


@pytest.mark.parametrize("settings", [{"MOTO_DENY": DENIED}, {"MOTO_DELAY": "1", "MOTO_STALE_READS": "0.7"}], ids=str)
def test_pruning_where_aws_is(settings: dict[str, str], tmp_path: Path) -> None:
    with a_world(tmp_path, **settings) as world:
        world.reconcile("apply", "--yes", ONDEMAND, named(world, "old")).expect(0)
        result = world.reconcile("apply", "--prune", "--allow-destroy", "1", ONDEMAND).expect(0)
        assert ("could not be listed" in result.stderr) == ("MOTO_DENY" in settings)
        assert of(world, "-old-") == []


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_person_who_sees_the_plan_may_say_yes_to_any_number(world: World, answer: str) -> None:
    """A test in the simulated account, which takes no time."""
    file = world.write("bench.yml", ONDEMAND.read_text(encoding="utf-8"))
    options = ("--sandbox=account.json", "--env-file", ENV_FILE)
    world.run("apply", "--yes", *options, file, named(world, "old"), named(world, "older")).expect(0)
    terminal, inside = pty.openpty()
    try:
        os.write(terminal, f"{answer}\n".encode())
        process = subprocess.Popen(
            [binary(), "apply", "--prune", *options, file],
            cwd=world.home,
            env=world.environment,
            stdin=inside,
            stdout=inside,
            stderr=subprocess.DEVNULL,
        )
        os.close(inside)
        shown = drained(terminal)
        assert process.wait(timeout=60) == (0 if answer == "yes" else 1), shown
    finally:
        os.close(terminal)
    # The action has a colour at a terminal.
    assert "no given file defines it" in shown
    left = world.run("plan", "--prune", "--allow-destroy", "2", *options, file).expect(0).stdout
    assert (" 0 to delete" in left) == (answer == "yes")


def drained(terminal: int) -> str:
    """The output of a terminal until its program ends."""
    shown = b""
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 4096):
            shown += part
    return shown.decode(errors="replace")
