"""Starting a week: the preview, and standing on the new page once it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.session.events import JournalChanged

if TYPE_CHECKING:
    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen


class Newweek:
    """The commands that make weeks."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_new_week(self) -> bool:
        """In the week list, and wherever there is a week to go on from."""
        return bool(self.screen.session.journal.weeks)

    def do_new_week(self) -> None:
        from worklog_tui.tui.screens.newweek import NewWeekScreen

        screen = self.screen
        if not screen.session.journal.weeks:
            screen.say("There is no week to go on from: worklog init makes a new journal.")
            return
        screen.app.push_screen(NewWeekScreen(screen.session, screen.today), self._made)

    do_new_week_here = do_new_week

    def _made(self, pages: tuple[PageRef, ...] | None) -> None:
        screen = self.screen
        if not pages:
            return
        language = screen.page.language if screen.page is not None else screen.language
        page = next((p for p in pages if p.language == language), pages[0])
        screen.news.told(JournalChanged(screen.session.journal))  # its own message may come after this
        screen.go_to_page(page)
        screen.enter_page()
        also = f", {len(pages)} pages" if len(pages) > 1 else ""
        screen.say(f"Week {page.number} made{also}. {screen.keymap.undoes}.")
