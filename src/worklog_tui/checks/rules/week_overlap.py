"""A week with the days of the one before it, or of days before them."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import page_days
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import full_span


def find(subject: Subject) -> Iterator[Finding]:
    """Compared by the tasks' dates, those that lie far off left out."""
    days, before = page_days(subject.week), subject.before
    if days is None or before is None or before.days is None or days[0] > before.days[1]:
        return
    other = before.days
    if days == other:
        words = f"The tasks have the days of {before.name}: {full_span(*days)}."
    elif days[1] < other[0]:
        words = f"The tasks are of {full_span(*days)}, before {before.name}: {full_span(*other)}."
    elif days[0] == other[1] and days[1] > other[1]:
        return  # one week ends on the day the next one begins: people hand over so
    else:
        words = f"The tasks begin before {before.name} is over: {full_span(*days)}, and {full_span(*other)} there."
    first = next((t for t in subject.week.tasks if t.start.date == days[0]), subject.week.tasks[0])
    yield Finding(first.line, f"{words} Correct the dates.", (), first.number)


RULE = Rule("week-overlap", "warning", "Days of another week", find)
