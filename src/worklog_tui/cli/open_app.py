"""`worklog [PATH]`: opens the app. The one module here that (inside a function) reaches for the tui."""

from __future__ import annotations

import sys
from pathlib import Path

from worklog_tui.cli.output import Failure


def require_terminal() -> None:
    """The app draws on a terminal; elsewhere it would only print noise. Raises Failure."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Failure("The app needs a terminal; use `worklog show` or `worklog list` in a pipe.")


def open_path(path: str | None, *, remember: bool = True) -> int:
    """Opens the journal at ``path`` (None: around this folder, else the last one, else the first screen)."""
    require_terminal()
    from worklog_tui.tui import lightly

    lightly.start()
    from worklog_tui.cli.journal import load_settings
    from worklog_tui.tui.running import run_app

    if path is not None and not Path(path).exists():
        raise Failure(f"{path} does not exist: name a site, a section, a week folder or a page.")
    return run_app(Path(path) if path is not None else None, settings=load_settings(), remember=remember)


def open_review(path: str | None) -> int:
    """Opens the journal to be reviewed: nothing there can change a page."""
    require_terminal()
    from worklog_tui.tui import lightly

    lightly.start()
    from worklog_tui.cli.journal import load_settings
    from worklog_tui.session.journal import NoJournal
    from worklog_tui.tui.running import run_review

    if path is not None and not Path(path).exists():
        raise Failure(f"{path} does not exist: name a site, a section, a week folder or a page.")
    try:
        return run_review(Path(path) if path is not None else None, settings=load_settings())
    except NoJournal as error:
        raise Failure(str(error)) from error


def open_board(paths: list[str], *, language: str | None = None) -> int:
    """Opens the board of one journal (none named: as ``open_path`` finds it), or of several side by side."""
    require_terminal()
    from worklog_tui.tui import lightly

    lightly.start()
    from worklog_tui.cli.journal import load_settings
    from worklog_tui.record import replace
    from worklog_tui.tui.running import run_app

    settings = load_settings()
    if language:
        settings = replace(settings, language=language)
    path = Path(paths[0]) if len(paths) == 1 else None
    return run_app(path, settings=settings, board=tuple(paths) if len(paths) > 1 else ())
