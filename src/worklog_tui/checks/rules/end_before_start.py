"""A task that ends before it begins."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from worklog_tui.checks.days import single_date, strays
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import full_date
from worklog_tui.worklog.intentions import SetFieldDate
from worklog_tui.worklog.model import Task


def find(subject: Subject) -> Iterator[Finding]:
    """Rows with an end before the start; one of which a date lies far off is told as that."""
    far = {s.task.number for s in strays(subject.week)}
    for task in subject.week.tasks:
        start, end = task.start.date, task.end.date
        if start is None or end is None or end >= start or task.number in far:
            continue
        field = task.field("end")
        words = f"Row {task.number} ends {full_date(end)}, before it begins: {full_date(start)}. Correct one of them."
        yield Finding(task.line, words, _fix(task), task.number, field.column.index if field else None)


def _fix(task: Task) -> tuple[SetFieldDate, ...]:
    """The end with the month or year of the start, or of the month after it, where only one makes a short task."""
    start, end, field = task.start.date, task.end.date, task.field("end")
    if start is None or end is None or field is None or single_date(task.end.text) is None:
        return ()
    if field.column.role != "end" or start.isoweekday() != task.day.weekday:
        return ()
    meant = set()
    following = start + dt.timedelta(days=6)
    for year, month in ((start.year, start.month), (start.year, following.month), (following.year, following.month)):
        with contextlib.suppress(ValueError):
            date = dt.date(year, month, end.day)
            if start <= date <= following:
                meant.add(date)
    return (SetFieldDate(task.number, field.column.index, meant.pop()),) if len(meant) == 1 else ()


RULE = Rule("end-before-start", "warning", "Ends before it begins", find)
