"""Certain fixes planned on many pages: each on what the ones before it made, then the page is checked anew.

Nothing is accepted here: what is planned is shown first, and then made as one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.intentions import AddTask, JoinRow, RemoveTask, ReplaceBlock
from worklog_tui.worklog.plans.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from worklog_tui.checks.model import Found
    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Edit
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

_ROUNDS: Final = 8  # a fix may bring another to light; no page needed more than three
_LAST: Final = (JoinRow, RemoveTask, AddTask, ReplaceBlock)  # what moves rows and blocks comes last, from below


class Mended(NamedTuple):
    """One page as it would be: its edit, and the problems that are gone then."""

    page: PageRef
    edit: Edit
    fixed: tuple[Found, ...]


class Plan(NamedTuple):
    """All that would change. ``refused``: fixes that could not be proven, each with its sentence."""

    pages: tuple[Mended, ...] = ()
    refused: tuple[tuple[Found, str], ...] = ()

    @property
    def problems(self) -> int:
        """How many problems it fixes."""
        return sum(len(one.fixed) for one in self.pages)


def plan_fixes(session: Session, pages: Iterable[PageRef], wanted: Callable[[Found], bool] = lambda _: True) -> Plan:
    """The certain fixes of these pages' problems. ``wanted`` chooses among them."""
    return _Planner(session, tuple(pages), wanted).plan()


class _Planner:
    def __init__(self, session: Session, pages: tuple[PageRef, ...], wanted: Callable[[Found], bool]) -> None:
        self._session, self._pages, self._wanted = session, pages, wanted
        self._checking = session.checking
        self._trials: dict[str, Trial] = {}
        self._fixed: dict[str, list[Found]] = {}
        self._refused: dict[tuple[str, str, str], tuple[Found, str]] = {}

    def plan(self) -> Plan:
        self._checking.planned.clear()
        try:
            for _ in range(_ROUNDS):
                asked = [(page, self._found(page)) for page in self._pages]
                changed = [self._round(page, found) for page, found in asked if found]
                if not any(changed):
                    break
        finally:
            self._checking.planned.clear()
        made = [
            Mended(page, edit, tuple(self._fixed[page.rel]))
            for page in self._pages
            if page.rel in self._trials and not (edit := self._trials[page.rel].edit).patch.empty
        ]
        return Plan(tuple(made), tuple(self._refused.values()))

    def _found(self, page: PageRef) -> list[Found]:
        try:
            return [f for f in self._checking.of(page) if f.fix and self._wanted(f) and _key(f) not in self._refused]
        except PageUnreadable:
            return []

    def _round(self, page: PageRef, found: list[Found]) -> bool:
        """Every fix of a page, those that move rows from below; whether one changed it."""
        changed = False
        for one in sorted(found, key=_order):
            changed = self._try(page, one) or changed
            if changed and isinstance(one.fix[0], ReplaceBlock):
                break  # other blocks may have moved: the next round sees them anew
        return changed

    def _try(self, page: PageRef, found: Found) -> bool:
        trial = self._trials.get(page.rel)
        if trial is None:
            trial = self._trials[page.rel] = Trial(self._session.week(page), self._reader(page))
        try:
            if len(found.fix) > 1:
                Trial(trial.week, self._reader(page)).plan_all(found.fix)  # all of it can be done, or nothing is
            done = [trial.plan(intention) for intention in found.fix]
        except Refused as refused:
            self._refused[_key(found)] = (found, str(refused))
            done = []
        if any(done):
            self._fixed.setdefault(page.rel, []).append(found)
            self._checking.planned[page.rel] = trial.week
        return any(done)

    def _reader(self, page: PageRef) -> Callable[[Document], Week]:
        return lambda document: self._session.glance(page, document.source)


def _key(found: Found) -> tuple[str, str, str]:
    return found.page, found.problem.code, found.problem.message


def _order(found: Found) -> tuple[bool, bool, int]:
    first = found.fix[0]
    return isinstance(first, ReplaceBlock), isinstance(first, _LAST), -found.problem.line
