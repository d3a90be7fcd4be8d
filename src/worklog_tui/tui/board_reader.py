"""Reads the rows of a board in a thread: first what is known without parsing, then each week, those on screen first."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from worklog_tui.session.board import Board, BoardRow
    from worklog_tui.session.nouns import WeekEntry
    from worklog_tui.session.session import Session

PAUSE: Final = 0.0005  # seconds left to the screen after each page
PATIENT: Final = 0.015  # the same, while keys come
PRESSED: Final = 0.15  # seconds after a key for which more are expected
TELL: Final = 0.15  # seconds between two tellings
SELDOM: Final = 0.5  # the same, once more weeks are known than a screen shows
MANY: Final = 64


class Arrived(NamedTuple):
    """Rows by the key of their week; ``looked`` of ``total`` weeks were read by now."""

    rows: dict[str, BoardRow]
    looked: int
    total: int


class BoardReader:
    """One job at a time; a new one ends the one before it. ``wish`` gives the keys of the weeks on screen."""

    def __init__(self, session: Session, board: Board, wish: Callable[[], Sequence[str]]) -> None:
        self._session, self._board, self._wish = session, board, wish
        self._job = 0
        self._lock = threading.Lock()
        self._one = threading.Lock()
        self.touched = 0.0
        """When the last key came (monotonic): while one moves about, the screen has most of the time."""

    def read(self, entries: Sequence[WeekEntry], language: str | None, tell: Callable[[Arrived], None]) -> None:
        """Reads all weeks; ``tell`` is called in the thread, at least once."""
        with self._lock:
            self._job += 1
            job = self._job
        threading.Thread(target=self._run, args=(job, entries, language, tell), name="board", daemon=True).start()

    def close(self) -> None:
        """Ends after the page it is at."""
        with self._lock:
            self._job += 1

    def _run(
        self, job: int, entries: Sequence[WeekEntry], language: str | None, tell: Callable[[Arrived], None]
    ) -> None:
        with self._one:
            self._session.checking.pause = self._rest
            try:
                self._all(job, entries, language, _Teller(tell, len(entries)))
            finally:
                self._board.keep()

    def _all(self, job: int, entries: Sequence[WeekEntry], language: str | None, told: _Teller) -> None:
        self._board.begin()
        new: list[WeekEntry] = []
        old: list[WeekEntry] = []
        for entry in reversed(entries):
            if job != self._job:
                return
            row = self._board.known(entry, language)
            (old if row.read else new).append(entry)
            if row.read:
                told.add(row)
        told.now()
        for entry in self._wanted([*new, *old]):
            if job != self._job:
                return
            told.add(self._board.row(entry, language), read=True)
            self._rest()
        told.now(last=True)

    def _rest(self) -> None:
        time.sleep(PATIENT if time.monotonic() - self.touched < PRESSED else PAUSE)

    def _wanted(self, entries: Sequence[WeekEntry]) -> Iterator[WeekEntry]:
        """The weeks on screen first, then in order: those nothing is known of, from the last one backwards."""
        left = {entry.key: entry for entry in entries}
        while left:
            key = next((key for key in self._wish() if key in left), None)
            yield left.pop(key if key is not None else next(iter(left)))


class _Teller:
    """Gathers rows for the screen."""

    def __init__(self, tell: Callable[[Arrived], None], total: int) -> None:
        self._tell, self._total = tell, total
        self._rows: dict[str, BoardRow] = {}
        self._looked = self._known = 0
        self._at = time.monotonic()

    def add(self, row: BoardRow, *, read: bool = False) -> None:
        self._rows[row.key] = row
        self._looked += read
        self._known += 1
        if time.monotonic() - self._at > (TELL if self._known < MANY else SELDOM):
            self.now()

    def now(self, *, last: bool = False) -> None:
        if self._rows or last:
            self._tell(Arrived(self._rows, self._looked, self._total))
        self._rows, self._at = {}, time.monotonic()
