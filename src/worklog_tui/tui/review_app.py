"""`worklog --read-only`: the app with the review as its only screen, over a session that cannot change a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.tui.app import WorklogApp

if TYPE_CHECKING:
    from textual.screen import Screen

    from worklog_tui.tui.screens.main import MainScreen


class ReviewApp(WorklogApp):
    """The main screen is made, for what it knows, and never shown."""

    def get_default_screen(self) -> Screen[Any]:
        """The review, at the page that was named, else at the first one that waits for it."""
        from worklog_tui.tui.screens.review import ReviewScreen

        main = self._behind = self.open_main(self.path)
        if main is None:
            return super().get_default_screen()
        journal = main.session.journal
        page = journal.selected or journal.weeks[0].page(self.settings.language)
        return ReviewScreen(main, page, alone=True, seek=journal.selected is None)

    _behind: MainScreen | None = None

    @property
    def main(self) -> MainScreen | None:
        return self._behind

    def _greet(self) -> None:
        """Comments that were being typed when an earlier run ended."""
        if self.main is not None and self.session is not None and (self.session.state_dir / "drafts").is_dir():
            self.main.room("typed").offer()

    async def action_quit(self) -> None:
        """ctrl+q: nothing is unsaved here."""
        self.exit()
