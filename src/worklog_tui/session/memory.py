"""The history of undo kept between runs: written as it grows, found again as far as the pages are as they were."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.session.history import HistoryEntry
from worklog_tui.session.outside import BY_OTHERS
from worklog_tui.session.rebase import difference
from worklog_tui.session.steps_text import KeptSteps, name_of, read, write
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import digest
from worklog_tui.storage.steps import StepStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from worklog_tui.session.nouns import Journal
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageState, PageStore
    from worklog_tui.storage.versions import VersionStore

_PAUSE = 0.2  # seconds several changes are written together


class _Snapshot(NamedTuple):
    path: str
    data: bytes
    kept: KeptSteps


class Memory:
    """Part of the session. A thread of its own writes."""

    def __init__(
        self,
        journal: Callable[[], Journal],
        pages: PageStore,
        outbox: Outbox,
        state: Path,
        versions: VersionStore,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._journal, self._pages, self._outbox, self._clock = journal, pages, outbox, clock
        self.versions = versions
        self._steps = StepStore(state, os.path.realpath(journal().root))
        self._recalled = False
        self._recalling = threading.Lock()
        self._changed = threading.Condition()
        self._waiting: dict[str, _Snapshot] = {}
        self._writing = False
        self._worker: threading.Thread | None = None

    def remember(self, state: PageState) -> None:
        """The page has changed, or its history: to be written soon. While the session may be changed."""
        kept = KeptSteps(state.page.rel, "", *state.history.lasting())
        with self._changed:
            self._waiting[state.page.rel] = _Snapshot(os.path.realpath(state.page.path), state.data, kept)
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="worklog-history", daemon=True)
                self._worker.start()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
            with contextlib.suppress(Exception):  # as below
                self.recall()  # what was kept goes in front of what is new
            with self._changed:
                self._changed.wait(_PAUSE)
                found, self._waiting, self._writing = list(self._waiting.values()), {}, True
            for one in found:
                with contextlib.suppress(Exception):  # the worker lives on: undo after a restart is a comfort
                    self._write(one)
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def _write(self, one: _Snapshot) -> None:
        self._steps.keep(one.path, write(one.kept._replace(digest=digest(one.data))))

    def settle(self, seconds: float) -> None:
        """Waits until all is written."""
        with self._changed:
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._waiting and not self._writing, seconds)

    def recall(self) -> None:
        """Puts the history of earlier runs in front of this one's, once, as far as the pages still are what it says."""
        if self._recalled:
            return
        with self._recalling:
            if self._recalled:
                return
            try:
                found = self._kept_steps(self._steps.load())
                with self._outbox.changing():
                    for state, kept in self._fitting(found):
                        self._put_in_front(state, kept)
            finally:
                self._recalled = True

    def _kept_steps(self, files: Iterable[bytes]) -> list[KeptSteps]:
        pages = {page.rel: page for week in self._journal().weeks for page in week.pages}
        out = []
        for data in files:
            with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
                page = pages.get(name_of(data))
                if page is not None:
                    out.append(read(data, page))
        return out

    def _fitting(self, found: list[KeptSteps]) -> list[tuple[PageState, KeptSteps]]:
        """Those whose page is as it was left; of a step over several pages all, or none of it."""
        out: list[tuple[PageState, KeptSteps]] = []
        lost: set[int] = set()  # steps that can no longer be taken back whole
        for kept in found:
            state = self._state(kept)
            bridged = self._bridged(state, kept) if state is not None else None
            if state is None or bridged is None:
                lost |= {e.number for e in kept.done} | {e.undone for e in kept.undone}
                continue
            out.append((state, bridged))
            lost |= {e.number for e in bridged.done if e.patch.empty}  # a page made: its file is not ours to remove
            lost |= {e.undone for e in bridged.undone if e.patch.empty}
        while True:
            cut = [(state, _cut(kept, lost)) for state, kept in out]
            gone: set[int] = set()
            for (_, before), (_, after) in zip(out, cut, strict=True):
                gone |= {e.number for e in before.done[: len(before.done) - len(after.done)]}
                gone |= {e.undone for e in before.undone} if not after.undone else set()
            if gone <= lost:
                return cut
            lost |= gone

    def _state(self, kept: KeptSteps) -> PageState | None:
        entries = kept.done or kept.undone
        try:
            return self._pages.state(entries[0].page) if entries else None
        except PageUnreadable:
            return None

    def _bridged(self, state: PageState, kept: KeptSteps) -> KeptSteps | None:
        """With another program's change behind it, where the page was changed while no run of ours looked."""
        try:
            now = state.data
            for entry in reversed(state.history.done):
                now = entry.patch.inverse.apply(now)
        except Refused:
            return None
        if digest(now) == kept.digest:
            return kept
        left = self.versions.content(kept.digest)
        if left is None or not kept.done:
            return None
        last = kept.done[-1]
        change = HistoryEntry(state.page, BY_OTHERS, difference(left, now), self._clock(), "disk", last.number)
        return kept._replace(done=(*kept.done, change), undone=())

    def _put_in_front(self, state: PageState, kept: KeptSteps) -> None:
        history = state.history
        mine = bool(history.done or history.undone)
        history.done[:0] = kept.done
        if not mine:
            history.undone[:] = kept.undone
        if mine:
            self.remember(state)


def _cut(kept: KeptSteps, lost: set[int]) -> KeptSteps:
    """Without the changes up to the last one of a lost step; what was undone goes as a whole."""
    last = max((i for i, e in enumerate(kept.done) if e.number in lost and e.cause != "disk"), default=-1)
    undone = () if any(e.undone in lost for e in kept.undone) else kept.undone
    return kept._replace(done=kept.done[last + 1 :], undone=undone)
