"""Faults by request number, by rate or by operation, in front of moto, like those of a network and a busy AWS.

``MOTO_FAULT_AT``     ``12=500,13=reset,20=429,25=lost`` – at the n-th request, counted from 1
``MOTO_FAULT_EVERY``  ``7=429`` – at every seventh request
``MOTO_DENY``         ``batch:UpdateComputeEnvironment,iam:*`` – AccessDenied for these

``reset`` closes the connection before the call is carried out, ``lost`` after it (the answer is lost). Requests signed
with the key ``OBSERVER`` are neither counted nor disturbed, so that a test can read the state with it. ``control.py``
sets other faults while the server runs.
"""

from __future__ import annotations

import fnmatch
import io
import json
import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from .settings import Settings

if TYPE_CHECKING:
    from Wire.recorder import Exchange

OBSERVER = "AKIAIOSFODNN7OBSERVE"
JSON_SERVICES = {"batch", "cloudtrail", "ecs", "logs", "tagging", "elasticfilesystem", "fsx", "pricing"}
OBJECT_OPERATIONS = {"PUT": "PutObject", "GET": "GetObject", "DELETE": "DeleteObject", "HEAD": "HeadBucket"}
FILE_SYSTEM_PATHS = {"/2015-02-01/file-systems": "DescribeFileSystems", "/2015-02-01/mount-targets": "DescribeMountTargets"}


def _pairs(text: str) -> dict[int, str]:
    entries = (entry.split("=", 1) for entry in text.split(",") if entry.strip())
    return {int(number): kind.strip() for number, kind in entries}


def service_and_operation(environ: dict[str, Any], body: bytes) -> tuple[str, str]:
    """The service of the credential scope, and the operation by target, path or form."""
    scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0].split("/")
    service = scope[3] if len(scope) >= 5 else ""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return service, target.rpartition(".")[2]
    path = environ.get("PATH_INFO", "")
    if service == "s3" and path == "/":
        return service, "ListBuckets"
    if service == "s3":
        return service, OBJECT_OPERATIONS.get(environ["REQUEST_METHOD"], "")
    if path in FILE_SYSTEM_PATHS:
        return service, FILE_SYSTEM_PATHS[path]
    if path.startswith("/v1/tags/"):
        names = {"POST": "TagResource", "DELETE": "UntagResource", "GET": "ListTagsForResource"}
        return service, names[environ["REQUEST_METHOD"]]
    if path.startswith("/v1/"):
        return service, path.removeprefix("/v1/")
    return service, parse_qs(body.decode("latin-1")).get("Action", [""])[0]


def operation_of(exchange: Exchange) -> str:
    """The operation of a request in a recorder's hands."""
    environ = {
        "HTTP_AUTHORIZATION": exchange.header("Authorization") or "",
        "HTTP_X_AMZ_TARGET": exchange.header("X-Amz-Target"),
        "PATH_INFO": exchange.target.partition("?")[0],
        "REQUEST_METHOD": exchange.method,
    }
    return service_and_operation(environ, exchange.body)[1]


def _error(service: str, status: int, code: str, message: str) -> tuple[str, list[tuple[str, str]], bytes]:
    line = {403: "403 Forbidden", 429: "429 Too Many Requests", 503: "503 Service Unavailable"}
    phrase = line.get(status, f"{status} Internal Server Error" if status >= 500 else f"{status} Bad Request")
    if service in JSON_SERVICES:
        body = json.dumps({"__type": code, "message": message}).encode()
        return phrase, [("Content-Type", "application/json"), ("x-amzn-ErrorType", code)], body
    if service == "ec2":
        inner = f"<Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
        body = f"<Response>{inner}<RequestID>fault</RequestID></Response>".encode()
    elif service == "s3":
        body = f"<Error><Code>{code}</Code><Message>{message}</Message><RequestId>fault</RequestId></Error>".encode()
    else:
        inner = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
        body = f"<ErrorResponse>{inner}<RequestId>fault</RequestId></ErrorResponse>".encode()
    return phrase, [("Content-Type", "text/xml")], body


def _throttling(service: str) -> str:
    codes = {"batch": "TooManyRequestsException", "ec2": "RequestLimitExceeded", "iam": "Throttling", "s3": "SlowDown"}
    return codes.get(service, "ThrottlingException")


class Faults:
    """The application with its faults; calls go through one at a time, because moto's tables are not thread-safe."""

    def __init__(self, application: Any, settings: Settings):
        self._application = application
        self.renew_locks()
        self.set(settings.fault_at, settings.fault_every, settings.deny)

    def renew_locks(self) -> None:
        """Replaces the locks by free ones: a thread that held one at a fork does not exist in the child."""
        self.lock, self._counting = threading.Lock(), threading.Lock()

    def set(self, at: str = "", every: str = "", deny: str = "") -> None:
        """These faults from now on, counted from the next request."""
        self._at, self._every, self._count = _pairs(at), _pairs(every), 0
        self._denied = [pattern.strip().lower() for pattern in deny.split(",") if pattern.strip()]

    def _next(self) -> str | None:
        with self._counting:
            self._count += 1
            number = self._count
        due = (kind for n, kind in self._every.items() if number % n == 0)
        return self._at.get(number) or next(due, None)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if f"Credential={OBSERVER}/" in environ.get("HTTP_AUTHORIZATION", ""):
            with self.lock:
                return list(self._application(environ, start_response))
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        kind = self._next()
        service, operation = service_and_operation(environ, body)
        name = f"{service}:{operation}".lower()
        if any(fnmatch.fnmatch(name, pattern) for pattern in self._denied):
            message = f"User: arn:aws:iam::123456789012:user/moto is not authorized to perform: {service}:{operation}"
            code = {"ec2": "UnauthorizedOperation", "batch": "AccessDeniedException"}.get(service, "AccessDenied")
            return _send(start_response, *_error(service, 403, code, message))
        if kind in {"429", "throttle"}:
            status = 503 if service in {"ec2", "s3"} else 400 if service == "iam" else 429
            return _send(start_response, *_error(service, status, _throttling(service), "Rate exceeded"))
        if kind == "reset":
            return _hang_up(environ)
        if kind and kind.isdigit():
            return _send(start_response, *_error(service, int(kind), "InternalFailure", "An internal error"))
        with self.lock:
            answer = list(self._application(environ, start_response))
        return _hang_up(environ) if kind == "lost" else answer


def _send(start_response: Any, status: str, headers: list[tuple[str, str]], body: bytes) -> list[bytes]:
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


def _hang_up(environ: dict[str, Any]) -> list[bytes]:
    """Closes the client's connection with nothing sent; werkzeug then has no client to write to."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionError("hung up on purpose")
