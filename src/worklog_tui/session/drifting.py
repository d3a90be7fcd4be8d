"""Differences between a week's pages: found, mirrored from one page to the other, listed for a journal.

What is planned here is made as one step on both pages, and undone as one; nothing is written until ``make``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.checks.pairs import doubts
from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.twins.changes import Copied, has_words
from worklog_tui.worklog.twins.drift import Drift, Way, counted, drifts
from worklog_tui.worklog.twins.untranslated import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Edit
    from worklog_tui.session.nouns import PageRef, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

Pages = tuple["PageRef", "PageRef"]
_ROUNDS: Final = 40  # a round may bring more to light; several links of one cell take one each


class Mirroring(NamedTuple):
    """What would be made. ``edits``: of the pages that change; ``done``: the differences that are gone then, each with
    the page (0, 1) that changes for it;
    ``refused``: certain ones that could not be proven, each with its sentence; ``left``: those that are not certain.
    """

    edits: tuple[tuple[PageRef, Edit], ...] = ()
    copies: tuple[tuple[PageRef, tuple[Copied, ...]], ...] = ()
    done: tuple[tuple[int, Drift], ...] = ()
    refused: tuple[tuple[Drift, str], ...] = ()
    left: tuple[Drift, ...] = ()


class WeekDrift(NamedTuple):
    """A week whose pages are out of step. ``error``: why one of them could not be compared."""

    entry: WeekEntry
    pages: Pages
    found: tuple[Drift, ...]
    error: str = ""

    @property
    def certain(self) -> int:
        """How many can be mirrored."""
        return sum(one.certain for one in self.found)

    @property
    def counts(self) -> str:
        """``2 dates, 1 row``."""
        return ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in counted(self.found))


def drift_of(session: Session, pages: Pages) -> tuple[Drift, ...]:
    """The differences of two pages of a week. Raises PageUnreadable."""
    return drifts(session.week(pages[0]), session.week(pages[1]))


def out_of_step(session: Session, entries: Iterable[WeekEntry]) -> Iterator[WeekDrift | None]:
    """Of each week, the pages in other languages against its first one; None where they are in step. For a thread of
    your own: pages are read and not kept.
    """
    for entry in entries:
        for twin in entry.pages[1:]:
            pages = entry.pages[0], twin
            try:
                found = drifts(*(session.glance(page, session.source(page)) for page in pages))
            except PageUnreadable as error:
                yield WeekDrift(entry, pages, (), str(error))
                continue
            yield WeekDrift(entry, pages, found) if found else None


def plan_one(session: Session, pages: Pages, drift: Drift, source: int) -> Mirroring:
    """One difference, mirrored from page ``source`` (0, 1) to the other. Raises PageUnreadable."""
    planner = _Planner(session, pages)
    planner.take(drift, source)
    return planner.made()


def plan_all(session: Session, pages: Pages, source: int) -> Mirroring:
    """Every certain difference, from page ``source`` to the other. What only one page has comes to the one without;
    a date that something on its own page speaks against follows the other. Raises PageUnreadable.
    """
    planner = _Planner(session, pages)
    for _ in range(_ROUNDS):
        if not planner.round(source):
            break
    return planner.made()


def make(session: Session, mirroring: Mirroring, label: str) -> None:
    """The planned edits as one step; their copied texts wait to be translated. Raises Refused, PageUnreadable."""
    session.execute_together(mirroring.edits, label)
    for page, copies in mirroring.copies:
        session.lockstep.marks.add(page, session.week(page), copies)


class _Planner:
    def __init__(self, session: Session, pages: Pages) -> None:
        self._pages = pages
        self._weeks = session.week(pages[0]), session.week(pages[1])
        self._trials = [Trial(week, _reader(session, page)) for page, week in zip(pages, self._weeks, strict=True)]
        self._order = {drift.words: at for at, drift in enumerate(drifts(*self._weeks))}
        self._copies: tuple[list[Copied], list[Copied]] = ([], [])
        self._done: list[tuple[int, Drift]] = []
        self._refused: dict[tuple[str, str], tuple[Drift, str]] = {}

    def round(self, source: int) -> bool:
        """All that is certain now, a cell once; whether something was done. Headings come when nothing else is left:
        they move what stands below them.
        """
        found = self._certain()
        todo = [one for one in found if one.kind != "heading"] or found
        touched: set[tuple[int, object]] = set()
        some = False
        rows, others = [d for d in todo if not _listed(d)], [d for d in todo if _listed(d)]
        for drift in (*reversed(rows), *reversed(others)):  # from below: what stands above keeps its place
            side = drift.changes(_better(drift, self._weeks_now(), source))
            cells = {(side or 0, place) for place in drift.places[side or 0]}
            if cells & touched and drift.kind != "item":
                continue
            touched |= cells
            some = self.take(drift, 1 - (side or 0)) or some
        return some

    def take(self, drift: Drift, source: int) -> bool:
        """Plans one difference; False: it could not be."""
        side = drift.changes(source)
        way = drift.ways[side] if side is not None else None
        if side is None or way is None:
            return False
        trial = self._trials[side]
        before = trial.week
        try:
            done = self._plan(side, way)
        except Refused as refused:
            self._refused[drift.kind, drift.words] = (drift, str(refused))
            return False
        if not done:
            self._refused[drift.kind, drift.words] = (drift, "This page reads so already, in other words.")
            return False
        if way.copies:
            self._copies[side].extend(_arrived(before, trial.week))
        self._done.append((side, drift))
        return True

    def _plan(self, side: int, way: Way) -> bool:
        """All of its intentions, or none. Raises Refused."""
        if len(way.intentions) > 1:
            Trial(self._trials[side].week, self._trials[side].read).plan_all(way.intentions)
        changed = [self._trials[side].plan(one) for one in way.intentions]
        return any(changed)

    def made(self) -> Mirroring:
        """What has been planned."""
        edits = [(page, trial.edit) for page, trial in zip(self._pages, self._trials, strict=True)]
        left = [one for one in drifts(*self._weeks_now()) if not one.certain]
        return Mirroring(
            tuple((page, edit) for page, edit in edits if not edit.patch.empty),
            tuple((page, tuple(c)) for page, c in zip(self._pages, self._copies, strict=True) if c),
            tuple(sorted(self._done, key=self._place)),
            tuple(self._refused.values()),
            tuple(left),
        )

    def _place(self, done: tuple[int, Drift]) -> int:
        """Where a difference stood before anything was made; what came to light later stands last."""
        return self._order.get(done[1].words, len(self._order))

    def _certain(self) -> list[Drift]:
        found = drifts(*self._weeks_now())
        return [one for one in found if one.certain and (one.kind, one.words) not in self._refused]

    def _weeks_now(self) -> tuple[Week, Week]:
        return self._trials[0].week, self._trials[1].week


def _listed(drift: Drift) -> bool:
    """Whether it is outside of the tables: those come first, for they count the links of the whole page."""
    return drift.kind in ("item", "heading") or any(place.what != "task" for side in drift.places for place in side)


def _better(drift: Drift, weeks: tuple[Week, Week], source: int) -> int:
    """The page a date is taken from: ``source``, but for a date that its own page speaks against, and the other not."""
    if not drift.part or None in drift.ways:
        return source
    tasks = [week.tasks[places[0].one - 1] for week, places in zip(weeks, drift.places, strict=True)]
    against = [doubts(week, task, drift.part) for week, task in zip(weeks, tasks, strict=True)]
    return 1 - source if against[source] > against[1 - source] == 0 else source


def _arrived(before: Week, after: Week) -> list[Copied]:
    """The texts a page has now and had not before."""
    had = Counter(text.mark for text in texts_of(before))
    out = []
    for text in texts_of(after):
        if had[text.mark] > 0:
            had[text.mark] -= 1
        elif has_words(text.text):
            out.append(Copied(text.part, text.text))
    return out


def _reader(session: Session, page: PageRef) -> Callable[[Document], Week]:
    return lambda document: session.reading(page, document)


__all__ = ["Mirroring", "Pages", "WeekDrift", "drift_of", "make", "out_of_step", "plan_all", "plan_one"]
