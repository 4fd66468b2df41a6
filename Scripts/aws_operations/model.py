"""Services and members: operations.yaml's names with what botocore's models say about them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

import botocore.session
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape

SESSION = botocore.session.get_session()
ENDPOINTS: dict[str, Any] = SESSION.get_component("data_loader").load_data("endpoints")["partitions"][0]["services"]
PROTOCOLS = {"rest-json": "restJSON", "rest-xml": "restXML", "json": "json11", "query": "query", "ec2": "ec2"}
SCALARS = {"string": "String", "boolean": "Bool", "integer": "Int", "long": "Int"} | dict.fromkeys(
    ("float", "double"), "Double"
)
# The values of members that requests must have and answers may lack.
MISSING = {"String": '""', "Int": "0", "Bool": "false", "Double": "0"}
BYTES = "[UInt8]"


def fail(message: str) -> NoReturn:
    sys.exit(f"operations.yaml: {message}")


def lower_camel(name: str) -> str:
    """The Swift name of a member: ``VpcId`` is vpcId, ``DNSName`` is dnsName, ``ETag`` is eTag, ``ARN`` is arn."""
    rest = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    capitals = len(name) - len(rest)
    length = capitals - 1 if capitals > 1 and rest[:1].islower() else capitals
    return name[:length].lower() + name[length:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass
class Member:
    """A member that the list names."""

    name: str
    shape: Shape
    #: True if the list has '!' after the name.
    is_marked: bool
    swift_type: str
    wire_name: str
    is_optional: bool = True
    #: True if requests must have it and answers may lack it.
    is_lenient: bool = False

    @property
    def place(self) -> str | None:
        """Where a REST service has the member: uri, querystring or header; None if in the body."""
        return self.shape.serialization.get("location")

    @property
    def is_in_body(self) -> bool:
        """True if the member is one of several in the body; False if it is elsewhere, or the whole body."""
        return self.place is None and self.swift_type != BYTES

    @property
    def swift(self) -> str:
        return lower_camel(self.name)

    @property
    def stored(self) -> str:
        """The name of the stored property."""
        return "given" + upper_first(self.swift) if self.is_lenient else self.swift


@dataclass
class Service:
    """A service of the list."""

    namespace: str
    entry: dict[str, str]
    #: The members of each shape, as the list has them.
    shapes: dict[str, str] = field(default_factory=dict)
    in_requests: set[str] = field(default_factory=set)
    in_answers: set[str] = field(default_factory=set)

    @cached_property
    def model(self) -> ServiceModel:
        return SESSION.get_service_model(self.entry["model"])

    @property
    def constant(self) -> str:
        name = self.namespace
        return name[0].lower() + name[1:] if name[1].islower() else name.lower()

    @cached_property
    def protocol(self) -> str:
        """The first of the service's protocols that the wire client speaks."""
        spoken = next((name for name in self.model.metadata["protocols"] if name in PROTOCOLS), None)
        if spoken is None or (spoken == "json" and self.model.metadata["jsonVersion"] != "1.1"):
            fail(f"{self.namespace} speaks none of {', '.join(PROTOCOLS)} (1.1)")
        return spoken

    @property
    def is_rest(self) -> bool:
        return self.protocol.startswith("rest")

    @property
    def is_xml(self) -> bool:
        return self.protocol in {"query", "ec2", "rest-xml"}

    @property
    def is_global(self) -> bool:
        """True if one endpoint serves the whole partition."""
        return not ENDPOINTS.get(self.model.metadata["endpointPrefix"], {}).get("isRegionalized", True)

    def members(
        self, owner: str, words: Iterable[str], model: Shape | None, *, asked: bool, answered: bool
    ) -> list[Member]:
        """The members that the list names.

        `asked` and `answered` say whether they are part of requests and of answers.
        """
        found = []
        for word in words:
            name = word.rstrip("!")
            if model is None or name not in model.members:
                fail(f"{self.namespace}: {owner} has no member '{name}'")
            shape = model.members[name]
            swift_type = self._type_in(model, name, shape, f"{self.namespace}.{owner}.{name}")
            wire_name = self._wire_name(name, shape, asked=asked, answered=answered)
            found.append(Member(name, shape, word.endswith("!"), swift_type, wire_name))
        return found

    def shape_members(self, name: str) -> list[Member]:
        """The members of a shape of the list."""
        model = self.model.shape_for(name)
        asked, answered = name in self.in_requests, name in self.in_answers
        members = self.members(name, self.shapes[name].split(), model, asked=asked, answered=answered)
        for member in members:
            is_required = asked and member.name in model.required_members
            member.is_optional = not is_required and not member.is_marked
            member.is_lenient = is_required and answered and not member.is_marked
            if member.is_lenient and member.swift_type not in MISSING:
                fail(f"{name}: {member.name} is required in requests; mark it with '!' if answers always have it")
        return members

    def reach(self, members: list[Member], reached: set[str]) -> None:
        """Adds the shapes that members lead to."""
        for name in (name for member in members for name in re.findall(r"\w+", member.swift_type)):
            if name in self.shapes and name not in reached:
                reached.add(name)
                words, model = self.shapes[name].split(), self.model.shape_for(name)
                self.reach(self.members(name, words, model, asked=False, answered=False), reached)

    def _type_in(self, model: Shape, name: str, shape: Shape, title: str) -> str:
        """The Swift type of a member."""
        if shape.type_name == "blob" and name == model.serialization.get("payload"):
            return BYTES
        place = shape.serialization.get("location")
        if place == "header" and shape.type_name == "timestamp":
            return "Double"
        swift_type = self._type(shape, title)
        if place and (swift_type not in {"String", "Int", "Bool", "[String]"} or shape.serialization.get("jsonvalue")):
            fail(f"{title} is a {swift_type} in the {place}")
        return swift_type

    def _type(self, shape: Shape, title: str) -> str:
        """The Swift type of a value in a body."""
        if isinstance(shape, StructureShape):
            if shape.name not in self.shapes:
                fail(f"{title} is a {shape.name}, which the list does not describe")
            return shape.name
        if isinstance(shape, ListShape):
            if self.protocol in {"query", "rest-xml"} and shape.serialization.get("flattened"):
                fail(f"{title} is a flattened list")
            if self.protocol == "query" and shape.member.serialization.get("name", "member") != "member":
                fail(f"{title} is a list of other elements than <member>")
            return f"[{self._type(shape.member, title)}]"
        if isinstance(shape, MapShape):
            if self.is_xml:
                fail(f"{title} is a map in XML")
            return f"[String: {self._type(shape.value, title)}]"
        if shape.type_name == "timestamp":
            return "String" if self.is_xml or shape.serialization.get("timestampFormat") == "iso8601" else "Double"
        if shape.type_name not in SCALARS:
            fail(f"{title} is a {shape.type_name}")
        return SCALARS[shape.type_name]

    @staticmethod
    def _wire_name(name: str, shape: Shape, *, asked: bool, answered: bool) -> str:
        """The name on the wire; the encoder of the ec2 protocol begins it in upper case."""
        in_answers = shape.serialization.get("name", name)
        in_requests = shape.serialization.get("queryName", in_answers)
        if asked and answered and upper_first(in_requests) != upper_first(in_answers):
            fail(f"{name} is {in_requests} in requests and {in_answers} in answers")
        return in_answers if answered else in_requests
