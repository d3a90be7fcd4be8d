"""Day numbers of which none fits its date, however they are counted: days or dates are those of another week."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import fits
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.reading.days import read_day


def find(subject: Subject) -> Iterator[Finding]:
    """One problem a page. Rows counted from 1 are no weekdays."""
    week = subject.week
    rows = [(task, read_day(task.day.text)) for task in week.tasks if task.start.date is not None]
    numbers = [(task, day.number) for task, day in rows if day.number is not None and day.weekday is None]
    if len(numbers) < 3 or [n for _, n in numbers] == list(range(1, len(numbers) + 1)):
        return
    if any(day.style == "ordinal" for _, day in rows) or max(n for _, n in numbers if n is not None) > 8:
        return
    good = sum(fits(task, week) is True for task, _ in numbers)
    if good * 3 <= len(numbers):
        task = numbers[0][0]
        words = "The days do not fit the dates, whether 2 or 1 is Monday: one of the two columns is of another week."
        yield Finding(task.line, words, (), task.number)


RULE = Rule("days-unfit", "warning", "Days and dates are of different weeks", find)
