"""Rows whose text came from the other language and waits to be translated, marked on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.draw import COPIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.twins.untranslated import Untranslated


def marked(panes: Sequence[Pane], waiting: Sequence[Untranslated]) -> Sequence[Pane]:
    """The panes with those rows marked: a task's cell by its tone, an item by its bullet."""
    if not waiting:
        return panes
    cells = {(one.task, one.column) for one in waiting if one.task is not None}
    items = {(one.list, one.item) for one in waiting if one.list is not None}
    return [pane._replace(rows=tuple(_row(row, cells, items) for row in pane.rows)) for pane in panes]


def _row(row: Row, cells: set[tuple[int, int]], items: set[tuple[int, int]]) -> Row:
    if row.kind == "item" and row.at in items:
        return row._replace(bullet=COPIED)
    if row.kind != "task" or not any((row.at[0], n) in cells for n in range(len(row.cells))):
        return row
    shown = (cell._replace(tone="copied") if (row.at[0], n) in cells else cell for n, cell in enumerate(row.cells))
    return row._replace(cells=tuple(shown))
