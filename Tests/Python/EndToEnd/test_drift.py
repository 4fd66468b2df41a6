"""`drift` reports changes that were made in AWS, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from EndToEnd.trail import trail
from EndToEnd.world import ONDEMAND, SNAPSHOTS, World


def edited(world: World, old: str, new: str) -> Path:
    return world.write(ONDEMAND.name, ONDEMAND.read_text(encoding="utf-8").replace(old, new))


def environment(world: World) -> dict[str, Any]:
    [env] = world.aws.batch.describe_compute_environments()["computeEnvironments"]
    return env


def change(world: World, **resources: Any) -> None:
    name = environment(world)["computeEnvironmentName"]
    world.aws.batch.update_compute_environment(computeEnvironment=name, computeResources=resources)
    world.aws.settled_environment(name)


def drifted(world: World, *files: Path) -> list[str]:
    result = world.reconcile("drift", "--format", "json", *files).expect(0, 2).json
    assert result["drift"] == any(result["summary"].values())
    return sorted(
        " ".join([resource["event"], *(change["path"] for change in resource["changes"])])
        for env in result["environments"]
        for resource in env["resources"]
    )


def test_after_an_apply_nothing_has_drifted_and_nothing_is_written(applied: World) -> None:
    applied.recorder.clear()
    assert "No drift" in applied.reconcile("drift", ONDEMAND).expect(0).stdout
    assert [str(write) for write in applied.writes] == []


def test_a_change_in_aws_is_named_and_apply_puts_it_back(applied: World) -> None:
    change(applied, maxvCpus=7)
    applied.recorder.clear()
    text = applied.reconcile("drift", ONDEMAND).expect(2)
    assert "computeResources.maxvCpus: 1000 → 7\n" in text.stdout and "'reconcile apply' puts it back" in text.stdout
    assert [str(write) for write in applied.writes] == []
    applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
    applied.reconcile("drift", ONDEMAND).expect(0)
    assert environment(applied)["computeResources"]["maxvCpus"] == 1000


EDITS = [
    ("max-cpus: 1000", "max-cpus: 1200"),
    ("c6id,m6id,r6id", "c6id"),
    ("project=benchmarking", "project=other,team=rna"),
    ("storage=fusionv2,", ""),
    ("max-cpus: 1000", "max-cpus: 1000\n    boot-disk-size: 80"),
    ('provisioning-model: "EC2"', 'provisioning-model: "SPOT"'),
    ("fast-storage: True", "fast-storage: False"),
]


def test_an_edit_of_the_file_is_no_drift(world: World) -> None:
    for number, (old, new) in enumerate(EDITS):
        sandbox, file = f"--sandbox={world.home / f'{number}.json'}", edited(world, old, new)
        world.reconcile("apply", sandbox, "--yes", ONDEMAND).expect(0)
        world.reconcile("plan", sandbox, "--detailed-exitcode", file).expect(2)
        world.reconcile("drift", sandbox, file).expect(0)
        world.reconcile("apply", sandbox, "--yes", file).expect(0)
        world.reconcile("drift", sandbox, file).expect(0)
        world.reconcile("plan", sandbox, "--detailed-exitcode", file).expect(0)


def test_beside_an_edit_only_the_change_in_aws_is_drift(applied: World) -> None:
    change(applied, minvCpus=3)
    file = edited(applied, "max-cpus: 1000", "max-cpus: 1200")
    assert drifted(applied, file) == ["changed computeResources.minvCpus"]
    change(applied, maxvCpus=7)
    shown = applied.reconcile("drift", file).expect(2).stdout
    assert "computeResources.maxvCpus: now 7 (and the file was edited: it says 1200)" in shown


def test_changed_tags_roles_and_templates_and_deletions_are_drift(applied: World) -> None:
    batch, iam, ec2 = applied.aws.batch, applied.aws.iam, applied.aws.ec2
    [role] = [r for r in iam.list_roles()["Roles"] if r["RoleName"].startswith("TowerForge-")]
    # A policy of reconcile's is restored; one that another person added is reported, and stays.
    for name in ("nextflow", "more"):
        iam.put_role_policy(
            RoleName=role["RoleName"],
            PolicyName=name,
            PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}',
        )
    iam.tag_role(RoleName=role["RoleName"], Tags=[{"Key": "project", "Value": "mine"}])
    assert drifted(applied, ONDEMAND) == ["changed policies tags.project"]
    assert "inline policy 'more'" in applied.reconcile("drift", ONDEMAND).expect(2).stderr
    [template] = ec2.describe_launch_templates()["LaunchTemplates"]
    ec2.create_launch_template_version(
        LaunchTemplateId=template["LaunchTemplateId"], SourceVersion="1", LaunchTemplateData={"UserData": "aGVsbG8="}
    )
    [queue] = batch.describe_job_queues()["jobQueues"]
    batch.update_job_queue(jobQueue=queue["jobQueueName"], state="DISABLED")
    applied.aws.settled_queue(queue["jobQueueName"])
    found = drifted(applied, ONDEMAND)
    assert "changed state" in found and any("launchTemplateData.userData" in line for line in found)
    batch.delete_job_queue(jobQueue=queue["jobQueueName"])
    while batch.describe_job_queues(jobQueues=[queue["jobQueueName"]])["jobQueues"]:
        applied.reconcile("status", ONDEMAND).expect(0)
    assert "deleted" in drifted(applied, ONDEMAND)
    applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
    assert drifted(applied, ONDEMAND) == []
    assert "more" in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]


def test_a_resource_that_lost_its_tags_is_reported(applied: World) -> None:
    [queue] = applied.aws.batch.describe_job_queues()["jobQueues"]
    applied.aws.batch.untag_resource(resourceArn=queue["jobQueueArn"], tagKeys=["reconcile:owner"])
    text = applied.reconcile("drift", ONDEMAND).expect(2)
    assert "tags.reconcile:owner: " in text.stdout and "'reconcile adopt'" in text.stdout
    assert drifted(applied, ONDEMAND) == ["disowned tags.reconcile:owner"]


def test_a_missing_environment_is_drift(applied: World) -> None:
    text = applied.reconcile("drift", ONDEMAND, SNAPSHOTS).expect(2)
    assert "missing: nothing of it exists in AWS" in text.stdout
    assert "Drift: 1 environment is missing\n'reconcile apply' creates what is missing" in text.stdout
    json = applied.reconcile("drift", "--format", "json", SNAPSHOTS).expect(2).json
    assert (json["drift"], json["environments"][0]["exists"]) == (True, False)
    assert json["summary"] == {"missing": 1, "changed": 0, "deleted": 0, "disowned": 0}
    assert json["diagnostics"][-1]["kind"] == "missing-environment"


def test_the_text_and_the_JSON_say_the_same(applied: World) -> None:
    change(applied, maxvCpus=7, minvCpus=3)
    file = edited(applied, "max-cpus: 1000", "max-cpus: 1200")
    text = applied.reconcile("drift", file).expect(2).stdout
    assert "computeResources.minvCpus: 0 → 3\n" in text
    assert "computeResources.maxvCpus: now 7 (and the file was edited: it says 1200)\n" in text
    [env] = applied.reconcile("drift", "--format", "json", file).expect(2).json["environments"]
    assert env["exists"]
    [resource] = env["resources"]
    changes = {change["path"]: [change[key] for key in ("applied", "now", "file")] for change in resource["changes"]}
    assert changes == {"computeResources.minvCpus": [0, 3, 0], "computeResources.maxvCpus": [None, 7, 1200]}


def test_many_environments_have_no_drift(world: World) -> None:
    """From six environments on, IAM is read in bulk, which does not return the tags of profiles."""
    text = ONDEMAND.read_text(encoding="utf-8")
    files = [world.write(f"{n}.yml", text.replace("_fusion_ondemand", f"_{n}")) for n in range(7)]
    world.reconcile("apply", "--yes", *files).expect(0)
    world.reconcile("plan", "--detailed-exitcode", *files).expect(0)
    assert drifted(world, *files) == []
    relabelled = [world.write(f.name, f.read_text(encoding="utf-8").replace("fusionv2", "other")) for f in files]
    assert drifted(world, *relabelled) == []


ALICE = "arn:aws:iam::123456789012:user/alice"


def test_the_author_of_a_change_is_named(applied: World) -> None:
    change(applied, maxvCpus=7)
    name = environment(applied)["computeEnvironmentName"]
    with trail() as events:
        own = {"userAgent": "reconcile/1.0.0"}
        events.add("batch", "CreateComputeEnvironment", {"computeEnvironmentName": name}, 90, **own)
        events.add("batch", "UpdateComputeEnvironment", {"computeEnvironment": "other", "computeResources": {"maxvCpus": 7}}, 20)
        events.add("batch", "UpdateComputeEnvironment", {"computeEnvironment": name, "computeResources": {"maxvCpus": 7}}, 30)
        options = {"AWS_ENDPOINT_URL_CLOUDTRAIL": events.endpoint}
        text = applied.reconcile("drift", ONDEMAND, **options).expect(2)
        assert f"by {ALICE} at " in text.stdout and " via aws-cli/2.31.5 (UpdateComputeEnvironment)\n" in text.stdout
        assert sorted(events.asked) == ["CreateComputeEnvironment", "TagResource", "UpdateComputeEnvironment"]
        json = applied.reconcile("drift", "--format", "json", ONDEMAND, **options).expect(2).json
        [[changed]] = [resource["changes"] for env in json["environments"] for resource in env["resources"]]
        assert (changed["by"]["principal"], changed["by"]["candidates"]) == (ALICE, 1)
        report = applied.home / "drift.html"
        page = applied.reconcile("drift", "--format", "markdown", "--report", f"html={report}", ONDEMAND, **options).expect(2)
        assert ALICE in page.stdout and ALICE in report.read_text(encoding="utf-8")
        # It is as it was applied again: there is nothing to ask about.
        applied.reconcile("apply", "--yes", ONDEMAND).expect(0)
        asked = len(events.asked)
        applied.reconcile("drift", ONDEMAND, **options).expect(0)
        assert len(events.asked) == asked


def test_texts_of_CloudTrail_are_shown_and_not_obeyed(applied: World) -> None:
    change(applied, maxvCpus=7)
    name = environment(applied)["computeEnvironmentName"]
    hostile = "\x1b[31mx\n::error::y\r<script>"
    with trail() as events:
        request = {"computeEnvironment": name, "computeResources": {"maxvCpus": 7}}
        identity = {"arn": f"arn:aws:iam::1:user/{hostile}"}
        events.add("batch", "UpdateComputeEnvironment", request, 30, userAgent=hostile, userIdentity=identity)
        for form in ("text", "markdown", "html", "json"):
            result = applied.reconcile(
                "drift", "--format", form, ONDEMAND, AWS_ENDPOINT_URL_CLOUDTRAIL=events.endpoint, GITHUB_ACTIONS="true"
            ).expect(2)
            assert "user/" in result.stdout and "\x1b" not in result.output and "\n::error::y" not in result.output
            assert form != "html" or "<script>" not in result.stdout


def test_a_CloudTrail_that_may_not_be_read_is_one_note(applied: World) -> None:
    change(applied, maxvCpus=7)
    with trail() as events:
        events.denied = True
        result = applied.reconcile("drift", ONDEMAND, AWS_ENDPOINT_URL_CLOUDTRAIL=events.endpoint).expect(2)
        assert result.stderr.count("who made the changes could not be looked up in CloudTrail in eu-west-1") == 1
        assert "cloudtrail:LookupEvents" in result.stderr and len(events.asked) == 1
        assert "computeResources.maxvCpus: 1000 → 7\n" in result.stdout and "author" not in result.stdout
        json = applied.reconcile(
            "drift", "--format", "json", ONDEMAND, AWS_ENDPOINT_URL_CLOUDTRAIL=events.endpoint
        ).expect(2).json
        assert [note["kind"] for note in json["diagnostics"]].count("not-read") == 1
    # Another failure is a note as well: moto does not know the call.
    broken = applied.reconcile("drift", ONDEMAND).expect(2)
    assert "could not be looked up in CloudTrail" in broken.stderr and "maxvCpus: 1000 → 7" in broken.stdout
