"""New files, durable and never over an existing one; where a later one fails, those made before it go again."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from worklog_tui.record import field, record
from worklog_tui.storage.errors import NotSaved, PageUnreadable, StorageError, reason, short_name
from worklog_tui.storage.files import MAX_PAGE, digest, inside, read_page
from worklog_tui.storage.lowlevel import sync, sync_folder, verify, write_all

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EXDEV}


class AlreadyThere(StorageError):
    """A file that was to be made exists: it was left alone."""


@record
class NewFile:
    """A file to make. ``like``: a file whose permissions it gets."""

    path: str
    data: bytes
    like: str | None = None


@record(frozen=False)
class _Made:
    """What was made so far, to be taken back."""

    files: list[NewFile] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


def create_files(files: Sequence[NewFile], within: str | os.PathLike[str], *, most: int = MAX_PAGE) -> tuple[str, ...]:
    """Make all of them, on the disk when this returns, or none. Returns the folders made for them, outer first.

    ``within``: none may lie outside this folder, links followed; ``most``: bytes of one. Raises AlreadyThere, NotSaved.
    """
    root = os.path.realpath(within)
    made = _Made()
    name = ""
    try:
        for file in files:
            name = short_name(file.path)
            _check(file, name, root, most)
            _make_folders(os.path.dirname(file.path), made)
            write_file(file, name)
            made.files.append(file)
        for folder in dict.fromkeys(os.path.dirname(f.path) for f in files):
            sync_folder(folder)
        for folder in reversed(made.folders):
            sync_folder(os.path.dirname(folder))
    except OSError as error:
        _take_back(made)
        raise NotSaved(f"“{name}” could not be made: {reason(error)}. Nothing was written.") from error
    except BaseException:
        _take_back(made)
        raise
    return tuple(made.folders)


def remove_files(files: Sequence[NewFile], folders: Sequence[str]) -> None:
    """Take files away that still are as they were made, and their folders where those are empty.

    Raises NotSaved, with nothing removed, where one has changed since.
    """
    for file in files:
        if os.path.lexists(file.path) and not _same(file):
            raise NotSaved(f"“{short_name(file.path)}” was changed since it was made: remove it yourself.")
    try:
        for file in files:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(file.path)
        for folder in dict.fromkeys(os.path.dirname(f.path) for f in files):
            if os.path.isdir(folder):
                sync_folder(folder)
    except OSError as error:
        raise NotSaved(f"Not everything could be removed: {reason(error)}.") from error
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def _check(file: NewFile, name: str, root: str, most: int) -> None:
    if not inside(os.path.realpath(file.path), root):
        raise NotSaved(f"“{name}” would lie outside the journal: nothing was written.")
    if len(file.data) > most:
        raise NotSaved(f"“{name}” would be larger than {most // (1024 * 1024)} MiB: nothing was written.")
    if os.path.lexists(file.path):
        raise AlreadyThere(f"“{name}” exists already: it was left alone, nothing was written.")


def _make_folders(folder: str, made: _Made) -> None:
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    for each in reversed(missing):
        os.mkdir(each)
        made.folders.append(each)


def write_file(file: NewFile, name: str) -> None:
    """Written under a name of ours, synced, read back, then given its own name, unless another has it by now.

    Its folder is not synced. Raises AlreadyThere, OSError.
    """
    folder = os.path.dirname(file.path)
    temp = os.path.join(folder, f".wl-{secrets.token_hex(4)}.tmp")
    fd = os.open(temp, _FLAGS, 0o666)
    try:
        try:
            _permit(fd, file.like)
            write_all(fd, file.data)
            sync(fd)
            verify(fd, file.data)
        finally:
            os.close(fd)
        _name(temp, file, name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temp)


def _permit(fd: int, like: str | None) -> None:
    if like is None or not hasattr(os, "fchmod"):
        return
    with contextlib.suppress(OSError):
        os.fchmod(fd, os.stat(like).st_mode & 0o777 | 0o600)


def _name(temp: str, file: NewFile, name: str) -> None:
    try:
        os.link(temp, file.path)
        return
    except FileExistsError as error:
        raise AlreadyThere(f"“{name}” was made by another program just now: it was left alone.") from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    except (AttributeError, NotImplementedError):
        pass
    _write_directly(file, name)


def _write_directly(file: NewFile, name: str) -> None:
    """Where the file system has no links: exclusively under its own name."""
    try:
        fd = os.open(file.path, _FLAGS, 0o666)
    except FileExistsError as error:
        raise AlreadyThere(f"“{name}” was made by another program just now: it was left alone.") from error
    try:
        _permit(fd, file.like)
        write_all(fd, file.data)
        sync(fd)
        verify(fd, file.data)
    except BaseException:
        os.close(fd)
        with contextlib.suppress(OSError):
            os.unlink(file.path)
        raise
    os.close(fd)


def _take_back(made: _Made) -> None:
    for file in reversed(made.files):
        if _same(file):
            with contextlib.suppress(OSError):
                os.unlink(file.path)
    for folder in reversed(made.folders):
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def _same(file: NewFile) -> bool:
    try:
        limit = max(MAX_PAGE, len(file.data))
        return read_page(Path(file.path), limit=limit).version.digest == digest(file.data)
    except PageUnreadable:
        return False
