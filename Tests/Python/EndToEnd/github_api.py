"""A stand-in of GitHub's REST API on this machine: comments, issues, pages, rights and faults."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "acme/pipelines"
LONGEST = 65_536


@dataclass
class Fault:
    """An answer in place of GitHub's. ``is_late`` makes the change first: the answer is lost, not the request."""

    method: str
    path: str
    status: int
    times: int = 1
    is_late: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class GitHub:
    """What is on GitHub, and who asks."""

    url: str = ""
    token: str = "ghs_runner"
    login: str = "github-actions[bot]"
    kind: str = "Bot"
    may_write: bool = True
    has_issues: bool = True
    largest_page: int = 100
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    _last: int = 1000

    def add_comment(self, number: int, body: str, login: str = "someone", kind: str = "User") -> dict[str, Any]:
        self._last += 1
        made = {"id": self._last, "body": body, "user": {"login": login, "type": kind}}
        made["html_url"] = f"https://github.com/{REPOSITORY}/pull/{number}#issuecomment-{self._last}"
        self.comments.setdefault(number, []).append(made)
        return made

    def add_issue(self, title: str, body: str, login: str = "someone", kind: str = "User", **more: Any) -> dict[str, Any]:
        number = len(self.issues) + 1
        user = {"login": login, "type": kind}
        made = {"number": number, "title": title, "body": body, "state": "open", "user": user, "labels": []} | more
        self.issues.append(made)
        return made

    def open_issues(self) -> list[dict[str, Any]]:
        return [issue for issue in self.issues if issue["state"] == "open"]

    def writes(self) -> list[str]:
        return [method for method, _ in self.calls if method != "GET"]

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        """The status and the value of one call."""
        if method != "GET" and not self.may_write:
            return 403, {"message": "Resource not accessible by integration"}
        if path == "/user":
            return (200, {"login": self.login}) if self.kind == "User" else (403, {"message": "Resource not accessible"})
        if len(str((body or {}).get("body", ""))) > LONGEST:
            return 422, {"message": "Validation Failed", "errors": ["body is too long (maximum is 65536 characters)"]}
        found = re.fullmatch(rf"/repos/{REPOSITORY}/issues(/comments)?(?:/(\d+))?(/comments)?", path)
        if not found:
            return 404, {"message": "Not Found"}
        number = int(found[2] or 0)
        if found[1]:
            return self._one_comment(method, number, body)
        if found[3]:
            if method == "POST":
                return 201, self.add_comment(number, body["body"], self.login, self.kind)
            return 200, self.comments.get(number, [])
        if not self.has_issues:
            return 410, {"message": "Issues has been disabled in this repository."}
        if method == "POST":
            labels = [{"name": name} for name in body.get("labels", [])]
            return 201, self.add_issue(body["title"], body["body"], self.login, self.kind, labels=labels)
        if method == "PATCH":
            self.issues[number - 1].update(body)
            return 200, self.issues[number - 1]
        return 200, [issue for issue in self.issues if query.get("state") in (None, "all", issue["state"])]

    def _one_comment(self, method: str, number: int, body: Any) -> tuple[int, Any]:
        for comments in self.comments.values():
            for comment in comments:
                if comment["id"] == number and method == "DELETE":
                    comments.remove(comment)
                    return 204, None
                if comment["id"] == number:
                    comment.update(body)
                    return 200, comment
        return 404, {"message": "Not Found"}


class Handler(BaseHTTPRequestHandler):
    github: GitHub

    def _serve(self) -> None:
        parts, github = urlsplit(self.path), self.github
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length)) if length else None
        github.calls.append((self.command, self.path))
        fault = next((f for f in github.faults if f.times and f.method == self.command and re.search(f.path, parts.path)), None)
        if self.headers.get("Authorization") != f"Bearer {github.token}":
            return self._send(401, {"message": "Bad credentials"})
        if fault:
            fault.times -= 1
        if fault and not fault.is_late:
            return self._send(fault.status, {"message": "A fault"}, fault.headers)
        status, value = github.answer(self.command, parts.path, query, body)
        if fault:
            return self._send(fault.status, {"message": "A fault"}, fault.headers)
        headers = {}
        if isinstance(value, list):
            size = min(int(query.get("per_page", 30)), github.largest_page)
            page = int(query.get("page", 1))
            if page * size < len(value):
                # GitHub's own links; a client that followed them blindly would send its token there.
                headers["Link"] = '<https://elsewhere.invalid/next>; rel="next"'
            value = value[(page - 1) * size : page * size]
        self._send(status, value, headers)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve

    def _send(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
        text = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, content in (headers or {}).items():
            self.send_header(name, content)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on this machine; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def a_github() -> Iterator[GitHub]:
    github = GitHub()
    with serving(type("BoundHandler", (Handler,), {"github": github})) as url:
        github.url = url
        yield github
