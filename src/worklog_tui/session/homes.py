"""Which page a comment belongs to now: the one it was made on, unless that has gone, or become another week's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.review.anchors import find, likeness, stands_in

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.session.threads import Thread
    from worklog_tui.worklog.model import Week

_HERE: Final = 0.34
"""So much of what stood beside it being on a page, it is still that page."""
_THERE: Final = 0.5
"""So much must be on another page for the comment to go there."""


class Homes:
    """Names are enough for nearly all comments; ``settle`` reads pages for those that are not found by them."""

    def __init__(self, session: Session, name_of: Callable[[PageRef], str]) -> None:
        self._session, self._name_of = session, name_of
        self._found: dict[tuple[str, str], str] = {}  # comment and the page it names → another page
        self._names: dict[str, PageRef] = {}
        self._listed: object = None

    def pages(self) -> tuple[PageRef, ...]:
        """The journal's pages a comment can be on, in order."""
        return tuple(self._by_name().values())

    def of(self, thread: Thread) -> PageRef | None:
        """The comment's page; None: it is gone."""
        name = self._found.get((thread.id, thread.anchor.page), thread.anchor.page)
        return self._by_name().get(name)

    def is_at(self, thread: Thread, page: PageRef) -> bool:
        """Whether the comment belongs to this page."""
        return self._found.get((thread.id, thread.anchor.page), thread.anchor.page) == self._name_of(page)

    def settle(self, threads: Iterable[Thread]) -> None:
        """Looks through pages for comments that do not find their row where they were made."""
        weeks: dict[str, Week | None] = {}
        for thread in threads:
            page = self.of(thread)
            week = self._week(page, weeks) if page is not None else None
            if week is None or not _as_it_was(week, thread):
                self._settle(thread, page, week, weeks)

    def _settle(self, thread: Thread, page: PageRef | None, week: Week | None, weeks: dict[str, Week | None]) -> None:
        """The page that holds most of what stood beside the comment; else the one its row was carried to."""
        here = likeness(week, thread.anchor) if week is not None else 0.0
        others = [(other, found) for other, found in self._others(thread, page, weeks) if found is not None]
        best = max(others, key=lambda pair: likeness(pair[1], thread.anchor), default=None)
        if here < _HERE and best is not None and likeness(best[1], thread.anchor) >= max(_THERE, here + 0.25):
            self._found[thread.id, thread.anchor.page] = self._name_of(best[0])
            return
        if week is not None and find(week, thread.anchor) is not None:
            return
        carried = [other for other, found in others if stands_in(found, thread.anchor) is not None]
        if len(carried) == 1:  # words that many weeks have lead nowhere
            self._found[thread.id, thread.anchor.page] = self._name_of(carried[0])

    def _others(
        self, thread: Thread, page: PageRef | None, weeks: dict[str, Week | None]
    ) -> Iterator[tuple[PageRef, Week | None]]:
        for other in self.pages():
            if (page is None or other.rel != page.rel) and (other.language or "") == thread.anchor.language:
                yield other, self._week(other, weeks)

    def _week(self, page: PageRef, weeks: dict[str, Week | None]) -> Week | None:
        if page.rel not in weeks:
            session = self._session
            try:
                weeks[page.rel] = session.peek(page) or session.glance(page, session.source(page))
            except PageUnreadable:
                weeks[page.rel] = None
        return weeks[page.rel]

    def _by_name(self) -> dict[str, PageRef]:
        journal = self._session.journal
        if journal is not self._listed:
            pages = [page for week in journal.weeks for page in week.pages]
            if journal.selected is not None and journal.entry_of(journal.selected) is None:
                pages.append(journal.selected)
            self._names, self._listed = {self._name_of(page): page for page in pages}, journal
        return self._names


def _as_it_was(week: Week, thread: Thread) -> bool:
    found = find(week, thread.anchor)
    if found is None or not found.same:
        return False
    return thread.anchor.kind in ("task", "item") or likeness(week, thread.anchor) >= _HERE
