"""A row with fewer cells than its table: Hugo shows the last ones empty, and a lost pipe shifts what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import count


def find(subject: Subject) -> Iterator[Finding]:
    """Rows of Markdown task tables. A row broken by a line end, and one that says nothing, are told as that."""
    week = subject.week
    doc = week.document
    broken = {p.line + n for p in week.problems if p.code == "row-broken" for n in (0, 1, 2)}
    for table in week.task_tables:
        source = doc.tables[table.table]
        if source.html:
            continue
        for task in table.tasks:
            row = source.rows[task.row]
            have = len(row.cells) + (row.gap is not None)
            if have < source.columns and row.line not in broken and any(cell.text for cell in row.cells):
                words = f"Row {task.number} has {count(have, 'cell')} of {source.columns}: the others show empty."
                yield Finding(row.line, words, (), task.number)


RULE = Rule("cells-missing", "info", "Row with missing cells", find)
