"""What outlives a run: every saved version of a page, the words being typed, and the history of undo."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from worklog_tui.storage.files import digest
from worklog_tui.storage.versions import SavedVersion, VersionStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from worklog_tui.session.events import Cause
    from worklog_tui.session.memory import Memory
    from worklog_tui.session.nouns import Journal, PageRef
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageState, PageStore
    from worklog_tui.storage.drafts import DraftStore
    from worklog_tui.storage.settings import Settings

FOUND = "as it was found"


class Keeping:
    """Part of the session. Nothing is written by the thread that edits: versions by the one that saves, the rest by
    threads of its own. ``history`` False: undo is this run's alone.
    """

    def __init__(
        self,
        journal: Callable[[], Journal],
        pages: PageStore,
        outbox: Outbox,
        state: Path,
        settings: Settings,
        clock: Callable[[], dt.datetime],
        *,
        history: bool,
    ) -> None:
        self._journal, self._pages, self._outbox, self._clock = journal, pages, outbox, clock
        self._state, self._history = state, history
        self.versions = VersionStore(state, days=settings.versions_days, size=settings.versions_size * 1024 * 1024)
        self._beside: dict[str, DraftStore] = {}
        self._did: dict[str, str] = {}  # by page: what was done last, in a few words

    @cached_property
    def drafts(self) -> DraftStore:
        """Words being typed."""
        from worklog_tui.storage.drafts import DraftStore

        return DraftStore(self._state)

    def drafts_beside(self, name: str) -> DraftStore:
        """Words that may stay unfinished while fields are opened and closed: ``name`` tells them apart."""
        from worklog_tui.storage.drafts import DraftStore

        if name not in self._beside:
            self._beside[name] = DraftStore(self._state)
        return self._beside[name]

    @cached_property
    def _memory(self) -> Memory | None:
        if not self._history:
            return None
        from worklog_tui.session.memory import Memory

        return Memory(self._journal, self._pages, self._outbox, self._state, self.versions, self._clock)

    def recall(self) -> None:
        """Puts the history of earlier runs in front of this one's, once, as far as the pages still are what it says."""
        if self._memory is not None:
            self._memory.recall()

    def close(self, seconds: float = 2.0) -> None:
        """The run ends: waits until the history is kept. Words still being typed stay where they are kept."""
        for store in (self.__dict__.get("drafts"), *self._beside.values()):
            if store is not None:
                store.close()
        if self.__dict__.get("_memory") is not None:
            self.__dict__["_memory"].settle(seconds)

    # --- versions ------------------------------------------------------------------------------------------------

    def shown(self, state: PageState, cause: Cause) -> None:
        """A page reads differently, by an edit, undo or another program. While the session may be changed."""
        history = state.history
        if cause in ("undo", "redo"):
            entry = (history.undone if cause == "undo" else history.done)[-1:]
            words = {"undo": "taken back", "redo": "made again"}[cause]
            self._did[state.page.rel] = f"{words}: {entry[0].label}" if entry else words
        else:
            self._did[state.page.rel] = history.done[-1].label if history.done else ""
        if self._memory is not None:
            self._memory.remember(state)

    def saved(self, key: str, path: str, before: bytes | None, after: bytes) -> None:
        """The page was saved: called by the thread that saves. What stood there before is a version too."""
        now = self._clock().replace(tzinfo=None)
        if before is not None and before != after:
            self.versions.keep(path, before, at=now, label=FOUND)
        self.versions.keep(path, after, at=now, label=self._did.get(key, ""))

    def version(self, page: PageRef, data: bytes, label: str) -> bool:
        """These bytes of the page are kept among its versions, though they were never on the disk, or not by us.

        False: no versions are kept."""
        self.versions.keep(os.path.realpath(page.path), data, at=self._clock().replace(tzinfo=None), label=label)
        return self.versions.content(digest(data)) is not None

    def versions_of(self, page: PageRef) -> tuple[SavedVersion, ...]:
        """The page's kept versions, newest first."""
        return self.versions.of(os.path.realpath(page.path))
