"""Tasks spread over more days than a week has, in a journal of weeks."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import NEAR, dated, strays
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import full_span


def find(subject: Subject) -> Iterator[Finding]:
    """More than nine days from the first to the last, where no single date is to blame."""
    week = subject.week
    dates = [d for _, _, d in dated(week)]
    if len(dates) < 3 or max(dates) - min(dates) <= NEAR or strays(week):
        return
    days = (max(dates) - min(dates)).days + 1
    long = [b for b in subject.weeks if b.days is not None and b.days[1] - b.days[0] > NEAR]
    if 2 * len(long) > len(subject.weeks):  # this journal's weeks are longer
        return
    first = next(task for task, _, _ in dated(week))
    words = (
        f"The tasks spread over {days} days, {full_span(min(dates), max(dates))}: correct a date, or move some tasks."
    )
    yield Finding(first.line, words)


RULE = Rule("span-long", "warning", "More days than a week has", find)
