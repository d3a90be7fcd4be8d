"""The save queue: one worker thread brings the newest accepted bytes of each page to the disk, and says how it went."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path

from worklog_tui.record import record
from worklog_tui.session.events import SaveState
from worklog_tui.storage.errors import ChangedOnDisk, StorageError, short_name
from worklog_tui.storage.files import Version, digest
from worklog_tui.storage.recovery import RecoveryStore

Save = Callable[[str, bytes, str, Path], Version]
Told = Callable[[str, SaveState, str], None]
Kept = Callable[[str, str, bytes | None, bytes], None]


def _save(path: str, data: bytes, expected: str, state: Path) -> Version:
    from worklog_tui.storage.save import save_page

    return save_page(path, data, expected=expected, state=state)


@record(frozen=False)
class _Page:
    path: str
    disk: Version  # what the file held when we last read or wrote it
    pending: bytes | None = None  # accepted, waiting
    writing: bytes | None = None  # being written now
    failed: bytes | None = None  # accepted, could not be written
    message: str = ""
    conflict: bool = False  # the file is not the version that was read: only the user can say whose text stands
    base: bytes | None = None  # the bytes of ``disk``, as far as they are held


class SaveQueue:
    """Thread-safe. ``told`` is called outside the lock, from the thread that accepted or from the worker."""

    def __init__(
        self,
        state: Path,
        told: Told,
        save: Save = _save,
        settle: Callable[[str], bool] | None = None,
        kept: Kept | None = None,
    ) -> None:
        """``settle`` is asked, by the worker, when another program's change is in the way: True where it has accepted
        bytes that hold both. ``kept`` is told, by the worker, what was saved over what."""
        self._state_dir = state
        self._told = told
        self._save = save
        self._settle = settle
        self._kept = kept
        self.recovery = RecoveryStore(state)
        self._pages: dict[str, _Page] = {}
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None
        self._closed = False

    def track(self, key: str, path: str, version: Version, base: bytes | None = None) -> None:
        """The page was read (again): this version, these bytes, are on the disk."""
        with self._changed:
            page = self._pages.get(key)
            if page is None:
                self._pages[key] = _Page(path, version, base=base)
            else:
                page.path, page.disk, page.conflict, page.base = path, version, False, base

    def moved(self, old: str, new: str, path: str) -> None:
        """The page lies under another name now, saved as it was."""
        with self._changed:
            page = self._pages.pop(old, None)
            if page is not None:
                self._pages[new] = page
                page.path = path

    def base(self, key: str) -> bytes | None:
        """What the file held when it was last read or written, if that is still known."""
        with self._changed:
            page = self._pages.get(key)
            return page.base if page else None

    def release(self, key: str) -> None:
        """The page is forgotten elsewhere: its bytes need not be held."""
        with self._changed:
            if key in self._pages:
                self._pages[key].base = None

    def in_conflict(self, key: str) -> bool:
        """Whether accepted bytes wait for the user to say whose text stands."""
        with self._changed:
            page = self._pages.get(key)
            return page is not None and page.conflict and page.failed is not None

    def version(self, key: str) -> Version | None:
        """The version last read or written."""
        with self._changed:
            page = self._pages.get(key)
            return page.disk if page else None

    def accept(self, key: str, data: bytes) -> None:
        """These bytes are the page now: keep them for recovery and write them soon."""
        if not self._held_back(key, data):
            self._told(key, "saving", "")  # told first: the worker may be done before we come to it afterwards
            with self._changed:
                page = self._pages[key]
                self.recovery.keep(page.path, page.disk.digest, data)
                page.pending, page.failed = data, None
                self._start()
                self._changed.notify_all()

    def _held_back(self, key: str, data: bytes) -> bool:
        """Whether nothing is to be written: the disk has these bytes, or another program's change is in the way."""
        with self._changed:
            page = self._pages[key]
            known = page.writing is None and (page.failed is None or page.conflict)
            same = known and digest(data) == page.disk.digest
            if same:
                page.pending = page.failed = None
                page.message = ""
                self.recovery.drop(page.path)
            elif page.conflict:
                self.recovery.keep(page.path, page.disk.digest, data)
                page.failed = data
            else:
                return False
            state: SaveState = "saved" if same else "failed"
            message = page.message
        self._told(key, state, message)
        return True

    def conflict(self, key: str, message: str) -> None:
        """The file was changed by another program while bytes of ours wait: hold them back."""
        with self._changed:
            page = self._pages[key]
            if page.writing is not None:
                return  # the save itself will find out
            page.failed, page.pending = page.pending or page.failed, None
            page.conflict, page.message = True, message
        self._told(key, "failed", message)

    def forget(self, key: str, *, kept: bool = False) -> None:
        """Drop what waits or failed (the user took the version on the disk). The recovery copy stays, unless they are
        ``kept`` elsewhere."""
        with self._changed:
            page = self._pages[key]
            page.pending = page.failed = None
            page.conflict, page.message = False, ""
            if kept:
                self.recovery.drop(page.path)

    def state(self, key: str) -> SaveState:
        """Where the page's bytes are."""
        with self._changed:
            page = self._pages.get(key)
            if page is None:
                return "saved"
            if page.pending is not None or page.writing is not None:
                return "saving"
            return "saved" if page.failed is None else "failed"

    def failure(self, key: str) -> str | None:
        """Why the page's bytes are not on the disk, in one sentence."""
        with self._changed:
            page = self._pages.get(key)
            return page.message if page is not None and page.failed is not None else None

    def unsaved(self) -> tuple[str, ...]:
        """The pages whose accepted bytes are not on the disk."""
        with self._changed:
            return tuple(k for k, p in self._pages.items() if self._waiting(p) or p.failed is not None)

    def recovery_file(self, key: str) -> Path:
        """Where the page's accepted bytes are kept until they are on the disk."""
        return self.recovery.file(self._pages[key].path)

    def flush(self, timeout: float) -> bool:
        """Try failed pages once more (not those changed by others) and wait. True: everything is on the disk."""
        deadline = time.monotonic() + timeout
        with self._changed:
            for page in self._pages.values():
                if page.failed is not None and not page.conflict and page.pending is None:
                    page.pending, page.failed = page.failed, None
                    self._start()
            self._changed.notify_all()
            while any(self._waiting(p) for p in self._pages.values()):
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            return all(p.failed is None for p in self._pages.values())

    def close(self, timeout: float) -> bool:
        """Flush, then end the worker."""
        done = self.flush(timeout)
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            worker = self._worker
        if worker is not None and worker is not threading.current_thread():
            worker.join(0.5 if done else 0.0)
        return done

    @staticmethod
    def _waiting(page: _Page) -> bool:
        return page.pending is not None or page.writing is not None

    def _start(self) -> None:
        if self._worker is None and not self._closed:
            self._worker = threading.Thread(target=self._run, name="worklog-save", daemon=True)
            self._worker.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                key = self._next()
                while key is None:
                    if self._closed:
                        return
                    self._changed.wait()
                    key = self._next()
                page = self._pages[key]
                data, expected = page.pending or b"", page.disk.digest
                page.pending, page.writing = None, data
                base = page.base
            version, message, conflict = self._attempt(page.path, data, expected)
            if version is not None and self._kept is not None:
                with contextlib.suppress(Exception):  # the page is saved: that its version is kept is a comfort
                    self._kept(key, page.path, base, data)
            if not (conflict and self._settled(key)):
                self._finish(key, data, version, message, conflict)

    def _settled(self, key: str) -> bool:
        try:
            done = self._settle is not None and self._settle(key)
        except Exception:  # the worker lives on: what cannot be settled is the user's to decide
            done = False
        if done:
            with self._changed:
                self._pages[key].writing = None
                self._changed.notify_all()
        return done

    def _next(self) -> str | None:
        return next((k for k, p in self._pages.items() if p.pending is not None), None)

    def _attempt(self, path: str, data: bytes, expected: str) -> tuple[Version | None, str, bool]:
        """The new version, or why not and whether another program's change is the reason."""
        try:
            return self._save(path, data, expected, self._state_dir), "", False
        except ChangedOnDisk as error:
            return None, str(error), True
        except StorageError as error:
            return None, str(error), False
        except Exception as error:  # the worker lives on whatever happens: the bytes are kept, the user is told
            return None, f"“{short_name(path)}” was not saved ({type(error).__name__}).", False

    def _finish(self, key: str, data: bytes, version: Version | None, message: str, conflict: bool) -> None:
        with self._changed:
            page = self._pages[key]
            page.writing = None
            if version is not None:
                page.disk, page.conflict, page.base = version, False, data
                state: SaveState = "saved" if page.pending is None else "saving"
                if state == "saved":
                    page.failed, page.message = None, ""
                    self.recovery.drop(page.path)
            elif page.pending is not None and not conflict:
                state = "saving"  # newer bytes wait: their turn tells whether the trouble lasts
            else:
                page.failed, page.pending = page.pending if page.pending is not None else data, None
                page.message, page.conflict = message, conflict
                state = "failed"
            self._changed.notify_all()
        if state != "saving":
            self._told(key, state, message)
