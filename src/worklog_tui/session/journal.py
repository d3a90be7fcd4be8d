"""Opening a journal: from a site, ``content/``, a section, a week folder, a page, a plain folder, or nothing at all.

Names only are looked at; no page is read (but one, where neither names nor configuration tell the language).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from worklog_tui.session.finding import Place, find_around, find_place, mentions_weeks
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import read_page
from worklog_tui.storage.listing import Limits, Listing, list_pages
from worklog_tui.storage.settings import Settings
from worklog_tui.storage.state import Recent, recent_journals
from worklog_tui.worklog.site import Section, SitePage, SiteWeek, arrange, choose, logical
from worklog_tui.worklog.siteconfig import SiteConfig
from worklog_tui.worklog.weeknames import guess_language, split_page_name, week_name

_NEARBY = Limits(depth=3, entries=5_000, seconds=0.3)
_PAGE_ENDS = (".md", ".markdown")
_ORDINAL = re.compile(r"^[\d.]+[-_ .]+")


class NoJournal(Exception):
    """There is no journal to open. ``str(error)`` says where was looked and what to do, in one sentence."""


class PageRef(NamedTuple):
    """One page file. ``rel`` is relative to the journal's root (``base``), with ``/``."""

    base: str
    rel: str
    language: str | None
    number: int | None

    @property
    def path(self) -> Path:
        """The file's absolute path."""
        return Path(self.base, *self.rel.split("/"))


class WeekEntry(NamedTuple):
    """A week in the list: its pages are the same week in different languages, the default language first."""

    key: str
    number: int | None
    label: str
    pages: tuple[PageRef, ...]
    year: int | None = None

    def page(self, language: str | None = None) -> PageRef:
        """The page in this language; the first one where there is none."""
        return next((p for p in self.pages if p.language == language), self.pages[0])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(p.language for p in self.pages if p.language)


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """The Hugo site around the journal."""

    root: Path
    config: SiteConfig
    configured: bool  # False: told by its content/ folder alone


@dataclass(frozen=True)
class Journal:
    """The weeks of one worklog section, in order."""

    root: Path
    section: Path
    site: SiteInfo | None
    why: str
    weeks: tuple[WeekEntry, ...]
    title: str
    selected: PageRef | None = None
    """The page that was opened by its path; it may be none of the weeks (a section's index)."""
    note: str | None = None
    """What the user should know about the search: a limit that ended it early."""
    listing: Listing | None = None

    def entry_of(self, page: PageRef) -> WeekEntry | None:
        """The week this page belongs to."""
        return self._entries.get(page.rel)

    def page_at(self, path: Path) -> PageRef | None:
        """The page of this file, if it is one of the weeks' pages."""
        real = os.path.realpath(path)
        return next((p for w in self.weeks for p in w.pages if os.path.realpath(p.path) == real), None)

    @cached_property
    def _entries(self) -> dict[str, WeekEntry]:
        return {p.rel: w for w in self.weeks for p in w.pages}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its pages, the first week's order."""
        return tuple(dict.fromkeys(p.language for w in self.weeks for p in w.pages if p.language))


def open_journal(
    path: Path | None,
    *,
    settings: Settings | None = None,  # noqa: ARG001 - a listing has no settings yet; callers pass them all the same
    cwd: Path,
    recent: Callable[[], tuple[Recent, ...]] = recent_journals,
) -> Journal:
    """The journal at ``path``; None: around ``cwd`` (upward, as git does), else the one used last. Raises NoJournal."""
    if path is None:
        return _without_path(cwd, recent)
    start = os.path.realpath(cwd / path.expanduser())
    if not os.path.exists(start):
        raise NoJournal(f"{path} does not exist: name a site, a section, a week folder or a page.")
    if os.path.isdir(start):
        place = find_place(start)
        return _open(place, start, None, _why(place, start), Limits())
    if not start.endswith(_PAGE_ENDS):
        raise NoJournal(f"{path} is not a page: name a Markdown file (.md), a week folder, a section or a site.")
    place = find_place(os.path.dirname(start))
    return _open(place, os.path.dirname(start), start, _why(place, start), Limits())


def relist(journal: Journal) -> Journal:
    """The same journal, listed anew; its weeks may have changed. A root that is gone gives no weeks."""
    selected = journal.selected
    start = str(journal.section)
    place = find_place(start) if os.path.isdir(start) else Place(str(journal.root), None, False)
    try:
        found = _open(place, start, None, journal.why, Limits())
    except NoJournal:
        return _with(journal, ())
    if found.root != journal.root:
        return _with(journal, ())
    return Journal(
        found.root,
        found.section,
        found.site,
        journal.why,
        found.weeks,
        found.title,
        selected,
        found.note,
        found.listing,
    )


def _with(journal: Journal, weeks: tuple[WeekEntry, ...]) -> Journal:
    return Journal(
        journal.root, journal.section, journal.site, journal.why, weeks, journal.title, journal.selected, journal.note
    )


def _without_path(cwd: Path, recent: Callable[[], tuple[Recent, ...]]) -> Journal:
    start = os.path.realpath(cwd)
    found = find_around(start)
    if found is not None:
        place, folder = found
        here = "the current folder" if folder == start else f"{folder}, above the current folder"
        try:
            return _open(place, start if place.site else folder, None, f"found in {here}", _NEARBY)
        except NoJournal:
            pass
    for entry in recent():
        if os.path.isdir(entry.path):
            try:
                place = find_place(entry.path)
                return _open(place, entry.path, None, "the journal used last", Limits())
            except NoJournal:
                continue
    raise NoJournal("No journal here, above, or used before: name one (worklog PATH), or try worklog demo.")


def _why(place: Place, start: str) -> str:
    if place.site and place.root != start:
        return f"the site {os.path.basename(place.root) or place.root} around the path given"
    return "the path given"


def _open(place: Place, folder: str, page: str | None, why: str, limits: Limits) -> Journal:
    """The journal of the section meant by ``folder`` (and ``page``) in this place."""
    root = place.root
    listing = _list(place, limits)
    config = place.config if place.site else None
    sections = arrange(listing.folders, config, _guesser(root))
    rel = os.path.relpath(folder, root).replace(os.sep, "/")
    start = logical("" if rel == "." else rel, config) or ""
    section = choose(sections, start)
    if page is not None:
        section = _around_page(sections, section, os.path.relpath(page, root).replace(os.sep, "/"), start, place.site)
    if section is None or not section.weeks:
        raise NoJournal(f"No week pages in {folder}: name another folder, or try worklog demo.")
    if not place.site and (inner := _site_within(section, root)) is not None:
        return _open(inner, inner.root if page is None else folder, page, why, limits)
    weeks = tuple(_entry(root, week) for week in section.weeks)
    site = SiteInfo(Path(root), place.config, place.configured) if place.site else None
    selected = _selected(weeks, root, page, place.config) if page else None
    title = (place.config.title if site else None) or _title(section, root)
    note = listing.stopped
    return Journal(Path(root), _section_folder(section, root), site, why, weeks, title, selected, note, listing)


def _list(place: Place, limits: Limits) -> Listing:
    if not place.site:
        return list_pages(place.root, limits=limits)
    config = place.config
    dirs = dict.fromkeys([config.content_dir, *(folder for _, folder in config.content_dirs)])
    tops = [d for d in dirs if not any(d != o and d.startswith(f"{o}/") for o in dirs)]
    return list_pages(place.root, under=tuple(tops), ignored=frozenset({"node_modules"}), limits=limits)


def _around_page(
    sections: tuple[Section, ...], section: Section | None, rel: str, start: str, in_site: bool
) -> Section | None:
    """The section of a page that was opened: the one that lists it, else its worklog, else it alone (in a site)."""
    holding = [s for s in sections if any(p.rel == rel for w in s.weeks for p in w.pages)]
    weekly = next((s for s in holding if s.weekly), None)
    if weekly is not None:
        return weekly
    if section is not None and section.weekly and (not section.path or f"{start}/".startswith(f"{section.path}/")):
        return section
    if not holding:
        return section
    own = tuple(w for w in holding[0].weeks if any(p.rel == rel for p in w.pages))
    return replace(holding[0], weeks=own) if in_site else holding[0]


def _site_within(section: Section, root: str) -> Place | None:
    """The Hugo site a section found in a plain folder really belongs to."""
    first = os.path.join(root, *section.weeks[0].pages[0].rel.split("/")[:-1])
    place = find_place(first)
    return place if place.site and place.root != root else None


def _entry(root: str, week: SiteWeek) -> WeekEntry:
    pages = tuple(PageRef(root, p.rel, p.language, week.number) for p in week.pages)
    return WeekEntry(week.key, week.number, week.label, pages, week.year)


def _selected(weeks: tuple[WeekEntry, ...], root: str, page: str, config: SiteConfig) -> PageRef:
    rel = os.path.relpath(page, root).replace(os.sep, "/")
    for week in weeks:
        for ref in week.pages:
            if ref.rel == rel:
                return ref
    codes = frozenset(config.languages)
    stem, language = split_page_name(os.path.basename(page), codes)
    if language is None:
        known = [(p.language, p.rel) for w in weeks for p in w.pages]
        plain = [code for code, name in known if split_page_name(name.rsplit("/", 1)[-1], codes)[1] is None]
        language = plain[0] if plain else config.default_language
    found = week_name(stem)
    return PageRef(root, rel, language, found.number if found else None)


def _section_folder(section: Section, root: str) -> Path:
    """The folder the section's first pages lie in, years and months not counted."""
    first = section.weeks[0].pages[0].rel.split("/")[:-1]
    names = section.path.split("/") if section.path else []
    for end in range(len(first), -1, -1):
        if first[:end][-len(names) :] == names or not names:
            if names:
                return Path(root, *first[:end])
            break
    if not section.weekly or not names:
        common = os.path.commonpath([os.path.dirname(p.rel) for w in section.weeks for p in w.pages] or [""])
        folder = common if len(section.weeks) > 1 else "/".join(first)
        return Path(root, *folder.split("/")) if folder else Path(root)
    return Path(root)


def _title(section: Section, root: str) -> str:
    name = section.path.rsplit("/", 1)[-1] or os.path.basename(root)
    words = _ORDINAL.sub("", name).replace("-", " ").replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]


def _guesser(root: str) -> Callable[[str], str | None]:
    def guess(rel: str) -> str | None:
        try:
            data = read_page(os.path.join(root, *rel.split("/")), within=root).data
        except PageUnreadable:
            return None
        return guess_language(data[:65536].decode("utf-8", "replace"))

    return guess


__all__ = [
    "Journal", "NoJournal", "PageRef", "SiteInfo", "SitePage", "WeekEntry", "mentions_weeks", "open_journal", "relist",
]  # fmt: skip
