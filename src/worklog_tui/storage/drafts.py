"""Words being typed, kept in the state folder as they grow: whatever ends the app, the next one can offer them back.

One file a run. A lock held as long as the process lives tells other runs that its words are not theirs to offer.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from worklog_tui.record import record
from worklog_tui.storage.lowlevel import replace_own

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LIMIT = 8 * 1024 * 1024  # bytes of a draft file that is read


@record
class KeptDraft:
    """Typed words and where they belong. ``page``: its real path; ``old``: what the field held when it was opened;
    ``place``: the field, as the screens describe it; ``title``: the field, as people call it; ``file``: once kept.
    """

    page: str
    title: str
    words: str
    old: str
    place: Mapping[str, Any]
    file: Path | None = None


class DraftStore:
    """One run's draft: the newest words win. ``keep`` and ``drop`` cost a key nothing: a thread of ours writes."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "drafts"
        self._mark = f"{os.getpid():x}-{os.urandom(4).hex()}"
        self._changed = threading.Condition()
        self._disk = threading.Lock()  # held while the file is written or removed
        self._wanted: KeptDraft | None = None  # what the file should hold; None: there should be none
        self._stale = False  # the file is not as wanted
        self._worker: threading.Thread | None = None
        self._lock: int | None = None

    @property
    def file(self) -> Path:
        """Where this run's words are kept."""
        return self._folder / f"{self._mark}.draft"

    def keep(self, draft: KeptDraft) -> None:
        """These are the words now."""
        self._want(draft)

    def drop(self) -> None:
        """The words are on the page, or not wanted: nothing is kept any more."""
        if self._worker is not None or os.path.lexists(self.file):
            self._want(None)

    def keep_now(self, draft: KeptDraft) -> bool:
        """These are the words, on the disk when this returns: the app is about to end. False: it was not possible."""
        with self._changed:
            self._wanted, self._stale = draft, False
        with self._disk:
            return self._write(draft)

    def settle(self, seconds: float = 1.0) -> None:
        """Waits until the file is as wanted."""
        with self._changed:
            self._changed.wait_for(lambda: not self._stale, seconds)
        with self._disk:
            pass  # a write that was begun is done

    def left_behind(self) -> tuple[KeptDraft, ...]:
        """What runs that are no more have kept, oldest first. A file that cannot be understood is passed over."""
        out: list[tuple[float, KeptDraft]] = []
        with contextlib.suppress(OSError):
            for file in self._folder.glob("*.draft"):
                if file.stem == self._mark or self._alive(file.stem):
                    continue
                with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                    found = file.stat()
                    if found.st_size <= _LIMIT:
                        out.append((found.st_mtime, _read(file)))
            for lock in self._folder.glob("*.lock"):
                if lock.stem != self._mark and not lock.with_suffix(".draft").exists() and not self._alive(lock.stem):
                    lock.unlink(missing_ok=True)
        return tuple(draft for _, draft in sorted(out, key=lambda one: one[0]))

    def forget(self, draft: KeptDraft) -> None:
        """What another run left goes."""
        if draft.file is not None:
            with contextlib.suppress(OSError):
                draft.file.unlink()
            with contextlib.suppress(OSError):
                draft.file.with_suffix(".lock").unlink()

    # --- inside --------------------------------------------------------------------------------------------------

    def _want(self, draft: KeptDraft | None) -> None:
        with self._changed:
            self._wanted, self._stale = draft, True
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="worklog-drafts", daemon=True)
                self._worker.start()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stale)
            with self._disk:
                with self._changed:
                    if not self._stale:
                        continue  # written by ``keep_now`` meanwhile
                    draft = self._wanted
                if draft is None:
                    self._remove()
                else:
                    self._write(draft)
            with self._changed:
                self._stale = self._wanted is not draft
                self._changed.notify_all()

    def _write(self, draft: KeptDraft) -> bool:
        words = {"page": draft.page, "title": draft.title, "words": draft.words, "old": draft.old, "place": draft.place}
        try:
            if self._lock is None:
                self._hold()
            replace_own(str(self.file), json.dumps(dict(words), default=str).encode(), durable=False)
        except (OSError, ValueError, TypeError):
            return False
        return True

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.file.unlink()

    def _hold(self) -> None:
        """The lock that says this run lives; it ends with the process."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = os.open(self._folder / f"{self._mark}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if fcntl is not None:
            with contextlib.suppress(OSError):  # a file system without locks: its drafts are offered to all
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def close(self) -> None:
        """The run ends in good order."""
        self.settle()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            if not self.file.exists():
                with contextlib.suppress(OSError):
                    self.file.with_suffix(".lock").unlink()

    def _alive(self, mark: str) -> bool:
        path = self._folder / f"{mark}.lock"
        if fcntl is None:  # an open file cannot be removed there
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            except OSError:
                return True
            return False
        try:
            handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(handle)
        return False


def _read(file: Path) -> KeptDraft:
    found = json.loads(file.read_bytes())
    place = found["place"]
    if not isinstance(place, dict):
        raise TypeError(place)
    page, title, words, old = (str(found[name]) for name in ("page", "title", "words", "old"))
    return KeptDraft(page, title, words, old, place, file)
