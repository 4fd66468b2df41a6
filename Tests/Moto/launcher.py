"""Starts the patched moto on 127.0.0.1, prints its endpoint: ``python -m Moto.launcher [--port-file FILE]`` in Tests/.

The settings come from the environment (``settings.py``). It ends on SIGTERM, SIGINT, or when its parent closes its
standard input (``--until-eof``), so that a killed test run leaves no process behind. With ``--run COMMAND…``
it runs the command with RECONCILE_MOTO_ENDPOINT set, and ends with the command's status.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from functools import partial

from .settings import Settings


def start(settings: Settings, port: int = 0) -> Server:
    """Starts the server in this process; its ``endpoint`` is ready to be called."""
    return Server(settings, port)


class Server:
    """A moto in a thread of this process."""

    def __init__(self, settings: Settings, port: int = 0):
        # moto keeps no keys and lets every request in; its own instance metadata is not wanted.
        os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
        import logging

        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        from . import content_types, control, faults, patches, prices

        patches.install(settings)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        moto = prices.Prices(content_types.ContentTypes(DomainDispatcherApplication(create_backend_app)))
        application = control.Control(faults.Faults(moto, settings))
        # HTTP/1.1 keeps connections open, as AWS does and as a connection pool has to meet it.
        handler = type("Handler", (WSGIRequestHandler,), {"protocol_version": "HTTP/1.1"})
        self._server = make_server("127.0.0.1", port, application, threaded=True, request_handler=handler)
        self._server.daemon_threads = True
        application.serve = partial(make_server, "127.0.0.1", 0, application, threaded=True, request_handler=handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file", help="where to write the port once it answers")
    parser.add_argument("--until-eof", action="store_true", help="end when standard input ends")
    parser.add_argument("--run", nargs=argparse.REMAINDER, help="the command to run against it")
    arguments = parser.parse_args()
    server = start(Settings.from_environment(), arguments.port)
    if arguments.run:
        environment = os.environ | {"RECONCILE_MOTO_ENDPOINT": server.endpoint}
        sys.exit(subprocess.run(arguments.run, env=environment, check=False).returncode)
    print(server.endpoint, flush=True)
    if arguments.port_file:
        temporary = f"{arguments.port_file}.new"
        with open(temporary, "w", encoding="ascii") as file:
            file.write(f"{server.port}\n")
        os.replace(temporary, arguments.port_file)
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    if arguments.until_eof:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), done.set()), daemon=True).start()
    done.wait()
    server.stop()


if __name__ == "__main__":
    main()
