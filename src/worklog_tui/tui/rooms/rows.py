"""Commands for rows: delete, move, duplicate; the marked ones together, as one step, else the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.rows import bulk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.intentions import Intention


class Rows:
    """Rows of the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    # --- delete --------------------------------------------------------------------------------------------------

    def do_delete(self) -> None:
        screen, view = self.screen, self.screen.view
        rows = screen.marks.chosen()
        if screen.week is None or view.pane is None or not rows:
            screen.say("Select a row to delete it.")
        elif any(row.kind == "link" for row in rows):
            screen.room("references").remove(rows)
        else:
            asked = self._removal(rows)
            name = self.named(rows)
            at = view.cursor
            if not asked:
                screen.say("The heading of a table stays: edit its cells.")
            elif screen.editing.execute(asked, f"delete {name}"):
                view.go(at)
                them = "it" if len(rows) == 1 else "them"
                screen.say(f"Deleted {name} · {screen.keymap.called('undo')} brings {them} back")

    def _removal(self, rows: Sequence[Row]) -> list[Intention]:
        """What deleting asks for; a row of another kind than tasks and items is never one of several."""
        week = self.screen.week
        if week is None:
            return []
        if rows[0].kind == "front":
            return [want.RemoveFrontMatter(rows[0].key)]
        if rows[0].kind == "cell":
            return [want.RemoveRow(*rows[0].at)] if rows[0].at[1] >= 0 else []
        if rows[0].kind not in ("task", "item"):
            return [want.ReplaceBlock(rows[0].at[0], "")] if rows[0].at else []
        return bulk.remove(tasks_of(rows), items_of(rows), week)

    def named(self, rows: Sequence[Row]) -> str:
        """What a toast calls the rows."""
        view, spots = self.screen.view, self.screen.marks.spots
        if len(rows) == 1:
            pane = view.panes[spots[0][0] if spots else view.cursor.pane]
            return f"“{text.cut(text.clean(name_of(pane, rows[0])), 40)}”"
        kinds = {row.kind for row in rows}
        return count(len(rows), next(iter(kinds)) if len(kinds) == 1 else "row")

    # --- move ----------------------------------------------------------------------------------------------------

    def do_move_down(self) -> None:
        self._move(1)

    def do_move_up(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        screen = self.screen
        rows = [row for row in screen.marks.chosen() if row.kind in ("task", "item")]
        week, at, on = screen.week, screen.view.cursor, screen.view.row
        if on is not None and on.kind == "link" and not rows:
            screen.room("references").move(by)
            return
        if week is None or not rows:
            screen.say("Select a task, an item or a reference to move it.")
            return
        if screen.narrow is not None and any(row.kind == "task" for row in rows):
            screen.say("Some tasks are filtered out: Esc shows all, then move.")
            return
        asked = bulk.move(tasks_of(rows), items_of(rows), week, by)
        if not asked:
            end = "last" if by > 0 else "first"
            screen.say(f"This row is the {end} one." if len(rows) == 1 else f"These rows are the {end} ones.")
            return
        step = self._step(asked, on, by)
        if screen.editing.execute(asked, f"move {self._short(rows)}"):
            screen.view.go(Cursor(at.pane, at.row + step, at.column))

    def _step(self, asked: Sequence[Intention], on: Row | None, by: int) -> int:
        """How many rows the selected one moves: an item passes over all of its neighbour."""
        week = self.screen.week
        for one in asked:
            if isinstance(one, want.MoveTask) and on is not None and on.kind == "task" and on.at == (one.task,):
                return by
            if isinstance(one, want.MoveItem) and on is not None and on.kind == "item" and week is not None:
                if on.at != (one.list, one.item):
                    continue
                items = week.document.lists[one.list]
                other = bulk.sibling(items, one.item, by)
                return by * bulk.subtree(items, other) if other is not None else 0
        return 0

    def _short(self, rows: Sequence[Row]) -> str:
        return f"task {rows[0].at[0]}" if len(rows) == 1 and rows[0].kind == "task" else self.named(rows)

    # --- duplicate -----------------------------------------------------------------------------------------------

    def do_duplicate(self) -> None:
        screen = self.screen
        rows = [row for row in screen.marks.chosen() if row.kind in ("task", "item")]
        week, at, on = screen.week, screen.view.cursor, screen.view.row
        if week is None or not rows:
            screen.say("Select a task or an item to duplicate it.")
            return
        step = bulk.subtree(week.document.lists[on.at[0]], on.at[1]) if on is not None and on.kind == "item" else 1
        several = len(rows) > 1
        if screen.editing.execute(bulk.double(tasks_of(rows), items_of(rows), week), f"duplicate {self.named(rows)}"):
            if not several:
                screen.view.go(Cursor(at.pane, at.row + step, at.column))
            screen.say(f"Duplicated {count(len(rows), 'row')} · {screen.keymap.undoes}")

    # --- where they apply ----------------------------------------------------------------------------------------

    def can_delete(self) -> bool:
        """On any row that holds something; references are deleted where they stand."""
        rows = self.screen.marks.chosen()
        return self.screen.where == "page" and bool(rows) and all(row.kind != "link" for row in rows)

    def can_duplicate(self) -> bool:
        """On tasks and items."""
        kinds = {row.kind for row in self.screen.marks.chosen()}
        return self.screen.where == "page" and bool(kinds & {"task", "item"})

    can_move_down = can_move_up = can_duplicate


def tasks_of(rows: Sequence[Row]) -> list[int]:
    """The numbers of the tasks among rows."""
    return [row.at[0] for row in rows if row.kind == "task"]


def items_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The places of the items among rows."""
    return [(row.at[0], row.at[1]) for row in rows if row.kind == "item"]


def name_of(pane: Pane, row: Row) -> str:
    """What a toast calls a row: its task, or its first words."""
    if row.kind == "task":
        specs = pane.columns[row.columns]
        words = next((c.text for c, spec in zip(row.cells, specs, strict=False) if spec.role == "task"), "")
        return words or f"task {row.at[0]}"
    return row.cells[0].text
