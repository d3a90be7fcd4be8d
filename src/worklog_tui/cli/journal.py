"""What the commands share: opening a journal and its session, and saying why that was not possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import Journal, PageRef, WeekEntry
    from worklog_tui.session.overview import Overview
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings


def add_journal_options(parser: argparse.ArgumentParser) -> None:
    """--journal, --week, --lang: for commands without a positional PATH."""
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)"
    )
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


def open_overview(journal: Journal, settings: Settings) -> Overview:
    """What is known of the journal's pages, for commands that only look."""
    from worklog_tui.session.overview import Overview
    from worklog_tui.storage.paths import app_paths

    return Overview(journal, settings, app_paths().cache)


def finish_interrupted(journal: Journal, settings: Settings) -> None:
    """What a killed run left half-written is finished before pages are looked at; a session does it as it starts."""
    from worklog_tui.storage.paths import app_paths

    copies = app_paths().state / "copies"
    if (copies.is_dir() and any(copies.iterdir())) or (journal.listing is not None and journal.listing.temps):
        start_session(journal, settings).close()


def open_page(path: Path, settings: Settings) -> tuple[Journal, PageRef]:
    """The journal around one page, and the page. Raises Failure for a folder or a file that is not there."""
    if path.is_dir():
        raise Failure(f"{path} is a folder: name one page, such as {path / '_index.md'}.")
    if not path.exists():
        raise Failure(f"{path} does not exist: check the name.")
    journal = find_journal(str(path), settings)
    if journal.selected is None:
        raise Failure(f"{path} is not a page: name a Markdown file (.md).")
    return journal, journal.selected


def narrowed(journal: Journal, week: int | None, language: str | None) -> list[tuple[WeekEntry, list[PageRef]]]:
    """The journal's weeks with their pages, as --week and --lang ask. Raises Failure when nothing is left."""
    out = []
    for entry in journal.weeks:
        if week is not None and entry.number != week:
            continue
        pages = [p for p in entry.pages if language is None or (p.language or "").casefold() == language.casefold()]
        if pages:
            out.append((entry, pages))
    if not out and (week is not None or language is not None):
        wanted = " and ".join(
            part for part in (week is not None and f"week {week}", language and f"language {language}") if part
        )
        raise Failure(f"No page of {wanted} in {journal.section}: see `worklog list`.", code=3)
    return out
