"""The board of every real site: each week read, no number out of its bounds, what is kept is what was read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from worklog_tui.session.board import Board
from worklog_tui.session.board_sums import sums_of, term_of_rows
from worklog_tui.session.journal import NoJournal, open_journal
from worklog_tui.session.session import Session

TODAY = dt.date(2026, 11, 21)


def test_every_site_has_a_board(corpus: Path, tmp_path: Path) -> None:
    weeks = 0
    for site in sorted(path for path in corpus.iterdir() if path.is_dir()):
        try:
            journal = open_journal(site, cwd=corpus)
        except NoJournal:
            continue
        session = Session(journal, state_dir=tmp_path / "state")
        cache = tmp_path / "cache" / site.name
        cache.mkdir(parents=True)
        board = Board(session, cache)
        rows = [board.row(entry, None) for entry in journal.weeks]
        board.keep()
        weeks += len(rows)
        for row in rows:
            assert row.totals is not None, (site.name, row.error)
            totals = row.totals
            assert 0 <= totals.finished(TODAY) <= totals.tasks, row.page.rel
            assert list(totals.days) == sorted(set(totals.days)), row.page.rel
            assert len(totals.days) <= 28, row.page.rel  # the longest of these weeks are of two
            assert (row.twin == "differs") >= bool(row.drift), row.page.rel
        term = term_of_rows(rows, TODAY)
        sums = sums_of(rows, TODAY, term)
        assert 0 <= sums.covered <= sums.expected
        assert term is None or (term.last - term.first).days < 400, (site.name, term.first, term.last)
        again = Board(session, cache)
        known = [again.known(entry, None) for entry in journal.weeks]
        plain = [row._replace(drift=(), faults=()) for row in rows]
        assert [row._replace(drift=(), faults=()) for row in known] == plain, site.name
        session.close()
    assert weeks > 200
