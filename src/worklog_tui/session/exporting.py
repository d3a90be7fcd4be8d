"""The term gathered from a journal's pages, and written to a file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason
from worklog_tui.worklog.term.records import WHATS, PageRecord, Term, What, page_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.nouns import Journal, PageRef, WeekEntry
    from worklog_tui.session.session import Session

Format = Literal["json", "csv", "md"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


class Gathered(NamedTuple):
    """``unreadable``: a sentence for each page that could not be read."""

    term: Term
    unreadable: tuple[str, ...] = ()


def one_page_each(weeks: Iterable[WeekEntry], language: str | None) -> list[tuple[WeekEntry, PageRef]]:
    """Of each week its page in this language, else its first one: a week and its twin are one week."""
    return [(entry, entry.page(language)) for entry in weeks]


def gather(
    session: Session,
    pages: Sequence[tuple[WeekEntry, PageRef]],
    today: dt.date,
    told: Callable[[int], object] | None = None,
) -> Gathered:
    """Reads the pages: not for the UI thread. ``told`` is called with how many were looked at."""
    records: list[PageRecord] = []
    unreadable: list[str] = []
    for number, (entry, page) in enumerate(pages, 1):
        try:
            week = session.glance(page, session.source(page))
            if not week.habits.known_dates:
                session.week(page)
                session.years.find(page)  # its dates name no year: a twin or a neighbour lends it
                week = session.week(page)
            count = entry.number if entry.number is not None else page.number
            records.append(page_record(week, page.rel, count, page.language, today))
        except PageUnreadable as error:
            unreadable.append(str(error))
        if told is not None:
            told(number)
    return Gathered(Term(session.journal.title, today, tuple(records)), tuple(unreadable))


def written(term: Term, form: Format, what: Collection[What], separator: str = ",", *, bom: bool = True) -> str:
    """The export as text. CSV holds one table: the first of ``what``."""
    wanted = [one for one in WHATS if one in what]
    if form == "csv":
        from worklog_tui.worklog.term.as_csv import table

        return table(term, wanted[0], separator, bom=bom)
    if form == "md":
        from worklog_tui.worklog.term.as_report import report

        return report(term, wanted)
    import json

    from worklog_tui.worklog.term.as_json import document
    from worklog_tui.worklog.visible import json_safe

    return json_safe(json.dumps(document(term, wanted), ensure_ascii=False, indent=1)) + "\n"


def save(path: Path, words: str, journal: Journal) -> None:
    """Writes the file whole or not at all; one that is there is replaced, unless it lies among the journal's pages.

    Raises NotSaved.
    """
    from worklog_tui.storage.lowlevel import replace_own

    if path.is_dir():
        raise NotSaved(f"{path} is a folder: name a file in it.")
    if not path.absolute().parent.is_dir():
        raise NotSaved(f"There is no folder {path.parent}: make it first, or name another file.")
    if path.exists() and (_in_journal(path, journal)):
        raise NotSaved(f"{path} lies among the journal's pages: name a file elsewhere.")
    try:
        replace_own(os.path.realpath(path), words.encode("utf-8", "replace"), mode=0o666)
    except OSError as error:
        raise NotSaved(f"{path} was not written: {reason(error)}.") from error


def _in_journal(path: Path, journal: Journal) -> bool:
    real = os.path.realpath(path)
    return any(real.startswith(os.path.realpath(folder) + os.sep) for folder in journal.folders)


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file that is not there yet: ``report.md``, else ``report 2.md``."""
    path, number = folder / f"{stem}{suffix}", 2
    while os.path.lexists(path):
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path
