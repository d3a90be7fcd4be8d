"""Where a hit of a search stands on the screen: its row among the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.panes import FRONT
from worklog_tui.tui.widgets.pageview import Cursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.panes import Pane
    from worklog_tui.worklog.finding.search import Spot
    from worklog_tui.worklog.model import Week


def place_of(panes: Sequence[Pane], spot: Spot, week: Week, item: int = -1) -> Cursor:
    """Where a hit's place stands among the panes; the page's first line where it is not shown by itself.

    ``item``: which item of a task's cell (from 0), -1: none of them.
    """
    if spot.what == "front":
        return Cursor(0, -1 if panes and panes[0].id == FRONT else 0)
    for p, pane in enumerate(panes):
        if spot.what == "heading":
            if pane.heading is not None and pane.heading == spot.at[0]:
                return Cursor(p, -1)
            continue
        for r, row in enumerate(pane.rows):
            same = row.kind == spot.what or (spot.what == "block" and row.kind in ("text", "raw"))
            if same and row.at == spot.at:
                return Cursor(p, r, spot.column, item)
            if spot.what == "block" and row.kind == "cell" and _in_block(week, row.at[0], spot.at[0]):
                return Cursor(p, r)
    return _around(panes, spot, week)


def _in_block(week: Week, table: int, block: int) -> bool:
    span = week.document.blocks[block].span
    return span.start <= week.document.tables[table].span.start < span.end


def _around(panes: Sequence[Pane], spot: Spot, week: Week) -> Cursor:
    """The row of the block a heading or item stands in (inside a quote or a shortcode)."""
    document = week.document
    try:
        span = document.headings[spot.at[0]].span if spot.what == "heading" else document.lists[spot.at[0]].span
    except IndexError:
        return Cursor()
    for p, pane in enumerate(panes):
        for r, row in enumerate(pane.rows):
            if row.kind in ("text", "raw") and row.at:
                block = document.blocks[row.at[0]].span
                if block.start <= span.start < block.end:
                    return Cursor(p, r)
    return Cursor()
