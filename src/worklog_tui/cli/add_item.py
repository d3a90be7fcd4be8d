"""`worklog add TEXT…`: an item of today's task, its row made where it is missing; says what was written where."""

from __future__ import annotations

import datetime as dt
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import (
    add_journal_options,
    find_journal,
    load_settings,
    narrowed,
    open_overview,
    start_session,
)
from worklog_tui.cli.output import Failure, say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import Journal, PageRef, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.day.logging import Added
    from worklog_tui.worklog.model import Week

HELP = "Add an item to today's task (its row is made where it is missing); every other byte stays as it is."
START = ": worklog new-week starts it"
_MOST = 1024 * 1024  # characters read from stdin: more cannot be meant for one cell


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "text", nargs="+", metavar="TEXT", help="what was done (Markdown; links go to the references); - reads lines"
    )
    add_journal_options(parser)
    parser.add_argument(
        "--day", "--date", dest="day", metavar="DATE", help="another day: yesterday, mon, 12/11, -1d, …"
    )
    parser.add_argument("--end", metavar="DATE", help="the row's end date as well")
    parser.add_argument("--ref", metavar="URL", action="append", default=[], help="a reference (may be given again)")
    parser.add_argument("--row", action="store_true", help="a row of its own, even if the day has one")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


_VALUES = {"--journal": "journal", "--lang": "lang", "--day": "day", "--date": "day", "--end": "end", "--ref": "ref"}
_FLAGS = {"--row": "row", "--json": "json"}


def quick(words: list[str]) -> SimpleNamespace | None:
    """The arguments of a plain command line; None: it is for argparse. Values may begin with a dash: ``--day -1d``."""
    found = SimpleNamespace(
        text=[], journal=None, week=None, lang=None, day=None, end=None, ref=[], row=False, json=False
    )
    rest = iter(words)
    for word in rest:
        if word in _FLAGS:
            setattr(found, _FLAGS[word], True)
        elif word in _VALUES:
            value = next(rest, None)
            if value is None:
                return None
            if word == "--ref":
                found.ref.append(value)
            else:
                setattr(found, _VALUES[word], value)
        elif word.startswith("-") and word != "-" and not word.startswith("- "):
            return None
        else:
            found.text.append(word)
    return found if found.text else None


def arrange(words: list[str]) -> list[str]:
    """TEXT that begins with a dash is text: people write `- a bullet` (but `-` alone, and our own options, are not)."""
    if "--" in words:
        return words
    at = next((i for i, word in enumerate(words) if word.startswith(("- ", "-\t"))), None)
    return words if at is None else [*words[:at], "--", *words[at:]]


def run(args: argparse.Namespace) -> int:
    """Finds the day's week, writes, and prints. Exit 3 with a sentence where there is no week or it is refused."""
    text = _text(args.text)
    settings = load_settings()
    journal = find_journal(args.journal, settings)
    page, twins, day = _place(journal, settings, args, dt.date.today())
    end = _date(args.end, day, day) if args.end else None
    session = start_session(journal, settings)
    try:
        week, added, followed = _written(session, page, settings, twins, _wish(text, day, args, end))
    finally:
        session.close()
    _remember(journal, settings, week, page)
    _tell(page, week, added, followed, day, as_json=args.json)
    return 0


def _date(words: str, today: dt.date, week: dt.date) -> dt.date:
    from worklog_tui.worklog.day.meant import Around, meant

    found = meant(words, Around(today, week, today))
    if found is None:
        raise Failure(f"{words!r} is no date: write today, yesterday, mon, 12, 12/11, -1d or 2025-11-12.", code=2)
    return found


def _text(words: list[str]) -> str:
    if words != ["-"]:
        return " ".join(words)
    if sys.stdin.isatty():
        raise Failure("Nothing comes in on stdin: write the text itself, or pipe lines into `worklog add -`.")
    raw = sys.stdin.buffer.read(_MOST + 1)
    if len(raw) > _MOST:
        raise Failure("More than a megabyte came in on stdin: that is not for one cell.")
    return raw.decode("utf-8", "replace")


# --- where -------------------------------------------------------------------------------------------------------


def _place(
    journal: Journal, settings: Settings, args: argparse.Namespace, today: dt.date
) -> tuple[PageRef, tuple[PageRef, ...], dt.date]:
    """The page of the week that holds the day, its twins, and the day. Raises Failure where there is none."""
    weeks = [(entry, _of_language(entry, pages, settings)) for entry, pages in narrowed(journal, args.week, args.lang)]
    if not weeks:
        raise Failure(f"No weeks in {journal.section} yet{START.replace('starts it', 'makes the first')}.")
    if args.week is not None:
        entry, page = weeks[0]
        day = _day_in(journal, settings, args, page, today)
    else:
        day = _date(args.day, today, today) if args.day else today
        entry, page = weeks[_index(journal, settings, weeks, day)]
    return page, tuple(other for other in entry.pages if other != page), day


def _day_in(journal: Journal, settings: Settings, args: argparse.Namespace, page: PageRef, today: dt.date) -> dt.date:
    """The day meant in the week that was named: nothing is logged in a week the day does not lie in."""
    from worklog_tui.storage.errors import PageUnreadable
    from worklog_tui.worklog.cells.display import full_date
    from worklog_tui.worklog.day.today import holds, short_span

    try:
        days = open_overview(journal, settings).dated(page, today).days
    except PageUnreadable as error:
        raise Failure(str(error)) from error
    day = _date(args.day, today, days[0] if days else today) if args.day else today
    if days is None or holds(days, day) or days[0] <= day <= days[1]:
        return day
    raise Failure(
        f"Week {args.week} ({short_span(*days)}) does not hold {full_date(day)}: name one of its days, --day mon."
    )


def _of_language(entry: WeekEntry, pages: list[PageRef], settings: Settings) -> PageRef:
    del entry
    return next((page for page in pages if page.language == settings.language), pages[0])


def _index(journal: Journal, settings: Settings, weeks: list[tuple[WeekEntry, PageRef]], day: dt.date) -> int:
    from worklog_tui.storage.errors import PageUnreadable
    from worklog_tui.worklog.day.today import Dated, Missing, find_week

    overview = open_overview(journal, settings)

    def read(at: int) -> Dated:
        entry, page = weeks[at]
        try:
            return overview.dated(page, day)._replace(number=entry.number)
        except PageUnreadable:
            return Dated(entry.number, None)

    found = find_week(len(weeks), read, day)
    overview.keep()
    if not isinstance(found, Missing):
        return found
    raise Failure(f"{found.sentence(START)}.")


# --- what --------------------------------------------------------------------------------------------------------


def _wish(text: str, day: dt.date, args: argparse.Namespace, end: dt.date | None) -> Any:
    from worklog_tui.worklog.day.logging import add_item

    def wish(week: Week) -> Added:
        return add_item(week, text, day, references=args.ref, end=end, row=args.row)

    return wish


def _written(
    session: Session, page: PageRef, settings: Settings, twins: tuple[PageRef, ...], wish: Any
) -> tuple[Week, Added, tuple[str, ...]]:
    """Done and on the disk; once more where the page was changed meanwhile. Raises Failure."""
    from worklog_tui.document.model import Refused
    from worklog_tui.storage.errors import PageUnreadable

    for last in (False, True):
        try:
            added: Added = wish(session.week(page))
            if twins and settings.lock_step == "mirror":
                step = session.lockstep.execute(page, added.intentions, "add an item")
                followed = tuple(follow.page.rel for follow in step.followed)
            else:
                session.execute(page, added.intentions, "add an item")
                followed = ()
        except (Refused, PageUnreadable) as error:
            raise Failure(f"{page.rel}: {error}") from error
        if session.flush(timeout=60):
            return session.week(page), added, followed
        if last:
            raise Failure(session.failure(page) or f"{page.path} could not be saved.")
        session.reload(page)
    raise AssertionError  # pragma: no cover - the loop returns or raises


def _remember(journal: Journal, settings: Settings, week: Week, page: PageRef) -> None:
    """What was written is known to the next command, which then need not read it to find the week."""
    overview = open_overview(journal, settings)
    overview.note(page, week)
    overview.keep()


def _tell(page: PageRef, week: Week, added: Added, followed: tuple[str, ...], day: dt.date, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "path": page.rel,
                "language": page.language or week.language,
                "week": page.number if page.number is not None else week.number,
                "date": day.isoformat(),
                "row": added.task or None,
                "made": added.made,
                "items": list(added.items),
                "references": list(added.links),
                "followed": list(followed),
            }
        )
        return
    from worklog_tui.worklog.cells.display import full_date

    number = page.number if page.number is not None else week.number
    where = " · ".join(
        part for part in (f"Week {number}" if number is not None else "", full_date(day), page.rel) if part
    )
    lines = [where + (" (new row)" if added.made else ""), *(f"  + {item}" for item in added.items)]
    lines += [f"  → {target}" for target in added.links] + [f"  = {other}" for other in followed]
    say("\n".join(lines))
