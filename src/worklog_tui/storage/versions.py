"""Every saved version of a page, kept in the state folder: each content once, compressed, as long as the settings say.

``versions/objects/ab/cdef…`` holds a content by its hash, ``versions/pages/<page>.log`` a page's versions, a line each.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import zlib
from pathlib import Path
from typing import NamedTuple

from worklog_tui.storage.errors import NotSaved
from worklog_tui.storage.files import MAX_PAGE, digest
from worklog_tui.storage.locks import page_key, page_lock
from worklog_tui.storage.lowlevel import replace_own, write_all

_TAIL = 2_048  # bytes; a line is shorter
_LABEL = 120
_LOOK = 200  # versions kept between two looks at the size of it all
_PATIENCE = 2.0  # seconds for another process of ours


class SavedVersion(NamedTuple):
    """One version of a page: when it was saved, which content it is, its size in bytes, what was done."""

    at: dt.datetime
    digest: str
    size: int
    label: str


class VersionStore:
    """``days`` 0 keeps nothing; ``size`` is in bytes, of all pages together as they lie compressed on the disk."""

    def __init__(self, state: Path, *, days: int, size: int) -> None:
        self._state, self._folder = state, state / "versions"
        self._days, self._size = days, size
        self._until_look = 0

    def keep(self, real: str, data: bytes, *, at: dt.datetime, label: str = "") -> bool:
        """One more version of the page at this real path. False: it is the last one already, or it cannot be kept."""
        if self._days <= 0:
            return False
        found = SavedVersion(at, digest(data), len(data), label[:_LABEL])
        try:
            with page_lock(str(self._folder), self._state, seconds=_PATIENCE):
                log = self._log(real)
                last = _last(log)
                if last is not None and last.digest == found.digest:
                    return False
                self._put(found.digest, data)
                _append(log, real, found)
        except (OSError, NotSaved):
            return False
        self._look(at)
        return True

    def of(self, real: str) -> tuple[SavedVersion, ...]:
        """The page's versions, newest first."""
        try:
            return tuple(reversed(_versions(self._log(real).read_bytes())))
        except OSError:
            return ()

    def moved(self, old: str, new: str) -> None:
        """The page at the real path ``old`` lies at ``new`` now: its versions go with it, behind those ``new`` has."""
        with contextlib.suppress(OSError, NotSaved), page_lock(str(self._folder), self._state, seconds=_PATIENCE):
            for version in _versions(self._log(old).read_bytes()):
                _append(self._log(new), new, version)
            self._log(old).unlink()

    def content(self, name: str) -> bytes | None:
        """The bytes of this digest; None where they are gone or damaged."""
        try:
            packed = self._object(name).read_bytes()
            data = zlib.decompressobj().decompress(packed, MAX_PAGE + 1)
        except (OSError, zlib.error, ValueError):
            return None
        return data if digest(data) == name else None

    def prune(self, now: dt.datetime) -> int:
        """Forget what is too old, then the oldest until all fits; how many versions went."""
        try:
            with page_lock(str(self._folder), self._state, seconds=_PATIENCE):
                return self._prune(now)
        except (OSError, NotSaved):
            return 0

    # --- inside --------------------------------------------------------------------------------------------------

    def _log(self, real: str) -> Path:
        return self._folder / "pages" / f"{page_key(real)}.log"

    def _object(self, name: str) -> Path:
        if not name.isalnum():
            raise ValueError(name)
        return self._folder / "objects" / name[:2] / name[2:]

    def _put(self, name: str, data: bytes) -> None:
        path = self._object(name)
        if not path.exists():
            replace_own(str(path), zlib.compress(data, 6), durable=False)

    def _look(self, now: dt.datetime) -> None:
        """Now and then the oldest go: at the first version of a day, and after many."""
        self._until_look -= 1
        if self._until_look > 0:
            return
        first, self._until_look = self._until_look < 0, _LOOK
        stamp = self._folder / "pruned"
        with contextlib.suppress(OSError):
            if first and stamp.exists() and dt.datetime.fromtimestamp(stamp.stat().st_mtime).date() == now.date():
                return
            self.prune(now)
            stamp.touch()

    def _prune(self, now: dt.datetime) -> int:
        logs = {path: path.read_bytes() for path in (self._folder / "pages").glob("*.log")}
        all_of = {path: _versions(data) for path, data in logs.items()}
        sizes = {p.parent.name + p.name: p.stat().st_size for p in (self._folder / "objects").glob("*/*")}
        oldest = now - dt.timedelta(days=self._days)
        order = sorted(
            ((v.at, str(path), i) for path, found in all_of.items() for i, v in enumerate(found)), reverse=True
        )
        kept: dict[str, set[int]] = {}
        used: set[str] = set()
        total, full = 0, False
        for at, path, i in sorted(order, reverse=True):
            name = all_of[Path(path)][i].digest
            cost = 0 if name in used else sizes.get(name, 0)
            full = full or total + cost > self._size  # from here on all older ones go: no holes
            if full or at < oldest or name not in sizes:
                continue
            used.add(name)
            total += cost
            kept.setdefault(path, set()).add(i)
        for log, found in all_of.items():
            self._rewrite(log, logs[log], found, kept.get(str(log), set()))
        for name in sizes.keys() - used:
            with contextlib.suppress(OSError):
                self._object(name).unlink()
        return sum(map(len, all_of.values())) - sum(map(len, kept.values()))

    @staticmethod
    def _rewrite(path: Path, old: bytes, found: list[SavedVersion], kept: set[int]) -> None:
        if not kept:
            path.unlink(missing_ok=True)
        elif len(kept) < len(found):
            head = old.split(b"\n", 1)[0] + b"\n"
            lines = b"".join(_line(v) for i, v in enumerate(found) if i in kept)
            replace_own(str(path), head + lines, durable=False)


def _line(version: SavedVersion) -> bytes:
    at = version.at.isoformat(timespec="seconds")
    return json.dumps([at, version.digest, version.size, version.label]).encode() + b"\n"


def _append(log: Path, real: str, version: SavedVersion) -> None:
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        head = json.dumps({"page": real}).encode() + b"\n" if not os.fstat(fd).st_size else b""
        write_all(fd, head + _line(version))
    finally:
        os.close(fd)


def _versions(data: bytes) -> list[SavedVersion]:
    """The lines that can be understood: a torn last one is passed over."""
    out = []
    for line in data.splitlines():
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            at, name, size, label = json.loads(line)
            moment = dt.datetime.fromisoformat(at).replace(tzinfo=None)
            out.append(SavedVersion(moment, str(name), int(size), str(label)))
    return out


def _last(log: Path) -> SavedVersion | None:
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            found = _versions(file.read())
    except OSError:
        return None
    return found[-1] if found else None
