"""The Swift source of services, operations and shapes, not formatted yet."""

from __future__ import annotations

import re

from .model import BYTES, MISSING, PROTOCOLS, Member, Service, fail
from .operation import Operation

KEYWORDS = {"default", "extension", "in", "internal", "operator", "private", "protocol", "public", "return", "where"}


def quoted(text: str) -> str:
    return f'"{text}"'


def escaped(name: str) -> str:
    return f"`{name}`" if name in KEYWORDS else name


def page(service: Service, name: str) -> str:
    return f"/// [{name}]({service.entry['pages']}{name}.html)"


def service_lines(service: Service) -> list[str]:
    """The constant of a service."""
    data = service.model.metadata
    arguments = [quoted(data["endpointPrefix"]), "." + PROTOCOLS[service.protocol], quoted(data["apiVersion"])]
    arguments.append(f"serviceID: {quoted(data['serviceId'])}")
    signing = data.get("signingName", data["endpointPrefix"])
    if signing != data["endpointPrefix"]:
        arguments.append(f"signingName: {quoted(signing)}")
    if service.protocol == "json":
        arguments.append(f"targetPrefix: {quoted(data['targetPrefix'])}")
    if service.is_global:
        arguments.append("isGlobal: true")
    if "actions" in service.entry:
        arguments.append(f"actionPrefix: {quoted(service.entry['actions'])}")
    return [
        f"/// {data['serviceFullName']}.",
        f"public static let {service.constant} = Service({', '.join(arguments)})",
    ]


def shape_lines(service: Service, name: str) -> list[str]:
    """A shape."""
    if name not in service.in_requests | service.in_answers:
        fail(f"{service.namespace}: no operation uses {name}")
    members = service.shape_members(name)
    return [
        page(service, name),
        f"package struct {name}: Sendable, Codable, Hashable {{",
        *declarations(members),
        *initializer(members),
        *[line for member in members if member.is_lenient for line in accessor(member)],
        *decoder(members),
        *encoder(members),
        "}",
    ]


def operation_lines(operation: Operation) -> list[str]:
    """An operation with its answer."""
    promised = [quoted(member.wire_name) for member in operation.answer if member.is_marked]
    return [
        page(operation.service, operation.name),
        f"package struct {operation.name}: Operation {{",
        f"package static var service: Service {{ .{operation.service.constant} }}",
        f"package static var name: String {{ {quoted(operation.name)} }}",
        f"package static var isMutating: Bool {{ {str(operation.is_mutating).lower()} }}",
        f"package static var isRepeatable: Bool {{ {str(operation.is_repeatable).lower()} }}",
        *([f"package static var promisedMembers: [String] {{ [{', '.join(promised)}] }}"] if promised else []),
        *([f"package static var answerElement: String? {{ {quoted(operation.root)} }}"] if operation.root else []),
        *declarations(operation.request),
        *initializer(operation.request),
        *(binding(operation) if operation.service.is_rest else []),
        *encoder(operation.body),
        *output(operation),
        "}",
    ]


def declarations(members: list[Member]) -> list[str]:
    return [
        f"private var {member.stored}: {member.swift_type}?"
        if member.is_lenient
        else f"package var {escaped(member.swift)}: {member.swift_type}{'?' if member.is_optional else ''}"
        for member in members
    ]


def accessor(member: Member) -> list[str]:
    """The member that requests must have and answers may lack."""
    return [
        f"/// Required in a request; {MISSING[member.swift_type]} if an answer lacks it.",
        f"package var {escaped(member.swift)}: {member.swift_type} {{",
        f"get {{ {member.stored} ?? {MISSING[member.swift_type]} }}",
        f"set {{ {member.stored} = newValue }}",
        "}",
    ]


def initializer(members: list[Member]) -> list[str]:
    """The initializer, required members first, optional ones with their default."""
    if not members:
        return ["package init() {}"]
    parameters = [
        f"{escaped(member.swift)}: {member.swift_type}" + ("? = nil" if member.is_optional else "")
        for member in sorted(members, key=lambda member: member.is_optional)
    ]
    assignments = [
        (member.stored if member.is_lenient else f"self.{member.swift}") + f" = {escaped(member.swift)}"
        for member in members
    ]
    return [f"package init({', '.join(parameters)}) {{", *assignments, "}"]


def encoder(members: list[Member]) -> list[str]:
    """The function that writes the members."""
    calls = [
        f"try members.encode{'IfPresent' if member.is_optional or member.is_lenient else ''}"
        f"(self.{member.stored}, forKey: {quoted(member.wire_name)})"
        for member in members
    ]
    return [
        "package func encode(to encoder: any Encoder) throws {",
        f"{'var members' if calls else '_'} = encoder.container(keyedBy: WireKey.self)",
        *calls,
        "}",
    ]


def decoder(members: list[Member]) -> list[str]:
    """The initializer that reads the members."""
    reads = [
        f"self.{member.stored} = try members.decode{'IfPresent' if member.is_optional or member.is_lenient else ''}"
        f"({member.swift_type}.self, forKey: {quoted(member.wire_name)})"
        for member in members
    ]
    return [
        "package init(from decoder: any Decoder) throws {",
        "let members = try decoder.container(keyedBy: WireKey.self)",
        *reads,
        "}",
    ]


def binding(operation: Operation) -> list[str]:
    """The HTTP face of a REST service's operation."""
    http, model = operation.model.http, operation.model
    uri, _, flag = http["requestUri"].partition("?")
    is_on_bucket = any(parameter.name == "Bucket" for parameter in model.context_parameters)
    names = {member.wire_name: escaped(member.swift) for member in operation.request}

    def label(match: re.Match[str]) -> str:
        if match[1] not in names:
            fail(f"{operation.name} has '{match[1]}' in its path")
        return f"\\(HTTPBinding.{'path' if match[2] else 'label'}({names[match[1]]}))"

    path = re.sub(r"\{(\w+)(\+?)\}", label, uri.removeprefix("/{Bucket}") if is_on_bucket else uri)
    changes = ["binding.bucket = bucket"] if is_on_bucket else []
    changes += [f'binding.add(query: {quoted(flag)}, "")'] if flag else []
    for member in operation.request:
        if member.place in {"querystring", "header"}:
            kind = member.place.removesuffix("string")
            changes.append(f"binding.add({kind}: {quoted(member.wire_name)}, {escaped(member.swift)})")
        elif member.swift_type == BYTES:
            changes.append(f"binding.payload = {escaped(member.swift)}")
    method = "" if http["method"] == "POST" else f"method: {quoted(http['method'])}, "
    made = f'HTTPBinding({method}path: "{path}"{"" if operation.has_body else ", hasBody: false"})'
    if not changes:
        return [f"package var binding: HTTPBinding {{ {made} }}"]
    return ["package var binding: HTTPBinding {", f"var binding = {made}", *changes, "return binding", "}"]


def output(operation: Operation) -> list[str]:
    """The answer of an operation."""
    if not operation.answer:
        return ["/// AWS answers with nothing that is used here.", "package typealias Output = Empty"]
    return [
        "/// The answer of AWS.",
        f"package struct Output: Sendable, Codable{', HeaderedAnswer' if operation.is_headered else ''} {{",
        *declarations(operation.answer),
        *initializer(operation.answer),
        *(headered_initializer(operation) if operation.is_headered else []),
        *decoder(operation.answer),
        *encoder(operation.answer),
        "}",
    ]


def headered_initializer(operation: Operation) -> list[str]:
    """The initializer that reads headers and the body as a whole."""
    time = ".flatMap { HTTPDate.seconds(of: $0) }"
    assignments = []
    for member in operation.answer:
        if member.swift_type not in {BYTES, "Double", "String"}:
            fail(f"{operation.name}: {member.name} is a {member.swift_type} in a header")
        read = f"header({quoted(member.wire_name)})" + (time if member.swift_type == "Double" else "")
        assignments.append(f"self.{member.swift} = {'body' if member.swift_type == BYTES else read}")
    return ["package init(header: (String) -> String?, body: [UInt8]) {", *assignments, "}"]
