"""Start dates that run backwards from one row to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from worklog_tui.checks.days import fits, strays
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import full_date


def find(subject: Subject) -> Iterator[Finding]:
    """A row that begins before the row above it. Rows told by another rule, and tables sorted backwards, are left."""
    week = subject.week
    far = {s.task.number for s in strays(week)}
    for table in week.task_tables:
        rows = [t for t in table.tasks if t.start.date is not None and t.number not in far]
        dates = [t.start.date for t in rows]
        backwards = sum(a > b for a, b in pairwise(dates) if a and b)
        if len(rows) < 3 or backwards > sum(a < b for a, b in pairwise(dates) if a and b):
            continue
        for above, task in pairwise(rows):
            a, b = above.start.date, task.start.date
            if a is None or b is None or a <= b or fits(task, week) is False or fits(above, week) is False:
                continue
            words = (
                f"Row {task.number} begins {full_date(b)}, the row above it {full_date(a)}: move it, or correct a date."
            )
            yield Finding(task.line, words, (), task.number)


RULE = Rule("start-order", "info", "Start dates run backwards", find)
