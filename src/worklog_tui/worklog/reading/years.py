"""Years for dates that are written without one, on a page that names none: from the weeks beside it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.days import read_day, weekday_of

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Task, Week
    from worklog_tui.worklog.reading.date_text import Found

Span = tuple[dt.date, dt.date]


def lacks_year(week: Week) -> bool:
    """Whether the page's tasks have dates of day and month, and nothing on it tells a year."""
    return not week.habits.known_dates and any(True for task in week.tasks for _ in _bare(task))


def expected(number: int | None, neighbours: Iterable[tuple[int | None, Span | None]]) -> dt.date | None:
    """About when a week was, told from the first of its neighbours (number, days) that has days; None: none has."""
    for other, days in neighbours:
        if days is not None:
            weeks = number - other if number is not None and other is not None else 0
            try:
                return days[0] + dt.timedelta(weeks=weeks)
            except OverflowError:
                return days[0]
    return None


def guessed(week: Week, task: Task, today: dt.date) -> dt.date | None:
    """The day of a task whose page tells no year, for counting on from it; None: it has no such date.

    It is put into the year, of those near today, in which most of the page's dates fall on the weekdays beside them.
    """
    found = next(_bare(task), None)
    if found is None:
        return None
    order = week.habits.order
    years = sorted(range(today.year - 4, today.year + 2), key=lambda year: (abs(year - today.year), -year))
    rows = [(read_day(t.day.text), first) for t in week.tasks if (first := next(_bare(t), None)) is not None]

    def fits(year: int) -> int:
        days = ((day, other.date(order, year)) for day, other in rows)
        return sum(
            date is not None and weekday_of(day, week.habits.convention, None) == date.isoweekday()
            for day, date in days
        )

    return found.date(order, max(years, key=fits))


def _bare(task: Task) -> Iterator[Found]:
    values = (task.end, task.start) if task.end.text != task.start.text else (task.start,)
    return (found for value in values if value.date is None for found in find_dates(value.text) if found.year is None)
