"""A row with fewer cells than its table: Hugo shows the last ones empty, and a lost pipe shifts what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import count, shown
from worklog_tui.worklog.model import Field, Task, TaskTable, Week

_DATES: Final = ("start", "end", "date")
_LAST: Final = ("reference", "note", "status", None)


def find(subject: Subject) -> Iterator[Finding]:
    """Rows of Markdown task tables. Those that only end before the cell for references are told once a table. A row
    broken by a line end, and one that says nothing, are told as that.
    """
    week = subject.week
    broken = {p.line + n for p in week.problems if p.code == "row-broken" for n in (0, 1, 2)}
    for table in week.task_tables:
        short = [(task, lost) for task in table.tasks if (lost := _lost(week, table, task)) and task.line not in broken]
        harmless = [one for one in short if not _shifted(*one) and all(f.column.role in _LAST for f in one[1])]
        if harmless:
            yield _ends(harmless)
        for task, lost in short:
            if (task, lost) not in harmless:
                yield Finding(task.line, _words(task, lost), (), task.number)


def _lost(week: Week, table: TaskTable, task: Task) -> tuple[Field, ...]:
    """The fields for which the row has no cell."""
    source = week.document.tables[table.table]
    if source.html:
        return ()
    row = source.rows[task.row]
    have = len(row.cells) + (row.gap is not None)
    return task.fields[have:] if have < source.columns and any(cell.text for cell in row.cells) else ()


def _shifted(task: Task, lost: tuple[Field, ...]) -> Field | None:
    """The date cell that holds words: they belong further right."""
    for field in task.fields[: len(task.fields) - len(lost)]:
        if field.column.role in _DATES and field.text.strip() and not any(c.isdigit() for c in field.text):
            return field if any(c.isalpha() for c in field.text) else None
    return None


def _ends(rows: list[tuple[Task, tuple[Field, ...]]]) -> Finding:
    task, lost = rows[0]
    column = _named(lost[:1])
    which = f"Row {task.number} ends" if len(rows) == 1 else f"{len(rows)} rows end"
    words = f"{which} before {column}: the site shows that cell empty. Fill it, or end the row with | |."
    return Finding(task.line, words, (), task.number)


def _words(task: Task, lost: tuple[Field, ...]) -> str:
    have, columns = count(len(task.fields) - len(lost), "cell"), len(task.fields)
    moved = _shifted(task, lost)
    if moved is not None:
        where = f"so “{shown(moved.text)}” stands under “{shown(moved.column.header)}”"
        return f"Row {task.number} has {have} of {columns}, {where}: put in the cell that is missing."
    return f"Row {task.number} has {have} of {columns}: {_named(lost)} show empty. Add what is missing."


def _named(lost: tuple[Field, ...]) -> str:
    names = [f"“{shown(f.column.header)}”" for f in lost]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


RULE = Rule("cells-missing", "info", "Row with missing cells", find)
