"""The content types of AWS in front of moto, which sends those of its web framework.

Flask calls every answer ``text/html`` that names no type, and moto names none for Batch, Logs, FSx, KMS, and ``text`` for
tags. AWS sends ``application/json`` where the operation is in the path and ``application/x-amz-json-1.1`` where it is in
``X-Amz-Target``; ``reconcile`` takes an answer of another type for a proxy's page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

PATH_SERVICES = {"batch", "elasticfilesystem"}


class ContentTypes:
    """The application with AWS's content types."""

    def __init__(self, application: Any):
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind = _json_type(environ)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if kind:
                headers = [(name, value) for name, value in headers if name.lower() != "content-type"]
                headers.append(("Content-Type", kind))
            return start_response(status, headers, *rest)

        return self._application(environ, start)


def _json_type(environ: dict[str, Any]) -> str | None:
    """What AWS sends where it answers in JSON."""
    if environ.get("HTTP_X_AMZ_TARGET"):
        return "application/x-amz-json-1.1"
    scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0].split("/")
    return "application/json" if len(scope) >= 5 and scope[3] in PATH_SERVICES else None
