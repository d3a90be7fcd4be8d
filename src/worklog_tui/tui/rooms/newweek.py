"""Starting a week: the preview, and standing on the new page once it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.session.events import JournalChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen


class Newweek:
    """The commands that make weeks."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.words = ""  # a first item typed for a week that was not made

    def can_new_week(self) -> bool:
        """In the week list, and wherever there is a week to go on from."""
        return bool(self.screen.session.journal.weeks)

    def do_new_week(self) -> None:
        if self.screen.desk.banner:  # today's week: its first item may be typed at once
            self.screen.room("daily").start_week(log=False)
        else:
            self.start()

    def start(self, words: str | None = None, then: Callable[[str], None] | None = None, *, log: bool = False) -> None:
        """Shows the week before it is made. ``then`` goes on once it is: with its first item (``words``: so far; None:
        none is asked for), if one was typed; ``log``: the item is what the person came for.
        """
        from worklog_tui.tui.screens.newweek import NewWeekScreen

        screen = self.screen
        if not screen.session.journal.weeks:
            screen.say("There is no week to go on from: worklog init makes a new journal.")
            return
        preview = NewWeekScreen(screen.session, screen.today, words, screen.opened_by, log=log)

        def answer(pages: tuple[PageRef, ...] | None) -> None:
            if words is not None:
                screen.room("typed").end()
            self.words = preview.words or (self.words if words is None else "")
            self._made(pages)
            if pages and then is not None and (self.words or words is None):
                typed, self.words = self.words, ""
                then(typed)
            elif preview.words:
                screen.say("No week was made. What you typed is there again when you start it.")

        if words is not None:
            screen.room("typed").begin_first(lambda: preview.words)
        screen.app.push_screen(preview, answer)

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
