"""Reading a page safely: regular files only, bounded in size, never blocking, never outside the journal."""

from __future__ import annotations

import os
import stat
import time

from worklog_tui.record import record
from worklog_tui.storage.errors import PageUnreadable, reason, short_name

try:
    from _blake2 import blake2b  # what hashlib gives, without the whole of OpenSSL in front of the first frame
except ImportError:
    from hashlib import blake2b

MAX_PAGE = 4 * 1024 * 1024
"""Bytes. A larger file is not opened here; the user's own editor is offered."""

QUIET = 0.03
"""Seconds a file must have been left alone before a change in it is believed to be whole."""

_ATTEMPTS = 4
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO must not stop us
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)  # the path is resolved already; a link put there since is not followed
    | getattr(os, "O_BINARY", 0)
)


@record
class Version:
    """Which bytes a file held, and by what they are recognised without reading them again."""

    digest: str
    size: int
    mtime_ns: int
    inode: int

    def looks_like(self, found: os.stat_result) -> bool:
        """Whether a stat says the file is unchanged (size, time, inode)."""
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.mtime_ns, self.inode)


@record
class PageFile:
    """A page as read: its real path, its bytes, its version."""

    path: str
    data: bytes
    version: Version


def digest(data: bytes, *, size: int = 20) -> str:
    """The hash versions are compared by, of ``size`` bytes, in hexadecimal."""
    return blake2b(data, digest_size=size).hexdigest()


def version_of(data: bytes, found: os.stat_result) -> Version:
    """The version of these bytes at this stat."""
    return Version(digest(data), len(data), found.st_mtime_ns, found.st_ino)


def inside(real: str, folder: str) -> bool:
    """Whether a real path lies in a folder (itself a real path)."""
    return real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)


def read_page(
    path: str | os.PathLike[str], *, within: str | os.PathLike[str] | None = None, limit: int = MAX_PAGE
) -> PageFile:
    """The file's bytes and version. ``within``: the real path must lie in that folder.

    Raises PageUnreadable.
    """
    name = short_name(path)
    try:
        real = os.path.realpath(path)
        if within is not None and not inside(real, os.path.realpath(within)):
            raise PageUnreadable(f"“{name}” is a link to a place outside the journal: it is not opened.")
        return _read_settled(real, name, limit)
    except OSError as error:
        raise PageUnreadable(f"“{name}” cannot be read: {reason(error)}.") from error
    except ValueError as error:  # a NUL in the path
        raise PageUnreadable(f"“{name!r}” is not a file name.") from error


def wait_until_quiet(path: str | os.PathLike[str], seconds: float = 0.5) -> None:
    """Give a program that is writing into the file right now the time to finish: a moment, at most ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            age = time.time() - os.stat(path).st_mtime
        except OSError:
            return
        if not 0 <= age < QUIET:
            return
        time.sleep(QUIET - age)


def _read_settled(real: str, name: str, limit: int) -> PageFile:
    """Read until the file did not change meanwhile (a checkout or another editor may be at work)."""
    for _ in range(_ATTEMPTS):
        fd = os.open(real, _FLAGS)
        try:
            before = os.fstat(fd)
            _check_regular(before, name, limit)
            data = _read_all(fd, limit)
            after = os.fstat(fd)
        finally:
            os.close(fd)
        if len(data) > limit:
            raise _too_large(name, limit)
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) and len(data) == after.st_size:
            return PageFile(real, data, version_of(data, after))
    raise PageUnreadable(f"“{name}” is being written by another program: try again in a moment.")


def _check_regular(found: os.stat_result, name: str, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise PageUnreadable(f"“{name}” is a folder, not a page.")
    if not stat.S_ISREG(found.st_mode):
        raise PageUnreadable(f"“{name}” is not a regular file: it is not opened.")
    if found.st_size > limit:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> PageUnreadable:
    return PageUnreadable(f"“{name}” is larger than {limit // (1024 * 1024)} MiB: open it in your own editor.")


def _read_all(fd: int, limit: int) -> bytes:
    parts: list[bytes] = []
    left = limit + 1
    while left > 0:
        part = os.read(fd, min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
