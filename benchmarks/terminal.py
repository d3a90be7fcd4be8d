"""Programs in a real pseudo-terminal: what they write is stamped as it comes and drawn by an emulator afterwards."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COLUMNS, ROWS = 120, 40

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F",
    "backspace": b"\x7f", "enter": b"\r", "escape": b"\x1b", "tab": b"\t", "shift+tab": b"\x1b[Z",
}  # fmt: skip

_REPLIES = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronised output: known, off
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),  # in-band resize: unknown
    (re.compile(rb"\x1b\[c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
# Sequences the emulator would print as text.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b_.*?\x1b\\", re.S)


def environment(home: Path) -> dict[str, str]:
    """What a measured program sees: its own home, a usual terminal, and bytecode cached as for any user."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR")}
    xdg = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    own = {"WORKLOG_HOME": str(home / "worklog"), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return kept | xdg | own


class Emulator:
    """A screen fed with chunks."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Draws one chunk; an escape sequence cut at its end waits for the next one."""
        data = _UNKNOWN.sub(b"", self._held + data)
        cut = data.rfind(b"\x1b")
        self._held = b""
        if cut >= 0 and len(data) - cut < 24 and not re.search(rb"[A-Za-z~\\\x07]", data[cut + 1 :].lstrip(b"[")):
            data, self._held = data[:cut], data[cut:]
        self._stream.feed(data)

    def text(self) -> str:
        """The screen's lines."""
        return "\n".join(self._screen.display)

    def picture(self) -> tuple[object, ...]:
        """All that can be seen: characters, colours, cursor."""
        buffer = self._screen.buffer
        cells = tuple(tuple(buffer[y][x] for x in range(COLUMNS)) for y in range(ROWS))
        return (cells, self._screen.cursor.x, self._screen.cursor.y, self._screen.cursor.hidden)


@dataclass
class Program:
    """A running program. Times are milliseconds since its start."""

    command: Sequence[str]
    env: dict[str, str]
    cwd: Path | None = None
    chunks: list[tuple[float, bytes]] = field(default_factory=list)
    ended: bool = False

    def start(self) -> Program:
        """Forks it into a new terminal."""
        self._began = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            with contextlib.suppress(OSError):
                if self.cwd is not None:
                    os.chdir(self.cwd)
                os.execvpe(self.command[0], list(self.command), self.env)  # noqa: S606 - a list, no shell
            os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        return self

    def now(self) -> float:
        """Milliseconds since the start."""
        return (time.perf_counter() - self._began) * 1000

    def read(self, timeout: float) -> bytes:
        """One chunk, or nothing within ``timeout`` ms; answers what the program asks of its terminal."""
        if self.ended or not select.select([self._fd], [], [], max(0.0, timeout) / 1000)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return b""
        self.chunks.append((self.now(), data))
        for question, answer in _REPLIES:
            if question.search(data):
                os.write(self._fd, answer)
        return data

    def press(self, key: str) -> float:
        """Writes a key (a name of KEYS, ``click X Y``, or the characters themselves); returns when."""
        if key.startswith("click "):
            x, y = key.split()[1:]
            data = f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m".encode()
        else:
            data = KEYS.get(key, key.encode())
        at = self.now()
        os.write(self._fd, data)
        return at

    def settle(self, quiet: float, limit: float) -> None:
        """Reads until nothing came for ``quiet`` ms, at most ``limit`` ms."""
        end = self.now() + limit
        while self.now() < end and not self.ended and self.read(quiet):
            pass

    def wait_for(self, seen: Callable[[str], bool], limit: float) -> bool:
        """Reads until ``seen(screen text)``; asks the emulator only while the program is silent."""
        emulator, fed, end = Emulator(), 0, self.now() + limit
        while self.now() < end and not self.ended:
            if self.read(40):
                continue
            for _, data in self.chunks[fed:]:
                emulator.feed(data)
            fed = len(self.chunks)
            if seen(emulator.text()):
                return True
        return False

    def screen(self) -> str:
        """What stands on the screen after all that was read."""
        emulator = Emulator()
        for _, data in self.chunks:
            emulator.feed(data)
        return emulator.text()

    def memory(self) -> float:
        """MiB of the process and its children, shared pages counted by their share (PSS; where unknown, RSS)."""
        process = psutil.Process(self.pid)
        total = 0
        for each in (process, *process.children(recursive=True)):
            usage = each.memory_full_info()
            total += getattr(usage, "pss", usage.rss)
        return total / 2**20

    def stop(self) -> None:
        """Ends it and forgets its terminal."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._fd)


def first_time(chunks: Sequence[tuple[float, bytes]], seen: Callable[[str], bool]) -> float | None:
    """When the chunk came after which ``seen(screen text)`` holds."""
    emulator = Emulator()
    for at, data in chunks:
        emulator.feed(data)
        if seen(emulator.text()):
            return at
    return None
