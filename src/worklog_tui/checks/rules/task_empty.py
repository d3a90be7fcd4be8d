"""A day of the table that says nothing of its task."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Day or dates are there, the task is not; a day that has not come may be empty."""
    for task in subject.week.tasks:
        field = task.field("task")
        if field is None or field.text.strip() or any(item.text.strip() for item in task.detail):
            continue
        if not any(f.text.strip() for f in task.fields):
            continue  # an empty row
        if task.start.date is not None and task.start.date >= subject.today:
            continue
        words = f"Row {task.number} has no task: write what was done, or delete the row."
        yield Finding(task.line, words, (), task.number, field.column.index)


RULE = Rule("task-empty", "warning", "Row without a task", find)
