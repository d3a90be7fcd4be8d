"""What other programs do to the pages while they are open: taken in, settled with our unsaved edits, made an edit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.session.events import SaveChanged, WeekChanged
from worklog_tui.session.rebase import difference
from worklog_tui.session.reconcile import reconciled
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import wait_until_quiet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Sequence
    from pathlib import Path

    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Patch
    from worklog_tui.merge.choosing import Choice
    from worklog_tui.merge.three import Merged
    from worklog_tui.session.events import Cause
    from worklog_tui.session.journal import PageRef
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageState, PageStore
    from worklog_tui.session.saving import SaveQueue
    from worklog_tui.storage.recovery import Kept

    Accept = Callable[[PageRef, Document, Patch, str, Cause], None]
    Clock = Callable[[], dt.datetime]

BY_OTHERS = "changed by another program"
SETTLED = "settled with another program's change"


class Standoff(NamedTuple):
    """Three versions of a page, and what of the two changes is certain."""

    base: bytes
    mine: bytes
    theirs: bytes
    merged: Merged


class Outside:
    """Part of the session; its methods take the right to change, and may be called from any thread."""

    def __init__(
        self,
        pages: PageStore,
        queue: SaveQueue,
        outbox: Outbox,
        accept: Accept,
        clock: Clock,
        told: Callable[[PageRef, bytes, str], bool],
    ) -> None:
        """``told`` keeps bytes of a page among its saved versions, with what they are; False: it does not."""
        self._pages, self._queue, self._outbox, self._accept, self._clock = pages, queue, outbox, accept, clock
        self._told = told
        self._ours: set[str] = set()  # pages in an editor started from here

    def look(self, only: Container[str] | None = None) -> list[PageRef]:
        """Takes in what has changed on the disk (of these pages); the pages it has changed on."""
        with self._outbox.changing():
            states = [s for s in self._pages.states() if only is None or s.page.rel in only]
            states = [s for s in states if s.page.rel not in self._ours]
            return [state.page for state in states if self._looked(state)]

    def _looked(self, state: PageState) -> bool:
        key = state.page.rel
        if self._queue.in_conflict(key) and self.settle(key):
            return True
        outcome = self._pages.look(state)
        if isinstance(outcome, bytes):
            self.take_in(state, outcome)
        elif outcome is not None and not self.settle(key) and self._queue.failure(key) != outcome:
            self._queue.conflict(key, outcome)
        return outcome is not None

    def take_in(self, state: PageState, data: bytes) -> None:
        """The page is what another program made of it."""
        document = self._pages.parse(data)
        if state.touched:
            self._accept(state.page, document, difference(state.data, data), BY_OTHERS, "disk")
        else:
            self._outbox.post(WeekChanged(state.page, self._pages.put(state, document), "disk"))

    def hold(self, page: PageRef) -> None:
        """An editor started from here is at this page: what it writes is not another program's. ``adopt`` ends it."""
        self._ours.add(page.rel)

    def adopt(self, page: PageRef, label: str) -> int:
        """Take what an editor started from here has written as an edit of this page, which undo takes back.

        How many lines it changed; 0: none, or unsaved edits are in the way (``Session.refresh`` tells of them).
        Raises PageUnreadable.
        """
        with self._outbox.changing():
            self._ours.discard(page.rel)
            state, found = self._pages.state(page), self._pages.read(page)
            if found.data == state.data or self._queue.state(page.rel) != "saved":
                return 0
            patch = difference(state.data, found.data)
            self._queue.track(page.rel, found.path, found.version, found.data)
            self._accept(page, self._pages.parse(found.data), patch, label, "edit")
        return sum(max(len(s.old.splitlines()), len(s.new.splitlines())) for s in patch.splices)

    def reload(self, page: PageRef) -> None:
        """See Session.reload."""
        with self._outbox.changing():
            if self._queue.state(page.rel) == "saved":
                self._reload(page)
            else:
                self.take_theirs(page)

    def take_theirs(self, page: PageRef) -> Path | None:
        """Take what is on the disk, with a plain copy of the dropped text; where it is, None where none could be made.

        Raises PageUnreadable.
        """
        with self._outbox.changing():
            kept = self._set_aside(page, self._pages.state(page).data)
            self._reload(page)
            self._queue.forget(page.rel, kept=kept is not None)
            return kept

    def _reload(self, page: PageRef) -> None:
        state, found = self._pages.state(page), self._pages.read(page)
        self._queue.forget(page.rel)
        self._queue.track(page.rel, found.path, found.version, found.data)
        if found.data != state.data:
            self.take_in(state, found.data)
        self._outbox.post(SaveChanged(page, "saved", "", self._clock()))

    def _set_aside(self, page: PageRef, data: bytes) -> Path | None:
        return self._queue.recovery.set_aside(str(page.path), data, f"{self._clock():%Y%m%d-%H%M%S}")

    def keep_mine(self, page: PageRef) -> None:
        """See Session.keep_mine."""
        with self._outbox.changing():
            state = self._pages.state(page)
            if os.path.lexists(page.path):
                found = self._pages.read(page)
                version, path, base = found.version, found.path, found.data
                if found.data != state.data:
                    self._set_aside(page, found.data)  # theirs is dropped, but not lost
            else:
                from worklog_tui.storage.restore import write_again

                version, path, base = write_again(page.path, state.data), os.path.realpath(page.path), state.data
            self._queue.forget(page.rel)
            self._queue.track(page.rel, path, version, base)
            self._queue.accept(page.rel, state.data)

    def put_back(self, page: PageRef, data: bytes) -> None:
        """What an earlier run could not save, as one edit of the page. Raises PageUnreadable."""
        with self._outbox.changing():
            patch = difference(self._pages.state(page).data, data)
            self._accept(page, self._pages.parse(data), patch, "put back the kept text", "edit")

    def standoff(self, page: PageRef) -> Standoff | None:
        """Our unsaved edits beside another program's, place by place. None: what both began with is not known, or
        there is nothing to choose (the page is gone, they do not meet). Raises PageUnreadable."""
        from worklog_tui.merge.three import merge

        with self._outbox.changing():
            base = self._queue.base(page.rel)
            if base is None:
                return None
            mine, theirs = self._pages.state(page).data, self._pages.read(page).data
        merged = merge(base, mine, theirs)
        return Standoff(base, mine, theirs, merged) if merged.conflicts else None

    def settle_as(self, page: PageRef, found: Standoff, choices: Sequence[Choice]) -> bool:
        """The page as was chosen, on its way to the disk; both versions are kept among its saved ones. False: one side
        has changed meanwhile: ask again. Raises PageUnreadable, Refused."""
        from worklog_tui.merge.choosing import settled

        with self._outbox.changing():
            state, disk = self._pages.state(page), self._pages.read(page)
            if state.data != found.mine or disk.data != found.theirs:
                return False
            after = self._pages.parse(settled(found.merged, choices))
            if after.front_matter.error and not self._pages.parse(found.theirs).front_matter.error:
                raise Refused("Front matter with both could not be read: choose one side there.")
            for data, label in ((found.theirs, BY_OTHERS), (found.mine, "yours, before it was settled with theirs")):
                if not self._told(page, data, label):
                    self._set_aside(page, data)
            self._queue.forget(page.rel)
            self._queue.track(page.rel, disk.path, disk.version, disk.data)
            if after.source != state.data:
                self._accept(page, after, difference(state.data, after.source), SETTLED, "disk")
            self._queue.accept(page.rel, state.data)
        return True

    def copy_of(self, kept: Kept) -> Path | None:
        """A plain copy of what an earlier run kept, for an editor; None: it could not be made."""
        return self._queue.recovery.set_aside(kept.page, kept.data, kept.file.stem[-8:])

    def settle(self, key: str) -> bool:
        """Our unsaved edits and another program's change of the page as one, where they do not meet. From any thread.

        The bytes that hold both are accepted like an edit, and are on their way to the disk.
        """
        if (held := self._pages.held(key)) is not None:
            wait_until_quiet(held.page.path)
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
