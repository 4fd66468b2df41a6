"""A recording reverse proxy on 127.0.0.1: what a client really sent, byte for byte, and when."""

from __future__ import annotations

import base64
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "proxy-connection"}


@dataclass
class Exchange:
    """One request as it was on the wire; times are monotonic seconds, ``received`` is seconds since 1970."""

    number: int
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    start: float
    received: float
    end: float = 0.0
    status: int = 0
    answer: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def as_line(self) -> str:
        record = asdict(self)
        record["body"] = base64.b64encode(self.body).decode()
        record["answer"] = base64.b64encode(self.answer).decode()
        return json.dumps(record)

    @staticmethod
    def from_line(line: str) -> Exchange:
        record = json.loads(line)
        record["headers"] = [tuple(pair) for pair in record["headers"]]
        for member in ("body", "answer"):
            record[member] = base64.b64decode(record[member])
        return Exchange(**record)


class Server(ThreadingHTTPServer):
    """Takes as many connections at once as a client opens: with the usual five, others wait a second to try again."""

    request_queue_size = 128


class ProxyHandler(BaseHTTPRequestHandler):
    """A handler that answers requests of all methods in ``_serve``."""

    protocol_version = "HTTP/1.1"
    # Without this every small answer waits for the client's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1

    def _serve(self) -> None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_GET

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            pass  # the client has gone away


def forward(
    connection: http.client.HTTPConnection, method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes
) -> http.client.HTTPResponse:
    """Sends a request on as it came."""
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        if name.lower() not in HOP_BY_HOP:
            connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse()


class Recorder:
    """Listens, forwards to ``upstream`` and keeps every exchange, in memory and as JSON lines in ``path``.

    ``latency`` seconds are added to each request, so that requests sent at once overlap in the record however fast
    the server is. ``before`` is called with each exchange before it is forwarded, ``after`` before its answer is sent
    on; they may block, and by raising OSError they hang up on the client.
    """

    def __init__(
        self,
        upstream: str,
        path: Path | None = None,
        latency: float = 0.0,
        before: Callable[[Exchange], None] | None = None,
        after: Callable[[Exchange], None] | None = None,
    ):
        self.before, self.after = before, after
        self.latency = latency
        self._address = (urlsplit(upstream).hostname, urlsplit(upstream).port)
        self._lock = threading.Lock()
        self._exchanges: list[Exchange] = []
        self._count = 0
        self._file = open(path, "w", encoding="utf-8") if path else None
        self._server = Server(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def exchanges(self) -> list[Exchange]:
        """What has been answered, in the order of arrival."""
        with self._lock:
            return sorted(self._exchanges, key=lambda exchange: exchange.number)

    def clear(self) -> None:
        with self._lock:
            self._exchanges.clear()

    def __enter__(self) -> Recorder:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None

    def _next(self) -> int:
        with self._lock:
            self._count += 1
            return self._count

    def _keep(self, exchange: Exchange) -> None:
        exchange.end = time.monotonic()
        with self._lock:
            self._exchanges.append(exchange)
            if self._file:
                self._file.write(exchange.as_line() + "\n")
                self._file.flush()

    def _forward(self, exchange: Exchange, connections: threading.local) -> http.client.HTTPResponse:
        """One kept connection a client thread, opened again where the server has closed it meanwhile."""
        for fresh in (False, True):
            connection = getattr(connections, "value", None)
            if fresh or connection is None:
                connection = connections.value = http.client.HTTPConnection(*self._address, timeout=60)
            new = connection.sock is None
            try:
                return forward(connection, exchange.method, exchange.target, exchange.headers, exchange.body)
            except (http.client.BadStatusLine, ConnectionError):
                connection.close()
                if new:
                    raise
        raise ConnectionError("no connection")

    def _handler(recorder) -> type[BaseHTTPRequestHandler]:
        connections = threading.local()

        class Handler(ProxyHandler):
            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                exchange = Exchange(
                    recorder._next(),
                    self.command,
                    self.path,
                    list(self.headers.items()),
                    body,
                    time.monotonic(),
                    time.time(),
                )
                try:
                    if recorder.before:
                        recorder.before(exchange)
                    if recorder.latency:
                        time.sleep(recorder.latency)
                    response = recorder._forward(exchange, connections)
                    exchange.status, exchange.answer = response.status, response.read()
                    if recorder.after:
                        recorder.after(exchange)
                except (http.client.HTTPException, OSError):
                    recorder._keep(exchange)
                    self.close_connection = True
                    return
                recorder._keep(exchange)
                self.send_response_only(response.status, response.reason)
                for name, value in response.getheaders():
                    if name.lower() not in HOP_BY_HOP | {"content-length"}:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(exchange.answer)))
                self.end_headers()
                self.wfile.write(exchange.answer)

        return Handler


def read(path: Path) -> list[Exchange]:
    """The exchanges of a record."""
    with open(path, encoding="utf-8") as file:
        return [Exchange.from_line(line) for line in file]


def round_trips(exchanges: list[Exchange]) -> int:
    """The length of the longest chain of requests of which each began after the one before had ended."""
    chain, free_from = 0, float("-inf")
    for exchange in sorted(exchanges, key=lambda exchange: exchange.end):
        if exchange.start >= free_from:
            chain, free_from = chain + 1, exchange.end
    return chain
