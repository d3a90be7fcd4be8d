"""`worklog board [PATH…]`: the weeks of a journal, or several journals, in numbers; on a terminal the app's board."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.output import Failure, complain, say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from worklog_tui.session.board import BoardRow
    from worklog_tui.session.board_sums import BoardSums
    from worklog_tui.session.journals import JournalRow

HELP = (
    "The whole term at a glance: days, tasks, words, twins, problems and reviews of each week. Several journals: one "
    "line each. On a terminal the app opens there."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "path", nargs="*", metavar="PATH", help="journals (default: around this folder, else the last one)"
    )
    parser.add_argument("--lang", metavar="XX", help="the numbers of the pages in this language (en, vi, …)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")
    form.add_argument("--text", action="store_true", help="print it, also on a terminal")


def run(args: argparse.Namespace) -> int:
    """Opens the app on a terminal, else prints. Raises Failure where a journal could not be read."""
    wrong = next((path for path in args.path if not Path(path).exists()), None)
    if wrong is not None and len(args.path) == 1:
        raise Failure(f"{wrong} does not exist: name a site, a section or a week folder.")
    if not (args.json or args.text) and all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)):
        from worklog_tui.cli.open_app import open_board

        return open_board(args.path, language=args.lang)
    return _print(args)


def _print(args: argparse.Namespace) -> int:
    from worklog_tui.cli.journal import find_journal, load_settings
    from worklog_tui.record import replace
    from worklog_tui.session.journals import Journals
    from worklog_tui.storage.paths import app_paths

    settings = load_settings()
    paths = args.path or [str(find_journal(None, settings).section)]
    if args.lang:
        settings = replace(settings, language=args.lang)
    today = dt.date.today()
    journals = Journals(settings, today, app_paths().cache)
    try:
        found = [_last(journals.read(path)) for path in paths]
        _spoken(args.lang, found)
    finally:
        journals.close()
    wrong = [row for row in found if row.sums is None]
    if len(found) == 1 and wrong:
        raise Failure(wrong[0].error)
    if args.json:
        say_json([_json(row, today) for row in found])
    elif len(found) == 1:
        say("\n".join(_weeks(found[0], today)))
    else:
        say("\n".join(_journals(found)))
    for row in wrong:
        complain(row.error)
    return 3 if wrong else 0


def _last(rows: Iterator[JournalRow]) -> JournalRow:
    row = next(rows)
    for row in rows:  # noqa: B007 - the last one is whole
        pass
    return row


def _spoken(language: str | None, found: Sequence[JournalRow]) -> None:
    """Raises Failure where no page is in the language asked for."""
    if language and not any(row.page.language == language for journal in found for row in journal.rows):
        raise Failure(f"No page of language {language}: see `worklog list`.")


# --- text ------------------------------------------------------------------------------------------------------------


def _weeks(journal: JournalRow, today: dt.date) -> list[str]:
    sums = journal.sums
    assert sums is not None  # noqa: S101 - the caller has looked
    head = ("week", "", "days", "tasks", "done", "refs", "words", "twin", "translate", "problems", "reviewed", "open")
    table = [head, *(_cells(row, sums, today) for row in journal.rows), _sum_cells(sums)]
    return [f"{journal.title} ({journal.path})", "", *_aligned(table), "", *_gaps(sums)]


def _cells(row: BoardRow, sums: BoardSums, today: dt.date) -> tuple[str, ...]:
    number = "" if row.number is None else str(row.number)
    totals = row.totals
    tail = (_twin(row), str(row.translate), str(row.problems), row.reviewed, str(row.comments))
    if totals is None:
        return (number, "unreadable", "", "", "", "", "", *tail)
    span = f"{totals.span[0]} – {totals.span[1]}" if totals.span else row.label if row.number is None else "no dates"
    have, of = sums.term.covered(totals.days) if sums.term is not None and totals.days else (0, 0)
    numbers = (totals.tasks, totals.finished(today), totals.references, totals.words)
    return (number, span, f"{have}/{of}" if of else "–", *map(str, numbers), *tail)


def _sum_cells(sums: BoardSums) -> tuple[str, ...]:
    n = sums.numbers
    many = f"{sums.weeks} week{'' if sums.weeks == 1 else 's'}"
    return (
        "", many, f"{sums.covered}/{sums.expected}", str(n.tasks), str(n.finished), str(n.references), str(n.words),
        f"{sums.differs} differ" if sums.differs else "", str(sums.translate), str(sums.problems), str(sums.reviewed),
        str(sums.comments),
    )  # fmt: skip


def _twin(row: BoardRow) -> str:
    return {"step": "in step", "differs": "differs", "none": "–"}[row.twin]


def _gaps(sums: BoardSums) -> list[str]:
    gaps = sums.term.gaps if sums.term is not None else ()
    if not gaps:
        return ["No day of the term is without an entry."] if sums.term is not None else ["No page tells its days."]
    shown = ", ".join(f"{day:%a} {day}" for day in gaps[-10:])
    more = f", the last ten: {shown}" if len(gaps) > 10 else f": {shown}"
    return [f"{len(gaps)} weekday{'' if len(gaps) == 1 else 's'} without an entry{more}."]


def _journals(found: Sequence[JournalRow]) -> list[str]:
    head = ("journal", "weeks", "days", "last entry", "missing this week", "problems", "reviewed", "open", "path")
    from worklog_tui.session.journals import names_of

    table, names = [head], names_of(found)
    for row in found:
        sums = row.sums
        if sums is None:
            table.append((names[row.path], "none", "", "", "", "", "", "", row.path))
            continue
        missing = ", ".join(f"{day:%a}" for day in sums.missing) or ("over" if sums.last and not sums.current else "–")
        table.append(
            (names[row.path], str(sums.weeks), f"{sums.covered}/{sums.expected}", str(sums.last or "–"), missing,
             str(sums.problems), f"{sums.reviewed}/{sums.weeks}", str(sums.comments), row.path)
        )  # fmt: skip
    return _aligned(table)


def _aligned(table: Sequence[tuple[str, ...]]) -> list[str]:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in table]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    right = [at for at in range(len(widths)) if all(_numeric(row[at]) for row in rows[1:])]
    return [
        "  ".join(
            cell.rjust(size) if at in right else cell.ljust(size)
            for at, (cell, size) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _numeric(cell: str) -> bool:
    return not cell or cell == "–" or cell.replace("/", "").isdigit()


# --- json ------------------------------------------------------------------------------------------------------------


def _json(row: JournalRow, today: dt.date) -> dict[str, Any]:
    sums = row.sums
    if sums is None:
        return {"path": row.path, "title": row.title, "error": row.error, "weeks": [], "totals": None}
    return {
        "path": row.path,
        "title": row.title,
        "weeks": [_week_json(one, sums, today) for one in row.rows],
        "totals": _totals_json(sums),
    }


def _week_json(row: BoardRow, sums: BoardSums, today: dt.date) -> dict[str, Any]:
    totals = row.totals
    term = sums.term
    out: dict[str, Any] = {
        "path": row.page.rel,
        "language": row.page.language,
        "week": row.number,
        "label": row.label,
        "span": [None, None] if totals is None or totals.span is None else [day.isoformat() for day in totals.span],
        "days": [] if totals is None else [day.isoformat() for day in totals.days],
        "missing": [] if totals is None or term is None else [day.isoformat() for day in term.missing(totals.days)],
        "tasks": None if totals is None else totals.tasks,
        "finished": None if totals is None else totals.finished(today),
        "references": None if totals is None else totals.references,
        "words": None if totals is None else totals.words,
        "twin": {"step": "in step", "differs": "out of step", "none": None}[row.twin],
        "drift": list(row.drift),
        "to_translate": row.translate,
        "problems": row.problems,
        "reviewed": row.reviewed,
        "comments": row.comments,
    }
    return out | ({"error": row.error} if row.error else {})


def _totals_json(sums: BoardSums) -> dict[str, Any]:
    term, n = sums.term, sums.numbers
    return {
        "weeks": sums.weeks,
        "first": term.first.isoformat() if term is not None else None,
        "last": sums.last.isoformat() if sums.last is not None else None,
        "days": sums.covered,
        "days_expected": sums.expected,
        "gaps": [day.isoformat() for day in term.gaps] if term is not None else [],
        "missing_this_week": [day.isoformat() for day in sums.missing],
        "current": sums.current,
        "tasks": n.tasks,
        "finished": n.finished,
        "references": n.references,
        "words": n.words,
        "in_step": sums.step,
        "out_of_step": sums.differs,
        "to_translate": sums.translate,
        "problems": sums.problems,
        "reviewed": sums.reviewed,
        "changed": sums.changed,
        "comments": sums.comments,
    }
