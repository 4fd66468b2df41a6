"""A proxy before a moto that answers some calls wrongly and all others truly: the ways in which an answer is wrong."""

from __future__ import annotations

import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from Moto.faults import service_and_operation
from Wire.recorder import HOP_BY_HOP, ProxyHandler, Server, forward


@dataclass
class Answer:
    """An answer of AWS, to be changed before the client gets it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_json(self) -> bool:
        return self.body[:1] in (b"{", b"[")

    def with_body(self, body: bytes | str, kind: str | None = None, status: int | None = None, **headers: str) -> Answer:
        changed = dict(self.headers)
        if kind is not None:
            changed["Content-Type"] = kind
        changed |= {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(status or self.status, changed, body.encode() if isinstance(body, str) else body)

    def without_ids(self) -> Answer:
        """The same without what a proxy does not send."""
        kept = {k: v for k, v in self.headers.items() if not k.lower().startswith(("x-amz", "date"))}
        return Answer(self.status, kept, self.body)


#: Changes an answer; ``number`` counts the answers of the call from 1.
Change = Callable[[Answer, int], Answer]


def body(text: bytes | str, kind: str | None = None, status: int = 200) -> Change:
    """The same body for every call, as a proxy sends it."""
    return lambda answer, _: answer.with_body(text, kind, status).without_ids()


def members(change: Callable[[Any], Any]) -> Change:
    """Every value of JSON rewritten, the inner ones first."""

    def apply(answer: Answer, _: int) -> Answer:
        if answer.is_json:
            return answer.with_body(json.dumps(_rewritten(json.loads(answer.body), change)))
        return answer

    return apply


def _rewritten(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        value = {name: _rewritten(member, change) for name, member in value.items()}
    elif isinstance(value, list):
        value = [_rewritten(element, change) for element in value]
    return change(value)


def text(pattern: str, replacement: str) -> Change:
    """The body with a pattern replaced."""
    return lambda answer, _: answer.with_body(re.sub(pattern.encode(), replacement.encode(), answer.body, flags=re.DOTALL))


def lists(change: Callable[[list[Any]], Any]) -> Change:
    """The lists of the first level of JSON changed."""

    def apply(answer: Answer, _: int) -> Answer:
        if answer.is_json:
            tree = json.loads(answer.body)
            if isinstance(tree, dict):
                tree = {k: change(v) if isinstance(v, list) else v for k, v in tree.items()}
            return answer.with_body(json.dumps(tree))
        return answer

    return apply


def xml(change: Callable[[ElementTree.Element], None]) -> Change:
    """An XML answer changed as a tree, its namespace kept."""

    def apply(answer: Answer, _: int) -> Answer:
        if answer.is_json or not answer.body.strip().startswith(b"<"):
            return answer
        plain = re.sub(rb'\sxmlns="[^"]*"', b"", answer.body)
        try:
            root = ElementTree.fromstring(plain)
        except ElementTree.ParseError:
            return answer
        change(root)
        return answer.with_body(ElementTree.tostring(root))

    return apply


def drop(*names: str) -> Change:
    """Members of these names left out, wherever they are."""
    lowered = {name.lower() for name in names}

    def cut(value: Any) -> Any:
        return {k: v for k, v in value.items() if k.lower() not in lowered} if isinstance(value, dict) else value

    def prune(root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag.lower() in lowered:
                    parent.remove(child)

    return both(members(cut), xml(prune))


def rename(pattern: str, new: str) -> Change:
    """Members whose names match renamed."""

    def cut(value: Any) -> Any:
        return {re.sub(pattern, new, k): v for k, v in value.items()} if isinstance(value, dict) else value

    def prune(root: ElementTree.Element) -> None:
        for element in root.iter():
            element.tag = re.sub(pattern, new, element.tag)

    return both(members(cut), xml(prune))


def both(*changes: Change) -> Change:
    def apply(answer: Answer, number: int) -> Answer:
        for change in changes:
            answer = change(answer, number)
        return answer

    return apply


def refused(answer: Answer, _: int) -> Answer:
    """A refusal, of a call that does not reach the upstream."""
    return answer.with_body('{"__type":"AccessDeniedException","message":"refused by the test"}', "application/json", 403)


@dataclass
class Request:
    service: str
    operation: str
    method: str
    tampered: bool = False

    @property
    def name(self) -> str:
        return f"{self.service}:{self.operation}"


#: Picks the change for a call by its service and operation; None for the truth.
Rule = Callable[[Request], Change | None]


class Tampering:
    """The proxy. ``requests`` has every call in order."""

    def __init__(self, upstream: str, rule: Rule):
        self.rule, self.requests, self.counts = rule, [], {}
        self._address = (urlsplit(upstream).hostname, urlsplit(upstream).port)
        self._lock = threading.Lock()
        self._server = Server(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _upstream(self, handler: BaseHTTPRequestHandler, content: bytes) -> Answer:
        connection = HTTPConnection(*self._address, timeout=60)
        try:
            response = forward(connection, handler.command, handler.path, handler.headers.items(), content)
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def _handler(proxy) -> type[BaseHTTPRequestHandler]:
        class Handler(ProxyHandler):
            def _serve(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                environ = {
                    "HTTP_AUTHORIZATION": self.headers.get("Authorization") or "",
                    "HTTP_X_AMZ_TARGET": self.headers.get("X-Amz-Target"),
                    "PATH_INFO": self.path.partition("?")[0],
                    "REQUEST_METHOD": self.command,
                }
                service, operation = service_and_operation(environ, content)
                request = Request(service, operation or self.path.partition("?")[0], self.command)
                with proxy._lock:
                    proxy.requests.append(request)
                    proxy.counts[request.name] = number = proxy.counts.get(request.name, 0) + 1
                change = proxy.rule(request)
                # A refused call does not reach AWS.
                answer = Answer(200, {}, b"") if change is refused else proxy._upstream(self, content)
                if change:
                    changed = change(answer, number)
                    request.tampered = changed != answer
                    answer = changed
                self.send_response_only(answer.status, "X")
                for name, value in answer.headers.items():
                    if name.lower() not in HOP_BY_HOP | {"content-length"}:
                        self.send_header(name, value)
                if answer.status not in (204, 304):
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status not in (204, 304) and self.command != "HEAD":
                    self.wfile.write(answer.body)

        return Handler


@contextmanager
def tampering(upstream: str, rule: Rule) -> Iterator[Tampering]:
    proxy = Tampering(upstream, rule)
    try:
        yield proxy
    finally:
        proxy.close()


HTML = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Blocked by policy</body></html>"
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/><body>Blocked</body></html>'


def _duplicated(first_empty: bool) -> Change:
    """Each list of the first level twice: once empty, once as it is."""

    def apply(answer: Answer, _: int) -> Answer:
        if not answer.is_json:
            return answer
        tree = json.loads(answer.body)
        if not isinstance(tree, dict):
            return answer
        parts = []
        for name, value in tree.items():
            pair = [f"{json.dumps(name)}:{json.dumps(value)}"]
            if isinstance(value, list):
                pair.insert(0 if first_empty else 1, f"{json.dumps(name)}:[]")
            parts += pair
        return answer.with_body("{" + ",".join(parts) + "}")

    return apply


def _xml_lists(change: Callable[[ElementTree.Element], None]) -> Change:
    def apply(root: ElementTree.Element) -> None:
        for element in list(root.iter()):
            if any(child.tag in ("member", "item") for child in element):
                change(element)

    return xml(apply)


def _clear(element: ElementTree.Element) -> None:
    for child in list(element):
        element.remove(child)


def _double(element: ElementTree.Element) -> None:
    for child in list(element):
        element.append(child)


def _empty_elements(element: ElementTree.Element) -> None:
    for child in list(element):
        tag = child.tag
        child.clear()
        child.tag = tag


def _strip_case(value: Any) -> Any:
    return {k[:1].swapcase() + k[1:]: v for k, v in value.items()} if isinstance(value, dict) else value


def _token(of_page: Callable[[int], Any]) -> Change:
    """A token for a next page, by the number of the answer; None for no token."""

    def apply(answer: Answer, number: int) -> Answer:
        token = of_page(number)
        if not answer.is_json or token is None:
            return answer
        names = ("nextToken", "NextToken", "PaginationToken", "NextMarker")
        return answer.with_body(json.dumps(json.loads(answer.body) | dict.fromkeys(names, token)))

    return apply


#: The ways in which an answer is wrong. Nothing may be changed, and nothing be said to be so, because of one.
CHANGES: dict[str, Change] = {
    "html": body(HTML, "text/html"),
    "html as ours": lambda a, _: a.with_body(HTML).without_ids(),
    "xhtml": lambda a, _: a.with_body(XHTML).without_ids(),
    "empty": lambda a, _: a.with_body("").without_ids(),
    "blank": lambda a, _: a.with_body(" \n").without_ids(),
    "{}": lambda a, _: a.with_body("{}", "application/json").without_ids(),
    "{} ids": lambda a, _: a.with_body("{}", "application/json"),
    "null": lambda a, _: a.with_body("null", "application/json"),
    "[]": lambda a, _: a.with_body("[]", "application/json"),
    "[{}]": lambda a, _: a.with_body("[{}]", "application/json"),
    "error body 200": lambda a, _: a.with_body('{"error":"blocked"}', "application/json"),
    "aws json error 200": lambda a, _: a.with_body(
        '{"__type":"AccessDeniedException","message":"User is not authorized to perform: x:Y"}', "application/json"
    ),
    "aws xml error 200": lambda a, _: a.with_body(
        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>", "text/xml"
    ),
    "ec2 xml error 200": lambda a, _: a.with_body(
        "<Response><Errors><Error><Code>AuthFailure</Code><Message>no</Message></Error></Errors></Response>", "text/xml"
    ),
    "204": lambda a, _: a.with_body("", status=204).without_ids(),
    "202 true": lambda a, _: a.with_body(a.body, status=202),
    "206 half": lambda a, _: a.with_body(a.body[: len(a.body) // 2], status=206),
    "301": lambda a, _: a.with_body("", "text/html", 301, Location="http://127.0.0.1:9/login?token=hush").without_ids(),
    "304": lambda a, _: a.with_body("", status=304).without_ids(),
    "307 aws": lambda a, _: a.with_body("", status=307, Location="https://batch.us-east-1.amazonaws.com/"),
    "true as text/html": lambda a, _: a.with_body(a.body, "text/html"),
    "true without type": lambda a, _: Answer(a.status, {k: v for k, v in a.headers.items() if k.lower() != "content-type"}, a.body),
    "half": lambda a, _: a.with_body(a.body[: len(a.body) // 2]),
    "last byte cut": lambda a, _: a.with_body(a.body.rstrip()[:-1]),
    "garbage behind": lambda a, _: a.with_body(a.body + b"<html>blocked</html>"),
    "twice": lambda a, _: a.with_body(a.body + a.body),
    "gzip": lambda a, _: a.with_body(gzip.compress(a.body), Content_Encoding="gzip"),
    "gzip unmarked": lambda a, _: a.with_body(gzip.compress(a.body)),
    "gzip marked only": lambda a, _: a.with_body(a.body, Content_Encoding="gzip"),
    "utf-16": lambda a, _: a.with_body(a.body.decode("utf-8", "replace").encode("utf-16")),
    "bom": lambda a, _: a.with_body(b"\xef\xbb\xbf" + a.body),
    "bad utf-8": lambda a, _: a.with_body(a.body.replace(b"TowerForge", b"Tower\xff\xfeForge")),
    "other account": text("123456789012", "999999999999"),
    "other region": text("eu-west-1", "us-east-1"),
    "other partition": text("arn:aws:", "arn:aws-cn:"),
    "no arn": drop("arn", "computeEnvironmentArn", "jobQueueArn", "jobDefinitionArn", "logGroupArn", "ResourceARN", "FileSystemArn"),
    "empty arn": both(
        members(lambda v: {k: "" if k.lower().endswith("arn") else w for k, w in v.items()} if isinstance(v, dict) else v),
        text(r"(<\w*Arn>)[^<]*(</)", r"\1\2"),
    ),
    "no names": drop(
        "computeEnvironmentName", "jobQueueName", "jobDefinitionName", "RoleName", "InstanceProfileName", "launchTemplateName",
        "logGroupName", "PolicyName", "LaunchTemplateId", "FileSystemId", "SubnetId", "VpcId", "GroupId", "ImageId", "Name"
    ),
    "no status": drop("status", "state", "Lifecycle", "LifeCycleState"),
    "no tags": drop("tags", "tagSet"),
    "tags null": members(lambda v: {k: None if k.lower() == "tags" else w for k, w in v.items()} if isinstance(v, dict) else v),
    "no uuid": drop("uuid"),
    "no computeResources": drop("computeResources"),
    "no order": drop("computeEnvironmentOrder"),
    "order null": members(lambda v: {k: None if k == "computeEnvironmentOrder" else w for k, w in v.items()} if isinstance(v, dict) else v),
    "order empty": members(lambda v: {k: [] if k == "computeEnvironmentOrder" else w for k, w in v.items()} if isinstance(v, dict) else v),
    "lists null": lists(lambda _: None),
    "lists [null]": lists(lambda _: [None]),
    "lists + null": lists(lambda v: [*v, None]),
    "lists [{}]": lists(lambda _: [{}]),
    "lists + {}": lists(lambda v: [*v, {}]),
    "lists text": lists(lambda _: "x"),
    "lists ''": lists(lambda _: ""),
    "lists {}": lists(lambda _: {}),
    "lists 0": lists(lambda _: 0),
    "lists of texts": lists(lambda v: ["x" for _ in v] or ["x"]),
    "lists nested": lists(lambda v: [v]),
    "lists doubled": both(lists(lambda v: v + v), _xml_lists(_double)),
    "lists dropped": members(
        lambda v: {k: w for k, w in v.items() if not isinstance(w, list)} if isinstance(v, dict) else v
    ),
    "all null": members(lambda v: None if isinstance(v, (str, int, float)) else v),
    "all empty text": members(lambda v: "" if isinstance(v, str) else v),
    "numbers as text": members(lambda v: str(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else v),
    "texts as lists": members(lambda v: [v] if isinstance(v, str) else v),
    "texts as numbers": members(lambda v: 7 if isinstance(v, str) else v),
    "numbers negative": members(lambda v: -abs(v) - 1 if isinstance(v, int) and not isinstance(v, bool) else v),
    "numbers huge": members(lambda v: 10**30 if isinstance(v, int) and not isinstance(v, bool) else v),
    "numbers fraction": members(lambda v: v + 0.5 if isinstance(v, int) and not isinstance(v, bool) else v),
    "names upper": members(_strip_case),
    "wrapped": lambda a, _: a.with_body(
        b"{\"Output\":" + a.body + b"}" if a.is_json else b"<Envelope>" + a.body + b"</Envelope>"
    ),
    "duplicate, empty first": _duplicated(True),
    "duplicate, empty last": _duplicated(False),
    "token once": _token(lambda n: "t1" if n == 1 else None),
    "token same": _token(lambda _: "t"),
    "token new": _token(lambda n: f"t{n}"),
    "token number": _token(lambda _: 5),
    "token empty": _token(lambda _: ""),
    "xml lists cleared and flat": _xml_lists(_clear),
    "xml empty members": _xml_lists(_empty_elements),
    "xml other root": xml(lambda root: setattr(root, "tag", "OtherResponse")),
    "xml result renamed": xml(lambda root: [setattr(c, "tag", "OtherResult") for c in root if c.tag.endswith("Result")]),
    "xml member renamed": rename("^(member|item)$", "entry"),
    "xml empty root": xml(_clear),
    "xml entity": lambda a, _: a if a.is_json else a.with_body(
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + re.sub(rb"^<\?xml[^>]*\?>", b"", a.body.lstrip()).replace(b"TowerForge", b"&a;")
    ),
    "xml truncated flag": text(r"<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated>"),
    "xml truncated + marker": text(r"<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated><Marker>m</Marker>"),
    "xml truncated word": text(r"<IsTruncated>false</IsTruncated>", "<IsTruncated>maybe</IsTruncated>"),
    "400 html": body(HTML, "text/html", 400),
    "403 html": body(HTML, "text/html", 403),
    "404 html": body(HTML, "text/html", 404),
    "404 empty": body("", "text/html", 404),
    "404 json": body('{"message":"Not Found"}', "application/json", 404),
    "404 aws-like json": body('{"code":"NotFound","message":"no route"}', "application/json", 404),
    "403 aws-like json": body('{"code":"Forbidden","message":"blocked by the gateway"}', "application/json", 403),
    "404 xml error": body("<Error><Code>404</Code><Message>Not Found</Message></Error>", "text/xml", 404),
    "403 missing token": body('{"message":"Missing Authentication Token"}', "application/json", 403),
    "413": body("too large", "text/plain", 413),
    "400 unknown op": body('{"__type":"UnknownOperationException"}', "application/x-amz-json-1.1", 400),
    "200 control chars": text("TowerForge", "Tower\\\\u001b[2JForge"),
}
