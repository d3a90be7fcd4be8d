"""What the dates of a page's tasks say together: the week they lie in, the rows that fall out of it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from worklog_tui.checks.model import Days, Subject
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import DateValue, Field, Task, Week
from worklog_tui.worklog.reading.date_text import Found, find_dates
from worklog_tui.worklog.reading.days import DayText, read_day, weekdays_in
from worklog_tui.worklog.reading.words import folded

NEAR = dt.timedelta(days=9)
"""A week's days lie no further apart: a week of work with a weekend around it."""

Part = Literal["start", "end"]


class Stray(NamedTuple):
    """A date that lies far from the others of its page."""

    task: Task
    part: Part
    date: dt.date


def dated(week: Week) -> Iterator[tuple[Task, Part, dt.date]]:
    """Every start and end date; of a single date column once."""
    for task in week.tasks:
        if task.start.date is not None:
            yield task, "start", task.start.date
        if task.end.date is not None and (task.end.text != task.start.text or task.end.date != task.start.date):
            yield task, "end", task.end.date


def middle(week: Week) -> dt.date | None:
    """The middle one of the start dates."""
    starts = sorted(d for _, part, d in dated(week) if part == "start")
    return starts[(len(starts) - 1) // 2] if starts else None


def page_days(week: Week) -> Days | None:
    """First and last day of the tasks, those not counted that lie far off."""
    centre = middle(week)
    if centre is None:
        return None
    near = [d for _, _, d in dated(week) if abs(d - centre) <= NEAR]
    return min(near), max(near)


def strays(week: Week) -> tuple[Stray, ...]:
    """The dates far from the others, where most of the page's dates lie together."""
    centre = middle(week)
    if centre is None:
        return ()
    every = list(dated(week))
    far = [Stray(task, part, d) for task, part, d in every if abs(d - centre) > NEAR]
    return tuple(far) if len(every) >= 4 and len(far) * 3 <= len(every) else ()


def outside(week: Week) -> tuple[Stray, ...]:
    """The dates of another week: those far from the others, in rows that name a day or none. A row of another kind
    (``Week 8``) is a plan.
    """
    return tuple(one for one in strays(week) if one.task.day.weekday is not None or not one.task.day.text.strip())


def single_date(text: str) -> Found | None:
    """The one date of a cell; None where it holds none or several."""
    found = find_dates(text)
    return found[0] if len(found) == 1 else None


def value_of(task: Task, part: Part) -> tuple[DateValue, Field | None]:
    """The date of a part and the field it stands in."""
    return (task.start if part == "start" else task.end), task.field(part)


def fits(task: Task, week: Week) -> bool | None:
    """Whether a row's day fits its date; None where it names no day or has no date. A day of a span fits. Numbers count
    as the page does, in a column headed ``Thứ`` always from 2 for Monday.
    """
    start, end = task.start.date, task.end.date
    if start is None:
        return None
    named = named_days(task, week)
    if not named:
        return None
    if start.isoweekday() in named:
        return True
    last = end if end is not None and start <= end <= start + NEAR else start
    span = {(start + dt.timedelta(days=n)).isoweekday() for n in range(min(7, (last - start).days + 1))}
    return bool(span & named)


def named_days(task: Task, week: Week) -> frozenset[int]:
    """The ISO weekdays a row's day names."""
    other_count = week.habits.convention == "monday-1" and counts_from_two(week)
    if task.day.weekday is not None and not other_count:
        return frozenset((task.day.weekday,))
    return weekdays_in(task.day.text, "monday-2" if other_count else week.habits.convention)


def certain_day(task: Task) -> bool:
    """Whether the day is named (``Mon``, ``Thứ 2``), not only numbered."""
    return read_day(task.day.text).weekday is not None


def agreed_monday(week: Week) -> tuple[dt.date, int] | None:
    """The Monday of the week in which most rows' days and dates agree, and how many do."""
    mondays = Counter(
        task.start.date - dt.timedelta(days=task.start.date.weekday())
        for task in week.tasks
        if task.start.date is not None and task.day.weekday == task.start.date.isoweekday()
    )
    return mondays.most_common(1)[0] if mondays else None


def trusted_days(week: Week) -> Days | None:
    """The page's days where nothing speaks against them: two rows' days fit or none names a day, no date lies far off
    or before the one above it.
    """
    days, agreed = page_days(week), agreed_monday(week)
    if days is None or strays(week) or days[1] - days[0] > NEAR or none_fits(week):
        return None
    verdicts = [fits(task, week) for task in week.tasks]
    if any(verdict is not None for verdict in verdicts):
        return days if agreed is not None and max(1, verdicts.count(False)) < agreed[1] else None
    starts = [task.start.date for task in week.tasks if task.start.date is not None]
    return days if len(starts) >= 3 and starts == sorted(starts) else None


def none_fits(week: Week) -> bool:
    """Whether the days of the page are not those of its dates at all: three rows at least, hardly one of which fits.

    Rows counted from 1 are no weekdays.
    """
    rows = _judged(week)
    numbers = [day.number for _, day in rows if day.weekday is None]
    if len(rows) < 3 or (numbers and min(n for n in numbers if n is not None) == 1):
        return False
    if any(day.style == "ordinal" or (day.weekday is None and (day.number or 0) > 8) for _, day in rows):
        return False
    good = sum(fits(task, week) is True for task, _ in rows)
    return good * 4 <= len(rows)


def year_that_fits(week: Week) -> int | None:
    """The year beside the written one in which nearly all days would fit their dates."""
    rows = _judged(week)
    for years in (-1, 1):
        moved = [(task, _in_year(task.start.date, years)) for task, _ in rows]
        good = [date for task, date in moved if date is not None and date.isoweekday() in named_days(task, week)]
        if good and len(good) * 4 >= len(rows) * 3:
            return good[0].year
    return None


def _in_year(date: dt.date | None, years: int) -> dt.date | None:
    with contextlib.suppress(ValueError):  # 29 February
        return date.replace(year=date.year + years) if date is not None else None
    return None


def counts_from_two(week: Week) -> bool:
    """Whether the column of the days is headed ``Thứ`` and no row has a 1: 2 is Monday, whatever the dates say."""
    headers = [f.column.header for task in week.tasks[:1] for f in task.fields if f.column.role == "day"]
    if not headers or headers[0].isascii() or folded(plain(headers[0])).strip() != "thứ":
        return False
    return min((n for task in week.tasks if (n := read_day(task.day.text).number) is not None), default=1) > 1


def _judged(week: Week) -> list[tuple[Task, DayText]]:
    """The dated rows whose day can be read, with it."""
    rows = [(task, read_day(task.day.text)) for task in week.tasks if task.start.date is not None]
    return [(task, day) for task, day in rows if day.number is not None or day.weekday is not None]


def in_order(subject: Subject, days: Days) -> bool:
    """Whether the tasks' dates lie between those of the weeks beside: they are this week's own."""
    before, after = subject.before, subject.after
    if before is not None and before.days is not None and before.days[1] > days[0]:
        return False
    return after is None or after.days is None or after.days[0] >= days[1]
