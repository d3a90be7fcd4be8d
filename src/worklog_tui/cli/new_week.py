"""`worklog new-week`: the next week's pages from the last one's, twin and index line with them; shown, then written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import find_journal, load_settings, start_session
from worklog_tui.cli.output import Failure, say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.planning import NewWeek
    from worklog_tui.session.session import Session

HELP = "Make the next week's page from the last one (or from archetypes/), its twin and its line in the index with it."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)"
    )
    parser.add_argument("--number", type=int, metavar="N", help="the week's number (default: the next one)")
    parser.add_argument("--date", metavar="DATE", help="a day of the week: today, mon, 12/11, 2025-11-12, +7d")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Plans, writes unless told not to, and prints. Exit 3 with a sentence where it cannot be done."""
    from worklog_tui.document.model import Refused
    from worklog_tui.session.planning import plan_week
    from worklog_tui.storage.errors import StorageError

    today = dt.date.today()
    day = _day(args.date, today) if args.date else None
    settings = load_settings()
    journal = find_journal(args.journal, settings)
    session = start_session(journal, settings)
    try:
        session.complete()
        week = plan_week(session, today, number=args.number, day=day)
        if not args.dry_run:
            _write(session, week)
    except (Refused, StorageError) as error:
        raise Failure(str(error)) from error
    finally:
        session.close()
    if args.json:
        say_json(_facts(week, written=not args.dry_run))
    else:
        say("\n".join(_lines(week, args.dry_run)))
    return 0


def _day(words: str, today: dt.date) -> dt.date:
    from worklog_tui.worklog.day.meant import Around, meant

    found = meant(words, Around(today, today, today))
    if found is None:
        raise Failure(f"{words!r} is no date: write today, mon, 12/11, +7d or 2025-11-12.", code=2)
    return found


def _write(session: Session, week: NewWeek) -> None:
    session.creations.make(week)
    if not session.flush(timeout=60):
        page = next(iter(session.unsaved()), None)
        why = session.failure(page) if page is not None else None
        raise Failure(why or "The new pages are there, but the section's index could not be saved: try again.")


def _lines(week: NewWeek, dry: bool) -> list[str]:
    from worklog_tui.worklog.day.today import short_span

    out = [f"{week.label} · {short_span(*week.days)} {week.days[1].year}"]
    made, added = ("would make", "would add ") if dry else ("made ", "added")
    wide = max(len(rel) for rel in [*(p.rel for p in week.pages), *(i.page.rel for i in week.lines)])
    out += [f"  {made}  {p.rel:<{wide}}  {p.title}" for p in week.pages]
    out += [f"  {added}  {i.page.rel:<{wide}}  {' '.join(i.line.text.split())[:200]}" for i in week.lines]
    if week.note:
        out.append(week.note)
    others = [o for o in week.offers if o.monday != week.offer.monday and o.why == "today"]
    if others and week.offer.why == "next":
        out.append("Today is later than that: --date today makes this week's page instead.")
    return out


def _facts(week: NewWeek, *, written: bool) -> dict[str, Any]:
    return {
        "week": week.offer.number,
        "year": week.offer.year,
        "span": [day.isoformat() for day in week.days],
        "written": written,
        "pages": [
            {"path": p.rel, "language": p.language, "title": p.title, "model": p.model.rel,
             "text": p.data.decode("utf-8", "replace")}
            for p in week.pages
        ],
        "index": [{"path": i.page.rel, "text": i.line.text} for i in week.lines],
        "note": week.note,
    }  # fmt: skip
