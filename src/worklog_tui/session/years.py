"""The year of a page that names none, from the weeks beside it in the journal. Reads pages: for a thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.session.events import WeekChanged
from worklog_tui.worklog.reading.years import Span, expected, lacks_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from worklog_tui.session.nouns import Journal, PageRef, WeekEntry
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageStore
    from worklog_tui.session.reading import Reader

REACH: Final = 8
"""Weeks looked at on either side."""


class Years:
    """Part of the session. What was found is kept: the page is read with it from then on."""

    def __init__(self, journal: Callable[[], Journal], pages: PageStore, reader: Reader, outbox: Outbox) -> None:
        self._journal, self._pages, self._reader, self._outbox = journal, pages, reader, outbox
        self._spans: dict[str, Span | None] = {}

    def find(self, page: PageRef) -> bool:
        """Looks for the page's year where it lacks one; True: it was found, and the page reads anew."""
        week = self._pages.peek(page)
        if week is None or not lacks_year(week) or not self.lend(page):
            return False
        with self._outbox.changing():
            state = self._pages.held(page.rel)
            if state is None or state.week is None:
                return False
            document = state.week.document
            if document.source is state.data:
                self._outbox.post(WeekChanged(page, self._pages.put(state, document), "disk"))
        return True

    def lend(self, page: PageRef) -> bool:
        """Has the reader know when the page's week was, as far as its neighbours tell; False: they do not."""
        others = beside(self._journal().weeks, page)
        about = expected(page.number, ((other.number, self._span(other)) for other in others))
        if about is None:
            return False
        self._reader.about[page.rel] = about
        return True

    def _span(self, page: PageRef) -> Span | None:
        if page.rel not in self._spans:
            self._spans[page.rel] = self._pages.plain_facts(page).span
        return self._spans[page.rel]


def beside(weeks: Sequence[WeekEntry], page: PageRef) -> Iterator[PageRef]:
    """Who may tell a page's year: its twins, then the pages of its own language, the nearest weeks first."""
    at = next((n for n, week in enumerate(weeks) if any(p.rel == page.rel for p in week.pages)), None)
    if at is None:
        return
    yield from (p for p in weeks[at].pages if p.rel != page.rel)
    for step in range(1, REACH + 1):
        for n in (at - step, at + step):
            if 0 <= n < len(weeks):
                yield weeks[n].page(page.language)
