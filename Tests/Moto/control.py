"""Calls of a test to a moto besides AWS's calls, under ``/control/``: jobs, changes by others, forks.

``POST /control/jobs``         ``{"environment", "queue", "running": 1, "waiting": 0, "seconds": null}`` – jobs that end
                               by themselves after so many seconds, or never
``GET /control/jobs``          every job with its status, and the reason if it FAILED
``DELETE /control/jobs``       ends all jobs successfully
``POST /control/environment``  ``{"name", "computeResources": {…}}`` – sets these in a compute environment
``POST /control/faults``       ``{"at", "every", "deny"}`` – as in ``faults.py``, counted from the next request
``POST /control/fork``         a second server with all resources of this one: ``{"endpoint", "pid"}``; with
                               ``{"settings": {"MOTO_DELAY": "1"}}`` it has these settings and makes other ids
"""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import threading
from collections.abc import Callable, Iterable
from typing import Any

from .faults import Faults
from .settings import Settings

PREFIX = "/control/"


class Control:
    """Answers control calls itself and hands everything else on."""

    def __init__(self, application: Faults):
        self._application = application
        self._children: list[int] = []
        self._alive = os.pipe()
        #: Makes a server of this application on a free port.
        self.serve: Callable[[], Any] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self._application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        with self._application.lock:
            answer = self._control(environ["REQUEST_METHOD"], path.removeprefix(PREFIX), json.loads(body or b"{}"))
        text = json.dumps(answer).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(text)))])
        return [text]

    def _control(self, method: str, call: str, parameters: dict[str, Any]) -> Any:
        from .patches import jobs

        match method, call:
            case "POST", "jobs":
                return jobs.add(**parameters)
            case "GET", "jobs":
                return [job.described() for job in jobs.table]
            case "DELETE", "jobs":
                return jobs.finish()
            case "POST", "environment":
                return jobs.change_environment(**parameters)
            case "POST", "faults":
                return self._application.set(**parameters)
            case "POST", "fork":
                return self._fork(**parameters)
        raise LookupError(f"no control call {method} {call}")

    def _fork(self, settings: dict[str, str] | None = None) -> dict[str, Any]:
        """A child process that continues from here; it ends with this process, or on SIGTERM.

        Starting a moto takes seconds of processor time and preparing an account half a minute; this takes neither. No
        call runs meanwhile, because the caller holds the lock.
        """
        self._children = [pid for pid in self._children if os.waitpid(pid, os.WNOHANG)[0] == 0]
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            self._live_on(writing, None if settings is None else Settings.from_environment(settings))
        os.close(writing)
        self._children.append(child)
        with open(reading, encoding="ascii") as pipe:
            port = int(pipe.read())
        return {"endpoint": f"http://127.0.0.1:{port}", "pid": child}

    def _live_on(self, writing: int, settings: Settings | None) -> None:
        """The child's life, from the fork to its end: of the parent's threads only this one is left."""
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            self._application.renew_locks()
            if settings:
                self._take(settings)
            self._children = []
            parent_alive, parents_end = self._alive
            os.close(parents_end)
            self._alive = os.pipe()
            _release_sockets()
            threading.Thread(target=lambda: (os.read(parent_alive, 1), os._exit(0)), daemon=True).start()
            server = self.serve()
            server.daemon_threads = True
            os.write(writing, str(server.server_address[1]).encode())
            os.close(writing)
            server.serve_forever()
        finally:
            os._exit(1)


    def _take(self, settings: Settings) -> None:
        """Continues as a moto that was started with these settings: two of them make different ids."""
        from moto.moto_api._internal import mock_random

        from .patches import batch

        random.seed()
        mock_random.seed()
        batch.configure(settings)
        self._application.set(settings.fault_at, settings.fault_every, settings.deny)


def _release_sockets() -> None:
    """Leaves every connection to the parent. The descriptors stay taken, because Python objects still refer to them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in [int(name) for name in os.listdir("/proc/self/fd")]:
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.dup2(nothing, number)
        except OSError:
            pass  # the listing's own descriptor, closed by now
