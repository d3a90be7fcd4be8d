"""The board of the journal: opened, left for a week; what it has read stays for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.session.board import Board as Rows
from worklog_tui.tui.board_reader import BoardReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.board import BoardRow
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.board import BoardScreen
    from worklog_tui.tui.screens.main import MainScreen


class Picked(NamedTuple):
    """A week to go to, and what to do there."""

    page: PageRef
    then: str = ""


class Board:
    """What ``B`` does. ``rows``: by the key of their week, as last read in ``language``."""

    def __init__(self, screen: MainScreen) -> None:
        from worklog_tui.storage.paths import app_paths

        self.screen = screen
        self.language = screen.page.language if screen.page is not None else screen.language
        self.rows: dict[str, BoardRow] = {}
        self._view: BoardScreen | None = None  # stays as it is while one works on a week: opening it again is a paint
        self.reader = BoardReader(screen.session, Rows(screen.session, app_paths().cache), self._seen)

    def close(self) -> None:
        """The screen goes: so do the thread and the board."""
        self.reader.close()
        view, self._view = self._view, None
        if view is not None and view not in self.screen.app.screen_stack:
            self.screen.app.uninstall_screen(view)
            view.remove()

    def _seen(self) -> Sequence[str]:
        """The weeks on screen; asked by the thread that reads."""
        return self._view.seen() if self._view is not None else ()

    def can_board(self) -> bool:
        """Whether there are weeks."""
        return bool(self.screen.session.journal.weeks)

    def do_board(self) -> None:
        self.open()

    def open(self, *, home: bool = False) -> None:
        """Shows it. ``home``: it is where one came from, so leaving it leaves the journal."""
        screen = self.screen
        if screen.editor is not None:
            return
        if not screen.session.journal.weeks:
            screen.say("No weeks here yet: nothing for a board.")
            return
        from worklog_tui.tui.screens.board import BoardScreen

        self.language = screen.page.language if screen.page is not None else self.language
        if self._view is None:
            self._view = BoardScreen(screen, self)
            screen.app.install_screen(self._view, f"board {id(self)}")
        self._view.home, self._view.key = home, screen.entry.key if screen.entry is not None else ""
        screen.app.push_screen(self._view, self._picked)

    def _picked(self, picked: Picked | None) -> None:
        if picked is None:
            return
        screen = self.screen
        screen.commanding.touched = True
        screen.go_to_page(picked.page)
        screen.enter_page()
        if picked.then:
            screen.run_command(picked.then)
