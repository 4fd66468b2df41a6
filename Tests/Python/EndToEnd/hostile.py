"""A server, or a proxy, that answers every request in its own way."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

Reply = Callable[[socket.socket, str], None]


class Hostile:
    """Counts what it is asked, and what it sends."""

    def __init__(self, reply: Reply) -> None:
        self.reply, self.requests, self.sent = reply, [], 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(65536)
                if not part:
                    return
                head += part
            self.requests.append(head.split(b"\r\n")[0].decode())
            self.reply(connection, self.requests[-1])
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass


@contextlib.contextmanager
def hostile(reply: Reply) -> Iterator[Hostile]:
    server = Hostile(reply)
    try:
        yield server
    finally:
        server.listener.close()


def answer(status: int, body: str = "", kind: str = "text/html", *headers: str) -> Reply:
    """A whole answer."""
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", f"Content-Type: {kind}", "Connection: close"]
    return raw("\r\n".join([*head, *headers]) + "\r\n\r\n" + body)


def raw(text: str) -> Reply:
    return lambda connection, _: connection.sendall(text.encode())


def endless(start: str, more: str) -> Reply:
    """The start, and then more of the same until the other side has had enough."""

    def reply(connection: socket.socket, _: str) -> None:
        connection.sendall(start.encode())
        while True:
            connection.sendall(more.encode() * 100)

    return reply


def intercepting(certificate: Path) -> Reply:
    """A proxy that opens the tunnel and decrypts it, with its own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def reply(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as tunnel:
            tunnel.recv(65536)

    return reply
