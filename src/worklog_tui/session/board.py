"""The weeks of a journal as rows of its board: numbers, twins, problems, reviews; and their sums.

What was read is kept under the hash of each page's bytes, in memory and in the cache folder: a row of known pages costs
no parse. Problems depend on other pages too, so kept ones are shown first and told anew by ``row``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from worklog_tui.session.board_cache import BoardCache, Kept
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import digest
from worklog_tui.worklog.term.totals import PageTotals, page_totals
from worklog_tui.worklog.twins.shape import Shape, differences, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from worklog_tui.session.nouns import PageRef, WeekEntry
    from worklog_tui.session.reviewing import ReviewState
    from worklog_tui.session.session import Session

TwinState = Literal["step", "differs", "none"]
_NAMED = 5  # differences from the twin, and problems of a page, that are named


class BoardRow(NamedTuple):
    """A week. ``totals`` None: not read yet, or, with ``error``, unreadable. ``problems``: errors and warnings of all
    its languages, as ``translate`` and ``comments`` (open ones) are; ``drift``: where its twins differ, ``faults``: the
    first problems, in words, as far as this run has read it.
    """

    key: str
    number: int | None
    label: str
    page: PageRef
    totals: PageTotals | None = None
    error: str = ""
    twin: TwinState = "none"
    drift: tuple[str, ...] = ()
    translate: int = 0
    problems: int = 0
    reviewed: ReviewState = "no"
    comments: int = 0
    faults: tuple[str, ...] = ()

    @property
    def read(self) -> bool:
        """Whether something is known of it."""
        return self.totals is not None or bool(self.error)


class _Page(NamedTuple):
    """What is known of a page in these bytes. ``fresh``: read by this run; else it is what an earlier one has kept."""

    digest: str
    kept: Kept | None  # None: unreadable
    error: str = ""
    shape: Shape | None = None
    fresh: bool = False
    faults: tuple[str, ...] = ()


class Board:
    """The rows of a session's journal; for one thread at a time. ``cache``: the folder for what is kept; None: none."""

    def __init__(self, session: Session, cache: Path | None) -> None:
        self._session = session
        self._cache = BoardCache(session.journal, session.settings, cache)
        self._pages: dict[str, _Page] = {}
        self._comments: dict[str, int] = {}

    def begin(self) -> None:
        """What is asked once for all rows: the open comments."""
        self._comments = self._session.reviewing.comments.open_on()

    def known(self, entry: WeekEntry, language: str | None) -> BoardRow:
        """The week's row as far as it is known without parsing a page."""
        pages = [self._known(page) for page in entry.pages]
        return self._row(entry, language, pages) if None not in pages else _blank(entry, language)

    def row(self, entry: WeekEntry, language: str | None) -> BoardRow:
        """The week's row; its pages are read where that was not done yet."""
        return self._row(entry, language, [self._read(page) for page in entry.pages])

    def keep(self) -> None:
        """Write what was learned, for the next run; a cache folder that cannot be written is no error."""
        for rel, page in self._pages.items():
            if page.kept is not None:
                self._cache.put(rel, page.digest, page.kept)
        self._cache.write()

    # --- inside --------------------------------------------------------------------------------------------------

    def _known(self, page: PageRef) -> _Page | None:
        try:
            now = digest(self._session.source(page))
        except PageUnreadable as error:
            return _Page("", None, str(error))
        held = self._pages.get(page.rel)
        if held is not None and held.digest == now:
            return held
        kept = self._cache.get(page.rel, now)
        return _Page(now, kept) if kept is not None else None

    def _read(self, page: PageRef) -> _Page:
        session = self._session
        try:
            held = self._known(page)
            if held is None or not held.fresh:
                held = self._parsed(page)
            if held.kept is None:
                return held
            found = [one.problem for one in session.checking.of(page) if one.problem.severity != "info"]
            kept = held.kept._replace(problems=len(found), translate=self._to_translate(page))
            held = held._replace(kept=kept, faults=tuple(f"line {one.line}: {one.message}" for one in found[:_NAMED]))
        except PageUnreadable as error:
            held = _Page("", None, str(error))
        self._pages[page.rel] = held
        return held

    def _parsed(self, page: PageRef) -> _Page:
        """Raises PageUnreadable."""
        week = self._session.checking.week(page)
        shape = shape_of(week)
        kept = Kept(page_totals(week), digest(repr(shape).encode("utf-8", "replace"), size=8), 0, 0)
        # a page without any year takes it from its neighbours, whose bytes are not in its hash: once a run
        return _Page(digest(week.document.source), kept, shape=shape, fresh=True)

    def _to_translate(self, page: PageRef) -> int:
        session = self._session
        if not session.lockstep.marks.any(page):
            return 0
        return len(session.lockstep.marks.of(page, session.checking.week(page)))

    def _row(self, entry: WeekEntry, language: str | None, pages: Sequence[_Page | None]) -> BoardRow:
        page = entry.page(language)
        beside = {ref.rel: found for ref, found in zip(entry.pages, pages, strict=True) if found is not None}
        own = beside[page.rel]
        kept = [found.kept for found in beside.values() if found.kept is not None]
        error = own.error or next((found.error for found in beside.values() if found.error), "")
        row = _blank(entry, language)._replace(
            totals=own.kept.totals if own.kept is not None else None,
            error=error,
            translate=sum(one.translate for one in kept),
            problems=sum(one.problems for one in kept) + sum(found.kept is None for found in beside.values()),
            reviewed=self._session.reviewing.state(page),
            comments=sum(self._comments.get(ref.rel, 0) for ref in entry.pages),
            faults=tuple(
                f"{ref.language}, {fault}" if len(entry.pages) > 1 and ref.language else fault
                for ref in entry.pages
                if ref.rel in beside
                for fault in beside[ref.rel].faults
            ),
        )
        others = [(ref, beside[ref.rel]) for ref in entry.pages if ref.rel != page.rel]
        return _with_twins(row, own, others) if others else row


def _blank(entry: WeekEntry, language: str | None) -> BoardRow:
    return BoardRow(entry.key, entry.number, entry.label, entry.page(language))


def _with_twins(row: BoardRow, own: _Page, others: Sequence[tuple[PageRef, _Page]]) -> BoardRow:
    """Twins are in step when their shapes are the same."""
    step = own.kept is not None and all(
        there.kept is not None and there.kept.shape == own.kept.shape for _, there in others
    )
    if step:
        return row._replace(twin="step")
    drift: list[str] = []
    for ref, there in others:
        if own.shape is not None and there.shape is not None:
            drift += [found.words for found in differences(own.shape, there.shape, ref.language or "the twin")]
    return row._replace(twin="differs", drift=tuple(drift[:_NAMED]))
