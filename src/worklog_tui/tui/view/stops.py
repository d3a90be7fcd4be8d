"""Where reading a week stops: its title, each section as a whole, each task. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.layout import HEADING
from worklog_tui.tui.view.panes import FRONT, LINKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.view.panes import Pane

Stop = tuple[int, int]
"""Pane and row (-1: its heading)."""


def to_read(panes: Sequence[Pane]) -> tuple[Pane, ...]:
    """The panes without what is there for writing: lines that add, and the front matter but for its title."""
    return tuple(
        pane._replace(rows=() if pane.id == FRONT else tuple(row for row in pane.rows if row.kind != "new"))
        for pane in panes
    )


def stops(panes: Sequence[Pane]) -> tuple[Stop, ...]:
    """The stops of a week, in order; empty sections are passed over, references stand with their tasks."""
    out: list[Stop] = []
    for p, pane in enumerate(panes):
        if pane.id == FRONT:
            out.append((p, HEADING))
        elif pane.id != LINKS:
            tasks = [r for r, row in enumerate(pane.rows) if row.kind == "task"]
            if len(tasks) < len(pane.rows):
                out.append((p, HEADING))
            out += [(p, r) for r in tasks]
    return tuple(out)


def after(found: Sequence[Stop], at: Stop) -> Stop | None:
    """The next stop; None: that was the last one."""
    return next((stop for stop in found if stop > at), None)


def before(found: Sequence[Stop], at: Stop) -> Stop | None:
    """The stop before."""
    return next((stop for stop in reversed(found) if stop < at), None)
