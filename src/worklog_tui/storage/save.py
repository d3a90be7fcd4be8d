"""The durable save: afterwards the page is the old bytes or the new bytes, never else; returning means the new ones.

A temporary file beside the target is written, synced, read back and compared, and moved over the target. Where that
would lose something (hard links, an unwritable folder, an owner that cannot be kept) ``inplace`` writes instead.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from worklog_tui.patterns import regex
from worklog_tui.storage.errors import (
    ChangedOnDisk,
    NotSaved,
    NotWritable,
    PageUnreadable,
    reason,
    short_name,
)
from worklog_tui.storage.exchange import put_in_place
from worklog_tui.storage.files import MAX_PAGE, Version, digest, read_page, version_of
from worklog_tui.storage.inplace import finish_page, write_in_place
from worklog_tui.storage.locks import page_lock
from worklog_tui.storage.lowlevel import sync, sync_folder, verify, write_all
from worklog_tui.storage.recovery import set_aside

TEMP_NAME = regex(r"\.wl-[0-9a-f]{8}\.tmp")
"""Names Hugo never publishes and that fit beside the longest file names."""

_STALE_SECONDS = 60.0
_TOLERATED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENODATA, errno.EINVAL}
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


class _KeepInPlace(Exception):
    """Replacing the file would lose something: write it in place."""


def save_page(path: str | os.PathLike[str], data: bytes, *, expected: str, state: Path) -> Version:
    """Bring ``data`` to disk if the file still is the version with digest ``expected``. Links are followed and stay.

    ``state`` is our state folder (lock; copies while a file is written in place). Returns the new version.
    Raises NotWritable, ChangedOnDisk, NotSaved.
    """
    name = short_name(path)
    if len(data) > MAX_PAGE:
        raise NotSaved(f"“{name}” was not saved: it would be larger than {MAX_PAGE // (1024 * 1024)} MiB.")
    try:
        real = os.path.realpath(path)
        with page_lock(real, state):
            found = _writable(real, name)
            finish_page(real, state, expected)
            check_unchanged(real, name, expected, data)
            if found.st_nlink > 1 or not os.access(os.path.dirname(real), os.W_OK | os.X_OK):
                return write_in_place(real, data, state)
            try:
                return _replace(real, name, data, expected, found, state)
            except _KeepInPlace:
                return write_in_place(real, data, state)
    except OSError as error:
        raise NotSaved(f"“{name}” was not saved: {reason(error)}.") from error
    except ValueError as error:
        raise NotSaved(f"“{name!r}” is not a file name.") from error


def check_unchanged(real: str, name: str, expected: str, data: bytes) -> None:
    """Raise ChangedOnDisk unless the file holds the expected version (or already the new bytes)."""
    try:
        found = read_page(real).version.digest
    except PageUnreadable as error:
        raise ChangedOnDisk(f"“{name}” cannot be compared with what was read: {error}") from error
    if found not in (expected, digest(data)):
        raise ChangedOnDisk(_changed(name))


def _changed(name: str) -> str:
    return f"“{name}” was changed by another program since it was read: it was not overwritten."


def sweep_temps(paths: tuple[str, ...], *, now: float | None = None) -> int:
    """Remove left-over temporary files of interrupted saves (older than a minute). Returns how many went."""
    gone = 0
    now = time.time() if now is None else now
    for path in paths:
        if not TEMP_NAME.fullmatch(os.path.basename(path)):
            continue
        with contextlib.suppress(OSError):
            found = os.lstat(path)
            if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _STALE_SECONDS:
                os.unlink(path)
                gone += 1
    return gone


def _writable(real: str, name: str) -> os.stat_result:
    try:
        found = os.lstat(real)
    except FileNotFoundError as error:
        raise ChangedOnDisk(f"“{name}” was removed or renamed since it was read: nothing was written.") from error
    if not stat.S_ISREG(found.st_mode):
        raise NotWritable(f"“{name}” is not a regular file: nothing was written.")
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK):
        raise NotWritable(f"“{name}” is read-only: make it writable, then try again.")
    return found


def _replace(real: str, name: str, data: bytes, expected: str, found: os.stat_result, state: Path) -> Version:
    folder = os.path.dirname(real)
    temp = os.path.join(folder, f".wl-{os.urandom(4).hex()}.tmp")
    fd = _create(temp)
    try:
        try:
            _copy_metadata(real, fd, found)
            write_all(fd, data)
            sync(fd)
            verify(fd, data)
            version = version_of(data, os.fstat(fd))
        finally:
            os.close(fd)
        check_unchanged(real, name, expected, data)
        put_in_place(
            temp,
            real,
            ours=version.digest,
            expected=expected,
            changed=_changed(name),
            keep=lambda theirs: set_aside(state, real, theirs, os.urandom(4).hex()),
        )
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)
        raise
    sync_folder(folder)
    return version


def _create(temp: str) -> int:
    try:
        return os.open(temp, _FLAGS, 0o600)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            raise _KeepInPlace from error
        raise


def _copy_metadata(real: str, fd: int, found: os.stat_result) -> None:
    """Owner, mode, extended attributes (ACLs among them)."""
    if sys.platform == "win32":
        return
    mine = os.fstat(fd)
    if (mine.st_uid, mine.st_gid) != (found.st_uid, found.st_gid):
        try:
            os.fchown(fd, found.st_uid, found.st_gid)
        except OSError as error:
            if error.errno in _TOLERATED:
                raise _KeepInPlace from error
            raise
    os.fchmod(fd, stat.S_IMODE(found.st_mode))
    _copy_xattrs(real, fd)


def _copy_xattrs(real: str, fd: int) -> None:
    if sys.platform != "linux":  # macOS has them too, but Python no calls for them there
        return
    with _tolerant():
        names = os.listxattr(real)
        for attribute in names:
            with _tolerant():
                os.setxattr(fd, attribute, os.getxattr(real, attribute))
        for attribute in os.listxattr(fd):
            if attribute not in names:  # the folder's default ACL is for new files
                with _tolerant():
                    os.removexattr(fd, attribute)


@contextlib.contextmanager
def _tolerant() -> Iterator[None]:
    """Passes over what the file system or the user's rights do not allow."""
    try:
        yield
    except OSError as error:
        if error.errno not in _TOLERATED:
            raise
