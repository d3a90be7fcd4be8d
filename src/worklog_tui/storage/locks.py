"""One writer of a page at a time among our own processes: a lock in the state folder, held for the moment of a save."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from worklog_tui.storage.errors import NotSaved, short_name
from worklog_tui.storage.files import digest

LOCK_SECONDS = 10.0
"""How long a save waits for another of our processes. A save takes milliseconds; a lock dies with its process."""


def page_key(real: str) -> str:
    """A file name for things of ours about one page, from its real path."""
    return digest(os.fsencode(os.path.normcase(real)), size=16)


@contextlib.contextmanager
def page_lock(real: str, state: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the page's lock. Raises NotSaved when another process keeps it.

    Where no lock can be made (an unwritable state folder, a file system without locks) the save goes on without:
    the comparison with the version that was read still stands.
    """
    from filelock import FileLock, Timeout

    folder = state / "locks"
    lock = FileLock(folder / f"{page_key(real)}.lock", timeout=seconds)
    held = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        held = True
    except Timeout as error:
        raise NotSaved(f"“{short_name(real)}” is being saved by another program: try again.") from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        if held:
            lock.release()
