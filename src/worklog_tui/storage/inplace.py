"""Writing into the file itself, where replacing it would break a hard link, an owner, or is not permitted.

Old and new bytes are first kept durably in the state folder: an interrupted write can be finished at the next start.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path

from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason, short_name
from worklog_tui.storage.files import Version, digest, read_page, version_of
from worklog_tui.storage.locks import page_key, page_lock
from worklog_tui.storage.lowlevel import sync, sync_folder, verify, write_all, write_new
from worklog_tui.storage.recovery import set_aside

_STALE_SECONDS = 60.0
_BLOCK = 512
"""Bytes a disk writes whole. After a power cut any of them may be the old or the new one."""
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _copies(state: Path) -> Path:
    return state / "copies"


def write_in_place(real: str, data: bytes, state: Path) -> Version:
    """Write ``data`` into the existing file, without truncating first. Its old bytes are put back when that fails.

    Raises NotSaved, OSError.
    """
    old = read_page(real).data
    stem = _keep(real, old, data, state)
    fd = os.open(real, _FLAGS)
    try:
        try:
            _overwrite(fd, data)
        except OSError:
            _put_back(fd, real, old, stem)
            _drop(stem)
            raise
        version = version_of(data, os.fstat(fd))
    finally:
        os.close(fd)
    _drop(stem)
    return version


def finish_page(real: str, state: Path, expected: str) -> None:
    """Finish an interrupted write of this page, whose lock is held; back to the version with digest ``expected`` if
    that is the one before it. Raises OSError.
    """
    stem = _copies(state) / page_key(real)
    if os.path.lexists(f"{stem}.json"):
        _finish(real, stem, _note(stem), expected)


def finish_interrupted(state: Path, *, now: float | None = None) -> tuple[str, ...]:
    """Finish in-place writes a crash interrupted. Returns one sentence for each page that needs the user's eye."""
    notes: list[str] = []
    now = time.time() if now is None else now
    with contextlib.suppress(OSError):
        for entry in sorted(_copies(state).glob("*.json")):
            with contextlib.suppress(OSError):
                if note := _finish_one(entry, state, now):
                    notes.append(note)
        for copy in _copies(state).iterdir():
            with contextlib.suppress(OSError):
                if not copy.with_suffix(".json").exists() and now - copy.stat().st_mtime > _STALE_SECONDS:
                    copy.unlink()  # its note is missing: the write never began
    return tuple(notes)


def _finish_one(entry: Path, state: Path, now: float) -> str | None:
    stem = entry.with_suffix("")
    note = _note(stem)
    if note is None:  # the note itself was interrupted: the write never began
        if now - entry.stat().st_mtime > _STALE_SECONDS:
            _drop(stem)
        return None
    real = note["path"]
    with contextlib.suppress(NotSaved), page_lock(real, state):
        return _finish(real, stem, _note(stem))  # another process may have finished it meanwhile
    return None


def _note(stem: Path) -> dict[str, str] | None:
    """What the copies are of; None where they count for nothing. Raises OSError."""
    try:
        found = json.loads(Path(f"{stem}.json").read_bytes())
        return {key: str(found[key]) for key in ("path", "old", "new")}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _keep(real: str, old: bytes, new: bytes, state: Path) -> Path:
    folder = _copies(state)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stem = folder / page_key(real)
        write_new(f"{stem}.old", old)
        write_new(f"{stem}.new", new)
        note = {"path": real, "old": digest(old), "new": digest(new)}
        write_new(f"{stem}.json", json.dumps(note).encode())  # last: it makes the other two count
        sync_folder(str(folder))
    except OSError as error:
        name = short_name(real)
        raise NotSaved(f"“{name}” was not saved: no copy of it could be kept in {folder} ({reason(error)}).") from error
    return stem


def _drop(stem: Path) -> None:
    for end in ("json", "old", "new"):
        with contextlib.suppress(OSError):
            os.unlink(f"{stem}.{end}")


def _overwrite(fd: int, data: bytes) -> None:
    os.lseek(fd, 0, os.SEEK_SET)
    write_all(fd, data)
    os.ftruncate(fd, len(data))
    sync(fd)
    verify(fd, data)


def _put_back(fd: int, real: str, old: bytes, stem: Path) -> None:
    try:
        _overwrite(fd, old)
    except OSError as error:
        name = short_name(real)
        raise NotSaved(f"“{name}” could not be written whole: its old text is kept in {stem}.old.") from error


def _finish(real: str, stem: Path, note: dict[str, str] | None, expected: str = "") -> str | None:
    copies = None if note is None else _read_copies(stem, note)
    if copies is None:  # the write never began, or was complete
        _drop(stem)
        return None
    old, new = copies
    try:
        found = read_page(real).data
    except PageUnreadable as error:
        return f"A save was interrupted and {error} Its text is kept in {stem}.new."
    if found not in (old, new):
        if not torn(found, old, new):
            return _set_aside(real, stem, new)
        fd = os.open(real, _FLAGS)
        try:
            _overwrite(fd, old if digest(old) == expected else new)
        finally:
            os.close(fd)
    _drop(stem)
    return None


def _read_copies(stem: Path, note: dict[str, str]) -> tuple[bytes, bytes] | None:
    try:
        old, new = Path(f"{stem}.old").read_bytes(), Path(f"{stem}.new").read_bytes()
    except FileNotFoundError:
        return None
    return (old, new) if (digest(old), digest(new)) == (note["old"], note["new"]) else None


def _set_aside(real: str, stem: Path, new: bytes) -> str:
    """The page is another one by now: what was to be saved goes where later saves do not come."""
    path = set_aside(stem.parent.parent, real, new, os.urandom(4).hex())
    _drop(stem)
    return f"“{short_name(real)}” was changed after an interrupted save: what was to be saved is in {path}."


def torn(found: bytes, old: bytes, new: bytes) -> bool:
    """Whether the file is what an interrupted write leaves: some blocks new, the others old, one perhaps half.

    Behind the end of the shorter text a power cut may leave zeros: what the file system fills its blocks up with.
    """
    shorter, longer = sorted((len(old), len(new)))
    if not shorter <= len(found) <= longer:
        return False
    halves = 0
    for at in range(0, len(found), _BLOCK):
        block = found[at : at + _BLOCK]
        before, after = old[at : at + len(block)], new[at : at + len(block)]
        if block in (before, after, before.ljust(len(block), b"\0"), after.ljust(len(block), b"\0")):
            continue
        if at >= shorter and not block.strip(b"\0"):
            continue
        same = next((i for i, (one, two) in enumerate(zip(block, after, strict=False)) if one != two), len(after))
        if block[same:] != before[same:]:
            return False
        halves += 1
    return halves <= 1
