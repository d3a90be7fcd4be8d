"""Another number for a week: shown before it is done, then standing on the page under its new name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.session.events import JournalChanged

if TYPE_CHECKING:
    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen


class Renumber:
    """The command ``renumber``."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_renumber(self) -> bool:
        """Where the shown week has a number."""
        entry = self.screen.entry
        return entry is not None and entry.number is not None

    def do_renumber(self) -> None:
        from worklog_tui.tui.screens.renumber import RenumberScreen

        screen, entry = self.screen, self.screen.entry
        if entry is None or entry.number is None:
            screen.say("This page tells no number: rename it with your file manager.")
            return
        screen.app.push_screen(RenumberScreen(screen.session, entry, screen.opened_by), self._made)

    def _made(self, pages: tuple[PageRef, ...] | None) -> None:
        screen = self.screen
        if not pages:
            return
        screen.news.told(JournalChanged(screen.session.journal))  # its own message may come after this
        language = screen.page.language if screen.page is not None else screen.language
        screen.go_to_page(next((p for p in pages if p.language == language), pages[0]))
        also = f", {len(pages)} pages" if len(pages) > 1 else ""
        screen.say(f"It is week {pages[0].number} now{also}. {screen.keymap.undoes}.")
