"""More than a week without a task between two weeks that follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import NEAR, page_days
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import full_span


def find(subject: Subject) -> Iterator[Finding]:
    """Between the last day of week N - 1 and the first of week N."""
    days, before = page_days(subject.week), subject.before
    if days is None or before is None or before.days is None or subject.number is None:
        return
    apart = days[0] - before.days[1]
    if before.number != subject.number - 1 or apart <= NEAR:
        return
    first = next((t for t in subject.week.tasks if t.start.date == days[0]), subject.week.tasks[0])
    free = f"{apart.days - 1} days without a task since {before.name} ({full_span(*before.days)})"
    words = f"{free}: add what was done, or say they were free."
    yield Finding(first.line, words, (), first.number)


RULE = Rule("week-gap", "info", "Gap before the week", find)
