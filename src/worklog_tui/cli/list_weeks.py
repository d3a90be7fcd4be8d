"""`worklog list`: the weeks of the journal, one a line, in their true order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import (
    add_journal_options,
    find_journal,
    finish_interrupted,
    load_settings,
    narrowed,
    open_overview,
)
from worklog_tui.cli.output import say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.session.overview import Overview, PageOverview

HELP = "List the journal's weeks in order: number, days, tasks, language, title."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("path", nargs="?", metavar="PATH", help="the journal (the same as --journal)")
    add_journal_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: argparse.Namespace) -> int:
    """Reads every page; one that cannot be read is listed with the reason."""
    settings = load_settings()
    journal = find_journal(args.journal or args.path, settings)
    finish_interrupted(journal, settings)
    overview = open_overview(journal, settings)
    rows = [_facts(overview, entry, page) for entry, pages in narrowed(journal, args.week, args.lang) for page in pages]
    overview.keep()
    if args.json:
        say_json(rows)
    elif rows:
        say("\n".join(_line(row) for row in rows))
    else:
        say(f"No weeks in {journal.section} yet.")
    return 0


def _facts(overview: Overview, entry: WeekEntry, page: PageRef) -> dict[str, Any]:
    read, error = _read(overview, page)
    facts: dict[str, Any] = {
        "path": page.rel,
        "language": page.language or (read.language if read else None),
        "week": entry.number if entry.number is not None else (read.number if read else None),
        "title": read.title if read else None,
        "span": list(overview.days(page) or (None, None)) if read else [None, None],
        "tasks": read.tasks if read else None,
        "twin": next((other.rel for other in entry.pages if other != page), None),
    }
    return facts | ({"error": error} if error else {})


def _read(overview: Overview, page: PageRef) -> tuple[PageOverview | None, str | None]:
    from worklog_tui.storage.errors import PageUnreadable

    try:
        return overview.of(page), None
    except PageUnreadable as error:
        return None, str(error)


def _line(row: dict[str, Any]) -> str:
    number = "" if row["week"] is None else str(row["week"])
    first, last = row["span"]
    span = f"{first} – {last}" if first else "no dates"
    tasks = "unreadable" if row["tasks"] is None else f"{row['tasks']} task{'' if row['tasks'] == 1 else 's'}"
    title = " ".join((row.get("error") or row["title"] or row["path"]).split())
    return f"{number:>4}  {span:<23}  {tasks:>8}  {row['language'] or '':<2}  {title}"
