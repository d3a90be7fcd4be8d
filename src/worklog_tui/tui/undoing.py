"""Undo and redo: where they lead, what is asked before another program's change is crossed, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen


class Undoing:
    """Part of what edits a screen's page."""

    screen: MainScreen

    def do_undo(self) -> None:
        self._travel(back=True)

    def do_redo(self) -> None:
        self._travel(back=False)

    def _ask_across(self) -> None:
        """Undo stops at what another program has done to the same place since."""
        from worklog_tui.tui.screens.picker import Choice, Picker

        def answered(answer: str | None) -> None:
            if answer == "across":
                self._travel(back=True, across=True)

        choices = [
            Choice("stay", "Leave it", "nothing is taken back"),
            Choice("across", "Undo both", "theirs and yours; redo makes both again"),
        ]
        words = "Another program changed this page in between: undo that too?"
        self.screen.app.push_screen(Picker(words, choices), answered)

    def _travel(self, back: bool, *, across: bool = False) -> None:
        from worklog_tui.session.history import Met

        screen = self.screen
        try:
            entry = screen.session.undo(None, across=across) if back else screen.session.redo(None)
        except Met:
            self._ask_across()
            return
        except Refused as refused:
            screen.say(str(refused), bad=True)
            return
        if entry is None:
            screen.say("Nothing to take back." if back else "Nothing to make again.")
            return
        screen.news.follow_name()
        page = screen.page
        now = screen.session.peek(page) if page is not None else None
        screen.go_to_page(page if page is not None and now is not None and now is not screen.week else entry.page)
        label = text.cut(text.clean(entry.label or "the last change"), 60)
        keys = screen.keymap
        again = f"Taken back: {label} · {keys.called('redo')} makes it again"
        screen.say(again if back else f"Made again: {label} · {keys.undoes}")
