"""Traces for OpenTelemetry: a span for the command, its environments and steps, and each attempt at a call."""

from __future__ import annotations

import contextlib
import re
import signal
import stat
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from EndToEnd.hostile import answer, hostile
from EndToEnd.json_schemas import parsed
from EndToEnd.receiver import Post, a_receiver
from EndToEnd.world import ITEM, World, free_port

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
#: The members of a span that trace.proto of OTLP has and reconcile writes.
MEMBERS = {"traceId", "spanId", "traceState", "parentSpanId", "flags", "name", "kind", "startTimeUnixNano", "endTimeUnixNano", "attributes", "status"}


@contextlib.contextmanager
def a_collector() -> Iterator[tuple[str, list[Post]]]:
    """The address of a receiver of OTLP, and what it is sent."""
    with a_receiver(b"{}") as (port, received):
        yield f"http://127.0.0.1:{port}", received


class Trace:
    """A request of OTLP/JSON, held to the rules of https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding."""

    def __init__(self, text: str) -> None:
        document = parsed(text)
        [resource] = document["resourceSpans"]
        [scope] = resource["scopeSpans"]
        self.resource = values(resource["resource"]["attributes"])
        self.spans: list[dict[str, Any]] = scope["spans"]
        assert scope["scope"]["name"] == "reconcile"
        for span in self.spans:
            assert set(span) <= MEMBERS and span["name"] and span["kind"] in (1, 3)
            assert re.fullmatch("[0-9a-f]{32}", span["traceId"]) and re.fullmatch("[0-9a-f]{16}", span["spanId"])
            assert re.fullmatch("[0-9]+", span["startTimeUnixNano"]) and re.fullmatch("[0-9]+", span["endTimeUnixNano"])
            assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
            assert ("status" in span) == ("error.type" in values(span["attributes"])) and span.get("status", {"code": 2}) == {"code": 2}
        self.ids = {span["spanId"]: span for span in self.spans}
        assert len(self.ids) == len(self.spans) and len({span["traceId"] for span in self.spans}) == 1
        self.root = self.spans[0]
        for span in self.spans[1:]:
            parent = self.ids[span["parentSpanId"]]
            assert int(parent["startTimeUnixNano"]) <= int(span["startTimeUnixNano"])

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [span for span in self.spans if span["kind"] == 3]

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [span for span in self.spans if "reconcile.address" in values(span["attributes"])]

    def parent(self, span: dict[str, Any]) -> dict[str, Any]:
        return self.ids[span["parentSpanId"]]

    def seconds(self, span: dict[str, Any]) -> float:
        return (int(span["endTimeUnixNano"]) - int(span["startTimeUnixNano"])) / 1e9


def values(attributes: list[dict[str, Any]]) -> dict[str, str | int]:
    """The attributes by name; an integer is a string of digits on the wire."""
    found: dict[str, str | int] = {}
    for attribute in attributes:
        assert attribute["key"] not in found
        [(kind, value)] = attribute["value"].items()
        assert kind in ("stringValue", "intValue") and isinstance(value, str)
        found[attribute["key"]] = value if kind == "stringValue" else int(value)
    return found


def trace(path: Path) -> Trace:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return Trace(path.read_text(encoding="utf-8"))


def test_each_attempt_at_a_call_is_a_span_of_its_step(world: World) -> None:
    """The spans are the requests of the recorder between the program and moto, in number and in name."""
    file, path = world.write("f.yml", ITEM), world.home / "t.json"
    plan = world.run("plan", "--format", "json", file).expect(0).json
    before = len(world.verdicts)
    world.run("apply", "--yes", "--trace-file", path, file).expect(0)
    found = trace(path)
    sent = Counter(verdict.operation for verdict in world.verdicts[before:])
    assert Counter(span["name"].split(".")[-1] for span in found.calls) == sent
    root = values(found.root["attributes"])
    assert found.root["name"] == "reconcile apply" and "parentSpanId" not in found.root and "status" not in found.root
    assert root["process.exit.code"] == 0 and root["cloud.account.id"] == plan["account_id"] and root["reconcile.plan.id"] == plan["plan_id"]
    assert len(found.steps) == 10 and {found.parent(step)["name"] for step in found.steps} == {"apply environment"}
    for span in found.calls:
        call = values(span["attributes"])
        assert call["rpc.system.name"] == "aws-api" and call["rpc.method"] == span["name"].replace(".", "/")
        assert call["server.address"] == "127.0.0.1" and call["http.response.status_code"] in range(200, 600) and call["cloud.region"]
        if span["name"] in ("Batch.CreateComputeEnvironment", "Batch.CreateJobQueue", "IAM.CreateRole"):
            verb, kind = found.parent(span)["name"].split(" ")
            assert verb == "create" and kind.replace("-", "") in span["name"].lower() and call["aws.request_id"]
    # Polls are made for all steps.
    polls = [span for span in found.calls if span["name"] == "Batch.DescribeComputeEnvironments"]
    assert any(found.parent(span) is found.root for span in polls)
    # A run that is made again replaces the file.
    world.run("plan", file, RECONCILE_TRACE_FILE=str(path)).expect(0)
    assert trace(path).root["name"] == "reconcile plan"


def test_a_refused_call_has_its_code_and_no_sentence(world: World) -> None:
    path = world.home / "t.json"
    world.control("POST", "faults", deny="batch:CreateComputeEnvironment")
    world.run("apply", "--yes", "--trace-file", path, world.write("f.yml", ITEM)).expect(1, 3)
    found = trace(path)
    assert found.root["status"] == {"code": 2} and values(found.root["attributes"])["error.type"] in ("1", "3")
    refused = [values(span["attributes"]) for span in found.calls if span["name"] == "Batch.CreateComputeEnvironment"]
    assert refused and all(call["error.type"] and call["http.response.status_code"] >= 400 for call in refused)
    assert "error.type" in values(found.parent(found.steps[0])["attributes"])
    assert "not authorized" not in path.read_text(encoding="utf-8")


def test_a_receiver_gets_the_trace_below_the_span_that_started_the_run(world: World) -> None:
    file = world.write("f.yml", ITEM)
    with a_collector() as (url, received):
        world.run(
            "plan", file, OTEL_EXPORTER_OTLP_ENDPOINT=url, OTEL_EXPORTER_OTLP_PROTOCOL="http/json",
            OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20hush-hush", OTEL_SERVICE_NAME="nightly",
            OTEL_RESOURCE_ATTRIBUTES="deployment.environment.name=prod", TRACEPARENT=f"00-{TRACE}-{SPAN}-01", TRACESTATE="a=1",
        ).expect(0)  # fmt: skip
        [post] = received
        assert post.path == "/v1/traces" and post.headers["content-type"] == "application/json"
        assert post.headers["authorization"] == "Bearer hush-hush"
        found = Trace(post.body)
        assert found.resource["service.name"] == "nightly" and found.resource["deployment.environment.name"] == "prod"
        assert found.root["traceId"] == TRACE and found.root["parentSpanId"] == SPAN and found.root["traceState"] == "a=1"
        assert found.calls and not world.writes
        # The address of traces is taken as it is; a failed run has a trace too.
        received.clear()
        broken = world.write("broken.yml", ITEM.replace("max-cpus", "max-cpu"))
        world.run("plan", broken, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=f"{url}/mine").expect(1)
        [post] = received
        assert post.path == "/mine" and [span["name"] for span in Trace(post.body).spans] == ["reconcile plan"]
        assert values(Trace(post.body).root["attributes"])["process.exit.code"] == 1


def test_a_trace_shows_no_value_of_the_user(world: World) -> None:
    text = ITEM + "    labels: 'team=$LABEL_TOKEN'\n"
    secrets = world.write("secrets.env", "LABEL_TOKEN=hush-hush-hush\n")
    path = world.home / "t.json"
    world.run("apply", "--yes", "--env-file", secrets, "--trace-file", path, world.write("f.yml", text)).expect(0)
    shown = path.read_text(encoding="utf-8")
    assert "hush" not in shown and "?" not in shown and "Signature" not in shown and "AKIA" not in shown


@pytest.mark.parametrize("kind", ["down", "refusing", "silent"])
def test_a_receiver_that_takes_nothing_is_a_warning(world: World, kind: str) -> None:
    file = world.write("f.yml", ITEM)
    reply = answer(503) if kind == "refusing" else lambda *_: time.sleep(30)
    with hostile(reply) as server:
        port = free_port() if kind == "down" else server.port
        began = time.monotonic()
        done = world.run(
            "plan", file, OTEL_EXPORTER_OTLP_ENDPOINT=f"http://user:hush-hush@127.0.0.1:{port}/T0K3N",
            OTEL_EXPORTER_OTLP_HEADERS="x-key=hush-hush-too",
        ).expect(0)  # fmt: skip
    assert done.stderr.count(f"warning: the trace was not sent to http://…@127.0.0.1:{port}/…: ") == 1
    assert "hush" not in done.output and "T0K3N" not in done.output
    assert time.monotonic() - began < 20


def test_the_sandbox_has_its_own_time_and_sends_nothing(world: World) -> None:
    file, path = world.write("f.yml", ITEM), world.home / "t.json"
    with a_collector() as (url, received):
        began = time.monotonic()
        done = world.run("apply", "--yes", "--sandbox", "--trace-file", path, file, OTEL_EXPORTER_OTLP_ENDPOINT=url).expect(0)
        took = time.monotonic() - began
        assert received == [] and "no trace is sent: nothing is sent about a simulated account" in done.stderr
    found = trace(path)
    # The account's time begins with 2026 and is moved by the waits.
    assert int(found.root["startTimeUnixNano"]) // 10**9 in range(1_767_225_600, 1_767_225_700)
    assert found.seconds(found.root) > max(took, 10) and found.calls and found.steps
    assert found.seconds(found.root) >= max(found.seconds(step) for step in found.steps)
    assert not any(name.startswith("server.") for span in found.calls for name in values(span["attributes"]))


@pytest.mark.parametrize(
    "variables, why",
    [
        ({"OTEL_SDK_DISABLED": "true"}, "OTEL_SDK_DISABLED is true"),
        ({"TRACEPARENT": f"00-{TRACE}-{SPAN}-00"}, "the trace that TRACEPARENT names is not recorded"),
    ],
)
def test_a_trace_that_is_not_recorded_is_not_written(world: World, variables: dict[str, str], why: str) -> None:
    file, path = world.write("f.yml", ITEM), world.home / "t.json"
    with a_collector() as (url, received):
        done = world.run("plan", "--trace-file", path, file, OTEL_EXPORTER_OTLP_ENDPOINT=url, **variables).expect(0)
        assert f"note: no trace is written: {why}" in done.stderr and not path.exists() and received == []


def test_another_protocol_is_a_note(world: World) -> None:
    file = world.write("f.yml", ITEM)
    done = world.run("plan", file, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4317", OTEL_EXPORTER_OTLP_PROTOCOL="grpc").expect(0)
    assert "note: no trace is sent: reconcile sends http/json, and OTEL_EXPORTER_OTLP_PROTOCOL is 'grpc'" in done.stderr


@pytest.mark.parametrize("target", ["f.yml", "link", "folder", "missing/t.json"])
def test_nothing_is_done_without_the_file(world: World, target: str) -> None:
    """What is no trace is not replaced, and no link is followed."""
    file = world.write("f.yml", ITEM)
    (world.home / "elsewhere").write_text("kept", encoding="utf-8")
    (world.home / "link").symlink_to("elsewhere")
    (world.home / "folder").mkdir()
    done = world.run("apply", "--yes", "--trace-file", world.home / target, file).expect(1)
    assert target in done.stderr and world.recorder.exchanges == []
    assert file.read_text(encoding="utf-8") == ITEM and (world.home / "elsewhere").read_text(encoding="utf-8") == "kept"


def test_a_run_that_is_stopped_has_its_trace(world: World) -> None:
    """A signal leaves one second for a receiver that does not answer."""
    file, path = world.write("f.yml", ITEM), world.home / "t.json"
    with hostile(lambda *_: time.sleep(30)) as server:
        process = world.start("apply", "--yes", "--trace-file", path, file, OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{server.port}")
        deadline = time.monotonic() + 60
        while not world.recorder.exchanges and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, stderr = process.communicate(timeout=30)
        assert time.monotonic() - began < 7 and process.returncode == 143, stderr
    assert "warning: the trace was not sent" in stderr and "calls still under way" not in stderr
    assert values(trace(path).root["attributes"])["process.exit.code"] == 143
