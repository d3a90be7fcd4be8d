"""A journal as listed: its weeks, their pages, the site around. Values; nothing of them is read or parsed."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from worklog_tui.record import record
from worklog_tui.storage.listing import Listing
from worklog_tui.worklog.site.config import SiteConfig


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


@record
class SiteInfo:
    """The Hugo site around the journal."""

    root: Path
    config: SiteConfig
    configured: bool  # False: told by its content/ folder alone


@record(slots=False)
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
        rel = os.path.relpath(real, self.root).replace(os.sep, "/")
        if (week := self._entries.get(rel)) is not None:
            return next(p for p in week.pages if p.rel == rel)
        return next((p for w in self.weeks for p in w.pages if os.path.realpath(p.path) == real), None)

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders its pages lie below: the section's, and those of languages with a tree of their own. Absolute."""
        found = [str(self.section)]
        for language in (None, *self.languages):
            held = {str(p.path.parent) for w in self.weeks for p in w.pages if p.language == language}
            top = os.path.commonpath(held) if held else found[0]
            top = os.path.dirname(top) if len(held) == 1 and len(self.weeks) == 1 else top
            if not any(f"{top}{os.sep}".startswith(f"{one}{os.sep}") for one in found):
                found.append(top)
        return tuple(found)

    @cached_property
    def _entries(self) -> dict[str, WeekEntry]:
        return {p.rel: w for w in self.weeks for p in w.pages}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its pages, the first week's order."""
        return tuple(dict.fromkeys(p.language for w in self.weeks for p in w.pages if p.language))
