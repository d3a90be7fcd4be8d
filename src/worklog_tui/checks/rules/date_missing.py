"""A task without a start date in a table where the others have one."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """The cell is blank; the task is written. A row that ends before the cell is told as that."""
    broken = {p.line for p in subject.week.problems if p.code == "row-broken"}
    for table in subject.week.task_tables:
        dated = [t for t in table.tasks if t.start.date is not None]
        if 2 * len(dated) <= len(table.tasks):
            continue
        for task in table.tasks:
            field = task.field("start")
            if (
                task.line in broken
                or field is None
                or field.column.index >= len(subject.week.document.tables[table.table].rows[task.row].cells)
                or field.text.strip()
                or not any(i.text.strip() for i in (*task.task, *task.detail))
            ):
                continue
            words = f"Row {task.number} has no start date, the others have: write it."
            yield Finding(task.line, words, (), task.number, field.column.index)


RULE = Rule("date-missing", "info", "Task without a date", find)
