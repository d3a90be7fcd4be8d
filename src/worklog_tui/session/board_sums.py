"""A journal's board in one line: what the total row says, and what a mentor's list says of each journal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.worklog.term.calendar import term_of
from worklog_tui.worklog.term.days import monday_of
from worklog_tui.worklog.term.totals import sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.board import BoardRow
    from worklog_tui.worklog.term.calendar import Term
    from worklog_tui.worklog.term.totals import Sum

_LEFT: Final = dt.timedelta(weeks=4)
"""A journal without an entry for longer is over: nothing is missing in it this week."""


class BoardSums(NamedTuple):
    """Several weeks. ``expected``: weekdays of the term that are over; ``covered``: those of them with an entry;
    ``missing``: weekdays of this week, before today, without one; ``current``: the journal is still being written.
    """

    weeks: int
    numbers: Sum
    term: Term | None
    covered: int
    expected: int
    step: int
    differs: int
    translate: int
    problems: int
    reviewed: int
    changed: int
    comments: int
    last: dt.date | None
    missing: tuple[dt.date, ...]
    current: bool


def term_of_rows(rows: Sequence[BoardRow], today: dt.date) -> Term | None:
    """The term of these weeks, as far as they are read."""
    return term_of([row.totals.days for row in rows if row.totals is not None], today)


def sums_of(rows: Sequence[BoardRow], today: dt.date, term: Term | None, *, whole: bool = True) -> BoardSums:
    """The sums of these rows, in the ``term`` all rows of the journal have. ``whole``: these are all its rows, so that
    days of weeks without a page are missing too.
    """
    pages = [row.totals for row in rows if row.totals is not None]
    covered = expected = 0
    if term is not None:
        days = term.every_day if whole else sorted({day for page in pages for day in page.days})
        covered, expected = term.covered(days)
    last = max((day for day in term.entries if day <= today), default=None) if term is not None else None
    current = last is not None and today - last <= _LEFT
    return BoardSums(
        weeks=len(rows),
        numbers=sum_of(pages, today),
        term=term,
        covered=covered,
        expected=expected,
        step=sum(row.twin == "step" for row in rows),
        differs=sum(row.twin == "differs" for row in rows),
        translate=sum(row.translate for row in rows),
        problems=sum(row.problems for row in rows),
        reviewed=sum(row.reviewed == "yes" for row in rows),
        changed=sum(row.reviewed == "changed" for row in rows),
        comments=sum(row.comments for row in rows),
        last=last,
        missing=_missing(term, today) if current and term is not None else (),
        current=current,
    )


def _missing(term: Term, today: dt.date) -> tuple[dt.date, ...]:
    monday = monday_of(today)
    days = (monday + dt.timedelta(days=n) for n in range(min(5, today.weekday())))
    return tuple(day for day in days if day not in term.entries and day >= term.first)
