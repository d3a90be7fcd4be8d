"""`worklog --read-only`: the app with the review as its only screen, over a session that cannot change a page."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worklog_tui.tui.app import WorklogApp, settle_clerks

if TYPE_CHECKING:
    from textual.screen import Screen

    from worklog_tui.session.journal import Journal
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
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


def run_review(path: Path | None, *, settings: Settings) -> int:
    """Runs it until it ends; its exit code. Raises NoJournal."""
    from worklog_tui.session.journal import NoJournal, open_journal
    from worklog_tui.session.reading_only import ReadOnly

    journal: Journal = open_journal(path, settings=settings, cwd=Path.cwd())
    if not journal.weeks and journal.selected is None:
        raise NoJournal(f"There are no week pages in {journal.section}: nothing to review.")
    gc.disable()

    def open_session(_: Path | None) -> Session:
        return ReadOnly(journal, settings=settings)

    app = ReviewApp(open_session, path=path, settings=settings, today=dt.date.today(), remember=True)
    try:
        app.run()
    finally:
        settle_clerks()
        if app.session is not None:
            app.note_journal()
            app.session.close()
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(app.unfinished_words)
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
