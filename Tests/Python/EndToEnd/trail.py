"""A CloudTrail with events that a test gives: moto records none."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"


class Trail:
    """Events, newest first, and the names of the calls that were asked for."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.denied = False
        self.endpoint = ""

    def add(self, source: str, name: str, request: dict[str, Any], seconds: float = 0, **record: Any) -> None:
        """An event that is some seconds old; ``record`` has other members of its record."""
        moment = time.time() - seconds
        whole = {
            "eventSource": f"{source}.amazonaws.com",
            "eventName": name,
            "userAgent": "aws-cli/2.31.5 md/awscrt#0.27.6",
            "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::123456789012:user/alice"},
            "requestParameters": request,
        }
        self.events.append({"EventName": name, "EventTime": moment, "CloudTrailEvent": json.dumps(whole | record)})
        self.events.sort(key=lambda event: -event["EventTime"])

    def answer(self, target: str | None, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        assert target == TARGET
        [attribute] = request["LookupAttributes"]
        assert attribute["AttributeKey"] == "EventName"
        self.asked.append(attribute["AttributeValue"])
        if self.denied:
            message = "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: cloudtrail:LookupEvents"
            return 400, {"__type": "AccessDeniedException", "Message": message}
        return 200, {"Events": [event for event in self.events if event["EventName"] == attribute["AttributeValue"]]}


@contextlib.contextmanager
def trail() -> Iterator[Trail]:
    """A CloudTrail at ``endpoint``, for AWS_ENDPOINT_URL_CLOUDTRAIL."""
    events = Trail()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = events.answer(self.headers["X-Amz-Target"], json.loads(body))
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    events.endpoint = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield events
    finally:
        server.shutdown()
        server.server_close()
