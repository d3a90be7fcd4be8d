"""Gathers the journal's references in a thread of its own, the latest weeks first."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.session.shelving import References
from worklog_tui.worklog.shelf import shelve

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.session import Session
    from worklog_tui.worklog.shelf import ShelfEntry, Use

PAUSE: Final = 0.0005  # seconds left to the screen after each page
TELL: Final = 0.4  # seconds between two tellings


class Shelved(NamedTuple):
    """What was gathered so far, the references used last first. ``looked`` of ``total`` pages."""

    entries: tuple[ShelfEntry, ...] = ()
    looked: int = 0
    total: int = 1

    @property
    def complete(self) -> bool:
        """Whether every page was looked at."""
        return self.looked >= self.total


class ShelfReader:
    """Reads when asked; ``tell`` is called in the thread, at least once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._references = References(session.source, session.glance)
        self._tell: Callable[[Shelved], None] = lambda shelved: None  # noqa: ARG005
        self._thread: threading.Thread | None = None
        self._again = self._stop = False
        self._lock = threading.Lock()

    def read(self, tell: Callable[[Shelved], None]) -> None:
        """Gathers all references; where that is going on already, once more after that."""
        with self._lock:
            self._tell = tell
            if self._thread is not None and self._thread.is_alive():
                self._again = True
                return
            self._again = True
            self._thread = threading.Thread(target=self._run, name="shelf", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Ends after the page it is at."""
        self._stop = True

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._again or self._stop:
                    self._thread = None
                    return
                self._again = False
            self._gather()

    def _gather(self) -> None:
        weeks = self._session.journal.weeks
        total = sum(len(week.pages) for week in weeks)
        looked, told = 0, time.monotonic()
        found: list[Use] = []
        for week in reversed(weeks):
            for page in week.pages:
                if self._stop:
                    return
                found += self._references.of(week, page)
                looked += 1
                if looked < total and time.monotonic() - told > TELL:
                    self._tell(Shelved(shelve(found), looked, total))
                    told = time.monotonic()
                time.sleep(PAUSE)
        self._tell(Shelved(shelve(found), total, total))
