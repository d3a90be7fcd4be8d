"""`worklog list`: the weeks of the journal, one a line, in their true order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import add_journal_options, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

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
    session = start_session(journal, settings)
    try:
        rows = [
            _facts(session, entry, page) for entry, pages in narrowed(journal, args.week, args.lang) for page in pages
        ]
    finally:
        session.close()
    if args.json:
        say_json(rows)
    elif rows:
        say("\n".join(_line(row) for row in rows))
    else:
        say(f"No weeks in {journal.section} yet.")
    return 0


def _facts(session: Session, entry: WeekEntry, page: PageRef) -> dict[str, Any]:
    week, error = _week(session, page)
    days = week.days if week else None
    facts: dict[str, Any] = {
        "path": page.rel,
        "language": page.language or (week.language if week else None),
        "week": entry.number if entry.number is not None else (week.number if week else None),
        "title": week.title if week else None,
        "span": [days[0].isoformat(), days[1].isoformat()] if days else [None, None],
        "tasks": len(week.tasks) if week else None,
        "twin": next((other.rel for other in entry.pages if other != page), None),
    }
    return facts | ({"error": error} if error else {})


def _week(session: Session, page: PageRef) -> tuple[Week | None, str | None]:
    from worklog_tui.session.session import PageUnreadable

    try:
        return session.week(page), None
    except PageUnreadable as error:
        return None, str(error)


def _line(row: dict[str, Any]) -> str:
    number = "" if row["week"] is None else str(row["week"])
    first, last = row["span"]
    span = f"{first} – {last}" if first else "no dates"
    tasks = "unreadable" if row["tasks"] is None else f"{row['tasks']} task{'' if row['tasks'] == 1 else 's'}"
    title = " ".join((row.get("error") or row["title"] or row["path"]).split())
    return f"{number:>4}  {span:<23}  {tasks:>8}  {row['language'] or '':<2}  {title}"
