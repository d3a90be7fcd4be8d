"""The term on one line: which days have entries, which have none, where today is. As wide as there is room."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view.board_columns import DAY_SIGNS, Look, sign_of
from worklog_tui.tui.view.people import MONTHS
from worklog_tui.worklog.term.calendar import main_monday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.term.calendar import Term

Cell = tuple[str, str, bool]
"""Sign, tone, whether it is of the selected week."""

_BARS: Final = ("□", "▂", "▃", "▅", "▆", "█")
_TONES: Final = ("warn", "warn", "good", "good", "good", "good")
_DAY: Final = dt.timedelta(days=1)


def strip(look: Look, width: int, selected: Sequence[dt.date] = ()) -> tuple[list[Run], list[Cell]]:
    """The months and the days below them. A week is eight cells, or six with the weekend as one, or one for a long
    term; of one that is longer still, the part around the selected week.
    """
    term = look.term
    if term is None or width < 8:
        return [], []
    mondays = term.mondays
    chosen = {main_monday(selected)} if selected else set()
    for size in (8, 6, 1):
        if len(mondays) * size <= width:
            break
    else:
        at = next((n for n, monday in enumerate(mondays) if monday in chosen), len(mondays) - 1)
        first = max(0, min(at - width // 2, len(mondays) - width))
        mondays = mondays[first : first + width]
    cells = [cell for monday in mondays for cell in _week(monday, look, size, monday in chosen)]
    return _months(mondays, size, width), cells


def _week(monday: dt.date, look: Look, size: int, chosen: bool) -> list[Cell]:
    days = [monday + n * _DAY for n in range(7)]
    if look.partial and look.term is not None and not any(day in look.term.entries for day in days):
        return [("·", "faint", chosen)] * size
    signs = [sign_of(day, look) for day in days]
    if size == 8:
        return [*((sign, tone, chosen) for sign, tone in signs), (" ", "", False)]
    if size == 6:
        worked = next((run for run in signs[5:] if run[0] in "■●"), DAY_SIGNS["free"])
        return [*((sign, tone, chosen) for sign, tone in signs[:5]), (*worked, False)]
    return [_bar(days, look, chosen)]


def _bar(days: Sequence[dt.date], look: Look, chosen: bool) -> Cell:
    term: Term = look.term  # type: ignore[assignment]
    states = [term.state(day) for day in days[:5]]
    if all(state in ("outside", "ahead") for state in states):
        return ("·", "faint", chosen)
    entries = sum(state == "entry" for state in states)
    if look.today in days:
        return (_BARS[max(1, entries)], "key", chosen)
    return (_BARS[entries], _TONES[entries], chosen)


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
