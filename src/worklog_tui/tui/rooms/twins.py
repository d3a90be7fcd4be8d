"""The command for a week and its twin side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.storage.errors import PageUnreadable

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.widgets.pageview import Cursor


class Twins:
    """Opens the screen, and stands on the same row when it is left."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.other: str | None = None  # the language last chosen beside the shown one

    def can_twins(self) -> bool:
        """Whether the week has a twin."""
        entry = self.screen.entry
        return entry is not None and len(entry.pages) > 1

    def do_twins(self) -> None:
        screen = self.screen
        page = screen.page
        others = screen.session.lockstep.twins(page) if page is not None else ()
        if page is None or screen.week is None or not others:
            screen.say("This week has no twin in another language.")
            return
        self._open(page, next((p for p in others if p.language == self.other), others[0]))

    def differing(self) -> None:
        """Side by side, at the difference the cursor is on or the next one."""
        page = self.screen.page
        others = self.screen.session.lockstep.twins(page) if page is not None else ()
        if page is not None and others:
            self._open(page, others[0], seek=True)

    def _open(self, page: PageRef, other: PageRef, *, seek: bool = False) -> None:
        screen = self.screen
        try:
            screen.session.week(other)
        except PageUnreadable as error:
            screen.say(str(error), bad=True)
            return
        from worklog_tui.tui.screens.twins import TwinsScreen

        beside = TwinsScreen(screen, (page, other), seek=seek, begin=screen.view.cursor)
        screen.app.push_screen(beside, self._back)

    def _back(self, cursor: Cursor | None) -> None:
        screen = self.screen
        screen.copies = True
        screen.reread()
        screen.news.read_again()
        if cursor is not None:
            screen.view.go(cursor)
