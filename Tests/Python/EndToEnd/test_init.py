"""`init`: a first file from options, answers at a terminal, an account or a trace, and never over a file that exists."""

from __future__ import annotations

import stat

import pytest
import yaml

from EndToEnd.terminal import CTRL_D, at_a_terminal
from EndToEnd.world import ITEM, World

EXAMPLES = ["spot", "on-demand", "snapshots", "graviton", "gpu", "manual"]


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one != "manual"])
def test_each_example_is_valid_and_can_be_applied(world: World, example: str) -> None:
    world.run("init", "--example", example, "first.yml").expect(0)
    world.run("validate", "--strict", "first.yml").expect(0)
    world.run("apply", "--sandbox", "--yes", "first.yml").expect(0)
    world.run("plan", "--sandbox", "--detailed-exitcode", "first.yml").expect(0)


def test_it_prints_or_writes_and_replaces_nothing(world: World) -> None:
    printed = world.run("init", "--example", "on-demand", "--name", "x", "--region", "us-east-2", "-").expect(0).stdout
    assert "name: x\n" in printed and "region: us-east-2\n" in printed and printed.count("\n\n") == 0
    result = world.run("init", "--example", "on-demand", "--name", "x", "--region", "us-east-2").expect(0)
    file = world.home / "compute-envs.yml"
    assert file.read_text(encoding="utf-8") == printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert "reconcile plan --sandbox compute-envs.yml" in result.stdout
    again = world.run("init", "--example", "spot").expect(1)
    assert "compute-envs.yml: exists already" in again.stderr
    assert file.read_text(encoding="utf-8") == printed
    (world.home / "link.yml").symlink_to("elsewhere.yml")
    assert "link.yml: is a symbolic link" in world.run("init", "--example", "spot", "link.yml").expect(1).stderr


def test_a_bad_value_is_refused_before_anything_is_written(world: World) -> None:
    result = world.run("init", "--region", "nowhere").expect(1)
    assert "nowhere" in result.stderr
    assert not (world.home / "compute-envs.yml").exists()
    assert "spot" in world.run("init", "--example", "none").expect(64).stderr


def test_questions_are_asked_again_until_the_answer_is_good(world: World) -> None:
    with at_a_terminal(world, "init") as terminal:
        for question, answer in [
            ("environment? [1] ", str(-(2**63))),
            ("environment? [1] ", "2"),
            ("name? [rnaseq] ", ""),
            ("region? [", "nowhere"),
            ("error: ", "eu-north-1"),
            ("work-dir? [", "s3://reads/work"),
        ]:
            terminal.wait_for(question)
            terminal.press(f"{answer}\n")
        assert terminal.status(20) == 0, terminal.shown
    text = (world.home / "compute-envs.yml").read_text(encoding="utf-8")
    assert "provisioning-model: EC2" in text and "region: eu-north-1" in text and "work-dir: s3://reads/work" in text


def test_the_end_of_the_input_writes_nothing(world: World) -> None:
    with at_a_terminal(world, "init") as terminal:
        terminal.wait_for("environment? [1] ")
        terminal.press(CTRL_D)
        assert terminal.status(20) == 1
    assert not (world.home / "compute-envs.yml").exists()


# An account.


def test_an_account_gives_the_network_and_a_bucket(world: World) -> None:
    result = world.run("init", "--from-aws", "--region", "eu-west-1", "first.yml").expect(0)
    assert "Wrote first.yml" in result.stdout and not world.writes
    text = (world.home / "first.yml").read_text(encoding="utf-8")
    [env] = yaml.safe_load(text)["compute-envs"]
    ec2 = world.aws.ec2
    [vpc] = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["Subnets"]
    assert env["vpc-id"] == vpc["VpcId"] and env["subnets"] == sorted(subnet["SubnetId"] for subnet in subnets)
    assert env["region"] == "eu-west-1" and env["work-dir"] == "s3://nf-bench-work/work"
    assert "    # Other buckets in eu-west-1: bucket, nf-bench-inputs, nf-bench-results, one, two.\n" in text
    world.run("validate", "--strict", "first.yml").expect(0)
    assert "no-way-out" not in world.run("plan", "first.yml").expect(0).output


def test_an_account_with_environments_is_offered_to_export(world: World) -> None:
    world.run("apply", "--yes", world.write("envs.yml", ITEM.replace("name: one", "name: rnaseq"))).expect(0)
    result = world.run("init", "--from-aws", "--region", "eu-west-1", "first.yml").expect(0)
    assert "has rnaseq already: 'reconcile export --region eu-west-1' writes a file of them" in result.stderr
    [env] = yaml.safe_load((world.home / "first.yml").read_text(encoding="utf-8"))["compute-envs"]
    assert env["name"] == "rnaseq-2"
    with at_a_terminal(world, "init", "--from-aws", "--region", "eu-west-1", "second.yml") as terminal:
        terminal.wait_for("for a new environment? [yes] ")
        terminal.press("no\n")
        assert terminal.status(20) == 0 and "Nothing was written." in terminal.shown
    assert not (world.home / "second.yml").exists()


def test_buckets_and_networks_are_choices_at_a_terminal(world: World) -> None:
    ec2 = world.aws.ec2
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24", AvailabilityZone="eu-west-1a")["Subnet"]["SubnetId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    [table] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    ec2.create_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    with at_a_terminal(world, "init", "--from-aws", "--region", "eu-west-1") as terminal:
        for question, answer in [
            ("environment? [1] ", "on-demand"),
            ("Which VPC? [1] ", vpc),
            ("name? [rnaseq] ", "sarek"),
            ("work-dir? [s3://nf-bench-work/work] ", "2"),
        ]:
            terminal.wait_for(question)
            terminal.press(f"{answer}\n")
        assert terminal.status(20) == 0, terminal.shown
    [env] = yaml.safe_load((world.home / "compute-envs.yml").read_text(encoding="utf-8"))["compute-envs"]
    assert (env["name"], env["vpc-id"], env["subnets"]) == ("sarek", vpc, [subnet])
    assert env["work-dir"] == "s3://bucket/work"


def test_reads_that_are_denied_are_notes(world: World) -> None:
    for action in ("s3:ListBuckets", "ec2:DescribeSubnets", "batch:DescribeJobQueues"):
        world.control("POST", "faults", deny=action)
        result = world.run("init", "--from-aws", "--region", "eu-west-1", "-").expect(0)
        assert "were not read" in result.stderr and "# Not everything was read: grant " in result.stdout
        assert len(yaml.safe_load(result.stdout)["compute-envs"]) == 1
    world.control("POST", "faults")


def test_a_simulated_account_is_read_too(world: World) -> None:
    world.run("apply", "--sandbox", "--yes", world.write("envs.yml", ITEM)).expect(0)
    printed = world.run("init", "--from-aws", "--sandbox", "--region", "eu-west-1", "-").expect(0)
    [env] = yaml.safe_load(printed.stdout)["compute-envs"]
    assert env["work-dir"] == "s3://bucket/work" and env["vpc-id"].startswith("vpc-") and env["subnets"]
    assert "has one already" in printed.stderr and not world.recorder.exchanges
    world.run("plan", "--sandbox", world.write("first.yml", printed.stdout)).expect(0)


def test_another_account_and_no_region_are_refused(world: World) -> None:
    refused = world.run("init", "--from-aws", "--region", "eu-west-1", "--account-id", "999999999999").expect(5)
    assert "only 999999999999 may be touched" in refused.stderr
    assert "name one with --region" in world.run("init", "--from-aws").expect(1).stderr
    world.run("init", "--from-aws", "--example", "manual").expect(64)
    assert not (world.home / "compute-envs.yml").exists()


# A trace.

TRACE = """\
task_id\tname\tstatus\tcpus\tmemory\tsubmit\tduration\trealtime\t%cpu\tpeak_rss
1\tSTAR (a)\tCOMPLETED\t12\t72 GB\t2026-10-23 16:33:16.288\t1h 2m\t1h\t980.3%\t38.1 GB
2\tSTAR (b)\tCOMPLETED\t12\t72 GB\t2026-10-23 16:33:17.288\t1h 2m\t1h\t981.3%\t38.2 GB
3\tMULTIQC\tCOMPLETED\t1\t-\t2026-10-23 18:33:17.288\t1m 5s\t1m\t90.3%\t600 MB
"""


def test_a_trace_gives_types_and_a_maximum(world: World) -> None:
    world.write("trace.txt", TRACE)
    printed = world.run("init", "--trace", "trace.txt", "-").expect(0).stdout
    [env] = yaml.safe_load(printed)["compute-envs"]
    assert env["instance-types"] == "c6id,m6id,r6id" and env["max-cpus"] == 24
    assert "# Sized for the 3 tasks of trace.txt." in printed and "'STAR (a)' asked for" in printed
    world.run("validate", "--strict", world.write("first.yml", printed)).expect(0)
    both = world.run("init", "--from-aws", "--region", "eu-west-1", "--trace", "trace.txt", "-").expect(0).stdout
    [env] = yaml.safe_load(both)["compute-envs"]
    assert env["max-cpus"] == 24 and env["vpc-id"].startswith("vpc-")


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("\t12\t72 GB\t2026-10-23 16:33:17", "\tNaN\t72 GB\t2026-10-23 16:33:17", "trace.txt:3:22"),
        ("\t600 MB", "\t-600 MB", "'peak_rss' is '-600 MB'"),
        ("MULTIQC", "MULTI\x1b[2JQC", "a control character is in the line"),
        ("\t600 MB", "", "the line has 9 columns"),
        ("72 GB", "72 QB", "give an amount such as '29.8 MB'"),
        (TRACE, "", "the trace file is empty"),
        ("12\t72 GB", "12\t900 TB", "no instance type is large enough"),
    ],
)
def test_a_bad_trace_is_an_error_at_its_line(world: World, old: str, new: str, message: str) -> None:
    world.write("trace.txt", TRACE.replace(old, new))
    result = world.run("init", "--trace", "trace.txt").expect(1)
    assert message in result.stderr and "\x1b" not in result.output
    assert not (world.home / "compute-envs.yml").exists()


def test_a_trace_that_cannot_be_read_is_an_error(world: World) -> None:
    assert "trace.txt: cannot be read: it does not exist" in world.run("init", "--trace", "trace.txt").expect(1).stderr
    world.run("init", "--trace", world.home, "-").expect(1)
    world.run("init", "--trace", "trace.txt", "--example", "manual").expect(64)
