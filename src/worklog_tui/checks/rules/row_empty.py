"""A row of the task table without a word in it."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import pairs
from worklog_tui.worklog.intentions import RemoveTask


def find(subject: Subject) -> Iterator[Finding]:
    """Every cell is blank; in a table with other rows it can go."""
    for table in subject.week.task_tables:
        blank = [t for t in table.tasks if not any(f.text.strip() for f in t.fields)]
        for task in blank:
            sure = len(blank) < len(table.tasks) and table.kind == "markdown" and not _elsewhere(subject, task.number)
            fix = (RemoveTask(task.number),) if sure else ()
            words = f"Row {task.number} is empty: the site shows an empty line. Fill it or delete it."
            yield Finding(task.line, words, fix, task.number)


def _elsewhere(subject: Subject, number: int) -> bool:
    """Whether a twin says something in this row: then it waits for its words."""
    rows = [pair for twin in subject.twins for pair in pairs(subject.week, twin.week)]
    return any(own.number == number and any(f.text.strip() for f in twin.fields) for own, twin in rows if own and twin)


RULE = Rule("row-empty", "warning", "Empty row", find)
