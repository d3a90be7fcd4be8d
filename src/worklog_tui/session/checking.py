"""The journal's pages through the checks: each with its neighbours, its twins, and the site around."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections import Counter, OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from worklog_tui.checks.brief import brief_of
from worklog_tui.checks.model import Brief, Choice, Found, Site, Subject, Twin
from worklog_tui.checks.run import check
from worklog_tui.session.checks_choice import choice_of
from worklog_tui.session.nouns import PageRef
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.reading.years import lacks_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from worklog_tui.session.facts import WeekFacts
    from worklog_tui.session.nouns import Journal, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

REACH: Final = 16
"""Weeks on either side of a page its rules look at: more than a term."""

_KEPT: Final = 2 * (2 * REACH + 1) + 6
"""Weeks kept parsed here, beside those the session keeps: what a page and its twin look at, so that a walk through the
journal parses each page once.
"""


class Checking:
    """Part of the session. Thread-safe; reads and parses: for a thread of its own."""

    def __init__(self, session: Session, today: dt.date | None = None) -> None:
        self._session = session
        self._today = today
        self._lock = threading.RLock()
        self._weeks: OrderedDict[str, tuple[object, Week]] = OrderedDict()
        self._briefs: dict[str, tuple[object, Brief]] = {}
        self._told: dict[str, tuple[tuple[object, ...], tuple[Found, ...]]] = {}
        self.planned: dict[str, Week] = {}
        """Pages as they would be: they stand for the accepted ones."""
        self.built: tuple[tuple[PageRef, Found], ...] = ()
        """What Hugo said last of a site that does not build: told before what the rules find."""
        self._choice: Choice | None = None
        self._languages: tuple[object, int] = (None, 1)
        self.pause: Callable[[], None] = lambda: None
        """Called after each page that was read: a screen's thread leaves the screen its turn."""
        self.warning: str | None = None
        """What is wrong with the settings of the checks, in one sentence."""

    @property
    def choice(self) -> Choice:
        """Which rules are on, from the settings and the journal's own file; read once."""
        if self._choice is None:
            self._choice, self.warning = choice_of(self._session.settings.checks, self._session.journal)
        return self._choice

    def of(self, page: PageRef) -> tuple[Found, ...]:
        """The problems of a page as accepted now. Raises PageUnreadable."""
        with self._lock:
            key = (self.today, *(self._version(one) for one in self._beside(page)))
            held = self._told.get(page.rel)
            if held is None or held[0] != key:
                held = self._told[page.rel] = (key, self.asked(self.subject(page)))
            return held[1]

    def week(self, page: PageRef) -> Week:
        """The page as the checks read it, with a year from its neighbours; kept for a while. Raises PageUnreadable."""
        with self._lock:
            return self._week(page)

    def asked(self, subject: Subject) -> tuple[Found, ...]:
        """What the rules that are on say of it."""
        return check(subject, self.choice)

    def told(self, page: PageRef, facts: WeekFacts) -> WeekFacts:
        """The facts of a page with its errors and warnings counted."""
        if facts.error is not None:
            return facts
        try:
            return facts._replace(problems=sum(f.problem.severity != "info" for f in self.of(page)))
        except PageUnreadable:
            return facts

    def pages(self) -> Iterator[PageRef]:
        """Every page that is checked: the weeks', and the section's index in each language."""
        journal = self._session.journal
        for entry in journal.weeks:
            yield from entry.pages
        yield from index_pages(journal)

    @property
    def today(self) -> dt.date:
        """The day the checks are made on."""
        return self._today or dt.date.today()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _beside(self, page: PageRef) -> Iterator[PageRef]:
        """The page and all that its rules look at."""
        yield page
        journal = self._session.journal
        entry = journal.entry_of(page)
        if entry is None:
            yield from (p for w in journal.weeks for p in w.pages if p.language == page.language)
            return
        yield from (p for p in entry.pages if p.rel != page.rel)
        yield from (p for w in self._near(entry) for p in w.pages if p.language == page.language)

    def _near(self, entry: WeekEntry) -> tuple[WeekEntry, ...]:
        weeks = self._session.journal.weeks
        at = next(n for n, one in enumerate(weeks) if one.key == entry.key)
        return weeks[max(0, at - REACH) : at + REACH + 1]

    def _version(self, page: PageRef) -> object:
        """What tells one text of a page from another, without reading it."""
        week = self.planned.get(page.rel) or self._session.peek(page)
        if week is not None:
            return hash(week.document.source)
        try:
            found = os.stat(f"{page.base}/{page.rel}")
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def subject(self, page: PageRef) -> Subject:
        """The page with what stands around it. Raises PageUnreadable."""
        journal = self._session.journal
        week = self._week(page)
        entry = journal.entry_of(page)
        if entry is None:
            index = any(p.rel == page.rel for p in index_pages(journal))
            weeks = tuple(self._around(journal.weeks, page.language)) if index else ()
            kind = "index" if index else "week"
            return Subject(page.rel, week, self.today, page.number, kind, weeks, site=self._site(page))  # type: ignore[arg-type]
        return Subject(
            rel=page.rel,
            week=week,
            today=self.today,
            number=entry.number,
            weeks=tuple(self._around(self._near(entry), page.language)),
            twins=tuple(self._twins(entry, page)),
            site=self._site(page),
            languages=self._usual(journal),
        )

    def _around(self, entries: tuple[WeekEntry, ...], language: str | None) -> Iterator[Brief]:
        for entry in entries:
            page = next((p for p in entry.pages if p.language == language), None)
            if page is not None:
                with suppress(PageUnreadable):
                    yield self._brief(page)

    def _twins(self, entry: WeekEntry, page: PageRef) -> Iterator[Twin]:
        own = entry.pages.index(page) if page in entry.pages else 0
        for at, other in enumerate(entry.pages):
            if other.rel != page.rel:
                with suppress(PageUnreadable):
                    yield Twin(other.rel, self._week(other), at < own)

    def _site(self, page: PageRef) -> Site:
        from worklog_tui.session.inside import follow

        journal = self._session.journal
        names: tuple[tuple[str, int], ...] = ()
        if journal.entry_of(page) is None:
            numbers = [(w.key.rsplit("/", 1)[-1].lower(), w.number) for w in journal.weeks]
            names = tuple((name, number) for name, number in numbers if number is not None)
        if journal.site is None or not journal.site.configured:
            return Site(names=names)

        def leads(target: str) -> bool:
            found = follow(journal, page, target)
            return found is None or found.page is not None or found.file is not None

        return Site(journal.site.config.unsafe, True, leads, names)

    def _week(self, page: PageRef) -> Week:
        week = self.planned.get(page.rel) or self._session.peek(page)
        if week is not None:
            return week
        held, version = self._weeks.get(page.rel), self._version(page)
        if held is None or held[0] != version:
            held = self._weeks[page.rel] = (version, self._glance(page))
            while len(self._weeks) > _KEPT:
                self._weeks.popitem(last=False)
        self._weeks.move_to_end(page.rel)
        return held[1]

    def _glance(self, page: PageRef) -> Week:
        """The page read now, with a year from its neighbours where it names none."""
        session = self._session
        self.pause()
        week = session.glance(page, session.source(page))
        if lacks_year(week) and session.years.lend(page):
            week = session.glance(page, week.document.source)
        return week

    def _usual(self, journal: Journal) -> int:
        if self._languages[0] is not journal:
            self._languages = (journal, _usual(journal))
        return self._languages[1]

    def _brief(self, page: PageRef) -> Brief:
        held, version = self._briefs.get(page.rel), self._version(page)
        if held is None or held[0] != version:
            held = self._briefs[page.rel] = (version, brief_of(self._week(page), page.rel, page.number))
        return held[1]


def index_pages(journal: Journal) -> tuple[PageRef, ...]:
    """The pages of the section itself: ``_index.md`` and its twins, where the section is a folder of weeks."""
    if not journal.weeks:
        return ()
    known = {p.rel for w in journal.weeks for p in w.pages}
    languages = set(journal.languages)
    out = []
    for folder in journal.folders:
        for name in sorted(_names(folder)):
            stem, _, ending = name.rpartition(".")
            base, _, code = stem.partition(".")
            if base != "_index" or ending != "md" or (code and code not in languages):
                continue
            ref = _reference(journal, folder, name, code or None)
            if ref.rel not in known:
                out.append(ref)
    return tuple(out)


def _reference(journal: Journal, folder: str, name: str, code: str | None) -> PageRef:
    rel = os.path.relpath(os.path.join(folder, name), journal.root).replace(os.sep, "/")
    start = rel.rsplit("/", 1)[0] + "/"
    beside = [p for w in journal.weeks for p in w.pages if p.rel.startswith(start)]
    plain = next((p.language for p in beside if not p.rel.endswith(tuple(f".{c}.md" for c in journal.languages))), None)
    return PageRef(str(journal.root), rel, code or plain, None)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _usual(journal: Journal) -> int:
    """In how many languages most weeks are written; 1: none is the rule."""
    counts = Counter(len(entry.pages) for entry in journal.weeks)
    number, weeks = counts.most_common(1)[0]
    return number if 2 * weeks > len(journal.weeks) else 1
