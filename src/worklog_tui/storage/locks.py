"""One writer of a page at a time among our own processes: a lock in the state folder, held for the moment of a save."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from worklog_tui.storage.errors import NotSaved, short_name
from worklog_tui.storage.files import digest

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.005  # seconds between two tries
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
    file = os.path.join(state, "locks", f"{page_key(real)}.lock")
    release = None
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        release = (_library_lock if fcntl is None else _file_lock)(file, seconds)
    except TimeoutError as error:
        raise NotSaved(f"“{short_name(real)}” is being saved by another program: try again.") from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        if release is not None:
            release()


def _library_lock(file: str, seconds: float) -> Callable[[], None]:
    """filelock's lock; what is returned gives it back. Raises TimeoutError (filelock's own is one), OSError."""
    from filelock import FileLock

    lock = FileLock(file, timeout=seconds)
    lock.acquire()
    return lock.release


def _file_lock(file: str, seconds: float) -> Callable[[], None]:
    """The same lock where there is ``flock``, which filelock takes there too: importing it costs as much as a save."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(handle)
                raise TimeoutError(file) from None
            time.sleep(_PAUSE)
        except OSError:
            os.close(handle)
            raise
        else:
            return lambda: os.close(handle)  # the file stays: taking it away would let two hold the lock
