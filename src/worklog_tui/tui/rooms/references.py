"""References of the page: taken out, moved, and addresses typed into a cell turned into links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import LINKS
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog.links.edits import link_up
from worklog_tui.worklog.links.removal import move_reference, remove_references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.drafts import Draft
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Row
    from worklog_tui.worklog.model import Week


class References:
    """What is done with the rows of the list of references."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def remove(self, rows: Sequence[Row]) -> None:
        """These references go, each as a whole, in one step."""
        screen = self.screen
        week, at = screen.week, screen.view.cursor
        links = sorted({row.at[0] for row in rows if row.kind == "link"})
        if week is None or not links:
            return
        names = [ref.label for link in links for ref in week.references if ref.link == link]
        name = f"“{text.cut(text.clean(names[0]), 40)}”" if len(links) == 1 else f"{len(links)} references"
        try:
            asked = remove_references(week, links)
        except Refused as refused:
            screen.say(str(refused), bad=True)
            return
        if screen.editing.execute(asked, f"delete reference {name}"):
            screen.view.go(at)
            them = "it" if len(links) == 1 else "them"
            screen.say(f"Deleted {name} · {screen.keymap.called('undo')} brings {them} back")

    def move(self, by: int) -> None:
        """The selected reference changes places with the next one of its cell."""
        screen = self.screen
        week, row = screen.week, screen.view.row
        if week is None or row is None or row.kind != "link":
            return
        place = _number(screen, row.at[0])
        try:
            asked = move_reference(week, row.at[0], by)
        except Refused as refused:
            screen.say(str(refused))
            return
        if screen.editing.execute(asked, "move reference"):
            panes = screen.view.panes
            at = next((p for p, pane in enumerate(panes) if pane.id == LINKS), None)
            if at is not None:
                screen.view.go(Cursor(at, place + by, screen.view.cursor.column))

    def linked(self, week: Week, draft: Draft, words: str) -> str:
        """The words of a reference cell with new addresses as links in the page's form, named as they are elsewhere."""
        row = draft.row
        if row is None or row.kind != "task" or words == draft.text:
            return words
        field = week.tasks[row.at[0] - 1].fields[draft.column]
        if field.column.role != "reference":
            return words
        return link_up(week, field.column, draft.text, words, self.screen.room("shelf").labels())


def _number(screen: MainScreen, link: int) -> int:
    week = screen.week
    return next((n for n, ref in enumerate(week.references) if ref.link == link), 0) if week is not None else 0
