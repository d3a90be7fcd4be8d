"""What can go wrong between bytes and disk. Each is a noun; ``str(error)`` is one sentence the user can act on."""

from __future__ import annotations

import errno
import os

_REASONS = {
    errno.ENOENT: "it does not exist",
    errno.EACCES: "you have no permission",
    errno.EPERM: "the system does not allow it",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "the disk reported an error",
    errno.ELOOP: "its links go in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EFBIG: "the file would become too large",
    errno.EMFILE: "too many files are open",
}


class StorageError(Exception):
    """The family of all errors of this package."""


class PageUnreadable(StorageError):
    """A page cannot be read: missing, not a regular file, too large, not permitted, outside the journal."""


class NotWritable(StorageError):
    """A page may not be written: it is read-only, or gone, or not a regular file."""


class ChangedOnDisk(StorageError):
    """The file is no longer the version that was read, so it was not overwritten."""


class NotSaved(StorageError):
    """The bytes could not be brought to disk; the file has its old bytes."""


def short_name(path: str | os.PathLike[str]) -> str:
    """A name people recognise a page by: its folder and file name."""
    parts = os.fspath(path).replace(os.sep, "/").rstrip("/").split("/")
    return "/".join(parts[-2:]) or "/"


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    known = _REASONS.get(error.errno or 0)
    return known if known is not None else (error.strerror or type(error).__name__)
