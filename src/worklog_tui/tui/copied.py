"""Rows whose text came from the other language and waits to be translated, marked on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.draw import COPIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.twins.untranslated import Untranslated


def marked(panes: Sequence[Pane], waiting: Sequence[Untranslated]) -> Sequence[Pane]:
    """The panes with those rows marked: a task's cell by its tone, an item or a paragraph by its bullet, a heading
    before its words.
    """
    if not waiting:
        return panes
    cells = {(one.task, one.column) for one in waiting if one.task is not None}
    lines: set[tuple[int, ...]] = {(one.list, one.item) for one in waiting if one.list is not None}
    lines |= {(one.block,) for one in waiting if one.block is not None}
    headings = {one.heading for one in waiting if one.heading is not None}
    out = [pane._replace(rows=tuple(_row(row, cells, lines) for row in pane.rows)) for pane in panes]
    return [
        p._replace(title=f"{COPIED} {p.title}") if p.heading is not None and p.heading in headings else p for p in out
    ]


def _row(row: Row, cells: set[tuple[int, int]], lines: set[tuple[int, ...]]) -> Row:
    if row.kind in ("item", "text") and row.at in lines:
        return row._replace(bullet=COPIED)
    if row.kind != "task" or not any((row.at[0], n) in cells for n in range(len(row.cells))):
        return row
    shown = (cell._replace(tone="copied") if (row.at[0], n) in cells else cell for n, cell in enumerate(row.cells))
    return row._replace(cells=tuple(shown))
