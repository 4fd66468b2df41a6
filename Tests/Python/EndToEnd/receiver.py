"""A server that takes what a run sends: messages and traces."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass
class Post:
    """What a receiver was sent."""

    path: str
    headers: dict[str, str]
    body: str


@contextlib.contextmanager
def a_receiver(reply: bytes = b"") -> Iterator[tuple[int, list[Post]]]:
    """The port of a receiver, and what it is sent; it replies with JSON, or without a body."""
    received: list[Post] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.append(Post(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(200 if reply else 204)
            if reply:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], received
    finally:
        server.shutdown()
        server.server_close()
