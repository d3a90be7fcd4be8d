"""Edits on the screen of twins: the main screen's, over a half; and what one page lacks, brought from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.editing import Editing
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.twins.changes import Copied, has_words
from worklog_tui.worklog.twins.fields import new_task
from worklog_tui.worklog.twins.pairing import part_of

if TYPE_CHECKING:
    from worklog_tui.tui.screens.twins import TwinsScreen
    from worklog_tui.tui.view.panes import Row
    from worklog_tui.tui.view.side_by_side import Stop
    from worklog_tui.tui.widgets.pageview import Cursor
    from worklog_tui.worklog.intentions import Intention


class TwinEditing(Editing):
    """``screen`` has what of the main screen edits need: page, week, view, session, toast."""

    def __init__(self, screen: TwinsScreen) -> None:
        super().__init__(screen)  # type: ignore[arg-type]
        self.twins = screen

    def stand(self) -> None:
        """Over its own half: the other page stays in sight."""
        editor = self.editor
        if editor is None:
            return
        from worklog_tui.tui.widgets.editors import Box

        cell = self.twins.view.cell_region().translate(self.twins.view.region.offset)
        if isinstance(editor, Box):
            above = max(0, self.draft.line) if self.draft is not None and self.draft.list >= 0 else 0
            width = min(cell.width + 4, self.twins.size.width - cell.x + 2)
            editor.place(cell.x - 2, cell.y - 1 - above, width, 1, self.twins.size.height - 1)
        else:
            editor.styles.width = cell.width
            editor.styles.offset = (cell.x, cell.y)

    def stand_on(self, cursor: Cursor) -> bool:
        view = self.twins.view
        halves = [stop.halves[view.side] for stop in view.stops]
        found = (n for n, half in enumerate(halves) if half is not None and half.at[:2] == cursor[:2])
        return view.go(next(found, view.at))

    def close(self) -> None:
        super().close()
        self.twins.footer.show("twins")

    def bring(self) -> None:
        """What this page lacks and the other has: a row or an item, in this page's forms, its text marked a copy."""
        view = self.twins.view
        found = self._missing(view.stop)
        if found is None:
            back = self.twins.keymap.called("back")
            self.twins.say(f"This is missing here: add it on its own page ({back} goes back).")
            return
        asked, copies = found
        session, page = self.twins.session, self.twins.page
        if self.alone(asked, "bring over from the other language"):
            session.lockstep.marks.add(page, session.week(page), copies)
            self.twins.read()
            self.twins.say(f"Brought over, to translate · {self.twins.keymap.undoes}")

    def alone(self, asked: Intention, label: str) -> bool:
        """An edit of this page only: the other one has it already."""
        lockstep = self.twins.session.lockstep
        mode, lockstep.mode = lockstep.mode, "off"
        try:
            return self.execute(asked, label)
        finally:
            lockstep.mode = mode

    def _missing(self, stop: Stop) -> tuple[Intention, tuple[Copied, ...]] | None:
        view = self.twins.view
        half = stop.halves[1 - view.side]
        if view.sides is None or half is None or half.at.row < 0:
            return None
        here, there = view.sides[view.side], view.sides[1 - view.side]
        row = there.panes[half.at.pane].rows[half.at.row]
        above = self._above(row)
        if row.kind == "task" and len(here.week.task_tables) == len(there.week.task_tables) == 1:
            after = above.at[0] if above is not None else 0
            changes = new_task(there.week, here.week, after, row.at[0])
            return (changes.intentions[0], changes.copies) if changes.intentions else None
        if row.kind == "item" and above is not None and above.kind == "item":
            words = there.week.document.lists[row.at[0]].walk()[row.at[1]].text
            asked = want.AddItem(above.at[0], above.at[1], words, row.level)
            part = part_of(there.week, want.RemoveItem(*row.at))
            return asked, (Copied(part, words),) if part is not None and has_words(words) else ()
        return None

    def _above(self, row: Row) -> Row | None:
        """The row of this page that stands above the missing one."""
        view = self.twins.view
        for at in range(view.at - 1, -1, -1):
            half = view.stops[at].halves[view.side]
            if half is None:
                continue
            if half.at.row < 0:
                return None
            found = view.panes[half.at.pane].rows[half.at.row]
            if found.kind == row.kind:
                return found
        return None
