"""A program that serves until it is told to stop, and never longer than we live."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from worklog_tui.storage import keeper
from worklog_tui.storage.errors import reason
from worklog_tui.storage.programs import ProgramMissing, end_program

_LINE = 64 * 1024  # characters of a line that are told


class Served:
    """The program, running. ``told`` gets each line it says, ``ended`` its exit code, both in a thread of ours."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        cwd: str,
        environ: Mapping[str, str],
        scratch: str,
        told: Callable[[str], None],
        ended: Callable[[int], None],
    ) -> None:
        """``scratch``: the folder it writes to, which goes with it. Raises ProgramMissing."""
        command = [sys.executable, "-I", "-S", str(Path(keeper.__file__)), scratch, *words]
        try:
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                env=dict(environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramMissing(f"{os.path.basename(words[0])} could not be started: {reason(error)}.") from error
        self._told, self._ended = told, ended
        self._reader = threading.Thread(target=self._read, name="served", daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def close(self, timeout: float = 6.0) -> None:
        """Ends it, and waits for that."""
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        with suppress(OSError):
            self._process.stdin.close()  # the keeper sees it, and ends the program
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            end_program(self._process, group=True)
        if threading.current_thread() is not self._reader:
            self._reader.join(1.0)

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        with suppress(OSError, ValueError), self._process.stdout as lines:
            while line := lines.readline(_LINE):
                self._told(line.decode("utf-8", "replace").rstrip("\r\n"))
        self._ended(self._process.wait())


def free_port(wish: int) -> int:
    """The wished port of the loopback if nobody listens there, else one that is free now."""
    for port in (wish, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            if port and _somebody(port):
                continue
            return int(probe.getsockname()[1])
    return wish


def _somebody(port: int) -> bool:
    """Whether something answers at this port of any loopback: a browser may be led there first (::1)."""
    if not socket.has_ipv6:
        return False
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("::1", port)) == 0
