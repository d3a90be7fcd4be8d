"""The days on which a page has entries. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from worklog_tui.worklog.day.daylists import days_named
from worklog_tui.worklog.day.dayrows import blank, row_days, row_weekdays
from worklog_tui.worklog.day.today import dated
from worklog_tui.worklog.reading.status import has_words

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Week

SATURDAY: Final = 6  # ISO; it and the day after are the weekend
_NEAR: Final = dt.timedelta(days=9)


def is_weekend(day: dt.date) -> bool:
    """Saturday or Sunday."""
    return day.isoweekday() >= SATURDAY


def monday_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())


def entry_days(week: Week) -> tuple[dt.date, ...]:
    """The days with an entry, in order: those of rows that say something, else of headings that name a day.

    A task of several days covers the weekdays between; a weekend only where it begins or ends there. A row without
    dates counts by its weekday, in the week the other rows, the title or, last of all, the front matter tell. Dates far
    from the others are mistyped.
    """
    told = dated(week)
    monday = monday_of(told.days[0]) if told.days is not None else None
    found = set(_of_rows(week, monday)) if week.tasks else set(_of_headings(week, monday))
    if not found:
        return ()
    ordered = sorted(found)
    middle = ordered[(len(ordered) - 1) // 2]
    near = max(_NEAR, _length(told.days))
    return tuple(day for day in ordered if abs(day - middle) <= near)


def _length(days: tuple[dt.date, dt.date] | None) -> dt.timedelta:
    return days[1] - days[0] if days is not None else dt.timedelta()


def _of_rows(week: Week, monday: dt.date | None) -> Iterator[dt.date]:
    for task in week.tasks:
        if not has_words(task):
            continue
        days = row_days(week, task)
        if days is not None:
            yield from _between(*days)
        elif monday is not None and blank(task.start.text) and blank(task.end.text):
            yield from (monday + dt.timedelta(days=number - 1) for number in row_weekdays(week, task))


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        if day in (first, last) or not is_weekend(day):
            yield day


def _of_headings(week: Week, monday: dt.date | None) -> Iterator[dt.date]:
    for section in week.sections:
        heading = section.heading
        if heading is None:
            continue
        named = days_named(week, section, monday)
        if named and week.document.text(section.span).partition("\n")[2].strip():
            yield from named
