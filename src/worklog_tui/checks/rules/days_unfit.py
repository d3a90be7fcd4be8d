"""Days of which hardly one fits its date, however they are counted: days or dates are those of another week or year."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import fits, none_fits, year_that_fits
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.worklog.cells.display import full_date


def find(subject: Subject) -> Iterator[Finding]:
    """One problem a page. Where a week beside it has the same fault, the year may be wrong: one that fits is named."""
    week = subject.week
    if not none_fits(week):
        return
    task = next(t for t in week.tasks if fits(t, week) is False)
    date = task.start.date
    assert date is not None  # noqa: S101 - it was chosen so
    beside = (subject.before, subject.after)
    year = year_that_fits(week) if any(b is not None and b.unfit for b in beside) else None
    words = (
        f"Hardly a day fits its date: row {task.number} says “{shown(task.day.text)}”, its date is "
        f"{full_date(date)}. Correct the days or the dates"
    )
    words += f": in {year} they would fit." if year is not None else "."
    yield Finding(task.line, words, (), task.number)


RULE = Rule("days-unfit", "warning", "Days and dates are of different weeks", find)
