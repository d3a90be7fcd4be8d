"""What other programs do to the pages while they are open: taken in, settled with our unsaved edits, made an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.session.events import WeekChanged
from worklog_tui.session.rebase import difference
from worklog_tui.session.reconcile import reconciled
from worklog_tui.storage.errors import PageUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Patch
    from worklog_tui.session.events import Cause
    from worklog_tui.session.journal import PageRef
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageState, PageStore
    from worklog_tui.session.saving import SaveQueue

    Accept = Callable[[PageRef, Document, Patch, str, Cause], None]

BY_OTHERS = "changed by another program"


class Outside:
    """Part of the session; called while it holds the right to change, but for ``settle``, which takes it."""

    def __init__(self, pages: PageStore, queue: SaveQueue, outbox: Outbox, accept: Accept) -> None:
        self._pages, self._queue, self._outbox, self._accept = pages, queue, outbox, accept

    def look(self) -> list[PageRef]:
        """Takes in what has changed on the disk; the pages it has changed on."""
        changed = []
        for state in self._pages.states():
            key = state.page.rel
            if self._queue.in_conflict(key) and self.settle(key):
                changed.append(state.page)
                continue
            outcome = self._pages.look(state)
            if outcome is None:
                continue
            changed.append(state.page)
            if not isinstance(outcome, str):
                self.take_in(state, outcome)
            elif not self.settle(key) and self._queue.failure(key) != outcome:
                self._queue.conflict(key, outcome)
        return changed

    def take_in(self, state: PageState, data: bytes) -> None:
        """The page is what another program made of it."""
        document = self._pages.parse(data)
        if state.touched:
            self._accept(state.page, document, difference(state.data, data), BY_OTHERS, "disk")
        else:
            self._outbox.post(WeekChanged(state.page, self._pages.put(state, document), "disk"))

    def adopt(self, page: PageRef, label: str) -> int:
        """What an editor started from here has written is an edit of ours; how many lines it changed (0: nothing).

        Raises PageUnreadable.
        """
        state, found = self._pages.state(page), self._pages.read(page)
        if found.data == state.data or self._queue.state(page.rel) != "saved":
            return 0
        patch = difference(state.data, found.data)
        self._queue.track(page.rel, found.path, found.version, found.data)
        self._accept(page, self._pages.parse(found.data), patch, label, "edit")
        return sum(max(len(s.old.splitlines()), len(s.new.splitlines())) for s in patch.splices)

    def settle(self, key: str) -> bool:
        """Our unsaved edits and another program's change of the page as one, where they do not meet. From any thread.

        The bytes that hold both are accepted like an edit, and are on their way to the disk.
        """
        with self._outbox.changing():
            state, known, base = self._pages.held(key), self._queue.version(key), self._queue.base(key)
            if state is None or known is None:
                return False
            try:
                found = self._pages.read(state.page)
                if found.version.digest == known.digest:  # put back as it was
                    after = None
                elif base is None:
                    return False
                else:
                    after = reconciled(base, state.data, found.data)
            except (PageUnreadable, Refused):
                return False
            self._queue.track(key, found.path, found.version, found.data)
            if after is not None and after.source != state.data:
                self._accept(state.page, after, difference(state.data, after.source), BY_OTHERS, "disk")
            self._queue.accept(key, state.data)
        return True
