"""What giving a week another number would be: names, pages, links that lead to it. Nothing is written."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Document, Refused
from worklog_tui.document.patch import Edit
from worklog_tui.session.nouns import PageRef, WeekEntry
from worklog_tui.session.planning import index_places, new_path, padding, week_name_of
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.listing import list_pages
from worklog_tui.worklog.newweek.advancing import Advance
from worklog_tui.worklog.newweek.renumbering import Mended, mended, own_changes
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.site.inside import files_meant, inside_path, pages_meant
from worklog_tui.worklog.site.names import split_page_name

if TYPE_CHECKING:
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.intentions import Intention

_WEEKS_OF_A_YEAR = 53
_BESIDE = 7  # weeks on either side whose weights are looked at


class PageChange(NamedTuple):
    """A page that changes. ``page``: as it is called once the names are moved; ``was``: as it is called now."""

    page: PageRef
    was: PageRef
    edit: Edit


class Left(NamedTuple):
    """A line that names the week and stays as it is: whether it is meant is for the user to see."""

    rel: str
    line: int
    text: str


class Renumbering(NamedTuple):
    """A week's other number. ``moves``: old and new names, relative to the journal's root, in order; ``pages``: the
    week's pages; ``links``: other pages whose links follow."""

    entry: WeekEntry
    number: int
    moves: tuple[tuple[str, str], ...]
    pages: tuple[PageChange, ...]
    links: tuple[PageChange, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What history calls it."""
        return f"Week {self.entry.number} is week {self.number}"


def plan_renumbering(session: Session, entry: WeekEntry, number: int) -> Renumbering:
    """The week under this number. Raises Refused and PageUnreadable with a sentence. Reads pages: not for the UI."""
    weeks = session.journal.weeks
    _fit(entry, number, weeks)
    day = _any_day(session, entry)
    years = (entry.year, entry.year) if entry.year is not None else None
    pad = padding([e for e in weeks if e.number is not None])
    advance = Advance(entry.number, number, day, day, pad=pad, years=years, alone=True)
    renamed = {p.rel: new_path(p.rel, advance) for p in entry.pages}
    stays = next((old for old, new in renamed.items() if old == new), None)
    if stays is not None:
        raise Refused(f"The name of {stays} does not tell its week: rename it with your file manager.")
    moves = _moves(renamed, entry, weeks)
    for _, new in moves:
        if os.path.lexists(os.path.join(session.journal.root, *new.split("/"))):
            raise Refused(f"“{new}” exists already: choose another number, or move it away first.")
    work = _Work(session, entry, advance, moves)
    pages = [work.own(page) for page in entry.pages]
    links = [change for page in work.others() if (change := work.linking(page)) is not None]
    left = sorted(work.left, key=lambda one: (one.rel, one.line))
    return Renumbering(
        entry, number, moves, tuple(p for p in pages if p is not None), tuple(links), tuple(left), tuple(work.notes)
    )


def _fit(entry: WeekEntry, number: int, weeks: Sequence[WeekEntry]) -> None:
    if entry.number is None:
        raise Refused("This page tells no number: rename it with your file manager.")
    if number < 0 or (number < 1 <= entry.number):
        raise Refused("A week's number begins at 1.")
    if entry.year is not None and number > _WEEKS_OF_A_YEAR:
        raise Refused(f"A year has {_WEEKS_OF_A_YEAR} weeks at most: name another number.")
    if number == entry.number:
        raise Refused(f"It is week {number} already: name another number.")
    same = next((e for e in weeks if e.number == number and e.year == entry.year), None)
    if same is not None:
        raise Refused(f"{same.label} exists already, in {same.pages[0].rel}: give that one another number first.")


def _any_day(session: Session, entry: WeekEntry) -> dt.date:
    """A day of the week; the years and months in its path stay whatever it is."""
    for page in entry.pages:
        days = session.week(page).habits.known_dates
        if days:
            return min(days)
    return dt.date(entry.year or 2000, 1, 3)


def _moves(renamed: dict[str, str], entry: WeekEntry, weeks: Sequence[WeekEntry]) -> tuple[tuple[str, str], ...]:
    """The names to give, a folder once for all that lies in it."""
    out: dict[str, str] = {}
    for old, new in renamed.items():
        was, now = old.split("/"), new.split("/")
        for at, (one, two) in enumerate(zip(was, now, strict=True)):
            if one != two:
                out["/".join([*now[:at], one])] = "/".join(now[: at + 1])
    own = {p.rel for p in entry.pages}
    for old in out:
        other = next((p.rel for w in weeks for p in w.pages if p.rel.startswith(f"{old}/") and p.rel not in own), None)
        if other is not None:
            raise Refused(f"“{old}” holds another week's page too ({other}): rename it with your file manager.")
    return tuple(out.items())


def renamed_rel(rel: str, moves: Sequence[tuple[str, str]]) -> str:
    """Where a file lies once the names are moved."""
    for old, new in moves:
        if rel == old or rel.startswith(f"{old}/"):
            rel = new + rel[len(old) :]
    return rel


class _Work:
    """Planning, page by page."""

    def __init__(self, session: Session, entry: WeekEntry, advance: Advance, moves: Sequence[tuple[str, str]]) -> None:
        self.session, self.entry, self.advance, self.moves = session, entry, advance, moves
        self.left: list[Left] = []
        self.notes: list[str] = []
        journal = session.journal
        self._config = journal.site.config if journal.site is not None else None
        self._rels = {p.rel: p for w in journal.weeks for p in w.pages}
        self._moved = {renamed_rel(rel, moves) for rel in self._rels}
        self._names = dict(_stem(old, new) for old, new in moves)
        self._indexes = {rel for page in entry.pages for rel in index_places(journal, page)}

    def own(self, page: PageRef) -> PageChange | None:
        """One of the week's pages."""
        week = self.session.week(page)
        front = week.document.front_matter
        if front.error or front.locked:
            self.notes.append(f"The front matter of {page.rel} cannot be written: its title and weight stay.")
        found = self._links(page, week.document)
        changes = sorted(
            [*own_changes(week, self.advance, self._weights(page)), *found.changes],
            key=lambda it: -getattr(it, "start", -1),  # from the end of the page up, its front matter last
        )
        return self._change(page, changes)

    def linking(self, page: PageRef) -> PageChange | None:
        """Another page, where it points at the week."""
        try:
            source = self.session.source(page)
            if not self._may_name(source):
                return None
            found = self._links(page, self.session.week(page).document)
            return self._change(page, found.changes)
        except PageUnreadable:
            return None

    def others(self) -> Iterator[PageRef]:
        """Every page of the site but the week's own."""
        journal = self.session.journal
        own = {p.rel for p in self.entry.pages}
        for folder, names in list_pages(journal.root).folders:
            for name in sorted(names):
                rel = f"{folder}/{name}" if folder else name
                if rel not in own:
                    yield self._rels.get(rel) or PageRef(str(journal.root), rel, self._language(name), None)

    def _language(self, name: str) -> str | None:
        return split_page_name(name, frozenset(self._config.languages if self._config is not None else ()))[1]

    def _may_name(self, source: bytes) -> bool:
        text = source.decode("utf-8", "replace").casefold()
        return any(old.casefold() in text or old.replace(" ", "-").casefold() in text for old in self._names)

    def _links(self, page: PageRef, doc: Document) -> Mended:
        new_rel = renamed_rel(page.rel, self.moves)
        found = mended(
            doc,
            self._names,
            self.advance,
            lambda target: self._reaches(target, page.rel, self._rels, [old for old, _ in self.moves]),
            lambda target: self._arrives(target, new_rel),
            lists=page.rel in self._indexes,
        )
        self.left += [Left(page.rel, line, text) for line, text in found.left if self._tells(doc, line)]
        return found

    def _tells(self, doc: Document, line: int) -> bool:
        """Front matter is the week's own business: what is changed there is shown with the page."""
        return line >= doc.body_line

    def _reaches(self, target: str, rel: str, rels: Collection[str], moved: Sequence[str]) -> bool:
        """Whether the target means a page or file that is moved."""
        path = inside_path(target)
        if not path:
            return False
        pages = self._meant(target, path, rel, rels)
        if pages:
            return any(_below(page, moved) for page in pages)
        root = str(self.session.journal.root)
        files = (f for f in files_meant(path, rel, self._config) if os.path.exists(os.path.join(root, *f.split("/"))))
        return _below(next(files, ""), moved)

    def _arrives(self, target: str, rel: str) -> bool:
        """Whether it will mean one that was moved there."""
        path = inside_path(target)
        if not path:
            return False
        new = [new for _, new in self.moves]
        pages = self._meant(target, path, rel, self._moved)
        if pages:
            return any(_below(page, new) for page in pages)
        root = str(self.session.journal.root)
        back = [(two, one) for one, two in reversed(self.moves)]
        for file in files_meant(path, rel, self._config):
            old = renamed_rel(file, back)
            if os.path.exists(os.path.join(root, *old.split("/"))):
                return _below(file, new)
        return False

    def _meant(self, target: str, path: str, rel: str, rels: Collection[str]) -> tuple[str, ...]:
        """The pages a path means; ``ref`` calls find a lone name anywhere on the site."""
        pages = pages_meant(path, rel, rels, self._config)
        if pages or "/" in path.strip("/") or not target.lstrip().startswith("{{"):
            return pages
        name = _stem(path, path)[0].casefold()
        found = tuple(one for one in rels if week_name_of(one).casefold() == name)
        return found if len({posixpath.dirname(one) for one in found}) == 1 else ()

    def _weights(self, page: PageRef) -> list[tuple[int, int]]:
        """Numbers and weights of the weeks beside this one, in its language."""
        weeks = list(self.session.journal.weeks)
        at = weeks.index(self.entry)
        out = []
        for entry in [*weeks[max(0, at - _BESIDE) : at], *weeks[at + 1 : at + 1 + _BESIDE]]:
            for other in entry.pages:
                if other.language == page.language and entry.number is not None:
                    weight = self._weight(other)
                    out += [(entry.number, weight)] if weight is not None else []
        return out

    def _weight(self, page: PageRef) -> int | None:
        try:
            value = self.session.week(page).document.front_matter.value("weight")
        except PageUnreadable:
            return None
        if isinstance(value, str) and value.strip().isdecimal():
            return int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def _change(self, page: PageRef, changes: Sequence[Intention]) -> PageChange | None:
        trial = Trial(self.session.week(page), lambda document: self.session.glance(page, document.source))
        for change in changes:
            try:
                trial.plan(change)
            except Refused as refused:
                self.notes.append(f"{page.rel}: {refused}")
        edit = trial.edit
        if edit.patch.empty:
            return None
        number = self.advance.new if page in self.entry.pages else page.number
        return PageChange(PageRef(page.base, renamed_rel(page.rel, self.moves), page.language, number), page, edit)


def _stem(old: str, new: str) -> tuple[str, str]:
    """A folder's or page's name, as addresses have it."""
    one, two = posixpath.basename(old), posixpath.basename(new)
    if one.endswith((".md", ".markdown")):
        stem, _ = split_page_name(one, frozenset())
        return stem, split_page_name(two, frozenset())[0]
    return one, two


def _below(rel: str, names: Sequence[str]) -> bool:
    return any(rel == name or rel.startswith(f"{name}/") for name in names)
