"""The app in a real pseudo-terminal: what it writes, and what a terminal then shows."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte


class Terminal:
    """A process on a pty; ``raw`` is every byte it wrote."""

    def __init__(self, arguments: list[str], home: Path, size: tuple[int, int] = (120, 40)) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        environ = os.environ | {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            environ.pop(name, None)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, *arguments], environ)  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> None:
        """Reads for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                return
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:  # the other end is closed: the process is about to end
                time.sleep(0.05)
                return
            self.raw += chunk
            with contextlib.suppress(Exception):  # the emulator does not know every query
                self.stream.feed(chunk)

    def until(self, words: str, seconds: float = 20.0) -> bool:
        """Reads until the words stand on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.1)
            if any(words in line for line in self.lines()):
                return True
        return False

    def lines(self) -> list[str]:
        """What the screen shows. (pyte's own ``display`` stumbles over marks in cells of their own.)"""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return ["".join(row[x].data for x in range(self.screen.columns)) for row in rows]

    def write(self, keys: str, wait: float = 0.3) -> None:
        """Sends keys."""
        os.write(self.fd, keys.encode())
        self.read(wait)

    def end(self) -> int:
        """Waits for the process; its exit code (-1: it had to be killed)."""
        for _ in range(100):
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
        return -1
