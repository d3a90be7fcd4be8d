"""What the week list says of weeks that are not shown, read in a thread of its own, the newest wish first."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from worklog_tui.session.facts import WeekFacts
    from worklog_tui.session.nouns import WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.day.today import Missing

PAUSE: Final = 0.002  # seconds left to the screen after each page


class FactsReader:
    """One daemon thread. ``tell`` is called there with what was read; ``current`` with today's week, or
    why there is none, each time it was looked for.
    """

    def __init__(
        self,
        session: Session,
        tell: Callable[[dict[str, WeekFacts]], None],
        current: Callable[[int | Missing], None],
    ) -> None:
        self._session, self._tell, self._current = session, tell, current
        self._entries = session.journal.weeks
        self._wanted: list[int] = []
        self._language: str | None = None
        self._today: dt.date | None = None
        self._wake = threading.Event()
        self._stop = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def want(self, indexes: Sequence[int], language: str | None) -> None:
        """Asks for these weeks instead of what was asked before."""
        with self._lock:
            self._wanted, self._language = list(indexes), language
        self._start()

    def find_today(self, today: dt.date, language: str | None) -> None:
        """Looks for the week today falls in."""
        with self._lock:
            self._today, self._language = today, language
        self._start()

    def close(self) -> None:
        """Ends the thread after the page it is at."""
        self._stop = True
        self._wake.set()

    def _start(self) -> None:
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="week-facts", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while not self._stop:
            self._wake.wait()
            self._wake.clear()
            self._search()
            batch: dict[str, WeekFacts] = {}
            self._session.checking.pause = lambda: time.sleep(PAUSE)
            while not self._stop:
                with self._lock:
                    if not self._wanted:
                        break
                    index, language = self._wanted.pop(0), self._language
                entry = self._entries[index]
                for _, facts in self._session.facts([entry.page(language)]):
                    batch[entry.key] = facts
                if len(batch) >= 8:
                    self._tell(batch)
                    batch = {}
                time.sleep(PAUSE)
            if batch and not self._stop:
                self._tell(batch)

    def _search(self) -> None:
        with self._lock:
            today, language, self._today = self._today, self._language, None
        if today is None:
            return
        found = week_of(self._session, self._entries, today, language, lambda: time.sleep(PAUSE))
        if not self._stop:
            self._current(found)


def week_of(
    session: Session,
    entries: Sequence[WeekEntry],
    day: dt.date,
    language: str | None,
    pause: Callable[[], None] = lambda: None,
) -> int | Missing:
    """The index of the week that holds a day, or why there is none. Reads as few pages as it can, ``pause`` between."""
    from worklog_tui.worklog.day.today import Dated, dated, find_week

    def read(index: int) -> Dated:
        entry = entries[index]
        pause()
        with suppress(Exception):  # a page that cannot be read tells nothing
            return dated(session.week(entry.page(language)), day)._replace(number=entry.number)
        return Dated(entry.number, None)

    return find_week(len(entries), read, day)
