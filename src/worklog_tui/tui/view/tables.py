"""Tables that hold no tasks, as rows of cells: the header is a row too, so that its cells can be edited. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.drafts import Draft, outline_text, text_outline
from worklog_tui.tui.view.panes import MOST_ROWS, ColumnSpec, Pane, Row, cell_outline, outline_cell
from worklog_tui.tui.view.text import clean
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from worklog_tui.document.model import Document, Table
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week

HEADER: Final = -1
WIDEST: Final = 60
MOST_COLUMNS: Final = 200


def table_rows(document: Document, number: int, columns: int) -> tuple[tuple[ColumnSpec, ...], list[Row]]:
    """The columns of a table, and its rows, which use column set ``columns``."""
    table = document.tables[number]
    specs = tuple(ColumnSpec("", 4, WIDEST, 1) for _ in range(min(table.columns, MOST_COLUMNS)))
    lines = [(HEADER, table.header), *enumerate(table.rows[:MOST_ROWS])]
    rows = []
    for at, line in lines:
        cells = (outline_cell(cell_outline(text)) for text in table.texts(line)[:MOST_COLUMNS])
        shown = tuple(cell._replace(tone="heading") if at == HEADER else cell for cell in cells)
        rows.append(Row("cell", shown, (number, at), columns=columns))
    return specs, rows


def cell_draft(week: Week, pane: Pane, row: Row, column: int) -> Draft | None:
    """The draft of one cell."""
    table, at = _table(week, row), row.at[1]
    if table is None or not 0 <= column < table.columns:
        return None
    value = table.texts(table.header if at == HEADER else table.rows[at])[column]
    name = "heading of the column" if at == HEADER else _title(table, column)
    outline = cell_outline(value)
    if len(outline) > 1:
        return Draft("outline", outline_text(outline), name, pane, row, column)
    return Draft("line", value, name, pane, row, column)


def cell_intention(row: Row, draft: Draft, text: str) -> Intention:
    """What to ask for when the cell's draft is kept."""
    value = text_outline(text) if draft.kind == "outline" else text
    return want.SetCell(row.at[0], row.at[1], draft.column, value)


def cell_detail(week: Week, row: Row, width: int) -> Lines:
    """A row of the table: each of its cells under its heading."""
    from worklog_tui.tui.view.detail import outline_lines

    table, at = _table(week, row), row.at[1]
    if table is None:
        return []
    out: Lines = []
    if at == HEADER:
        out.append([(f"Table of {len(table.rows)} rows and {table.columns} columns", "heading")])
        return out + outline_lines(cell_outline(" <br> ".join(table.texts(table.header)[:MOST_COLUMNS])), width)
    for column, value in enumerate(table.texts(table.rows[at])[:MOST_COLUMNS]):
        lines = outline_lines(cell_outline(value), width)
        if lines:
            out += [[(_title(table, column), "heading")], *lines]
    return out or [[("This row is empty.", "muted")]]


def _table(week: Week, row: Row) -> Table | None:
    tables = week.document.tables
    table = tables[row.at[0]] if row.at[0] < len(tables) else None
    return table if table is not None and row.at[1] < len(table.rows) else None


def _title(table: Table, column: int) -> str:
    return clean(plain(table.texts(table.header)[column])).strip() or f"column {column + 1}"
