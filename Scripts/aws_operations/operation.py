"""Operations of the list."""

from __future__ import annotations

from functools import cached_property

from botocore.model import OperationModel, Shape

from .model import BYTES, Member, Service, fail

# How often an operation may be sent: isMutating and isRepeatable.
KINDS = {"reads": (False, True), "repeatable": (True, True), "once": (True, False)}
# The time of an answer, which no model names.
DATE = Shape("Date", {"type": "timestamp", "location": "header", "locationName": "Date"})


class Operation:
    """An operation that the list names, with botocore's model of it."""

    def __init__(self, service: Service, name: str, entry: dict[str, str | None]) -> None:
        kinds = [key for key in entry if key in KINDS]
        if len(kinds) != 1 or not set(entry) <= {*KINDS, "answer"}:
            fail(f"{name} needs one of {', '.join(KINDS)}, and may have 'answer'")
        self.service, self.name = service, name
        self.is_mutating, self.is_repeatable = KINDS[kinds[0]]
        self.request = service.members(
            name, (entry[kinds[0]] or "").split(), self.model.input_shape, asked=True, answered=False
        )
        for member in self.request:
            member.is_optional = member.name not in self._required and not member.is_marked
        words = (entry.get("answer") or "").split()
        #: The root element of the answer, if the list names it.
        self.root = next((word[1:-1] for word in words if word.startswith("<")), None)
        named = [word for word in words if word[0] not in "<@"]
        self.answer = service.members(name, named, self.model.output_shape, asked=False, answered=True)
        if "@Date" in words:
            self.answer.append(Member("Date", DATE, is_marked=False, swift_type="Double", wire_name="Date"))
        for member in self.answer:
            member.is_optional = member.swift_type != BYTES
        self._check()

    @cached_property
    def model(self) -> OperationModel:
        if self.name not in self.service.model.operation_names:
            fail(f"{self.service.namespace} has no operation {self.name}")
        return self.service.model.operation_model(self.name)

    @property
    def function(self) -> str:
        """The name in lower camel case."""
        return self.name[0].lower() + self.name[1:]

    @property
    def body(self) -> list[Member]:
        """The request's members that are encoded."""
        return [member for member in self.request if member.is_in_body]

    @property
    def is_headered(self) -> bool:
        """True if the answer's members are in headers, or are its body as a whole."""
        return any(not member.is_in_body for member in self.answer)

    @property
    def has_body(self) -> bool:
        """True if the model sends members in a body."""
        shape = self.model.input_shape
        if shape is None or shape.serialization.get("payload"):
            return False
        return any("location" not in member.serialization for member in shape.members.values())

    @property
    def _required(self) -> list[str]:
        return self.model.input_shape.required_members if self.model.input_shape else []

    def _check(self) -> None:
        """Refuses what the list forgets, what the model contradicts and what the wire client cannot send or read."""
        absent = set(self._required) - {member.name for member in self.request}
        if absent:
            fail(f"{self.name} requires {', '.join(sorted(absent))}")
        if any(member.swift == "binding" for member in self.request):
            fail(f"{self.name} has a member 'binding', as every operation has")
        method = self.model.http["method"]
        if self.service.is_rest and method != "POST" and (method in {"GET", "HEAD"}) == self.is_mutating:
            fail(f"{self.name} is a {method}: it {'reads' if self.is_mutating else 'writes'}")
        if self.body and self.service.protocol == "rest-xml":
            fail(f"{self.name} has a body in XML")
        wrapper = self.model.output_shape and self.model.output_shape.serialization.get("resultWrapper")
        if wrapper and wrapper != f"{self.name}Result":
            fail(f"{self.name} answers inside of <{wrapper}>")
        if self.is_headered and any(member.is_in_body for member in self.answer):
            fail(f"{self.name} answers in headers and in members of the body")
