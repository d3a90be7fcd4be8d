"""Several journals side by side, for whoever looks after them: each opened, read and summed up, one after the other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.session.board import Board
from worklog_tui.session.board_sums import sums_of, term_of_rows
from worklog_tui.session.journal import NoJournal, open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.errors import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from worklog_tui.session.board import BoardRow
    from worklog_tui.session.board_sums import BoardSums
    from worklog_tui.storage.settings import Settings


class JournalRow(NamedTuple):
    """A journal. ``sums`` None: not read yet, or, with ``error``, none is there. ``looked`` of ``total`` weeks were
    read by now; ``rows``: its weeks as far as they are known; ``folder``: the name of the folder it lies in.
    """

    path: str
    title: str
    sums: BoardSums | None = None
    error: str = ""
    looked: int = 0
    total: int = 0
    rows: tuple[BoardRow, ...] = ()
    folder: str = ""


class Journals:
    """Journals opened for looking only; for one thread. ``held``: a session that is open, used for its own journal."""

    def __init__(self, settings: Settings, today: dt.date, cache: Path | None, held: Session | None = None) -> None:
        self._settings, self._today, self._cache, self._held = settings, today, cache, held
        self._open: dict[str, tuple[Session, Board] | JournalRow] = {}

    def known(self, path: str) -> JournalRow:
        """What is known of the journal there without parsing a page."""
        opened = self._opened(path)
        if isinstance(opened, JournalRow):
            return opened
        session, board = opened
        board.begin()
        rows = [board.known(entry, self._language) for entry in session.journal.weeks]
        return self._row(path, session, rows, sum(row.read for row in rows))

    def read(self, path: str, pause: Callable[[], None] = lambda: None) -> Iterator[JournalRow]:
        """The journal as it is read, week by week; the last one is whole. ``pause`` is called after each page."""
        opened = self._opened(path)
        if isinstance(opened, JournalRow):
            yield opened
            return
        session, board = opened
        board.begin()
        if session is not self._held:
            session.checking.pause = pause
        entries = session.journal.weeks
        rows = [board.known(entry, self._language) for entry in entries]
        for at, entry in enumerate(entries):
            rows[at] = board.row(entry, self._language)
            if at % 8 == 7 and at + 1 < len(entries):
                yield self._row(path, session, rows, at + 1)
        board.keep()
        yield self._row(path, session, rows, len(entries))

    def close(self) -> None:
        """The sessions that were made end."""
        for opened in self._open.values():
            if not isinstance(opened, JournalRow) and opened[0] is not self._held:
                opened[0].close()
        self._open.clear()

    @property
    def _language(self) -> str | None:
        return self._settings.language

    def _opened(self, path: str) -> tuple[Session, Board] | JournalRow:
        if path not in self._open:
            self._open[path] = self._find(path)
        return self._open[path]

    def _find(self, path: str) -> tuple[Session, Board] | JournalRow:
        name = Path(path).name or path
        try:
            journal = open_journal(Path(path), settings=self._settings, cwd=Path.cwd())
        except NoJournal as error:
            return JournalRow(path, name, error=str(error))
        except OSError as error:
            return JournalRow(path, name, error=f"{path} cannot be read: {reason(error)}.")
        held = self._held
        same = held is not None and held.journal.root == journal.root and held.journal.section == journal.section
        session = held if same and held is not None else Session(journal, settings=self._settings)
        return session, Board(session, self._cache)

    def _row(self, path: str, session: Session, rows: Sequence[BoardRow], looked: int) -> JournalRow:
        sums = sums_of(rows, self._today, term_of_rows(rows, self._today))
        journal = session.journal
        return JournalRow(path, journal.title, sums, "", looked, len(rows), tuple(rows), journal.root.name)


def names_of(rows: Sequence[JournalRow]) -> dict[str, str]:
    """What each is called, by its path: its title; where others have the same, the name of its folder before it."""
    counts = Counter(row.title for row in rows)
    return {
        row.path: f"{row.folder} · {row.title}" if counts[row.title] > 1 and row.folder else row.title for row in rows
    }
