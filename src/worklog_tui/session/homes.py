"""Which page a comment belongs to now: the one it was made on, unless that has gone, or become another week's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.worklog.review.anchors import find, likeness, stands_in
from worklog_tui.worklog.review.pieces import pieces

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.session.threads import Thread
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.review.pieces import Piece


_HERE: Final = 0.34
"""So much of what stood beside it being on a page, it is still that page."""
_THERE: Final = 0.5
"""So much must be on another page for the comment to go there."""


class Read(NamedTuple):
    """A page as it is looked through."""

    number: int | None
    pieces: Sequence[Piece]

    def alike(self, thread: Thread) -> float:
        """How much of what stood beside the comment is here, 0 to 1."""
        return likeness(self.pieces, self.number, thread.anchor)

    def dated(self, thread: Thread) -> bool:
        """Whether the very row is here, with its date: many weeks repeat each other's words, few their dates."""
        group = thread.anchor.group
        found = find(self.pieces, thread.anchor) if group and thread.anchor.kind == "task" else None
        return found is not None and found.same and found.piece is not None and found.piece.group == group


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

    def settle(self, threads: Iterable[Thread], read: Callable[[PageRef], Week | None]) -> None:
        """Looks through pages for comments that do not find their row where they were made."""
        known: dict[str, Read | None] = {}

        def reading(page: PageRef) -> Read | None:
            if page.rel not in known:
                week = read(page)
                known[page.rel] = Read(week.number, pieces(week)) if week is not None else None
            return known[page.rel]

        for thread in threads:
            page = self.of(thread)
            here = reading(page) if page is not None else None
            if here is None or not _as_it_was(here, thread):
                others = [(one, there) for one in self._others(thread, page) if (there := reading(one)) is not None]
                self._settle(thread, here, others)

    def _settle(self, thread: Thread, here: Read | None, others: Sequence[tuple[PageRef, Read]]) -> None:
        """The page that holds most of what stood beside the comment; else the one its row was carried to."""
        if here is None or not here.dated(thread):
            there = self._became(thread, here, others)
            if there is not None:
                self._found[thread.id, thread.anchor.page] = self._name_of(there)
                return
        if here is not None and find(here.pieces, thread.anchor) is not None:
            return
        carried = [other for other, read in others if stands_in(read.pieces, thread.anchor) is not None]
        if len(carried) == 1:  # words that many weeks have lead nowhere
            self._found[thread.id, thread.anchor.page] = self._name_of(carried[0])

    @staticmethod
    def _became(thread: Thread, here: Read | None, others: Sequence[tuple[PageRef, Read]]) -> PageRef | None:
        """The page that was this comment's, under another name: one that says the same on the same day, or, where its
        own has become another page, the only one that holds most of it.
        """
        dated = [other for other, read in others if read.dated(thread) and read.alike(thread) >= _THERE]
        if len(dated) == 1:
            return dated[0]
        if here is not None and here.alike(thread) >= _HERE:
            return None
        scored = sorted(((read.alike(thread), at) for at, (_, read) in enumerate(others)), reverse=True)
        if not scored or scored[0][0] < _THERE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
            return None
        return others[scored[0][1]][0]

    def _others(self, thread: Thread, page: PageRef | None) -> Iterator[PageRef]:
        for other in self.pages():
            if (page is None or other.rel != page.rel) and (other.language or "") == thread.anchor.language:
                yield other

    def _by_name(self) -> dict[str, PageRef]:
        journal = self._session.journal
        if journal is not self._listed:
            pages = [page for week in journal.weeks for page in week.pages]
            if journal.selected is not None and journal.entry_of(journal.selected) is None:
                pages.append(journal.selected)
            self._names, self._listed = {self._name_of(page): page for page in pages}, journal
        return self._names


def _as_it_was(here: Read, thread: Thread) -> bool:
    """Whether the comment finds what it spoke of, on the day it had; all of a page or section: among what it had."""
    found = find(here.pieces, thread.anchor)
    if found is None or not found.same:
        return False
    if thread.anchor.kind == "task" and thread.anchor.group:
        return found.piece is not None and found.piece.group == thread.anchor.group
    return thread.anchor.kind in ("task", "item") or here.alike(thread) >= _HERE
