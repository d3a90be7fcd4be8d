"""Days of which hardly one fits its date, however they are counted: days or dates are those of another week or year."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import none_fits
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.reading.days import ENGLISH


def find(subject: Subject) -> Iterator[Finding]:
    """One problem a page."""
    week = subject.week
    if not none_fits(week):
        return
    task = next(t for t in week.tasks if t.start.date is not None)
    date = task.start.date
    assert date is not None  # noqa: S101 - it was chosen so
    words = f"The days do not fit the dates: the first date, {date.isoformat()}, is a {ENGLISH[date.weekday()]}."
    yield Finding(task.line, words, (), task.number)


RULE = Rule("days-unfit", "warning", "Days and dates are of different weeks", find)
