"""Plans for tables that hold no tasks: a cell, a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worklog_tui.document.edits.places import row_of, table_of
from worklog_tui.document.patch import Edit
from worklog_tui.document.proof import unchanged
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.dialect import read_dialect
from worklog_tui.worklog.cells.outline import write_outline
from worklog_tui.worklog.model import Week


def _plan_cell(week: Week, it: i.SetCell, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.cells import set_cell

    table = table_of(week.document, it.table)
    line = row_of(table, it.row)
    texts = table.texts(line)
    now = texts[it.column] if 0 <= it.column < len(texts) else ""
    dialect = read_dialect(text for row in (table.header, *table.rows) for text in table.texts(row))
    value = it.value if isinstance(it.value, str) else write_outline(now, it.value, dialect)
    if value == now:
        return unchanged(week.document)
    return set_cell(week.document, it.table, it.row, it.column, value, line_break=dialect.line_break, **options)


def _plan_add(week: Week, it: i.AddRow, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import insert_row

    table = table_of(week.document, it.table)
    at = len(table.rows) if it.after is None else it.after + 1
    return insert_row(week.document, it.table, at, [""] * table.columns, **options)


def _plan_remove(week: Week, it: i.RemoveRow, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import remove_row

    return remove_row(week.document, it.table, it.row)


PLANS: dict[type, Callable[[Week, Any, dict[str, Any]], Edit]] = {
    i.SetCell: _plan_cell,
    i.AddRow: _plan_add,
    i.RemoveRow: _plan_remove,
}
