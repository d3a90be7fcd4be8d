"""From one journal to another without leaving the app, and back to the list one came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.tui.app import WorklogApp


def switch_to(app: WorklogApp, path: Path) -> str:
    """Shows the journal there; why not, where there is none, and then what stands stays."""
    screen = app.open_main(path)
    if screen is None:
        return app.why
    app.stand(screen)
    for other in app.screen_stack[:-1]:
        if isinstance(other, MainScreen):
            other.on_unmount()  # the first screen of a stack stays in it: its threads end
    app.note_journal()
    return ""


def open_board(app: WorklogApp, path: Path) -> str:
    """The same, and its board over it."""
    why = switch_to(app, path)
    if not why:
        app.call_after_refresh(show_board, app)
    return why


def show_board(app: WorklogApp) -> None:
    """The board of the open journal."""
    if isinstance(app.screen, MainScreen):
        app.screen.room("board").open(home=app.has_journals)


def leave_journal(app: WorklogApp) -> None:
    """Back to the list of journals; the open one is written and closed."""
    session, app.session = app.session, None
    if session is not None:
        session.flush(5.0)
        session.close()
    while len(app.screen_stack) > 1:
        app.pop_screen()
