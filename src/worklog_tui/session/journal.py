"""Opening a journal: from a site, ``content/``, a section, a week folder, a page, a plain folder, or nothing at all.

Names only are looked at; no page is read, but for its language where neither names nor configuration tell it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from worklog_tui.patterns import regex
from worklog_tui.record import replace
from worklog_tui.session.finding import Place, find_around, find_place
from worklog_tui.session.nouns import Journal, NoJournal, PageRef, SiteInfo, WeekEntry
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import read_page
from worklog_tui.storage.listing import Limits, Listing, list_pages
from worklog_tui.storage.settings import Settings
from worklog_tui.storage.state import Recent, recent_journals
from worklog_tui.worklog.site.config import SiteConfig
from worklog_tui.worklog.site.names import guess_language, split_page_name, week_name
from worklog_tui.worklog.site.sections import Section, SiteWeek, arrange, choose, logical

_NEARBY = Limits(depth=3, entries=5_000, seconds=0.3)
_FIRST_LOOK = 96
"""Weeks of a first look: more than a screen shows."""

_PAGE_ENDS = (".md", ".markdown")
_ORDINAL = regex(r"^[\d.]+[-_ .]+")


def open_journal(
    path: Path | None,
    *,
    settings: Settings | None = None,
    cwd: Path,
    recent: Callable[[], tuple[Recent, ...]] = recent_journals,
    first_look: bool = False,
) -> Journal:
    """The journal at ``path``; None: around ``cwd`` (upward, as git does), else the one used last. Raises NoJournal.

    A page or a week's folder is what it stands on: ``selected``. ``first_look``: of a long journal only the last weeks
    (``listing.partial``), enough for a first screen; ``relist`` gives the rest.
    """
    last = _FIRST_LOOK if first_look else None
    if path is None:
        return _without_path(cwd, recent, last)
    start = os.path.realpath(cwd / path.expanduser())
    if not os.path.exists(start):
        raise NoJournal(f"{path} does not exist: name a site, a section, a week folder or a page.")
    if os.path.isdir(start):
        place = find_place(start)
        found = _open(place, start, None, _why(place, start), Limits(last=last, way=start))
        return replace(found, selected=_in_folder(found, start, settings.language if settings is not None else None))
    if not start.endswith(_PAGE_ENDS):
        raise NoJournal(f"{path} is not a page: name a Markdown file (.md), a week folder, a section or a site.")
    place = find_place(os.path.dirname(start))
    return _open(place, os.path.dirname(start), start, _why(place, start), Limits(last=last, way=start))


def relist(journal: Journal) -> Journal:
    """The same journal, listed anew; its weeks may have changed. A root that is gone gives no weeks."""
    page = str(journal.selected.path) if journal.selected is not None else None
    if page is not None and not os.path.exists(page):
        page = None
    start = os.path.dirname(page) if page is not None else str(journal.section)
    try:
        place = find_place(start)
        found = _open(place, start, page, journal.why, Limits())
    except NoJournal:
        found = None
    if found is None or found.root != journal.root:
        return replace(journal, weeks=())
    return replace(found, selected=journal.selected)


def _without_path(cwd: Path, recent: Callable[[], tuple[Recent, ...]], last: int | None) -> Journal:
    start = os.path.realpath(cwd)
    found = find_around(start)
    if found is not None:
        place, folder = found
        here = "the current folder" if folder == start else f"{folder}, above the current folder"
        try:
            return _open(place, start if place.site else folder, None, f"found in {here}", replace(_NEARBY, last=last))
        except NoJournal:
            pass
    for entry in recent():
        with contextlib.suppress(NoJournal):
            return replace(
                open_journal(Path(entry.path), cwd=cwd, first_look=last is not None),
                why="the journal used last",
                selected=None,
            )
    raise NoJournal("No journal here, above, or used before: name one (worklog PATH), or try worklog demo.")


def _why(place: Place, start: str) -> str:
    if place.site and place.root != start:
        return f"the site {os.path.basename(place.root) or place.root} around the path given"
    return "the path given"


def _open(place: Place, folder: str, page: str | None, why: str, limits: Limits) -> Journal:
    """The journal of the section meant by ``folder`` (and ``page``) in this place."""
    root = place.root
    near = replace(_NEARBY, last=limits.last, way=limits.way)
    listing = _list(place, near if place.near else limits)
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
    return Journal(Path(root), _section_folder(section, root, config), site, why, weeks, title, selected, note, listing)


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
    label = week.label or os.path.basename(os.path.abspath(root))  # the journal's own folder is the week
    return WeekEntry(week.key, week.number, label, pages, week.year)


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


def _in_folder(journal: Journal, folder: str, language: str | None) -> PageRef | None:
    """The page of a week's own folder, in this language where it has one; None: the folder is not one week's."""
    if folder == str(journal.section):
        return None
    rel = os.path.relpath(folder, journal.root).replace(os.sep, "/")
    inside = [(w, p) for w in journal.weeks for p in w.pages if p.rel.rpartition("/")[0] == rel]
    if len({week.key for week, _ in inside}) != 1:
        return None
    return next((p for _, p in inside if p.language == language), inside[0][1])


def _section_folder(section: Section, root: str, config: SiteConfig | None) -> Path:
    """The folder the section's first pages lie in, folders of years and months not counted."""
    parts = section.weeks[0].pages[0].rel.split("/")[:-1]
    while parts and logical("/".join(parts), config) != section.path:
        parts.pop()
    return Path(root, *parts)


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


__all__ = ["Journal", "NoJournal", "PageRef", "SiteInfo", "WeekEntry", "open_journal", "relist"]
