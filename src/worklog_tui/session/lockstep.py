"""Edits of a week that its twins follow: planned on all pages, accepted as one step, which undo takes back on all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.session.events import Event, WeekChanged
from worklog_tui.session.marks import Marks
from worklog_tui.session.wording import describe
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.twins.changes import HERE_ONLY
from worklog_tui.worklog.twins.pairing import Mirror, mirrored

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.document.patch import Edit
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Change, Session
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.twins.untranslated import Untranslated

Mode = Literal["mirror", "ask", "off"]
MODES: Final[tuple[Mode, ...]] = ("mirror", "ask", "off")
_MEANWHILE: Final = "another program changed it at the same moment"


class Follow(NamedTuple):
    """What a twin is to do, or why it does not."""

    page: PageRef
    mirror: Mirror

    @property
    def name(self) -> str:
        """What people call the twin."""
        return self.page.language or "the twin"


class Step(NamedTuple):
    """An edit that was made. ``followed``: the twins changed with it; ``offered``: those that would, were they asked;
    ``left``: those that cannot, each with its reason.
    """

    edit: Edit
    followed: tuple[Follow, ...] = ()
    offered: tuple[Follow, ...] = ()
    left: tuple[Follow, ...] = ()
    label: str = ""
    number: int = 0

    @property
    def words(self) -> str:
        """What a toast adds: ``vi too``, or why only this page was changed; empty where there is nothing to say."""
        out = [f"{', '.join(f.name for f in self.followed)} too"] if self.followed else []
        if any(f.mirror.copies for f in self.followed):
            out[0] += ", to translate"
        if self.left:
            out.append(f"only this page was changed: {self.left[0].mirror.reason}")
        return " · ".join(out)


class Lockstep:
    """``mode`` may be set at any time: ``mirror`` (twins follow), ``ask`` (they are offered), ``off``."""

    def __init__(self, session: Session, mode: Mode, state_dir: Path) -> None:
        self._session = session
        self.mode: Mode = mode
        self.marks = Marks(session.journal, state_dir)
        session.subscribe(self._told)

    def twins(self, page: PageRef) -> tuple[PageRef, ...]:
        """The same week's pages in other languages."""
        entry = self._session.journal.entry_of(page)
        return tuple(p for p in entry.pages if p.rel != page.rel) if entry is not None else ()

    def plan(self, page: PageRef, intentions: Intention | Sequence[Intention]) -> tuple[Follow, ...]:
        """What each twin is asked; it is read for that where it was not yet. Raises Refused, PageUnreadable."""
        out = []
        for twin in self.twins(page):
            try:
                there = self._session.week(twin)
            except PageUnreadable as error:
                out.append(Follow(twin, Mirror(reason=str(error))))
                continue
            mirror = mirrored(self._session.week(page), there, intentions, vocabulary=self._session.vocabulary())
            out.append(Follow(twin, mirror))
        return tuple(out)

    def execute(
        self, page: PageRef, intentions: Intention | Sequence[Intention], label: str = "", *, seen: Week | None = None
    ) -> Step:
        """``session.execute`` with the twins. Raises Refused, PageUnreadable; then nothing is changed."""
        before = self._session.week(page)
        if seen is not None and seen.document.source != before.document.source:
            edit = self._session.execute(page, intentions, label, seen=seen)
            left = [Follow(twin, Mirror(reason=_MEANWHILE)) for twin in self.twins(page)]
            return Step(edit, (), (), tuple(left), label)
        try:
            return self._execute(page, intentions, label)
        except Refused:
            if self._session.week(page) is before:
                raise
            return self._execute(page, intentions, label)  # another program's change came in between

    def _execute(self, page: PageRef, intentions: Intention | Sequence[Intention], label: str) -> Step:
        follows = self.plan(page, intentions) if self.mode != "off" else ()
        able = tuple(f for f in follows if f.mirror.intentions)
        left = tuple(_said(f) for f in follows if _said(f).mirror.reason is not None)
        if self.mode == "mirror" and able:
            label = label or describe(intentions[0] if isinstance(intentions, Sequence) else intentions)
            changes: list[tuple[PageRef, Change]] = [(page, able[0].mirror.own or intentions)]
            changes += [(f.page, f.mirror.edit or f.mirror.intentions) for f in able]
            edit = self._session.execute_together(changes, label)[0]
            self._mark(able)
            return Step(edit, able, (), left, label)
        edit = self._session.execute(page, intentions, label)
        if edit.patch.empty:
            return Step(edit, label=label)
        return Step(edit, (), able, left, label, self._last() if able else 0)

    def _last(self) -> int:
        """The number of the last change of all."""
        history = self._session.history
        return history[-1].number if history else 0

    def follow(self, step: Step) -> Step:
        """The twins offered follow after all, in the same step where it is still the last one. Raises Refused."""
        changes: list[tuple[PageRef, Change]] = [(f.page, f.mirror.intentions) for f in step.offered]
        self._session.execute_together(changes, step.label, join=self._last() == step.number)
        self._mark(step.offered)
        return step._replace(followed=step.offered, offered=())

    def to_translate(self, page: PageRef) -> tuple[Untranslated, ...]:
        """The texts of the page that arrived from a twin and were not edited since. Raises PageUnreadable."""
        return self.marks.of(page, self._session.week(page))

    def translated(self, page: PageRef, text: Untranslated) -> None:
        """This text is right as it is."""
        self.marks.drop(page, self._session.week(page), text)

    def _mark(self, follows: Sequence[Follow]) -> None:
        for follow in follows:
            if follow.mirror.copies:
                self.marks.add(follow.page, self._session.week(follow.page), follow.mirror.copies)

    def _told(self, event: Event) -> None:
        if isinstance(event, WeekChanged) and event.week is not None:
            self.marks.look(event.page, event.week)


def _said(follow: Follow) -> Follow:
    """With the reason, where something that could follow did not; that words stay each page's own needs no saying."""
    mirror = follow.mirror
    notes = [note for note in mirror.notes if not note.endswith(HERE_ONLY)]
    return follow._replace(mirror=mirror._replace(reason=notes[0])) if notes and not mirror.intentions else follow


__all__ = ["MODES", "Follow", "Lockstep", "Mode", "Step"]
