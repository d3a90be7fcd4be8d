"""A row whose day is not the weekday of its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from worklog_tui.checks.days import (
    agreed_monday,
    certain_day,
    counts_from_two,
    fits,
    named_days,
    none_fits,
    single_date,
    strays,
)
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.worklog.cells.display import full_date
from worklog_tui.worklog.intentions import SetFieldDate
from worklog_tui.worklog.model import Task, Week
from worklog_tui.worklog.reading.days import ENGLISH


def find(subject: Subject) -> Iterator[Finding]:
    """Rows that do not fit, where most do, or where the day is named. A far-off date is told elsewhere."""
    week = subject.week
    judged = [(task, fits(task, week)) for task in week.tasks]
    good = sum(fit is True for _, fit in judged)
    if none_fits(week):
        return  # told once for the page
    bad = [task for task, fit in judged if fit is False]
    if not bad:
        return
    far, vietnamese = {s.task.number for s in strays(week)}, counts_from_two(week)
    for task in bad:
        numbered = not certain_day(task) and not vietnamese
        if task.number in far or (numbered and (good < 2 or good <= len(bad))):
            continue
        date, column = task.start.date, task.field("day")
        assert date is not None  # noqa: S101 - what does not fit has a date
        words = (
            f"Row {task.number}: {_day(task, week)}, but its date is {full_date(date)}. Correct the one that is wrong."
        )
        yield Finding(task.line, words, _fix(week, task), task.number, column.column.index if column else None)


def _day(task: Task, week: Week) -> str:
    named = named_days(task, week)
    name = ENGLISH[min(named) - 1] if len(named) == 1 else "another day"
    text = shown(task.day.text)
    same = text.casefold() in (name.casefold(), name[:3].casefold())
    return f"the day is {name}" if same else f"the day is “{text}” ({name})"


def _fix(week: Week, task: Task) -> tuple[SetFieldDate, ...]:
    """The date the row's day has in the week of the other rows, where the written one cannot stand: it is out of that
    week, or out of order between the rows beside it, and the new one is in order.
    """
    agreed, old, weekday = agreed_monday(week), task.start.date, task.day.weekday
    if agreed is None or agreed[1] < 2 or old is None or weekday is None or named_days(task, week) != {weekday}:
        return ()
    new = agreed[0] + dt.timedelta(days=weekday - 1)
    before = [t.start.date for t in week.tasks[: task.number - 1] if t.start.date is not None]
    after = [t.start.date for t in week.tasks[task.number :] if t.start.date is not None]
    beside = [fits(t, week) for t in week.tasks[max(0, task.number - 2) : task.number + 1] if t.number != task.number]
    low, high = max(before, default=dt.date.min), min(after, default=dt.date.max)
    outside = not agreed[0] <= old <= agreed[0] + dt.timedelta(days=6)
    if False in beside or not low < new < high or not (outside or not low < old < high):
        return ()
    return _dates(task, old, new)


def _dates(task: Task, old: dt.date, new: dt.date) -> tuple[SetFieldDate, ...]:
    """Start and, where it was the same, end. An end that would lie before the start leaves the fix open."""
    start, end = task.field("start"), task.field("end")
    if start is None or single_date(task.start.text) is None:
        return ()
    fix = [SetFieldDate(task.number, start.column.index, new)]
    if end is not None and end != start and task.end.date is not None:
        if task.end.date == old and single_date(task.end.text) is not None:
            fix.append(SetFieldDate(task.number, end.column.index, new))
        elif not new <= task.end.date <= new + dt.timedelta(days=6):
            return ()
    return tuple(fix)


RULE = Rule("day-date", "warning", "Day does not fit the date", find)
