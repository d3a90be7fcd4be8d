"""The term on one line: which days have entries, which have none, where today is. As wide as there is room."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.tui.view.board_columns import DAY_SIGNS, Look, sign_of
from worklog_tui.tui.view.people import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.term.calendar import Term

    Drawn = dict[tuple[dt.date, int], list[Run]]
    """The signs of weeks by their Monday and how many cells they have; for one ``Look``."""

_BARS: Final = ("□", "▂", "▃", "▅", "▆", "█")
_TONES: Final = ("warn", "warn", "good", "good", "good", "good")
_DAY: Final = dt.timedelta(days=1)


class Line(NamedTuple):
    """The weeks on the line: their Mondays, the cells of each, the months above."""

    mondays: Sequence[dt.date]
    size: int
    months: list[Run]


def line_of(look: Look, width: int, selected: dt.date | None = None) -> Line:
    """What is shown in so many cells. A week is eight cells, or six with the weekend as one, or one for a long term; of
    one that is longer still, the part around the selected week (its Monday).
    """
    term = look.term
    if term is None or width < 8:
        return Line((), 1, [])
    mondays = term.mondays
    size = next((size for size in (8, 6, 1) if len(mondays) * size <= width), 1)
    if len(mondays) * size > width:
        at = (selected - mondays[0]).days // 7 if selected is not None else len(mondays) - 1
        half = width // 2
        first = max(0, min(at // half * half - half // 2, len(mondays) - width))
        mondays = mondays[first : first + width]
    return Line(mondays, size, _months(mondays, size, width))


def week_runs(monday: dt.date, look: Look, size: int, drawn: Drawn) -> list[Run]:
    """The signs of a week; looked up, where it was drawn before."""
    found = drawn.get((monday, size))
    if found is None:
        found = drawn[monday, size] = _week(monday, look, size)
    return found


def _week(monday: dt.date, look: Look, size: int) -> list[Run]:
    days = [monday + n * _DAY for n in range(7)]
    if look.partial and look.term is not None and look.term.entries.isdisjoint(days):
        return [("·", "faint")] * size
    if size == 1:
        return [_bar(days, look)]
    signs = [sign_of(day, look) for day in days]
    if size == 8:
        return [*signs, (" ", "")]
    return [*signs[:5], next((run for run in signs[5:] if run[0] in "■●"), DAY_SIGNS["free"])]


def _bar(days: Sequence[dt.date], look: Look) -> Run:
    term: Term = look.term  # type: ignore[assignment]
    states = [term.state(day) for day in days[:5]]
    if all(state in ("outside", "ahead") for state in states):
        return "·", "faint"
    entries = sum(state == "entry" for state in states)
    if look.today in days:
        return _BARS[max(1, entries)], "key"
    return _BARS[entries], _TONES[entries]


def _months(mondays: Sequence[dt.date], size: int, width: int) -> list[Run]:
    """Each month's name above its first week; in a term of years the year."""
    line = [" "] * (len(mondays) * size)
    years = len(mondays) > 60
    free = 0
    for n, monday in enumerate(mondays):
        first = n == 0 or (monday.year if years else monday.month) != (
            mondays[n - 1].year if years else mondays[n - 1].month
        )
        name = str(monday.year) if years else MONTHS[monday.month - 1]
        at = n * size
        if first and at >= free and at + len(name) <= width:
            line[at : at + len(name)] = name
            free = at + len(name) + 1
    return [("".join(line)[:width], "muted")]
