"""The columns of the list of journals: what stands in them, how they are sorted. Values only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.view.board_columns import DAY_SIGNS, UNKNOWN, Look, count_cell, number, sign_of
from worklog_tui.tui.view.people import WEEKDAYS, short_date
from worklog_tui.worklog.term.days import monday_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.board_sums import BoardSums
    from worklog_tui.session.journals import JournalRow
    from worklog_tui.tui.view.paint import Run


class JournalColumn(NamedTuple):
    """``cell``: of a journal that was read; ``key``: what it is sorted by, the highest first."""

    id: str
    short: str
    name: str
    narrow: int
    wide: int
    cell: Callable[[BoardSums, dt.date], list[Run]]
    key: Callable[[BoardSums], Any]


def _one(words: str, tone: str = "text") -> list[Run]:
    return [(words, tone)]


def _days(sums: BoardSums, _: dt.date) -> list[Run]:
    return _one(f"{sums.covered}/{sums.expected}", "muted" if sums.covered >= sums.expected else "warn")


def _this_week(sums: BoardSums, today: dt.date) -> list[Run]:
    if sums.last is None or sums.term is None:
        return _one("–", "faint")
    if not sums.current:
        return _one("over", "faint")
    look = Look(today, sums.term)
    days = [monday_of(today) + dt.timedelta(days=n) for n in range(7)]
    return [DAY_SIGNS["gap"] if day in sums.missing else _sign(day, look) for day in days]


def _sign(day: dt.date, look: Look) -> Run:
    """A day of this week: also behind the last entry, where the journal has been quiet for longer."""
    sign, tone = sign_of(day, look)
    if sign.strip():
        return sign, tone
    return DAY_SIGNS["open" if day == look.today else "ahead" if day > look.today else "outside"]


def _last(sums: BoardSums, today: dt.date) -> list[Run]:
    if sums.last is None:
        return _one("–", "faint")
    return _one(short_date(sums.last, today.year), "text" if sums.current else "muted")


def _problems(sums: BoardSums, _: dt.date) -> list[Run]:
    return _one(f"! {number(sums.problems)}", "bad") if sums.problems else _one("·", "faint")


def _reviewed(sums: BoardSums, _: dt.date) -> list[Run]:
    tone = "good" if sums.reviewed == sums.weeks else "warn" if sums.changed else "muted"
    return _one(f"{sums.reviewed}/{sums.weeks}", tone)


JOURNAL_COLUMNS: Final[tuple[JournalColumn, ...]] = (
    JournalColumn("weeks", "Weeks", "Weeks", 6, 8, lambda sums, _: _one(number(sums.weeks)), lambda sums: sums.weeks),
    JournalColumn("days", "Days", "Days", 8, 10, _days, lambda sums: sums.expected - sums.covered),
    JournalColumn("now", "This wk", "This week", 9, 11, _this_week, lambda sums: (sums.current, len(sums.missing))),
    JournalColumn("last", "Last entry", "Last entry", 12, 14, _last,
                  lambda sums: -(sums.last.toordinal() if sums.last is not None else 0)),
    JournalColumn("words", "Words", "Words", 8, 10, lambda sums, _: _one(number(sums.numbers.words)),
                  lambda sums: sums.numbers.words),
    JournalColumn("problems", "Probl", "Problems", 7, 11, _problems, lambda sums: sums.problems),
    JournalColumn("reviewed", "Rev", "Reviewed", 7, 11, _reviewed, lambda sums: sums.weeks - sums.reviewed),
    JournalColumn("comments", "Cmts", "Comments", 6, 11, lambda sums, _: [count_cell(sums.comments, "key")],
                  lambda sums: sums.comments),
)  # fmt: skip

_TITLE: Final = 16  # cells at least
_WIDE_TITLE: Final = 28  # the same, before the columns become wide
_DROPPED: Final = ("words", "last", "comments", "days", "weeks", "reviewed")


def lay_out(width: int) -> tuple[int, tuple[tuple[JournalColumn, int], ...], bool]:
    """Cells for the title, the columns with their widths, whether their long names are shown."""
    wide = sum(column.wide for column in JOURNAL_COLUMNS)
    if width - wide >= _WIDE_TITLE:
        return min(width - wide, 60), tuple((column, column.wide) for column in JOURNAL_COLUMNS), True
    shown = list(JOURNAL_COLUMNS)
    for name in _DROPPED:
        if width - sum(column.narrow for column in shown) >= _TITLE:
            break
        shown = [column for column in shown if column.id != name]
    left = width - sum(column.narrow for column in shown)
    return max(1, left), tuple((column, column.narrow) for column in shown), False


def cells(row: JournalRow, column: JournalColumn, size: int, today: dt.date) -> list[Run]:
    """A cell of exactly ``size``, its words at the right."""
    runs = [UNKNOWN if not row.error else ("–", "faint")] if row.sums is None else column.cell(row.sums, today)
    used = sum(text.width(words) for words, _ in runs)
    return [(" " * max(0, size - used), ""), *runs]


def told(row: JournalRow, today: dt.date, width: int) -> Sequence[list[Run]]:
    """What the detail pane says of a journal."""
    head = [(text.cut(text.clean(row.title), width), "title"), ("  " + text.cut(text.clean(row.path), width), "muted")]
    sums = row.sums
    if sums is None:
        words = row.error or "Reading…"
        return [head, *([(line, "bad" if row.error else "muted")] for line in text.wrap(text.clean(words), width))]
    parts = [
        f"{sums.covered} of {sums.expected} days",
        f"{sums.numbers.finished} of {sums.numbers.tasks} tasks finished",
    ]
    if sums.step or sums.differs:
        parts.append(f"{sums.step} of {sums.step + sums.differs} weeks in step with their twins")
    if sums.translate:
        parts.append(f"{sums.translate} texts to translate")
    lines = [head, [(text.cut(" · ".join(parts), width), "text")]]
    if sums.missing:
        missing = ", ".join(WEEKDAYS[day.weekday()] for day in sums.missing)
        lines.append([(f"no entry this week on {missing}", "warn")])
    elif not sums.current and sums.last is not None:
        lines.append([(f"nothing since {short_date(sums.last, today.year)}", "muted")])
    return lines
