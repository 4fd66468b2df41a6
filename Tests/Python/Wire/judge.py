"""Judges if AWS would accept a request, by botocore's published models and its signer.

For each recorded request: the operation; if its parameters are those of the model; if botocore would send the same
request for the same parameters; and if botocore would sign it in the same way with the same secret and date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import botocore.session
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StructureShape
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from .forms import Unreadable, from_form, from_json, parse_form, parse_json
from .recorder import Exchange

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/,]+)/(?P<date>\d{8})/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request, ?"
    r"SignedHeaders=(?P<signed>[a-z0-9;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
CONTENT_TYPES = {
    "json": "application/x-amz-json-{version}",
    "rest-json": "application/json",
    "query": "application/x-www-form-urlencoded",
    "ec2": "application/x-www-form-urlencoded",
}
CLOCK_SKEW = 300


@cache
def service_model(name: str) -> ServiceModel:
    """The published model of a service, by its signing name; of a service with several protocols the one in use."""
    name = {"tagging": "resourcegroupstaggingapi", "elasticfilesystem": "efs", "servicequotas": "service-quotas"}.get(name, name)
    loader = botocore.session.get_session().get_component("data_loader")
    model = ServiceModel(loader.load_service_model(name, "service-2"), name)
    if "json" in model.metadata.get("protocols", ()):
        model.metadata["protocol"] = "json"
    return model


@dataclass(frozen=True)
class Verdict:
    """What a request was and what is wrong with it; right when ``problems`` is empty."""

    exchange: Exchange
    service: str
    operation: str
    parameters: dict[str, Any]
    problems: tuple[str, ...]

    def __str__(self) -> str:
        name = f"{self.service or '?'}:{self.operation or '?'}"
        return f"request {self.exchange.number} ({name}): " + ("; ".join(self.problems) or "accepted")


class Judge:
    """``secrets`` maps access keys to secret keys; ``regions`` to the region a service must be signed for."""

    def __init__(self, secrets: dict[str, str], region: str, regions: dict[str, str] | None = None):
        self.secrets = secrets
        self.region = region
        self.regions = {"iam": "us-east-1", "pricing": "us-east-1"} | (regions or {})

    def judge(self, exchange: Exchange) -> Verdict:
        """The verdict on one request."""
        problems: list[str] = []
        match = AUTHORIZATION.fullmatch(exchange.header("Authorization") or "")
        service, operation, parameters = "", None, {}
        try:
            service = match["service"] if match else self._service_of_unsigned(exchange)
            model = service_model(service)
            operation = find_operation(model, exchange)
            parameters = read_parameters(model, operation, exchange)
            problems += self._parameter_problems(operation, parameters)
            problems += wire_problems(model, operation, parameters, exchange)
        except Unreadable as error:
            problems.append(str(error))
        unsigned = operation is not None and operation.auth_type == "none"
        if match:
            problems += self._signature_problems(exchange, match)
        elif not unsigned:
            problems.append("no Authorization header of the form AWS4-HMAC-SHA256 … (the request is not signed)")
        return Verdict(exchange, service, operation.name if operation else "", parameters, tuple(problems))

    def judge_all(self, exchanges: list[Exchange]) -> list[Verdict]:
        """One verdict a request, in order."""
        return [self.judge(exchange) for exchange in exchanges]

    def _service_of_unsigned(self, exchange: Exchange) -> str:
        action = parse_form(exchange.body).get("Action", "")
        if action.startswith("AssumeRole"):
            return "sts"
        raise Unreadable("the request names no service: it has no credential scope")

    def _parameter_problems(self, operation: OperationModel, parameters: dict[str, Any]) -> Iterator[str]:
        if operation.input_shape is None:
            if parameters:
                yield f"the operation takes no parameters, but has {', '.join(parameters)}"
            return
        report = ParamValidator().validate(parameters, operation.input_shape)
        if report.has_errors():
            yield from report.generate_report().splitlines()
        yield from enum_problems(parameters, operation.input_shape)

    def _signature_problems(self, exchange: Exchange, match: re.Match[str]) -> Iterator[str]:
        date = exchange.header("X-Amz-Date")
        if date is None:
            yield "no X-Amz-Date header"
            return
        try:
            moment = datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
        except ValueError:
            yield f"X-Amz-Date '{date}' is not of the form yyyymmddThhmmssZ"
            return
        if abs(moment - exchange.received) > CLOCK_SKEW:
            yield f"X-Amz-Date {date} is more than {CLOCK_SKEW} s from the time of the request"
        if match["date"] != date[:8]:
            yield f"the credential scope's date {match['date']} is not that of X-Amz-Date {date}"
        region = self.regions.get(match["service"], self.region)
        # CloudTrail has the calls of IAM where IAM's requests are signed for.
        is_record = match["service"] == "cloudtrail" and match["region"] == self.regions["iam"]
        if match["region"] != region and not is_record:
            yield f"signed for region {match['region']} instead of {region}"
        signed = match["signed"].split(";")
        if signed != sorted(signed):
            yield "SignedHeaders is not sorted"
        present = {name.lower() for name, _ in exchange.headers}
        for name in sorted({"host"} | {name for name in present if name.startswith("x-amz-")}):
            if name not in signed:
                yield f"header {name} is not signed"
        if match["service"] == "s3" and "x-amz-content-sha256" not in present:
            yield "no X-Amz-Content-Sha256 header, which S3 demands"
        if absent := [name for name in signed if name not in present]:
            yield f"signed headers are absent: {', '.join(absent)}"
            return
        payload = hashlib.sha256(exchange.body).hexdigest()
        if (stated := exchange.header("X-Amz-Content-Sha256")) not in {None, payload}:
            yield f"X-Amz-Content-Sha256 {stated} is not the body's hash {payload}"
        secret = self.secrets.get(match["key"])
        if secret is None:
            yield f"signed with an unknown access key {match['key']}"
        elif signature(exchange, match, signed, secret) != match["signature"]:
            yield "the signature is not the one that botocore computes for this request"


def find_operation(model: ServiceModel, exchange: Exchange) -> OperationModel:
    """The operation by X-Amz-Target, by Action and Version, or by method and path template."""
    protocol = model.metadata["protocol"]
    if protocol == "json":
        prefix, _, name = (exchange.header("X-Amz-Target") or "").rpartition(".")
        if prefix != model.metadata["targetPrefix"]:
            raise Unreadable(f"X-Amz-Target '{exchange.header('X-Amz-Target')}' does not name {model.service_name}")
    elif protocol in {"query", "ec2"}:
        form = parse_form(exchange.body)
        name = form.get("Action", "")
        if form.get("Version") != model.api_version:
            raise Unreadable(f"Version {form.get('Version')} is not {model.api_version}")
    else:
        path = urlsplit(exchange.target).path
        found = [
            candidate
            for candidate in model.operation_names
            if model.operation_model(candidate).http["method"] == exchange.method
            and path_labels(model.operation_model(candidate), path) is not None
            and is_told_apart(model.operation_model(candidate), exchange)
        ]
        if len(found) != 1:
            raise Unreadable(f"{exchange.method} {path} is no operation of {model.service_name}")
        name = found[0]
    if name not in model.operation_names:
        raise Unreadable(f"'{name}' is no operation of {model.service_name}")
    return model.operation_model(name)


def is_told_apart(operation: OperationModel, exchange: Exchange) -> bool:
    """Whether a request carries the query, the required parameters and headers that tell calls of one path apart."""
    query = dict(parse_qsl(urlsplit(exchange.target).query, keep_blank_values=True))
    fixed = parse_qsl(urlsplit(operation.http["requestUri"]).query, keep_blank_values=True)
    if operation.service_model.metadata["protocol"] != "rest-xml":
        return True
    required = [operation.input_shape.members[name] for name in operation.input_shape.required_members]
    places = [(member.serialization.get("location"), member.serialization.get("name")) for member in required]
    members = operation.input_shape.members.values()
    known = {m.serialization.get("name") for m in members if m.serialization.get("location") == "querystring"}
    return (
        # ListBuckets and ListDirectoryBuckets have one path.
        query.keys() <= known | {name for name, _ in fixed}
        and all(query.get(name) == value for name, value in fixed)
        and all(name in query for place, name in places if place == "querystring")
        and all(exchange.header(name) is not None for place, name in places if place == "header")
    )


def path_labels(operation: OperationModel, path: str) -> dict[str, str] | None:
    """The labels of a path, still percent-encoded, or None where it is another operation's path."""
    template = urlsplit(operation.http["requestUri"]).path
    pattern = "".join(
        f"(?P<{part[1:-1].rstrip('+')}>{'.+' if part.endswith('+}') else '[^/]+'})"
        if part.startswith("{")
        else re.escape(part)
        for part in re.split(r"(\{[^}]+\})", template)
    )
    match = re.fullmatch(pattern, path)
    return match.groupdict() if match else None


def read_parameters(model: ServiceModel, operation: OperationModel, exchange: Exchange) -> dict[str, Any]:
    """The request's parameters, whatever place the protocol puts them in."""
    protocol = model.metadata["protocol"]
    if protocol in {"query", "ec2"}:
        return from_form(parse_form(exchange.body), operation, protocol)
    shape = operation.input_shape
    if protocol == "rest-xml":
        parameters = blob_payload(operation, exchange)
    else:
        body = parse_json(exchange.body)
        if shape is None:
            return body
        parameters = from_json(body, shape)
    if protocol == "json":
        return parameters
    parts = urlsplit(exchange.target)
    labels = path_labels(operation, parts.path) or {}
    query = parse_qsl(parts.query, keep_blank_values=True)
    for name, member in shape.members.items():
        wire_name = member.serialization.get("name", name)
        match member.serialization.get("location"):
            case "uri":
                parameters[name] = unquote(labels[wire_name])
            case "querystring":
                values = [value for key, value in query if key == wire_name]
                if values:
                    parameters[name] = values if isinstance(member, ListShape) else number_or_text(member, values[0])
                query = [(key, value) for key, value in query if key != wire_name]
            case "header" if (value := exchange.header(wire_name)) is not None:
                parameters[name] = number_or_text(member, value)
    if query:
        raise Unreadable(f"unknown query parameters: {', '.join(key for key, _ in query)}")
    return parameters


def number_or_text(member: Shape, value: str) -> int | str:
    return int(value) if member.type_name in {"integer", "long"} else value


def blob_payload(operation: OperationModel, exchange: Exchange) -> dict[str, Any]:
    """The member that is the unchanged body; no other body of the REST-XML protocol is sent here."""
    name = operation.input_shape.serialization.get("payload")
    if name and operation.input_shape.members[name].type_name == "blob":
        return {name: exchange.body} if exchange.header("Content-Length") is not None else {}
    if exchange.body:
        raise Unreadable(f"{operation.name} takes no body of bytes, and has one of {len(exchange.body)}")
    return {}


def enum_problems(value: Any, shape: Shape, where: str = "") -> Iterator[str]:
    """Values outside their enumeration, which botocore's validator lets pass and the services do not."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        for name, item in value.items():
            if name in shape.members:
                yield from enum_problems(item, shape.members[name], f"{where}.{name}")
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for item in value:
            yield from enum_problems(item, shape.member, where)
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        for item in value.values():
            yield from enum_problems(item, shape.value, where)
    elif isinstance(value, str):
        if getattr(shape, "enum", None) and value not in shape.enum:
            yield f"{where.lstrip('.')} '{value}' is none of {', '.join(shape.enum)}"
        elif len(value) > shape.metadata.get("max", len(value)):
            yield f"{where.lstrip('.')} is longer than {shape.metadata['max']} characters"


def wire_problems(
    model: ServiceModel, operation: OperationModel, parameters: dict[str, Any], exchange: Exchange
) -> Iterator[str]:
    """Where the request differs from what botocore sends for the same parameters."""
    protocol = model.metadata["protocol"]
    for name in ("Host", "X-Amz-Date"):
        if exchange.header(name) is None and (name == "Host" or operation.auth_type != "none"):
            yield f"no {name} header"
    serializer = create_serializer(protocol, include_validation=False)
    try:
        expected = serializer.serialize_to_request(parameters, operation)
    except Exception as error:
        yield f"botocore cannot serialize these parameters: {type(error).__name__}: {error}"
        return
    if exchange.method != expected["method"]:
        yield f"method {exchange.method} instead of {expected['method']}"
    parts = urlsplit(exchange.target)
    # The query of a template such as /v1/x?y is part of botocore's url_path.
    path, _, fixed_query = expected["url_path"].partition("?")
    if parts.path != path:
        yield f"path {parts.path} instead of {path}"
    query = expected["query_string"] or {}  # an empty string where there is none
    pairs = [(k, v) for k, values in query.items() for v in (values if isinstance(values, list) else [values])]
    pairs += parse_qsl(fixed_query, keep_blank_values=True)
    if sorted(parse_qsl(parts.query, keep_blank_values=True)) != sorted((k, str(v)) for k, v in pairs):
        yield f"query '{parts.query}' instead of {pairs}"
    yield from _body_problems(model, protocol, expected, exchange)


def _body_problems(model: ServiceModel, protocol: str, expected: dict[str, Any], exchange: Exchange) -> Iterator[str]:
    body = expected["body"]
    if protocol in {"query", "ec2"}:
        # botocore's body is a dictionary of parameters in some versions and the encoded form in others.
        encoded = body if isinstance(body, str | bytes) else urlencode(body)
        wanted = parse_form(encoded if isinstance(encoded, bytes) else encoded.encode())
        if (sent := parse_form(exchange.body)) != wanted:
            yield f"form {_difference(sent, wanted)}"
    elif protocol == "rest-xml":
        # The bytes are the parameter itself; what can go wrong is a member that its header does not carry.
        for name, value in expected["headers"].items():
            if (sent_value := exchange.header(name)) != value:
                yield f"{name} '{sent_value}' instead of '{value}'"
        return
    else:
        wanted = parse_json(body if isinstance(body, bytes) else body.encode())
        if (sent := parse_json(exchange.body)) != wanted:
            yield f"body {_difference(sent, wanted)}"
    if exchange.body:
        content_type = (exchange.header("Content-Type") or "").partition(";")[0].strip()
        wanted_type = CONTENT_TYPES[protocol].format(version=model.metadata.get("jsonVersion", "1.1"))
        if content_type != wanted_type:
            yield f"Content-Type '{content_type}' instead of '{wanted_type}'"
    for name, value in expected["headers"].items():
        if name.lower() == "x-amz-target" and exchange.header(name) != value:
            yield f"{name} '{exchange.header(name)}' instead of '{value}'"


def _difference(sent: dict[str, Any], wanted: dict[str, Any]) -> str:
    keys = [key for key in sorted(sent.keys() | wanted.keys()) if sent.get(key) != wanted.get(key)]
    return "; ".join(f"{key}: {sent.get(key)!r} instead of {wanted.get(key)!r}" for key in keys)


class _Signer(SigV4Auth):
    """botocore's signer over exactly the headers that the request says it signed."""

    def headers_to_sign(self, request: AWSRequest) -> Any:
        return request.headers


class _S3Signer(_Signer, S3SigV4Auth):
    """As for the others, and with S3's way with paths."""


def signature(exchange: Exchange, match: re.Match[str], signed: list[str], secret: str) -> str:
    """The signature botocore computes for the recorded request."""
    parts = urlsplit(exchange.target)
    pairs = sorted(
        (quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in parse_qsl(parts.query, keep_blank_values=True)
    )
    query = "&".join(f"{key}={value}" for key, value in pairs)
    url = f"http://{exchange.header('Host')}{parts.path}" + (f"?{query}" if query else "")
    request = AWSRequest(method=exchange.method, url=url, data=exchange.body)
    for name, value in exchange.headers:
        if name.lower() in signed:
            request.headers.add_header(name.lower(), value)
    request.context["timestamp"] = exchange.header("X-Amz-Date")
    kind = _S3Signer if match["service"] == "s3" else _Signer
    signer = kind(Credentials(match["key"], secret), match["service"], match["region"])
    text = signer.string_to_sign(request, signer.canonical_request(request))
    return signer.signature(text, request)
