"""A person at a terminal: the binary on its own pseudo-terminal, with keys to press."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from EndToEnd.world import ENV_FILE, World, assure_listed, binary

CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """A run of the binary whose standard input, output and error are one terminal."""

    def __init__(self, arguments: list[str], home: Path, environment: dict[str, str]):
        self.shown, self._command = "", arguments[1]
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execve(arguments[0], arguments, environment)

    def press(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def send(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def wait_for(self, words: str, seconds: float = 60) -> str:
        """Reads until the words are on the screen."""
        end = time.monotonic() + seconds
        while words not in self.shown:
            left = end - time.monotonic()
            assert left > 0 and self._read(left), f"{words!r} never came:\n{self.shown}"
        return self.shown

    def status(self, seconds: float) -> int:
        """Reads until the process is over, and gives its exit status as a shell would."""
        end = time.monotonic() + seconds
        while self._read(max(end - time.monotonic(), 0)):
            assert time.monotonic() < end, f"still running after {seconds} s:\n{self.shown}"
        while time.monotonic() < end + 1:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                code = os.waitstatus_to_exitcode(status)
                assure_listed(self._command, code)
                return code if code >= 0 else 128 - code
            time.sleep(0.02)
        raise AssertionError(f"still running after {seconds} s:\n{self.shown}")

    def is_stopped(self) -> bool:
        """True if job control has stopped the process."""
        pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        return pid != 0 and os.WIFSTOPPED(status)

    def hang_up(self) -> None:
        """Closes the terminal's window."""
        os.close(self._descriptor)
        self._descriptor = -1

    def end(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def _read(self, seconds: float) -> bool:
        """Reads the output of that time; False at the end."""
        if self._descriptor < 0:
            return False
        readable, _, _ = select.select([self._descriptor], [], [], seconds)
        if not readable:
            return True
        try:
            chunk = os.read(self._descriptor, 65_536)
        except OSError:  # Linux says EIO where the other side is closed.
            return False
        text = chunk.decode(errors="replace").replace("\r\n", "\n")
        self.shown += re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)
        return bool(chunk)


@contextmanager
def at_a_terminal(world: World, command: str, *rest: str | Path, **changes: str | None) -> Iterator[Terminal]:
    """``reconcile COMMAND --env-file examples/env.sh …``, typed by a person; ``unlock`` and ``init`` read no files."""
    environment = {k: v for k, v in (world.environment | {"TERM": "xterm"} | changes).items() if v is not None}
    files = [] if command in {"unlock", "init"} else ["--env-file", str(ENV_FILE)]
    arguments = [str(binary()), command, *files, *map(str, rest)]
    terminal = Terminal(arguments, world.home, environment)
    try:
        yield terminal
    finally:
        terminal.end()
