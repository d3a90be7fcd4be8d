"""The columns of the board: what stands in them, how they are sorted, which ready filters they have. Values only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import WEEKDAYS, short_span
from worklog_tui.worklog.term.calendar import main_monday

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.board import BoardRow
    from worklog_tui.session.board_sums import BoardSums
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.term.calendar import State, Term

DAY_SIGNS: Final[dict[State, Run]] = {
    "entry": ("■", "good"), "gap": ("□", "warn"), "open": ("○", "key"), "ahead": ("·", "faint"),
    "free": ("·", "rule"), "outside": (" ", ""),
}  # fmt: skip
"""A day of the term; a weekend with an entry is one as well."""

UNKNOWN: Final[Run] = ("…", "faint")


class Look(NamedTuple):
    """What the cells depend on beside their row. ``partial``: not all weeks are read, so an empty week may be one."""

    today: dt.date
    term: Term | None = None
    partial: bool = False


class Ready(NamedTuple):
    """A filter to choose: its id, what it keeps, whether a row is kept."""

    id: str
    label: str
    keeps: Callable[[BoardRow, Look], bool]


class Column(NamedTuple):
    """``short`` and ``name``: its title on ``narrow`` and ``wide`` cells. ``key``: rows are sorted by it; ``falling``:
    the highest first; ``when``: whether the journal has such a thing.
    """

    id: str
    short: str
    name: str
    narrow: int
    wide: int
    cell: Callable[[BoardRow, Look], Run]
    key: Callable[[BoardRow, Look], Any]
    total: Callable[[BoardSums], str]
    ready: tuple[Ready, ...] = ()
    falling: bool = True
    need: str = ""  # "twins": only where weeks have them


def number(value: int, cells: int = 7) -> str:
    """``1,234``; where that is too wide ``123k``."""
    words = f"{value:,}"
    return words if len(words) <= cells else f"{value // 1000:,}k"


def count_cell(value: int, tone: str = "text") -> Run:
    """A number; nothing is a dash."""
    return (number(value), tone) if value else ("–", "faint")


def span_cell(row: BoardRow) -> Run:
    """The week's days, else what it is called."""
    span = row.totals.span if row.totals is not None else None
    if span is not None and (span[1] - span[0]).days < 120:
        return short_span(span), "text"
    return ("" if row.number is not None else text.clean(row.label)), "muted"


def day_runs(row: BoardRow, look: Look, *, counted: bool) -> list[Run]:
    """The week's seven days as signs; ``counted``: with how many of its weekdays have an entry."""
    if row.totals is None or look.term is None or not row.totals.days:
        return [UNKNOWN if not row.read else ("–", "faint")]
    if astray(row, look):
        return [("? dates", "warn")]
    first = main_monday(row.totals.days)
    out = [sign_of(first + dt.timedelta(days=n), look) for n in range(7)]
    if counted:
        have, of = look.term.covered(row.totals.days)
        out.append((f" {have}/{of}", "muted" if have >= of else "warn"))
    return out


def sign_of(day: dt.date, look: Look) -> Run:
    """The sign of a day of the term."""
    if look.term is None:
        return " ", ""
    sign, tone = DAY_SIGNS[look.term.state(day)]
    if day == look.today and sign == "■":
        return "●", "key"
    return sign, tone


def astray(row: BoardRow, look: Look) -> bool:
    """Whether the page's days are none of the term's: it was copied with the dates of another week."""
    days = row.totals.days if row.totals is not None else ()
    return look.term is not None and bool(days) and look.term.entries.isdisjoint(days)


def _numbered(row: BoardRow, value: int, tone: str = "text") -> Run:
    return count_cell(value, tone) if row.totals is not None else UNKNOWN if not row.read else ("–", "faint")


def _finished(row: BoardRow, look: Look) -> Run:
    done = row.totals.finished(look.today) if row.totals is not None else 0
    return _numbered(row, done, "text" if row.totals is not None and done >= row.totals.tasks else "muted")


def _twin(row: BoardRow, _: Look) -> Run:
    if not row.read:
        return UNKNOWN
    return {"step": ("·", "faint"), "differs": ("≠", "warn"), "none": ("–", "faint")}[row.twin]


def _problems(row: BoardRow, _: Look) -> Run:
    if row.error:
        return "✗", "bad"
    return UNKNOWN if not row.read else (f"! {row.problems}", "bad") if row.problems else ("·", "faint")


def _reviewed(row: BoardRow, _: Look) -> Run:
    return {"yes": ("✓", "good"), "changed": ("changed", "warn"), "no": ("–", "faint")}[row.reviewed]


def _open(row: BoardRow, look: Look) -> int:
    return row.totals.tasks - row.totals.finished(look.today) if row.totals is not None else 0


def _missing(row: BoardRow, look: Look) -> tuple[dt.date, ...]:
    if row.totals is None or look.term is None or astray(row, look):
        return ()
    return look.term.missing(row.totals.days)


def _totals(name: str) -> Callable[[BoardRow, Look], int]:
    return lambda row, look: getattr(row.totals, name) if row.totals is not None else -1  # noqa: ARG005


COLUMNS: Final[tuple[Column, ...]] = (
    Column("week", "Week", "Week", 17, 19, lambda row, _: span_cell(row), lambda *_: 0,
           lambda sums: f"{sums.weeks} week{'' if sums.weeks == 1 else 's'}", falling=False),
    Column("days", "Days", "Days", 8, 13, lambda *_: ("", ""), lambda row, look: len(_missing(row, look)),
           lambda sums: f"{sums.covered}/{sums.expected}",
           (Ready("gaps", "Days without an entry", lambda row, look: bool(_missing(row, look))),
            Ready("astray", "Dates of another week", astray),
            Ready("no-days", "No day at all", lambda row, _: row.totals is not None and not row.totals.days))),
    Column("tasks", "Tasks", "Tasks", 6, 7, lambda row, _: _numbered(row, row.totals.tasks if row.totals else 0),
           _totals("tasks"), lambda sums: number(sums.numbers.tasks),
           (Ready("no-tasks", "No tasks", lambda row, _: row.totals is not None and not row.totals.tasks),)),
    Column("finished", "Done", "Finished", 5, 10, _finished, _open, lambda sums: number(sums.numbers.finished),
           (Ready("open", "Unfinished tasks", lambda row, look: _open(row, look) > 0),)),
    Column("references", "Refs", "References", 5, 12,
           lambda row, _: _numbered(row, row.totals.references if row.totals else 0),
           _totals("references"), lambda sums: number(sums.numbers.references),
           (Ready("no-references", "No references", lambda row, _: row.totals is not None
                  and not row.totals.references),)),
    Column("words", "Words", "Words", 7, 8, lambda row, _: _numbered(row, row.totals.words if row.totals else 0),
           _totals("words"), lambda sums: number(sums.numbers.words, 6)),
    Column("twin", "Twin", "Twin", 5, 6, _twin, lambda row, _: ("step", "none", "differs").index(row.twin),
           lambda sums: f"≠ {sums.differs}" if sums.differs else "·",
           (Ready("differs", "Twins out of step", lambda row, _: row.twin == "differs"),
            Ready("no-twin", "No twin", lambda row, _: row.twin == "none")), need="twins"),
    Column("translate", "Transl", "Translate", 7, 11,
           lambda row, _: _numbered(row, row.translate, "copied"), lambda row, _: row.translate,
           lambda sums: number(sums.translate),
           (Ready("translate", "Texts to translate", lambda row, _: row.translate > 0),), need="twins"),
    Column("problems", "Probl", "Problems", 6, 10, _problems, lambda row, _: row.problems + 1000 * bool(row.error),
           lambda sums: f"! {sums.problems}" if sums.problems else "·",
           (Ready("problems", "Problems", lambda row, _: row.problems > 0 or bool(row.error)),)),
    Column("reviewed", "Rev", "Reviewed", 4, 10, _reviewed, lambda row, _: ("yes", "changed", "no").index(row.reviewed),
           lambda sums: f"{sums.reviewed}",
           (Ready("unreviewed", "Not reviewed", lambda row, _: row.reviewed == "no"),
            Ready("changed", "Changed since the review", lambda row, _: row.reviewed == "changed"),
            Ready("reviewed", "Reviewed", lambda row, _: row.reviewed == "yes"))),
    Column("comments", "Cmts", "Comments", 5, 10, lambda row, _: count_cell(row.comments, "key"),
           lambda row, _: row.comments, lambda sums: number(sums.comments),
           (Ready("comments", "Open comments", lambda row, _: row.comments > 0),)),
)  # fmt: skip

_DROPPED: Final = ("comments", "translate", "words", "references", "reviewed", "finished", "tasks", "twin")
"""What goes first where there is no room."""

NOTE: Final = 24
"""Cells from which on what is left is used for words."""


class Layout(NamedTuple):
    """The columns that are shown with their widths, whether their long titles are; cells left for words."""

    columns: tuple[tuple[Column, int], ...]
    long: bool
    note: int


def lay_out(width: int, *, twins: bool) -> Layout:
    """The columns for so many cells: the wide ones, else the narrow ones, else fewer."""
    shown = [column for column in COLUMNS if twins or column.need != "twins"]
    wide = sum(column.wide for column in shown)
    if wide <= width:
        rest = width - wide
        return Layout(tuple((column, column.wide) for column in shown), True, rest if rest >= NOTE else 0)
    for name in _DROPPED:
        if sum(column.narrow for column in shown) <= width:
            break
        shown = [column for column in shown if column.id != name]
    return Layout(tuple((column, column.narrow) for column in shown), False, 0)


def note_of(row: BoardRow, look: Look) -> str:
    """What is to be done about a week, in few words."""
    parts = [row.error] if row.error else []
    if astray(row, look):
        parts.append("its dates do not follow on the others'")
    missing = _missing(row, look)
    if missing:
        parts.append("no entry on " + ", ".join(WEEKDAYS[day.weekday()] for day in missing))
    parts += row.drift[:1]
    return " · ".join(parts)
