"""Looks through the whole journal in a thread of its own while a person types: the nearest weeks first, the newest wish
only, and never long without leaving the screen its turn.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.session.searching import PageTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.journal import PageRef
    from worklog_tui.session.searching import PageHits
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.finding.query import Query

TURN: Final = 0.001  # seconds of work after which the screen gets its turn
PAUSE: Final = 0.0003  # seconds of that turn: no time at all would mostly be over before the screen has woken
TELL: Final = 0.12  # seconds between two tellings of what was found so far
FIRST: Final = 60  # hits that are read at once; more when one goes there


class Found(NamedTuple):
    """What was found so far. ``looked`` of ``total`` pages; ``more``: pages that may have hits and were not read."""

    query: Query | None  # None: nothing is looked for yet, pages are only being read
    pages: tuple[PageHits, ...]
    looked: int
    total: int
    more: int

    @property
    def complete(self) -> bool:
        """Whether every page was looked at."""
        return self.looked >= self.total


class _Wish(NamedTuple):
    query: Query | None
    most: int


class Searcher:
    """One daemon thread over the pages it was given; ``tell`` is called there."""

    def __init__(self, session: Session, tell: Callable[[Found], None]) -> None:
        self._tell = tell
        self._session = session
        self._texts = PageTexts(session.source, session.glance)
        self._pages: Sequence[PageRef] = ()
        self._wish = _Wish(None, FIRST)
        self._scan: _Scan | None = None
        self._wake = threading.Event()
        self._stop = False
        self._thread: threading.Thread | None = None

    def open(self, pages: Sequence[PageRef]) -> None:
        """Begins with these pages, in this order: they are read while nothing is asked for yet."""
        self._pages, self._scan = pages, None
        self._texts.check_again()
        for page in self._session.unsaved():
            self._texts.forget(page)
        self.want(None)

    def want(self, query: Query | None, most: int = FIRST) -> None:
        """Looks for this instead of what was asked before; stops at about ``most`` hits until more are asked for."""
        self._wish = _Wish(query, most)
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def rest(self) -> None:
        """Nothing is looked for any more."""
        self._pages = ()
        self.want(None)

    def close(self) -> None:
        """Ends the thread after the page it is at."""
        self._stop = True
        self._wake.set()

    # --- in the thread -------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stop:
            self._wake.wait()
            self._wake.clear()
            wish = self._wish
            scan = self._scan_for(wish)
            turn = told = time.monotonic()
            while not self._stop and self._wish is wish:
                going = scan.step(wish.most)
                now = time.monotonic()
                if not going or now - told > TELL or scan.just_enough(wish.most):
                    self._tell(scan.found())
                    told = now
                if not going:
                    break
                if now - turn > TURN:
                    time.sleep(PAUSE)
                    turn = time.monotonic()

    def _scan_for(self, wish: _Wish) -> _Scan:
        """A new look, or the last one taken further; what can only narrow it looks at its pages alone."""
        last, pages = self._scan, self._pages
        if last is not None and last.pages_given is pages:
            if last.query == wish.query:
                return last
            if wish.query and last.query and last.looked_at_all and wish.query.narrows(last.query):
                self._scan = _Scan(self._texts, pages, wish.query, last.matching)
                return self._scan
        self._scan = _Scan(self._texts, pages, wish.query, pages)
        return self._scan


class _Scan:
    """One look through the pages, a page a step."""

    def __init__(
        self, texts: PageTexts, given: Sequence[PageRef], query: Query | None, pages: Sequence[PageRef]
    ) -> None:
        self.pages_given, self.query = given, query
        self.matching: list[PageRef] = []
        self._texts, self._pages = texts, pages
        self._at = 0  # pages looked at
        self._read = 0  # of the matching ones, those whose hits are known
        self._found: list[PageHits] = []
        self._hits = 0
        self._told_enough = False

    @property
    def looked_at_all(self) -> bool:
        """Whether every page was looked at."""
        return self._at >= len(self._pages)

    def step(self, most: int) -> bool:
        """Looks at some pages, or reads one that matches; False: there is nothing left to do."""
        if self._read < len(self.matching) and self._hits < most:
            found = self._texts.hits(self.matching[self._read], self.query) if self.query else None
            self._read += 1
            if found is not None:
                self._found.append(found)
                self._hits += len(found.hits)
            return True
        if self.looked_at_all:
            return False
        page = self._pages[self._at]
        self._at += 1
        if self.query is None:
            self._texts.folded(page)
        elif self._texts.may_hit(page, self.query):
            self.matching.append(page)
        return True

    def just_enough(self, most: int) -> bool:
        """True once: when as many hits are known as were asked for."""
        if self._told_enough or self._hits < min(most, FIRST):
            return False
        self._told_enough = True
        return True

    def found(self) -> Found:
        """What to tell."""
        skipped = len(self.pages_given) - len(self._pages)
        return Found(
            self.query,
            tuple(self._found),
            self._at + skipped,
            len(self.pages_given),
            len(self.matching) - self._read,
        )
