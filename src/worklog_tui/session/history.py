"""What was done, page by page, so that it can be undone: our edits, and other programs' changes between them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, joined
from worklog_tui.record import record, replace
from worklog_tui.session.events import Cause
from worklog_tui.session.journal import PageRef
from worklog_tui.session.rebase import carry


class Met(Refused):
    """Undo would meet another program's change: it may be taken back as well, if the user says so."""


@record
class HistoryEntry:
    """One change. ``patch`` applies to the bytes before it, in the order of the page's history."""

    page: PageRef
    label: str
    patch: Patch
    at: dt.datetime
    cause: Cause
    number: int = 0  # counts the steps of the session; entries of one step on several pages share it
    undone: int = 0  # the step that undid it
    moved: bool = False  # files were given other names with it: only the run that did it can take it back


class PageHistory:
    """One page's changes: those standing and those undone. A step is worked out first and counts once it is taken."""

    def __init__(self) -> None:
        self.done: list[HistoryEntry] = []
        self.undone: list[HistoryEntry] = []

    def repage(self, page: PageRef) -> None:
        """The page is called so now."""
        self.done = [replace(e, page=page) for e in self.done]
        self.undone = [replace(e, page=page) for e in self.undone]

    def lasting(self) -> tuple[tuple[HistoryEntry, ...], tuple[HistoryEntry, ...]]:
        """What stands and what was undone that a later run can still go through."""
        last = max((i for i, e in enumerate(self.done) if e.moved), default=-1)
        undone = () if any(e.moved for e in self.undone) else tuple(self.undone)
        return tuple(self.done[last + 1 :]), undone

    def add(self, entry: HistoryEntry) -> None:
        """A new change stands; what was undone before a new edit cannot be redone."""
        self.done.append(entry)
        if entry.cause != "disk":
            self.undone.clear()
            return
        over, kept = entry.patch, []
        for waiting in reversed(self.undone):
            try:
                carried, over = carry(waiting.patch, over), carry(over, waiting.patch)
            except Refused:
                break
            kept.append(replace(waiting, patch=carried))
        self.undone = kept[::-1]

    def last_edit(self) -> int | None:
        """The index in ``done`` of the last change of ours."""
        return next((i for i in reversed(range(len(self.done))) if self.done[i].cause != "disk"), None)

    def last_step(self, way: Literal["undo", "redo"]) -> int:
        """The number of the step that would be taken back (or made again) next; 0: there is none."""
        index = self.last_edit()
        if way == "undo":
            return self.done[index].number if index is not None else 0
        return self.undone[-1].undone if self.undone else 0

    def has_step(self, way: Literal["undo", "redo"], number: int) -> bool:
        """Whether this step stands here (was undone here)."""
        if way == "undo":
            return any(e.number == number and e.cause != "disk" for e in self.done)
        return any(e.undone == number for e in self.undone)

    def undoing(
        self, source: bytes = b"", *, across: bool = False
    ) -> tuple[Patch, list[HistoryEntry], HistoryEntry] | None:
        """The patch that undoes our last change on the bytes as they are now, the history then, and the entry to redo.

        Raises Met where another program has changed the same place since; ``across``: its changes since are undone
        too, ``source`` being the page as it is now.
        """
        index = self.last_edit()
        if index is None:
            return None
        entry = self.done[index]
        if across and self.done[index + 1 :]:
            back = joined(source, [e.patch.inverse for e in reversed(self.done[index:])])
            return back, self.done[:index], replace(entry, patch=back.inverse)
        back = entry.patch.inverse
        later: list[HistoryEntry] = []
        for disk in self.done[index + 1 :]:
            try:
                back, carried = carry(back, disk.patch), carry(disk.patch, back)
            except Refused as refused:
                raise Met(str(refused)) from refused
            later.append(replace(disk, patch=carried))
        return back, [*self.done[:index], *later], replace(entry, patch=back.inverse)

    def take_undo(self, done: list[HistoryEntry], redo: HistoryEntry, number: int) -> None:
        """The step worked out by ``undoing`` was taken."""
        self.done = done
        self.undone.append(replace(redo, undone=number))

    def take_redo(self, number: int) -> None:
        """The last undone change was made again."""
        self.done.append(replace(self.undone.pop(), number=number, undone=0))
