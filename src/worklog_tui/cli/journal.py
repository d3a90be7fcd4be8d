"""What the commands share: opening a journal and its session, and saying why that was not possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import Journal
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings


def add_journal_options(parser: argparse.ArgumentParser) -> None:
    """--journal, --week, --lang: for commands without a positional PATH."""
    parser.add_argument("--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)")
    add_narrowing(parser)


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """--week and --lang."""
    parser.add_argument("--week", type=int, metavar="N", help="only the week of this number")
    parser.add_argument("--lang", metavar="XX", help="only pages of this language (en, vi, …)")


def load_settings() -> Settings:
    """The user's settings; a broken file is said and the defaults are used."""
    from worklog_tui.cli.output import complain
    from worklog_tui.storage.settings import load

    loaded = load()
    if loaded.warning:
        complain(loaded.warning)
    return loaded.settings


def find_journal(path: str | None, settings: Settings) -> Journal:
    """The journal at ``path``, else around the current folder, else the last one. Raises Failure."""
    from worklog_tui.session.journal import NoJournal, open_journal

    try:
        return open_journal(Path(path) if path else None, settings=settings, cwd=Path.cwd())
    except NoJournal as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{path or 'The journal'} cannot be read: {error.strerror or error}.") from error


def start_session(journal: Journal, settings: Settings) -> Session:
    """A session over the journal."""
    from worklog_tui.session.session import Session

    return Session(journal, settings=settings)
