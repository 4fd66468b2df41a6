"""Samples of operations: a request with all listed members as botocore writes it, and an answer that botocore reads.

In Tests/AWSClientTests the wire client has to write the same and to read the same.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

from botocore.awsrequest import HeadersDict
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from .model import Member, Service
from .operation import Operation

TIME = datetime(2026, 3, 1, 9, 8, 7, tzinfo=UTC)
HTTP_TIME = "Sun, 01 Mar 2026 09:08:07 GMT"


def value(member: Member, shape: Shape, service: Service) -> Any:
    """A sample as botocore's callers give it."""
    if isinstance(shape, StructureShape):
        return {inner.name: value(inner, inner.shape, service) for inner in service.shape_members(shape.name)}
    if isinstance(shape, ListShape):
        count = 1 if isinstance(shape.member, StructureShape) else 2
        return [value(member, shape.member, service) for _ in range(count)]
    if isinstance(shape, MapShape):
        return {"a ü/1": value(member, shape.value, service)}
    match shape.type_name:
        case "boolean":
            return True
        case "integer" | "long":
            return 7
        case "float" | "double":
            return 0.5
        case "timestamp":
            return TIME
        case "blob":
            return b'{"a":1}'
    if getattr(shape, "enum", None):
        return shape.enum[0]
    # The wire client takes no other form for these.
    if member.name == "Account":
        return "123456789012"
    if member.name in ("PolicyDocument", "AssumeRolePolicyDocument", "Document"):
        return '{"a":"ü/&=1"}'
    if member.name == "arn" or member.name.endswith(("Arn", "ARN")):
        return f"arn:aws:a:b:123456789012:{member.name} ü/&=1"
    # Headers are ASCII.
    return f"{member.name} 1" if member.shape.serialization.get("location") == "header" else f"{member.name} ü/&=1"


def swift(member: Member, shape: Shape, service: Service, namespace: str) -> str:
    """The same sample in Swift."""
    if isinstance(shape, StructureShape):
        return f"{namespace}.{shape.name}({arguments(service.shape_members(shape.name), service, namespace)})"
    sample = value(member, shape, service)
    if isinstance(shape, ListShape):
        return "[" + ", ".join(swift(member, shape.member, service, namespace) for _ in sample) + "]"
    if isinstance(shape, MapShape):
        return f'["a ü/1": {swift(member, shape.value, service, namespace)}]'
    if isinstance(sample, bool):
        return str(sample).lower()
    if isinstance(sample, datetime):
        return f'"{sample:%Y-%m-%dT%H:%M:%SZ}"' if "String" in member.swift_type else f"{sample.timestamp():.0f}"
    if isinstance(sample, bytes):
        return f"Array({raw(sample.decode())}.utf8)"
    return raw(sample) if isinstance(sample, str) else str(sample)


def arguments(members: list[Member], service: Service, namespace: str) -> str:
    """The arguments of an initializer, required members first."""
    ordered = sorted(members, key=lambda member: member.is_optional)
    return ", ".join(f"{member.swift}: {swift(member, member.shape, service, namespace)}" for member in ordered)


def raw(text: str) -> str:
    assert "#" not in text and "\n" not in text, text
    return f'#"{text}"#' if '"' in text or "\\" in text else f'"{text}"'


def request(operation: Operation) -> str:
    """The request as botocore writes it."""
    service = operation.service
    parameters = {member.name: value(member, member.shape, service) for member in operation.request}
    serializer = create_serializer(service.protocol, include_validation=False)
    sent = serializer.serialize_to_request(parameters, operation.model)
    body = sent["body"]
    if isinstance(body, dict):
        text = urlencode(sorted(body.items()), quote_via=quote, safe="-_.~")
    else:
        text = body.decode() if isinstance(body, bytes) else body
    path = sent["url_path"]
    if "Bucket" in parameters:
        path = path.removeprefix("/" + quote(parameters["Bucket"], safe="-_.~"))
    path, _, flag = path.partition("?")
    pairs = [(name, item) for name, given in items(sent["query_string"]) for item in listed(given)]
    pairs += [(flag, "")] if flag else []
    query = urlencode(sorted(pairs), quote_via=quote, safe="-_.~")
    headers = ", ".join(f"{raw(name)}: {raw(header)}" for name, header in sorted(sent["headers"].items()))
    headers = headers or ":"
    return f'.init("{sent["method"]}", {raw(path)}, query: {raw(query)}, headers: [{headers}], body: {raw(text)})'


def items(query: Any) -> list[tuple[str, Any]]:
    return list(query.items()) if hasattr(query, "items") else list(query)


def listed(given: Any) -> list[str]:
    return [str(item) for item in given] if isinstance(given, list) else [str(given)]


def answer(operation: Operation) -> str:
    """An answer, its body and headers, that botocore reads as the sample."""
    service = operation.service
    body: dict[str, Any] = {}
    # S3 names itself in every answer, and the wire client takes no other.
    headers: dict[str, str] = {"x-amz-request-id": "1"} if service.protocol == "rest-xml" else {}
    payload = ""
    for member in operation.answer:
        sample = value(member, member.shape, service)
        if member.shape.serialization.get("location") == "header":
            text = HTTP_TIME if isinstance(sample, datetime) else sample
            headers[member.shape.serialization["name"]] = text
        elif isinstance(sample, bytes):
            payload = sample.decode()
        else:
            body[member.name] = sample
    text = payload or (xml(operation, body) if service.is_xml else json_text(body, operation.model.output_shape))
    check(operation, text, headers)
    pairs = ", ".join(f"HTTPHeader({raw(name)}, {raw(header)})" for name, header in headers.items())
    return f"HTTPResponse(200, {raw(text)}" + (f", headers: [{pairs}])" if pairs else ")")


def check(operation: Operation, body: str, headers: dict[str, str]) -> None:
    """Ends the run if botocore reads something else than the sample."""
    output = operation.model.output_shape
    if output is None:
        return
    response = {"status_code": 200, "headers": HeadersDict(headers), "body": body.encode()}
    parsed = create_parser(operation.service.protocol).parse(response, output)
    for member in operation.answer:
        sample, read = value(member, member.shape, operation.service), parsed.get(member.name)
        if sample != read and member.name in output.members and not isinstance(sample, bytes):
            raise AssertionError(f"{operation.name}: botocore reads {member.name} as {read!r}, not as {sample!r}")


def json_text(body: dict[str, Any], shape: Shape | None) -> str:
    return json.dumps(json_value(body, shape) if shape else {}, ensure_ascii=False)


def json_value(sample: Any, shape: Shape) -> Any:
    """A sample with the names and the forms that JSON has."""
    if isinstance(shape, StructureShape):
        return {
            shape.members[name].serialization.get("name", name): json_value(inner, shape.members[name])
            for name, inner in sample.items()
        }
    if isinstance(shape, ListShape):
        return [json_value(inner, shape.member) for inner in sample]
    if isinstance(shape, MapShape):
        return {name: json_value(inner, shape.value) for name, inner in sample.items()}
    return int(sample.timestamp()) if isinstance(sample, datetime) else sample


def xml(operation: Operation, body: dict[str, Any]) -> str:
    """An answer in XML, wrapped as the protocol wants it."""
    shape = operation.model.output_shape
    if shape is None or operation.service.protocol == "rest-xml":
        root = operation.root or f"{operation.name}Response"
        return xml_element(root, body, shape) if body and shape else "" if operation.root is None else f"<{root}/>"
    wrapper = shape.serialization.get("resultWrapper")
    inside = xml_element(wrapper, body, shape) if wrapper else xml_members(body, shape)
    return f"<{operation.name}Response>{inside}</{operation.name}Response>"


def xml_members(sample: dict[str, Any], shape: StructureShape) -> str:
    return "".join(
        xml_element(shape.members[name].serialization.get("name", name), inner, shape.members[name])
        for name, inner in sample.items()
    )


def xml_element(name: str, sample: Any, shape: Shape) -> str:
    if isinstance(shape, StructureShape):
        inside = xml_members(sample, shape)
    elif isinstance(shape, ListShape):
        element = shape.member.serialization.get("name", "member")
        inside = "".join(xml_element(element, inner, shape.member) for inner in sample)
    elif isinstance(sample, bool):
        inside = str(sample).lower()
    else:
        inside = f"{sample:%Y-%m-%dT%H:%M:%SZ}" if isinstance(sample, datetime) else escape(str(sample))
    return f"<{name}>{inside}</{name}>"


def lines(operation: Operation) -> list[str]:
    """A function that makes the sample."""
    service, namespace = operation.service, operation.service.namespace
    made = f"{namespace}.{operation.name}({arguments(operation.request, service, namespace)})"
    output = "Empty()"
    if operation.answer:
        given = arguments(operation.answer, service, namespace)
        output = f"{namespace}.{operation.name}.Output({given})"
    return [
        f"static func {operation.function}() -> OperationSample {{",
        f"OperationSample({made}, {request(operation)}, {answer(operation)}, {output})",
        "}",
    ]
