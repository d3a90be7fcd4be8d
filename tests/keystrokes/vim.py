"""Runs keys in ``vim -u NONE`` on a terminal of 80 × 24, from the site's root, with the page named on its command line.

The keys go in by vim's own ``-s``, which takes them as typed. What is asked of vim afterwards (where it stands, what
its register holds) is asked by keys that are not counted.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.keystrokes.keys import Strokes, vim_bytes

LIMIT = 20.0  # seconds
VIM = shutil.which("vim")


def missing() -> str:
    """Why vim cannot be asked here; "": it can."""
    if VIM is None:
        return "vim is not installed"
    said = subprocess.run([VIM, "--version"], capture_output=True, text=True, check=False).stdout
    if not said.startswith("VIM - Vi IMproved") or "+eval" not in said or "+quickfix" not in said:
        return "this vim is a small one, or none"
    return ""


class Left(NamedTuple):
    """What vim held when the keys were through: file, 1-based line, unnamed register. ``file`` "": it had ended."""

    file: str
    line: int
    text: str
    register: str


def run(root: Path, page: str, keys: Sequence[Strokes], scratch: Path) -> Left:
    """Presses the keys and waits until vim has ended. Raises TimeoutError."""
    scratch.mkdir(parents=True, exist_ok=True)
    script, answer = scratch / "keys", scratch / "answer"
    answer.unlink(missing_ok=True)
    ask = f":call writefile([expand('%'),line('.'),getline('.')]+split(@\",\"\\n\",1),'{answer}')\r:qa!\r"
    script.write_bytes(vim_bytes(keys) + ask.encode())
    _on_a_terminal([str(VIM), "-u", "NONE", "-i", "NONE", "-n", "-s", str(script), page], root)
    if not answer.exists():
        return Left("", 0, "", "")
    file, line, text, *register = answer.read_text(encoding="utf-8").split("\n")
    return Left(file, int(line), text, "\n".join(register))


def _on_a_terminal(command: list[str], folder: Path) -> None:
    child, master = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8", SHELL="/bin/sh")
        for name in ("VIMINIT", "EXINIT"):
            os.environ.pop(name, None)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execv(command[0], command)  # noqa: S606 - no shell is the point
    end = time.monotonic() + LIMIT
    shown = b""
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([master], [], [], 0.1)
            if ready:
                try:
                    shown += os.read(master, 65536)
                except OSError:  # vim has ended
                    return
        raise TimeoutError(f"vim did not end; its screen last said: {shown[-600:]!r}")
    finally:
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            time.sleep(0.05)
            if os.waitpid(child, os.WNOHANG)[0] == 0:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        os.close(master)
