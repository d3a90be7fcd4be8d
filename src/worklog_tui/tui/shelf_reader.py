"""Gathers the journal's references in a thread of its own, the latest weeks first."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.session.shelving import References
from worklog_tui.worklog.finding.query import folded_page
from worklog_tui.worklog.finding.shelf import shelve

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.session import Session
    from worklog_tui.worklog.finding.shelf import ShelfEntry, Use

PAUSE: Final = 0.0005  # seconds left to the screen after each page
TELL: Final = 0.4  # seconds between two tellings


class Shelved(NamedTuple):
    """What was gathered so far, the references used last first. ``looked`` of ``total`` pages."""

    entries: tuple[ShelfEntry, ...] = ()
    words: tuple[bytes, ...] = ()  # of each entry, its labels and its target as a query looks at them
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
        self._words: dict[tuple[str, ...], bytes] = {}
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
                now = time.monotonic()
                if looked < total and now - told > TELL:
                    self._tell(self._shelved(found, looked, total))
                    told = time.monotonic() + 10 * (time.monotonic() - now)  # a long shelf is told less often
                time.sleep(PAUSE)
        self._tell(self._shelved(found, total, total))

    def _shelved(self, found: list[Use], looked: int, total: int) -> Shelved:
        entries = shelve(found)
        words = []
        for entry in entries:
            names = (entry.target, *dict.fromkeys(use.label for use in entry.uses))
            if names not in self._words:
                self._words[names] = folded_page("\n".join(names).encode("utf-8", "replace"))
            words.append(self._words[names])
        return Shelved(entries, tuple(words), looked, total)
