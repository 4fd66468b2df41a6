"""What environments may cost: figures in every form, requests only for what changes, and the limit of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from EndToEnd.hostile import answer, hostile
from EndToEnd.world import ITEM, World
from Moto.prices import INSTANCES

PRICED = ITEM + f"    provisioning-model: EC2\n    instance-types: {','.join(INSTANCES)}\n"
# 16 vCPUs at $0.093, and a z1d.xlarge more.
COST = "cost: $1.49 an hour if all vCPUs run (16); at most $1.86"


def limited(world: World, dollars: str) -> Path:
    return world.write("limited.yml", PRICED + f"    reconcile: {{max-hourly-cost: {dollars}}}\n")


def test_a_new_environment_shows_its_cost_and_an_unchanged_one_asks_for_no_price(world: World) -> None:
    file = world.write("one.yml", PRICED)
    assert COST in world.reconcile("plan", file).expect(0).stdout
    [request] = world.sent("GetProducts")
    assert {one["Field"]: one["Value"] for one in request["Filters"]}["instanceType"] == "z1d.large,z1d.xlarge"
    assert world.sent("DescribeSpotPriceHistory") == []
    world.reconcile("apply", "--yes", file).expect(0)
    asked = len(world.sent("GetProducts"))
    assert "cost" not in world.reconcile("plan", file).expect(0).stdout
    assert len(world.sent("GetProducts")) == asked
    more = world.write("more.yml", PRICED.replace("max-cpus: 16", "max-cpus: 32"))
    text = world.reconcile("plan", more).expect(0).stdout
    assert "cost: $1.49 → $2.98 an hour if all vCPUs run (16 → 32); at most $1.86 → $3.35" in text
    [environment] = world.reconcile("plan", "--format", "json", more).expect(0).json["environments"]
    assert environment["cost"]["after"] == {"max_vcpus": 32, "at_max_cpus": 2.976, "on_demand": 2.976, "at_most": 3.348}
    assert environment["cost"]["before"]["max_vcpus"] == 16


def test_prices_are_those_of_the_region(world: World) -> None:
    world.aws.region = "us-east-1"
    text = world.reconcile("plan", world.write("us.yml", PRICED.replace("eu-west-1", "us-east-1"))).expect(0).stdout
    assert "cost: $2.98 an hour if all vCPUs run (16); at most $3.72" in text


def test_spot_instances_and_fargate_are_asked_for_where_they_are_bought(world: World) -> None:
    fields = "    wave: True\n    fusion-v2: True\n    fargate: True\n    instance-types: z1d.large\n"
    text = world.reconcile("plan", world.write("one.yml", ITEM + fields)).expect(0).stdout
    # moto's Spot price is almost nothing; 64 vCPUs of Fargate with 8 GB each cost $4.87. The bound has the On-Demand price.
    assert "cost: $4.87 an hour if all vCPUs run (80), $6.35 at On-Demand prices; at most $6.55" in text.replace("\n    ", " ")
    assert [one["ServiceCode"] for one in world.sent("GetProducts")].count("AmazonECS") == 1
    [spot] = world.sent("DescribeSpotPriceHistory")
    assert spot["InstanceTypes"] == ["z1d.large"] and spot["StartTime"] == spot["EndTime"]


def test_a_plan_above_the_limit_is_refused_and_writes_nothing(world: World) -> None:
    refused = world.reconcile("apply", "--yes", limited(world, "1.85")).expect(5)
    assert "may cost $1.86, and 'max-hourly-cost' allows $1.85" in refused.output
    assert world.writes == []
    plan = world.reconcile("plan", "--format", "json", limited(world, "1.85")).expect(5).json
    assert [one["kind"] for one in plan["refusals"]] == ["cost-limit"]
    assert plan["refusals"][0]["field"] == "max-hourly-cost" and plan["refusals"][0]["range"]["start"]["line"] == 10
    assert plan["environments"][0]["cost"]["limit"] == 1.85
    world.reconcile("plan", limited(world, "1.86")).expect(0)


def test_a_saved_plan_is_checked_against_the_limit_again(world: World) -> None:
    world.reconcile("plan", "--out", "plan.json", limited(world, "1.86")).expect(0)
    asked = len(world.sent("GetProducts"))
    world.run("apply", "--yes", "plan.json").expect(0)
    assert len(world.sent("GetProducts")) > asked


def test_denied_prices_are_a_note_and_with_a_limit_a_refusal(world: World) -> None:
    world.control("POST", "faults", deny="pricing:*")
    free = world.reconcile("plan", world.write("one.yml", PRICED)).expect(0)
    assert "cost:" not in free.stdout and "grant pricing:GetProducts" in free.stderr.replace("\n", " ")
    refused = world.reconcile("plan", limited(world, "100")).expect(5).stdout
    assert "is not known" in refused and "allow pricing:GetProducts" in refused.replace("\n      ", " ")


def test_a_limit_that_cannot_be_checked_does_not_stop_what_stays_as_it_is(world: World) -> None:
    file = limited(world, "100")
    world.reconcile("apply", "--yes", file).expect(0)
    world.control("POST", "faults", deny="pricing:*")
    kept = world.reconcile("plan", "--format", "json", file).expect(0).json
    assert [one["kind"] for one in kept["warnings"]] == ["cost-unchecked"]


@pytest.mark.parametrize("reply", ["a page", "nothing"])
def test_a_price_list_that_does_not_answer_is_a_note(world: World, reply: str) -> None:
    file = world.write("one.yml", PRICED)
    with hostile(answer(403, "<html>blocked</html>")) as server:
        if reply == "nothing":
            server.listener.close()
        plan = world.reconcile("plan", file, AWS_ENDPOINT_URL_PRICING=f"http://127.0.0.1:{server.port}").expect(0)
        assert "cost:" not in plan.stdout and "prices in eu-west-1 are not known" in plan.stderr.replace("\n", " ")
        assert len(server.requests) <= 2
