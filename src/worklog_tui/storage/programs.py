"""Other programs run for the user: found by name, never through a shell, never longer than they may take.

A program is looked for in the folders of PATH that are whole paths: one that lies in a site's folder is never taken
because that folder is the current one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from worklog_tui.storage.errors import StorageError, reason

MOST = 32 << 20
"""Bytes of what a program says that are kept."""

_GRACE = 2.0  # seconds between asking a program to end and ending it


class ProgramMissing(StorageError):
    """The program is not there, or cannot be started."""


class ProgramSlow(StorageError):
    """It took longer than it may, and was ended."""


class Ran(NamedTuple):
    """What a program did: its exit code (negative: ended by that signal), and what it said."""

    code: int
    out: bytes
    err: bytes

    @property
    def words(self) -> str:
        """All it said, as text."""
        return (self.out + b"\n" + self.err).decode("utf-8", "replace")


def find_program(name: str, environ: Mapping[str, str] | None = None) -> str | None:
    """The absolute path of a program on PATH; None: there is none."""
    import shutil

    path = (os.environ if environ is None else environ).get("PATH", os.defpath)
    for folder in path.split(os.pathsep):
        if not os.path.isabs(folder):
            continue
        found = shutil.which(os.path.join(folder, name))  # a path of its own: which() then looks nowhere else
        if found is not None:
            return found
    return None


def run_program(
    words: Sequence[str],
    *,
    cwd: str,
    timeout: float,
    environ: Mapping[str, str] | None = None,
    feed: bytes = b"",
    alone: bool = True,
) -> Ran:
    """Runs it to its end, at most ``timeout`` seconds. ``alone``: cut off from the terminal, it cannot ask there.

    Raises ProgramMissing, ProgramSlow.
    """
    try:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env=dict(os.environ if environ is None else environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=alone,
        )
    except (OSError, ValueError) as error:  # ValueError: a NUL in a word
        why = reason(error) if isinstance(error, OSError) else "its name is not valid"
        raise ProgramMissing(f"{os.path.basename(words[0])} could not be started: {why}.") from error
    try:
        out, err = process.communicate(feed, timeout)
    except subprocess.TimeoutExpired as error:
        end_program(process, group=alone)
        name = os.path.basename(words[0])
        raise ProgramSlow(f"{name} took longer than {timeout:.0f} seconds and was ended.") from error
    except BaseException:  # ctrl+c: nothing goes on behind the user's back
        end_program(process, group=alone)
        raise
    return Ran(process.returncode, out[:MOST], err[:MOST])


def has_browser() -> bool:
    """Whether a browser of its own window can be expected: one of the terminal would take this terminal."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER") or "WSL_DISTRO_NAME" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def end_program(process: subprocess.Popen[bytes], *, group: bool) -> None:
    """Asks it to end, then ends it; with ``group`` all it has started as well."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with suppress(OSError):  # it has ended meanwhile
            if group and os.name == "posix":
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
            break
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
