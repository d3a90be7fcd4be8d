"""Adds an image to a task or a section: picked by path, copied beside the page's other images, linked as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.worklog import images
from worklog_tui.worklog.intentions import Intention, ReplaceBlock, SetItem

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.model import Week


class Images:
    """The command ``add_image``."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_add_image(self) -> bool:
        """In a section of a page: in its tasks, items and paragraphs."""
        pane = self.screen.view.pane
        return self.screen.where == "page" and pane is not None and pane.section is not None

    def do_add_image(self) -> None:
        screen = self.screen
        if screen.week is None or not self.can_add_image():
            screen.say("Go to the task or section the image belongs to first.")
            return
        from worklog_tui.tui.screens.files import FilePicker

        screen.app.push_screen(FilePicker("Add an image", images.ENDINGS, Path.cwd()), self._picked)

    def _picked(self, path: str | None) -> None:
        screen, page, pane = self.screen, self.screen.page, self.screen.view.pane
        if path is None or page is None or pane is None or screen.week is None:
            return
        from worklog_tui.session.imaging import StorageError, bring_image

        week, row, column = screen.week, screen.view.row, screen.view.cursor.column

        def ask(text: str) -> Intention:
            return asked(week, pane, row, column, text)

        def run(intention: Intention) -> bool:
            return screen.editing.execute(intention, "add an image")

        try:
            brought = bring_image(screen.session, page, Path(path), ask, run)
        except (Refused, StorageError) as error:
            screen.say(str(error), bad=True)
            return
        if brought is not None:
            done = f"Copied to {brought.name}" if brought.copied else f"{brought.name} was there already"
            undo = screen.keymap.called("undo")
            screen.say(f"{done} and linked · {undo} takes the link back, the file stays")


def asked(week: Week, pane: Pane, row: Row | None, column: int, text: str) -> Intention:
    """The edit that puts an image where the cursor is."""
    if row is not None and row.kind == "task":
        task = week.tasks[row.at[0] - 1]
        roles = [field.column.role for field in task.fields]
        wanted = column if column < len(roles) and roles[column] in ("task", "detail", "note") else None
        main = next((n for n, role in enumerate(roles) if role == "task"), 0)
        return images.in_task(week, task.number, main if wanted is None else wanted, text)
    if row is not None and row.kind == "item":
        item = week.document.lists[row.at[0]].walk()[row.at[1]]
        return SetItem(row.at[0], row.at[1], f"{item.text} {text}")
    if row is not None and row.kind == "text" and row.at:
        source = week.document.text(week.document.blocks[row.at[0]].span)
        words = source.rstrip("\r\n")
        return ReplaceBlock(row.at[0], f"{words}\n\n{text}{source[len(words) :] or chr(10)}")
    if pane.section is None:
        raise Refused("Go to the task or section the image belongs to first.")
    return images.in_section(week, pane.section, text)
