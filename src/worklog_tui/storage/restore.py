"""A page that was removed, written once more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from worklog_tui.storage.errors import NotSaved, reason, short_name
from worklog_tui.storage.files import version_of
from worklog_tui.storage.lowlevel import sync, sync_folder, verify, write_all

if TYPE_CHECKING:
    from worklog_tui.storage.files import Version

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write_again(path: str | os.PathLike[str], data: bytes) -> Version:
    """A file where there is none, its folder too. Never overwrites. Raises NotSaved."""
    name = short_name(path)
    try:
        folder = os.path.dirname(os.path.abspath(path))
        os.makedirs(folder, exist_ok=True)
        fd = os.open(path, _FLAGS, 0o666)  # less the umask, as any program makes a file
        try:
            write_all(fd, data)
            sync(fd)
            verify(fd, data)
            version = version_of(data, os.fstat(fd))
        except OSError:
            os.unlink(path)  # half of it
            raise
        finally:
            os.close(fd)
        sync_folder(folder)
    except OSError as error:
        raise NotSaved(f"“{name}” could not be written again: {reason(error)}.") from error
    return version
