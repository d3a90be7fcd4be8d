"""`worklog export`: the term as JSON, as a table for spreadsheets, or as a report to read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.journal import add_journal_options, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import Failure, complain, say_exactly

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.exporting import Format, Gathered
    from worklog_tui.session.journal import Journal, PageRef, WeekEntry
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.term.records import What

HELP = "Write tasks, references and weeks with their totals: JSON, CSV for spreadsheets, or a report in Markdown."

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_SUFFIXES: dict[str, Format] = {".json": "json", ".csv": "csv", ".tsv": "csv", ".md": "md", ".markdown": "md"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("path", nargs="?", metavar="PATH", help="the journal (the same as --journal)")
    add_journal_options(parser)
    parser.add_argument("--format", choices=("json", "csv", "md"), help="default: by FILE's ending, else md")
    parser.add_argument(
        "--what", metavar="WHAT", help="weeks, tasks, references, several with commas (default: all; csv: tasks)"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write there (default, or -: print)")
    parser.add_argument(
        "--separator", choices=tuple(_SEPARATORS), default="comma", help="csv: semicolon where Excel expects it"
    )
    parser.add_argument("--no-bom", action="store_true", help="csv: without the mark by which Excel knows UTF-8")


def run(args: argparse.Namespace) -> int:
    """Reads every page asked for; those that cannot be read are told on stderr, exit 3 where none can."""
    from worklog_tui.session.exporting import gather, save, written
    from worklog_tui.storage.errors import StorageError

    form = _form(args)
    what = _what(args.what, form)
    settings = load_settings()
    journal = find_journal(args.journal or args.path, settings)
    session = start_session(journal, settings)
    try:
        session.complete()
        pages = _pages(session.journal, args, settings)
        found = gather(session, pages, dt.date.today())
    finally:
        session.close()
    _tell(found)
    separator = "\t" if args.out is not None and args.out.suffix == ".tsv" else _SEPARATORS[args.separator]
    words = written(found.term, form, what, separator, bom=not args.no_bom)
    if args.out is None or str(args.out) == "-":
        say_exactly(words)
        return 0
    try:
        save(args.out, words, session.journal)
    except StorageError as error:
        raise Failure(str(error)) from error
    complain(f"{len(found.term.pages)} weeks written to {args.out}.")
    return 0


def _form(args: argparse.Namespace) -> Format:
    chosen: Format | None = args.format
    by_name = _SUFFIXES.get(args.out.suffix.casefold()) if args.out is not None else None
    return chosen or by_name or "md"


def _what(asked: str | None, form: Format) -> tuple[What, ...]:
    from worklog_tui.worklog.term.records import WHATS

    if asked is None:
        return ("tasks",) if form == "csv" else WHATS
    words = [word.strip().casefold() for word in asked.split(",") if word.strip()]
    unknown = [word for word in words if word not in WHATS]
    if unknown or not words:
        raise Failure(f"There is no {asked!r} to export: name {', '.join(WHATS)}.", code=2)
    if form == "csv" and len(words) > 1:
        raise Failure("A CSV file holds one table: name one of weeks, tasks, references.", code=2)
    return tuple(one for one in WHATS if one in words)


def _pages(journal: Journal, args: argparse.Namespace, settings: Settings) -> list[tuple[WeekEntry, PageRef]]:
    """One page of each week: in the language asked for, else the settings', else the site's own."""
    from worklog_tui.session.exporting import one_page_each

    if args.lang is not None:
        return [(entry, pages[0]) for entry, pages in narrowed(journal, args.week, args.lang)]
    weeks = [entry for entry, _ in narrowed(journal, args.week, None)]
    return one_page_each(weeks, settings.language)


def _tell(found: Gathered) -> None:
    for sentence in found.unreadable:
        complain(sentence)
    if found.unreadable and not found.term.pages:
        raise Failure("No page could be read: nothing was exported.")
