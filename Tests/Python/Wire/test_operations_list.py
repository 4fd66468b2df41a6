"""The list of operations: it stays short, and the generator refuses entries that contradict botocore's models."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aws_operations.model import Service
from aws_operations.operation import Operation

LIST = Path(__file__).parents[3] / "Sources/AWSOperations/operations.yaml"


def test_an_operation_costs_at_most_three_lines() -> None:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"    (reads|repeatable|once):", line)]
    assert len(starts) > 100
    for start in starts:
        end = next(number for number in range(start, len(lines)) if not lines[number].startswith("    "))
        assert end - start <= 2, lines[start - 1]


@pytest.mark.parametrize(
    "model, name, entry, message",
    [
        ("batch", "CreateQueue", {"once": "name"}, "no operation CreateQueue"),
        ("batch", "ListJobs", {"reads": "queue"}, "no member 'queue'"),
        ("batch", "ListJobs", {"answer": "nextToken"}, "needs one of"),
        ("batch", "ListJobs", {"reads": "", "once": ""}, "needs one of"),
        ("batch", "CreateJobQueue", {"once": "jobQueueName"}, "requires priority"),
        ("batch", "DescribeJobQueues", {"reads": "", "answer": "jobQueues"}, "is a JobQueueDetail"),
        ("efs", "DescribeFileSystems", {"once": "Marker"}, "is a GET: it reads"),
        ("efs", "DeleteFileSystem", {"reads": "FileSystemId"}, "is a DELETE: it writes"),
        ("s3", "PutBucketTagging", {"once": "Bucket Tagging"}, "is a Tagging"),
        ("s3", "ListObjectsV2", {"reads": "Bucket", "answer": "Contents"}, "is a flattened list"),
        ("sqs", "SendMessage", {"once": "QueueUrl MessageBody"}, "speaks none of"),
    ],
)
def test_an_entry_that_contradicts_the_model_is_refused(
    model: str, name: str, entry: dict[str, str], message: str
) -> None:
    with pytest.raises(SystemExit, match=re.escape(message)):
        Operation(Service("Service", {"model": model}), name, entry)
