"""Runs the apps: until they end, with everything written and a true exit code."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.tui.app import WorklogApp
from worklog_tui.worklog.visible import visible

if TYPE_CHECKING:
    from worklog_tui.session.journal import Journal
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings


def _settle_clerks() -> None:
    """What was said last is written before the app ends."""
    clerks = sys.modules.get("worklog_tui.tui.clerk")
    if clerks is not None:
        clerks.settle(5.0)


def run_app(
    path: Path | None, *, settings: Settings, remember: bool = True, board: tuple[str, ...] | None = None
) -> int:
    """Runs the app until it ends; its exit code. Needs a terminal on stdin and stderr. ``board``: as the app has it."""
    gc.disable()

    def open_session(where: Path | None) -> Session | None:
        return _open(where, settings)

    app = WorklogApp(open_session, path=path, settings=settings, today=dt.date.today(), remember=remember, board=board)
    app.clock = dt.date.today
    return _run(app)


def _run(app: WorklogApp) -> int:
    """Until it ends: everything written, and said what could not be."""
    unsaved = ""
    try:
        app.run()
    finally:
        _settle_clerks()
        if app.session is not None:
            app.note_journal()
            if not app.session.close():
                kept = [str(app.session.recovery_file(page)) for page in app.session.unsaved()]
                unsaved = (
                    f"worklog: not everything could be saved; the text is kept in {', '.join(kept) or 'its folder'}\n"
                )
        app.leave_scratch()
    unsaved += app.unfinished_words
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(visible(unsaved, keep="\n"))
    if app.fault is not None:
        raise app.fault  # to be logged, and said in one sentence
    return app.return_code or (3 if unsaved else 0)


def _open(where: Path | None, settings: Settings) -> Session | None:
    from worklog_tui.session.journal import NoJournal, open_journal
    from worklog_tui.session.session import Session

    try:
        journal = open_journal(where, settings=settings, cwd=Path.cwd(), first_look=True)
    except NoJournal:
        if where is not None:
            raise
        return None
    return Session(journal, settings=settings, keep_history=True)


def run_review(path: Path | None, *, settings: Settings) -> int:
    """Runs it until it ends; its exit code. Raises NoJournal."""
    from worklog_tui.session.journal import NoJournal, open_journal
    from worklog_tui.session.reading_only import ReadOnly

    journal: Journal = open_journal(path, settings=settings, cwd=Path.cwd())
    if not journal.weeks and journal.selected is None:
        raise NoJournal(f"There are no week pages in {journal.section}: nothing to review.")
    from worklog_tui.tui.review_app import ReviewApp

    gc.disable()

    def open_session(_: Path | None) -> Session:
        return ReadOnly(journal, settings=settings)

    return _run(ReviewApp(open_session, path=path, settings=settings, today=dt.date.today(), remember=True))
