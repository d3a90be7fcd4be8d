"""Looking through all pages of a journal: their folded bytes are kept, so that a key costs a look, not a reading."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.finding.query import folded_page
from worklog_tui.worklog.finding.search import search_units, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from worklog_tui.session.journal import PageRef
    from worklog_tui.worklog.finding.query import Query
    from worklog_tui.worklog.finding.search import Hit, Unit
    from worklog_tui.worklog.model import Week

KEPT_UNITS = 100
"""Pages whose pieces are kept: those that were on screen as hits."""

_Stamp = tuple[int, int, int]


class PageHits(NamedTuple):
    """One page with its hits; ``reading``: the week they were found in."""

    page: PageRef
    reading: Week
    hits: tuple[Hit, ...]

    @property
    def week(self) -> int | None:
        """The number the page itself tells."""
        return self.reading.number


class PageTexts:
    """The texts of a journal's pages, for one thread. ``source`` gives a page's bytes (raises PageUnreadable), ``read``
    the week of them.
    """

    def __init__(self, source: Callable[[PageRef], bytes], read: Callable[[PageRef, bytes], Week]) -> None:
        self._source, self._read = source, read
        self._folded: dict[str, tuple[_Stamp, bytes]] = {}
        self._units: dict[str, tuple[bytes, Week, tuple[Unit, ...]]] = {}
        self._checked: set[str] = set()
        self.unreadable: list[str] = []
        """Sentences about pages that could not be read."""

    def check_again(self) -> None:
        """From now on a page is looked at on the disk once more before its kept text is trusted."""
        self._checked.clear()

    def forget(self, page: PageRef) -> None:
        """The page reads differently now."""
        self._folded.pop(page.rel, None)
        self._units.pop(page.rel, None)

    def may_hit(self, page: PageRef, query: Query) -> bool:
        """Whether the page is worth reading for this query; reads it where its text is not known."""
        text = self.folded(page)
        if not query.may_hit(text):
            return False
        if not query.marked:
            return True
        try:
            return query.may_hit_marked(self._source(page))
        except PageUnreadable:
            return False

    def folded(self, page: PageRef) -> bytes:
        """The page's folded bytes; nothing for one that cannot be read."""
        held = self._folded.get(page.rel)
        if held is not None and page.rel in self._checked:
            return held[1]
        stamp = _stamp(page)
        self._checked.add(page.rel)
        if held is not None and held[0] == stamp:
            return held[1]
        try:
            text = folded_page(self._source(page))
        except PageUnreadable as error:
            self.unreadable.append(str(error))
            text = b""
        self._folded[page.rel] = (stamp, text)
        return text

    def hits(self, page: PageRef, query: Query) -> PageHits | None:
        """The page's hits; None where it has none. Parses it."""
        try:
            source = self._source(page)
        except PageUnreadable:
            return None
        held = self._units.pop(page.rel, None)
        if held is None or held[0] != source:
            week = self._read(page, source)
            held = (source, week, units(week))
        self._units[page.rel] = held
        while len(self._units) > KEPT_UNITS:
            del self._units[next(iter(self._units))]
        found = search_units(held[2], query)
        return PageHits(page, held[1], found) if found else None


def search_pages(texts: PageTexts, pages: Sequence[PageRef], query: Query) -> Iterator[PageHits]:
    """The pages with hits, in the order given."""
    for page in pages:
        if texts.may_hit(page, query):
            found = texts.hits(page, query)
            if found is not None:
                yield found


def _stamp(page: PageRef) -> _Stamp:
    try:
        found = os.stat(page.path)
    except OSError:
        return (0, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ino
