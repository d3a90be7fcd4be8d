"""Watching folders for what other programs do in them. Where the system cannot, nothing is told, and nothing breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from worklog_tui.storage.listing import IGNORED

_ENDS = (".md", ".markdown")
_GATHER = 400
"""Milliseconds in which changes are gathered: a checkout, or an editor that writes twice, is told once."""
_STEP = 60


class FolderWatch:
    """Tells ``changed`` the absolute paths of pages and folders that changed, from a thread of its own."""

    def __init__(self, folders: Sequence[str], changed: Callable[[frozenset[str]], None]) -> None:
        self._folders, self._changed = tuple(folders), changed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch-folders", daemon=True)

    def start(self) -> None:
        """Begins; what happens before the thread stands is not told."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it, soon."""
        self._stop.set()

    def _run(self) -> None:
        from watchfiles import watch

        try:
            for found in watch(
                *self._folders,
                watch_filter=lambda _, path: _wanted(path),
                debounce=_GATHER,
                step=_STEP,
                rust_timeout=1000,
                stop_event=self._stop,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._changed(frozenset(path for _, path in found))
        except (OSError, RuntimeError):
            return  # too many folders for the system, or one that went away: the next look finds what changed


def _wanted(path: str) -> bool:
    """Pages, and folders (which may hold pages); nothing hidden, our own temporary files among that."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return name[:1] not in ("", ".") and (name.endswith(_ENDS) or "." not in name[1:]) and name not in IGNORED
