"""Every text that is sent has the characters and the length that AWS's models allow, for hostile files too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import regex
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

from EndToEnd.world import ITEM, World
from Wire.judge import service_model

#: Texts at the limits of the fields.
ITEMS = {
    "a log group of any name": 'log-group: "/acme.1/-jobs_x/."\n',
    "the longest log group": f'log-group: "{"/" + "g" * 511}"\n',
    "letters of the world": 'workspace: "Ünïversität Łódź/研究 β"\nlabels: "Größe=5 µ,κλειδί=τιμή,a b=c:d/e+f@g"\n',
    "the longest workspace": f'workspace: "{"o" * 100}/{"w" * 54}"\n',
    "folders of all that a policy takes": "allow-buckets: ['s3://one/a b/c=d&e', \"s3://two/it's/\\\"x\\\"/{y}\"]\n",
}


def problems(shape: Shape, value: Any, place: str = "") -> Iterator[str]:
    """The texts of a request that their shapes do not take; an astral letter is one, as in Unicode."""
    if isinstance(shape, StructureShape):
        for name, member in value.items():
            yield from problems(shape.members[name], member, f"{place}.{name}")
    elif isinstance(shape, ListShape):
        for member in value:
            yield from problems(shape.member, member, f"{place}[]")
    elif isinstance(shape, MapShape):
        for key, member in value.items():
            yield from problems(shape.key, key, f"{place} key")
            yield from problems(shape.value, member, f"{place}.{key}")
    elif isinstance(shape, StringShape) and isinstance(value, str):
        pattern = shape.metadata.get("pattern")
        if pattern and not regex.fullmatch(pattern, value):
            yield f"{place}: {value!r} does not match {pattern}"
        if not shape.metadata.get("min", 0) <= len(value) <= shape.metadata.get("max", len(value)):
            yield f"{place}: {value!r} has {len(value)} characters"


@pytest.mark.parametrize("what", ITEMS)
def test_aws_takes_what_is_made_of_the_texts_of_a_file(world: World, what: str) -> None:
    text = ITEM + "".join(f"    {line}\n" for line in ITEMS[what].splitlines())
    file = world.write("odd.yml", text)
    world.run("apply", "--yes", file).expect(0)
    world.run("plan", "--detailed-exitcode", file).expect(0)
    checked = 0
    for verdict in world.verdicts:
        model = service_model(verdict.service).operation_model(verdict.operation)
        if model.input_shape is not None:
            assert list(problems(model.input_shape, verdict.parameters, verdict.operation)) == []
            checked += 1
    assert checked > 10
    world.run("destroy", "--yes", file).expect(0)
    assert world.left_behind() == {} and world.aws.logs.describe_log_groups()["logGroups"] == []
