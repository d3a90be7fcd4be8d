"""What a new week would be: its number and days, its pages, the lines of the section's index. Nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.session.archetype import from_archetype
from worklog_tui.session.nouns import Journal, PageRef, WeekEntry
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.intentions import AddIndexLine
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.newweek.calendar import Dated, Offer, calendar, dated, holding, last_monday, numbered, offers
from worklog_tui.worklog.newweek.index import index_line
from worklog_tui.worklog.newweek.page import new_page
from worklog_tui.worklog.site.names import bare_number, month_folder, split_page_name, year_folder

if TYPE_CHECKING:
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

_LOOK_BACK = 14
"""Weeks read for the calendar; a longer journal's beginning does not change what comes next."""

_RECENT = 4


class NewPage(NamedTuple):
    """A page to make. ``model``: the page it is made from."""

    rel: str
    language: str | None
    title: str
    data: bytes
    model: PageRef


class IndexPage(NamedTuple):
    """An index page and what it gains."""

    page: PageRef
    line: AddIndexLine


class NewWeek(NamedTuple):
    """A week that can be made. ``offers``: the weeks that suggest themselves, the best first; ``note``: what the user
    should know of how it was made."""

    offer: Offer
    offers: tuple[Offer, ...]
    pages: tuple[NewPage, ...]
    lines: tuple[IndexPage, ...]
    note: str = ""

    @property
    def label(self) -> str:
        """What history calls it."""
        return f"Week {self.offer.number}"

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and last day its pages name, where they lie in it; else Monday to Friday."""
        from worklog_tui.worklog.reading.read import read_week

        monday = self.offer.monday
        for page in self.pages:
            week = read_week(parse(page.data))
            found = [d for t in week.tasks for d in (t.start.date, t.end.date) if d and 0 <= (d - monday).days < 7]
            if found:
                return min(found), max(found)
        return monday, monday + dt.timedelta(days=4)


def plan_week(session: Session, today: dt.date, *, number: int | None = None, day: dt.date | None = None) -> NewWeek:
    """The week after the last, or the one of this number, or the one ``day`` falls in; both given, both hold.

    Raises Refused and PageUnreadable with a sentence. Reads pages: not for the UI thread.
    """
    weeks = _weeks(session)
    journal = session.journal
    told = calendar([_dated(session, entry) for entry in weeks[-_LOOK_BACK:]])
    found = offers(told, today)
    offer = found[0]
    if day is not None:
        offer = holding(told, day, today)
    if number is not None:
        offer = numbered(told, number, today) if day is None else offer._replace(number=number)
    if number is not None and number < 1:
        raise Refused("A week's number begins at 1.")
    same = [e for e in weeks if e.number == offer.number and (e.year is None or e.year == offer.year)]
    if same:
        raise Refused(f"{same[0].label} exists already, in {same[0].pages[0].rel}: name another number.")
    return _plan(session, journal, weeks, told, offer)._replace(offers=found)


def coming(session: Session, today: dt.date) -> tuple[Offer, ...]:
    """The weeks that suggest themselves, the best first; empty for a journal without numbered weeks."""
    try:
        weeks = _weeks(session)
    except Refused:
        return ()
    return offers(calendar([_dated(session, entry) for entry in weeks[-_LOOK_BACK:]]), today)


def _weeks(session: Session) -> list[WeekEntry]:
    weeks = [e for e in session.journal.weeks if e.number is not None]
    if not weeks:
        raise Refused("No page here tells which week it is: name one “week-1”, or make a journal with worklog init.")
    return weeks


def _dated(session: Session, entry: WeekEntry) -> Dated:
    """What the week's first page tells of its days, else its twin."""
    found = []
    for page in entry.pages:
        try:
            found.append(dated(session.week(page), entry.number, entry.year))
        except PageUnreadable:
            continue
        if found[-1].monday is not None:
            return found[-1]
    return found[0] if found else Dated(entry.number, entry.year, None)


def _plan(session: Session, journal: Journal, weeks: list[WeekEntry], told: Sequence[Dated], offer: Offer) -> NewWeek:
    earlier = [e for e in weeks if (e.year or 0, e.number or 0) < (offer.year or 0, offer.number)] or weeks
    pad = padding(weeks)
    pages: list[NewPage] = []
    index: list[IndexPage] = []
    notes: list[str] = []
    for page in _models(session, earlier):
        model = session.week(page)
        advance = _advance(model, page, earlier, told, offer, pad)
        rel = new_path(page.rel, advance)
        if rel == page.rel:
            raise Refused(f"The name of {page.rel} does not tell its week: make the new page in your own editor.")
        data, note = from_archetype(journal, page, rel, offer.monday)
        if note:
            notes.append(note)
        if data is None:
            data = new_page(model, _before(session, earlier, page, model), advance)
        title = _title(data, offer)
        pages.append(NewPage(rel, page.language, title, data, page))
        known = {i.page.rel for i in index}
        index += [i for i in _index(session, journal, page, weeks, advance, title) if i.page.rel not in known]
    if not pages:
        raise Refused("The last weeks' pages are empty: there is nothing to make a new week from.")
    return NewWeek(offer, (), tuple(pages), tuple(index), " ".join(dict.fromkeys(notes)))


def _models(session: Session, weeks: list[WeekEntry]) -> list[PageRef]:
    """Of each language the page to start from: the last week's, or, where that is empty or has no tasks while its twin
    has, the nearest before it that is better."""
    last = weeks[-1]
    recent = weeks[-_RECENT:]
    languages = list(dict.fromkeys(p.language for p in last.pages))
    for language in dict.fromkeys(p.language for e in recent for p in e.pages):
        if language not in languages and sum(language in {p.language for p in e.pages} for e in recent) > 1:
            languages.append(language)
    tasks = any(_full(session, p, tasks=True) for p in last.pages)
    out = []
    for language in languages:
        own = [p for e in reversed(weeks[-_LOOK_BACK:]) for p in e.pages if p.language == language]
        full = [p for p in own[:1] if _full(session, p, tasks=tasks)] or [
            p for p in own[1:] if _full(session, p, tasks=tasks)
        ]
        some = full or [p for p in own if _full(session, p, tasks=False)]
        out += some[:1]
    return out


def _full(session: Session, page: PageRef, *, tasks: bool) -> bool:
    try:
        week = session.week(page)
    except PageUnreadable:
        return False
    doc = week.document
    if tasks:
        return bool(week.task_tables) or b"<table" in doc.source
    return doc.front_matter.kind is not None or bool(doc.source.strip())


def _before(session: Session, weeks: list[WeekEntry], page: PageRef, model: Week) -> Week | None:
    """The week before the model's, in its language: it shows what stays from week to week."""
    own = [p for e in weeks for p in e.pages if p.language == page.language]
    at = own.index(page)
    for earlier in reversed(own[max(0, at - _RECENT) : at]):
        try:
            week = session.week(earlier)
        except PageUnreadable:
            continue
        if week.document.headings and bool(week.task_tables) == bool(model.task_tables):
            return week
    return None


def _advance(
    model: Week, page: PageRef, weeks: list[WeekEntry], told: Sequence[Dated], offer: Offer, pad: bool | None
) -> Advance:
    entry = next(e for e in weeks if page in e.pages)
    own = dated(model, entry.number, entry.year)
    monday = own.monday
    if monday is None:
        known = [d for d in told if (d.year or 0, d.number or 0) <= (entry.year or 0, entry.number or 0)]
        monday = last_monday(known) or offer.monday - dt.timedelta(weeks=max(1, offer.number - (entry.number or 0)))
    years = (entry.year, offer.year) if entry.year is not None and offer.year is not None else None
    return Advance(entry.number, offer.number, monday, offer.monday, pad=pad, years=years)


def padding(weeks: Sequence[WeekEntry]) -> bool | None:
    """Whether numbers under ten have two digits in the journal's names."""
    for entry in weeks:
        if entry.number is not None and entry.number < 10:
            name = entry.key.rsplit("/", 1)[-1]
            digits = [m[0] for m in mentions(name)] or ([name] if bare_number(name) == entry.number else [])
            if digits:
                return len(digits[0]) > 1
    return True if any(e.year is not None for e in weeks) else None


def new_path(rel: str, advance: Advance) -> str:
    """Where the new week's page lies: every folder and file name that tells the week moved on, years and months too."""
    parts = rel.split("/")
    stem, _ = split_page_name(parts[-1], frozenset())
    out: list[str] = []
    told = any(mentions(part) for part in [*parts[:-1], stem])
    for at, part in enumerate(parts):
        above = parts[at - 1] if at else ""
        name, tail = (stem, part[len(stem) :]) if at == len(parts) - 1 else (part, "")
        if at < len(parts) - 1 and year_folder(name) == advance.year[0]:
            name = name.replace(str(advance.year[0]), str(advance.year[1]))
        elif at < len(parts) - 1 and month_folder(name, above):
            name = _month(name, advance)
        else:
            name = advance.name(name, bare=not told and at >= len(parts) - 2)
        out.append(name + tail)
    return "/".join(out)


def _month(name: str, advance: Advance) -> str:
    digits = name[len(name.rstrip("0123456789")) :]
    if not digits or int(digits) != advance.monday.month:
        return name
    month = advance.to.month
    return name[: -len(digits)] + (f"{month:02}" if len(digits) > 1 else str(month))


def _title(data: bytes, offer: Offer) -> str:
    doc = parse(data)
    title = doc.front_matter.value("title")
    if isinstance(title, str) and title.strip():
        return title.strip()
    heading = next((h.text for h in doc.headings if mentions(h.text)), None)
    return heading or f"Week {offer.number}"


def _index(
    session: Session, journal: Journal, page: PageRef, weeks: Sequence[WeekEntry], advance: Advance, title: str
) -> list[IndexPage]:
    """The index pages above the week that list weeks."""
    names = {}
    for entry in weeks:
        for other in entry.pages:
            if other.language == page.language and entry.number is not None:
                names[week_name_of(other.rel).casefold()] = entry.number
    out = []
    for rel in index_places(journal, page):
        ref = PageRef(page.base, rel, page.language, None)
        if not ref.path.is_file():
            continue
        try:
            line = index_line(session.week(ref).document, names, advance, title)
        except PageUnreadable:
            continue
        if line is not None:
            out.append(IndexPage(ref, line))
    return out


def week_name_of(rel: str) -> str:
    """The folder or file that is the week's, as links name it."""
    parts = rel.split("/")
    stem, _ = split_page_name(parts[-1], frozenset())
    return parts[-2] if stem in ("_index", "index") and len(parts) > 1 else parts[-1].removesuffix(".md")


def index_places(journal: Journal, page: PageRef) -> list[str]:
    """Paths an index of these weeks may have, from the nearest folder up to the section's."""
    parts = page.rel.split("/")
    stem, code = split_page_name(parts[-1], frozenset())
    folders = parts[:-2] if stem in ("_index", "index") else parts[:-1]
    default = journal.weeks[0].pages[0].language if journal.weeks else None
    ends = [f".{code}.md"] if code else [".md"]
    if not code and page.language:
        ends.append(f".{page.language}.md")
    elif code == default:
        ends.append(".md")
    out = []
    while folders:
        for end in ends:
            out += ["/".join([*folders, f"{name}{end}"]) for name in ("_index", "index")]
        above = folders[-2] if len(folders) > 1 else ""
        if year_folder(folders[-1]) is None and not month_folder(folders[-1], above):
            break
        folders = folders[:-1]
    first = next((rel for rel in out if Path(page.base, *rel.split("/")).is_file()), None)
    if first is None or not folders:
        return [first] if first else []
    return [rel for rel in out if rel.rsplit("/", 1)[1] == first.rsplit("/", 1)[1]]
