"""Bytes through a descriptor to the disk: whole, synced, read back."""

from __future__ import annotations

import errno
import os
import sys

_CHUNK = 1 << 20


def write_all(fd: int, data: bytes) -> None:
    """Write every byte at the descriptor's position. Raises OSError."""
    view = memoryview(data)
    while view:
        written = os.write(fd, view[:_CHUNK])
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[written:]


def sync(fd: int) -> None:
    """Force the file to the disk (on macOS through the drive's cache as well). Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
    os.fsync(fd)


def verify(fd: int, data: bytes) -> None:
    """Read the file back and compare: a write may report more than it did. Raises OSError(EIO)."""
    os.lseek(fd, 0, os.SEEK_SET)
    at = 0
    while True:
        part = os.read(fd, _CHUNK)
        if part != data[at : at + len(part)] or (not part and at != len(data)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if not part:
            return
        at += len(part)


def sync_folder(folder: str) -> None:
    """Make a rename in this folder durable (Windows has no such call). Raises OSError."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that cannot sync a folder
            raise
    finally:
        os.close(fd)


def write_new(path: str, data: bytes, mode: int = 0o600) -> None:
    """A new file of our own, private to the user, durable together with its name. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    fd = os.open(path, flags, mode)
    try:
        write_all(fd, data)
        sync(fd)
        verify(fd, data)
    finally:
        os.close(fd)


def replace_own(path: str, data: bytes, *, durable: bool = True, mode: int = 0o600) -> None:
    """Put ``data`` into a file of our own (settings, state), whole or not at all. Raises OSError.

    ``mode``: who may read it, as far as the user's umask lets them; what is not durable has the umask's alone.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    temp = os.path.join(folder, f".wl-{os.urandom(4).hex()}.tmp")
    try:
        if durable:
            write_new(temp, data, mode)
        else:
            with open(temp, "wb") as file:
                file.write(data)
        os.replace(temp, path)
    except BaseException:
        if os.path.lexists(temp):
            os.unlink(temp)
        raise
    if durable:
        sync_folder(folder)
