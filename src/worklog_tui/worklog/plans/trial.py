"""A page under edits that are planned, one on what the one before it made, and not yet accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worklog_tui.document.model import Document
from worklog_tui.document.patch import Edit, Patch, joined
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans import plan as planning

Read = Callable[[Document], Week]


class Trial:
    """``week`` is the page as planned so far; it is read when it is asked for: the last edit needs no reading."""

    def __init__(self, week: Week, read: Read) -> None:
        self._week, self.read = week, read
        self._before = self._document = self._shown = week.document
        self._patches: list[Patch] = []

    @property
    def week(self) -> Week:
        """The page with all edits so far."""
        if self._shown is not self._document:
            self._week, self._shown = self.read(self._document), self._document
        return self._week

    def plan(self, intention: Intention) -> bool:
        """One more edit; False: it changes nothing. Raises Refused, then nothing of it is kept."""
        edit = planning.plan(self.week, intention)
        if edit.patch.empty:
            return False
        self._patches.append(edit.patch)
        self._document = edit.after
        return True

    def plan_all(self, asked: Intention | Sequence[Intention]) -> None:
        """One or several more edits. Raises Refused."""
        for intention in asked if isinstance(asked, Sequence) else (asked,):
            self.plan(intention)

    @property
    def edit(self) -> Edit:
        """All of them as one."""
        if len(self._patches) == 1:
            return Edit(self._patches[0], self._before, self._document)
        return Edit(joined(self._before.source, self._patches), self._before, self._document)
