"""Gathers the problems of pages in a thread of its own, and plans their fixes there; the nearest pages first."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.storage.errors import PageUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.checks.model import Found
    from worklog_tui.session.mending import Plan
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session

PAUSE: Final = 0.0005  # seconds left to the screen after each page
TELL: Final = 0.3  # seconds between two tellings


class Gathered(NamedTuple):
    """What was found so far, page by page in the journal's order. ``looked`` of ``total`` pages."""

    found: tuple[tuple[PageRef, Found], ...] = ()
    unreadable: tuple[str, ...] = ()
    looked: int = 0
    total: int = 1

    @property
    def complete(self) -> bool:
        """Whether every page was looked at."""
        return self.looked >= self.total


class ProblemsReader:
    """One job at a time; a new one ends the one before it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._job = 0
        self._lock = threading.Lock()

    def read(self, pages: Callable[[], Sequence[PageRef]], tell: Callable[[Gathered], None]) -> None:
        """Looks through the pages; ``tell`` is called in the thread, at least once."""
        self._start(lambda job: self._gather(job, pages(), tell))

    def plan(
        self, pages: Callable[[], Sequence[PageRef]], wanted: Callable[[Found], bool], tell: Callable[[Plan], None]
    ) -> None:
        """Plans the certain fixes of the pages' problems that are wanted."""
        from worklog_tui.session.mending import plan_fixes

        self._start(lambda _: tell(plan_fixes(self._session, pages(), wanted)))

    def close(self) -> None:
        """Ends after the page it is at."""
        with self._lock:
            self._job += 1

    def _start(self, work: Callable[[int], None]) -> None:
        with self._lock:
            self._job += 1
            job = self._job
        threading.Thread(target=work, args=(job,), name="problems", daemon=True).start()

    def _gather(self, job: int, pages: Sequence[PageRef], tell: Callable[[Gathered], None]) -> None:
        found = list(self._session.checking.built)
        unread: list[str] = []
        told = time.monotonic()
        for looked, page in enumerate(pages):
            if job != self._job:
                return
            if time.monotonic() - told > TELL:
                tell(Gathered(tuple(found), tuple(unread), looked, len(pages)))
                told = time.monotonic()
            try:
                found += [(page, one) for one in self._session.checking.of(page)]
            except PageUnreadable as error:
                unread.append(str(error))
            time.sleep(PAUSE)
        if job == self._job:
            tell(Gathered(tuple(found), tuple(unread), len(pages), len(pages)))
