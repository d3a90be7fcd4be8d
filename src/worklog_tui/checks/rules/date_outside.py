"""A date far from the others of its week: mostly a mistyped month or year."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from worklog_tui.checks.days import Stray, agreed_monday, outside, page_days, single_date, value_of
from worklog_tui.checks.model import Days, Finding, Rule, Subject, Twin
from worklog_tui.checks.pairs import doubts, in_step, pairs
from worklog_tui.worklog.cells.display import full_date, full_span
from worklog_tui.worklog.intentions import SetFieldDate
from worklog_tui.worklog.model import Week


def find(subject: Subject) -> Iterator[Finding]:
    """Each such date, where most of the page's dates lie together."""
    far = outside(subject.week)
    days = page_days(subject.week) if far else None
    if days is None:
        return
    for one in far:
        _, field = value_of(one.task, one.part)
        words = f"Row {one.task.number}: {full_date(one.date)} is not of this week, {full_span(*days)}. Correct it."
        column = field.column.index if field is not None else None
        yield Finding(one.task.line, words, _fix(subject, one, days), one.task.number, column)


def _fix(subject: Subject, one: Stray, days: Days) -> tuple[SetFieldDate, ...]:
    """The date with another month or year that falls into the week on the row's own day, else the twin's in the same
    row; none where two would do.
    """
    week = subject.week
    value, field = value_of(one.task, one.part)
    if field is None or single_date(value.text) is None or field.column.role == "date":
        return ()
    meant = {d for d in _typos(one.date, days) if _stands(week, one, d)}
    if not meant:
        meant = {d for twin in subject.twins for d in _beside(week, one, twin) if _stands(week, one, d)}
    return (SetFieldDate(one.task.number, field.column.index, meant.pop()),) if len(meant) == 1 else ()


def _beside(week: Week, one: Stray, twin: Twin) -> Iterator[dt.date]:
    """The twin's date of the row, where nothing speaks against it."""
    if in_step(week, twin.week):
        for own, other in pairs(week, twin.week):
            if own is not None and other is not None and own.number == one.task.number:
                date = value_of(other, one.part)[0].date
                if date is not None and not doubts(twin.week, other, one.part):
                    yield date


def _typos(date: dt.date, days: Days) -> Iterator[dt.date]:
    """The date with the year, or the month, or both swapped numbers, as the week would have them."""
    for day in days:
        for year, month in ((day.year, date.month), (date.year, day.month)):
            with contextlib.suppress(ValueError):
                yield dt.date(year, month, date.day)


def _stands(week: Week, one: Stray, date: dt.date) -> bool:
    """Whether the date can be the row's: in the week its rows agree on, on its day, start not after end."""
    task, agreed = one.task, agreed_monday(week)
    if agreed is None or agreed[1] < 2 or not agreed[0] <= date <= agreed[0] + dt.timedelta(days=6):
        return False
    if one.part == "start":
        end_stray = task.end.date is None or task.end.date == one.date
        fits_day = task.day.weekday == date.isoweekday()
        return fits_day and (end_stray or (task.end.date is not None and date <= task.end.date))
    start = task.start.date
    return start is not None and start <= date


RULE = Rule("date-outside", "warning", "Date of another week", find)
