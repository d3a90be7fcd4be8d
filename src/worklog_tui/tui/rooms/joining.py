"""Joins a table row that a pasted line end has broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.worklog.intentions import JoinRow

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen


class Joining:
    """The command ``join_row``: the broken row under the cursor, else the first one of the page."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_join_row(self) -> bool:
        """Whether the page has one."""
        week = self.screen.week
        return week is not None and any(problem.code == "row-broken" for problem in week.problems)

    def do_join_row(self) -> None:
        from worklog_tui.document.edits.joining import find_broken

        screen, week, row = self.screen, self.screen.week, self.screen.view.row
        broken = find_broken(week.document) if week is not None else ()
        if week is None or not broken:
            screen.say("No row of this page is broken by a line end.")
            return
        task = week.tasks[row.at[0] - 1] if row is not None and row.kind == "task" else None
        here = next((b for b in broken if task is not None and (b.table, b.row) == (task.table, task.row)), broken[0])
        line = week.document.tables[here.table].rows[here.row].line
        if screen.editing.execute(JoinRow(here.table, here.row), "join a broken row"):
            rest = f" · {len(broken) - 1} more to join" if len(broken) > 1 else ""
            screen.say(f"The row on line {line} is one row again{rest} · {screen.keymap.called('undo')} takes it back")
