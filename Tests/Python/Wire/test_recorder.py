"""The recorder keeps what was sent, and counts round trips as a person would."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import AWS
from Wire.recorder import Exchange, Recorder, read, round_trips


def exchange(number: int, start: float, end: float) -> Exchange:
    return Exchange(number, "POST", "/", [], b"", start, 0.0, end)


@pytest.mark.parametrize(
    "times, expected",
    [
        ([], 0),
        ([(0, 1)], 1),
        ([(0, 1), (1, 2), (2, 3)], 3),
        ([(0, 3), (1, 2), (0.5, 2.5)], 1),
        ([(0, 1), (0, 5), (1.5, 2), (5, 6)], 3),
    ],
)
def test_round_trips_are_the_longest_chain_one_after_the_other(times: list[tuple[float, float]], expected: int) -> None:
    assert round_trips([exchange(i, *span) for i, span in enumerate(times)]) == expected


def test_requests_are_kept_byte_for_byte(moto: str, tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    with Recorder(moto, path) as recorder:
        aws = AWS(recorder.endpoint)
        aws.iam.create_role(RoleName="r", AssumeRolePolicyDocument='{"Version":"2012-10-17"}', Description="a b&c=ü")
        assert aws.sts.get_caller_identity()["Account"] == "123456789012"
        first, second = recorder.exchanges
    assert (first.method, first.target, first.status) == ("POST", "/", 200)
    assert b"Description=a+b%26c%3D%C3%BC" in first.body and b"<RoleName>r</RoleName>" in first.answer
    assert first.header("HOST") == recorder.endpoint.removeprefix("http://")
    assert first.end <= second.start and second.number == 2
    assert read(path) == [first, second]


def test_parallel_requests_overlap_in_the_record(moto: str) -> None:
    with Recorder(moto, latency=0.2) as recorder:
        clients = [AWS(recorder.endpoint).ec2 for _ in range(4)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda client: client.describe_vpcs(), clients))
        assert round_trips(recorder.exchanges) == 1
        for client in clients[:3]:
            client.describe_vpcs()
        assert round_trips(recorder.exchanges) == 4


def test_a_request_can_be_held_back(moto: str) -> None:
    seen, release = threading.Event(), threading.Event()

    def hold(exchange: Exchange) -> None:
        seen.set()
        assert release.wait(10)

    with Recorder(moto, before=hold) as recorder, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(AWS(recorder.endpoint).ec2.describe_vpcs)
        assert seen.wait(10) and not answer.done() and recorder.exchanges == []
        release.set()
        assert answer.result(10)["Vpcs"]
        assert len(recorder.exchanges) == 1
