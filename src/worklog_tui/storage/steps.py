"""What a session did, page by page, kept in the state folder so that undo works after a restart. Bytes only here."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from worklog_tui.storage.files import digest
from worklog_tui.storage.locks import page_key
from worklog_tui.storage.lowlevel import replace_own

PAGES = 24
"""Pages of a journal whose steps are kept: those changed last."""

JOURNALS = 40
"""Journals whose steps are kept: those worked on last."""

_LIMIT = 4 * 1024 * 1024  # bytes of a file that is read


class StepStore:
    """The kept steps of one journal, a file a page."""

    def __init__(self, state: Path, root: str) -> None:
        self._folder = state / "history" / page_key(root)
        self._bounded = False

    def keep(self, page: str, data: bytes) -> bool:
        """The page's steps from now on; no bytes: it has none. False: they could not be kept."""
        path = self._folder / f"{page_key(page)}.json"
        try:
            if data:
                replace_own(str(path), digest(data).encode() + b"\n" + data, durable=False)
                self._bound()
            else:
                path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def load(self) -> tuple[bytes, ...]:
        """What was kept, a page each; a damaged file is passed over, for its bytes would be written to a page."""
        out = []
        with contextlib.suppress(OSError):
            for path in sorted(self._folder.glob("*.json")):
                with contextlib.suppress(OSError):
                    if path.stat().st_size <= _LIMIT:
                        head, _, data = path.read_bytes().partition(b"\n")
                        out += [data] if digest(data).encode() == head else []
        return tuple(out)

    def _bound(self) -> None:
        found = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(self._folder)]
        for _, path in sorted(found, reverse=True)[PAGES:]:
            os.unlink(path)
        if not self._bounded:
            self._bounded = True
            journals = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(self._folder.parent)]
            for _, path in sorted(journals, reverse=True)[JOURNALS:]:
                shutil.rmtree(path, ignore_errors=True)
