"""The pages a session knows: their accepted bytes, parsed while they are likely to be looked at, and their history."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.record import record
from worklog_tui.session.facts import PageFacts, WeekFacts, compare, page_facts, unreadable
from worklog_tui.session.reading import read_file
from worklog_tui.storage.errors import PageUnreadable, short_name
from worklog_tui.storage.files import PageFile, digest, read_page, wait_until_quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.document.model import Document
    from worklog_tui.session.history import PageHistory
    from worklog_tui.session.journal import PageRef
    from worklog_tui.session.reading import Reader
    from worklog_tui.session.saving import SaveQueue
    from worklog_tui.storage.recovery import Kept
    from worklog_tui.worklog.model import Week

PARSED = 64
"""Weeks kept parsed. Pages with edits keep their bytes beyond that, others are read again."""

_Stamp = tuple[int, int, int]


@record(frozen=False, eq=False)
class PageState:
    """One page as accepted."""

    page: PageRef
    data: bytes
    week: Week | None = None
    _history: PageHistory | None = None

    @property
    def history(self) -> PageHistory:
        """Its changes; made when first asked for."""
        if self._history is None:
            from worklog_tui.session.history import PageHistory

            self._history = PageHistory()
        return self._history

    def repage(self) -> None:
        """Its changes are told under the page's name as it is now."""
        if self._history is not None:
            self._history.repage(self.page)

    @property
    def touched(self) -> bool:
        """Whether it has a history, and so must not be forgotten."""
        return self._history is not None and bool(self._history.done or self._history.undone)


class PageStore:
    """Thread-safe. Parsing happens outside the lock; of two threads that parse the same bytes the first one's stays."""

    def __init__(self, root: str, reader: Reader, queue: SaveQueue) -> None:
        self._root = root
        self._reader = reader
        self._queue = queue
        self._lock = threading.RLock()
        self._states: OrderedDict[str, PageState] = OrderedDict()
        self._facts: dict[str, tuple[_Stamp, PageRef, PageFacts]] = {}
        self.lend: Callable[[PageRef], bool] | None = None
        """Asked, where facts are read, to find the year of a page that names none."""

    def read(self, page: PageRef) -> PageFile:
        """The page's file as it is on the disk. Raises PageUnreadable."""
        return read_file(page, self._root)

    def parse(self, data: bytes) -> Document:
        """The document of these bytes."""
        return self._reader.parse(data)

    def known(self, page: PageRef) -> PageState | None:
        """The page's state if it was read."""
        with self._lock:
            return self._states.get(page.rel)

    def held(self, key: str) -> PageState | None:
        """The state of the page of this name if it was read."""
        with self._lock:
            return self._states.get(key)

    def states(self) -> list[PageState]:
        """Every page that was read and is still held."""
        with self._lock:
            return list(self._states.values())

    def state(self, page: PageRef) -> PageState:
        """The page's state, its file read where it was not yet. Raises PageUnreadable."""
        with self._lock:
            state = self._states.get(page.rel)
            if state is not None:
                self._states.move_to_end(page.rel)
                return state
        found = self.read(page)
        with self._lock:
            if page.rel not in self._states:
                self._queue.track(page.rel, found.path, found.version, found.data)
                self._states[page.rel] = PageState(page, found.data)
            return self._states[page.rel]

    def source(self, page: PageRef) -> bytes:
        """The page's accepted bytes; of a page not held its file's, which is not kept. Raises PageUnreadable."""
        state = self.known(page)
        return state.data if state is not None else self.read(page).data

    def peek(self, page: PageRef) -> Week | None:
        """The parsed week, if it is there."""
        state = self.known(page)
        return state.week if state is not None else None

    def week(self, page: PageRef) -> Week:
        """The parsed week. Raises PageUnreadable."""
        while True:
            state = self.state(page)
            data, week = state.data, state.week
            if week is not None and week.document.source is data:
                return week
            week = self._reader.week(page, self._reader.parse(data))
            with self._lock:
                if state.data is data:
                    if state.week is None or state.week.document.source is not data:
                        state.week = week
                        self._forget_oldest()
                    return state.week

    def reading(self, page: PageRef, document: Document) -> Week:
        """What the page would read as this document."""
        return self._reader.week(page, document)

    def put(self, state: PageState, document: Document) -> Week:
        """The page is this document from now on."""
        week = self._reader.week(state.page, document)
        with self._lock:
            state.data, state.week = document.source, week
            self._facts.pop(state.page.rel, None)
        return week

    def look(self, state: PageState) -> bytes | str | None:
        """What the disk says: None (as known), new bytes, or a sentence where unsaved edits are in the way."""
        key = state.page.rel
        saving = self._queue.state(key)
        known = self._queue.version(key)
        if saving == "saving" or known is None:
            return None  # the save compares by itself
        try:
            if known.looks_like(os.stat(state.page.path)):
                return None
            wait_until_quiet(state.page.path)
            found = self.read(state.page)
        except (OSError, PageUnreadable):
            if saving == "failed":
                return f"“{short_name(state.page.path)}” is gone or cannot be read; your text is kept."
            return None  # gone from the list, or about to come back
        if found.version.digest == known.digest:
            self._queue.track(key, found.path, found.version, self._queue.base(key))
            return None
        if saving == "failed" and found.data != state.data:
            return f"“{short_name(state.page.path)}” was changed by another program: your text is kept beside it."
        self._queue.forget(key)
        self._queue.track(key, found.path, found.version, found.data)
        return found.data if found.data != state.data else None

    def moved(self, state: PageState, page: PageRef) -> None:
        """The page lies under another name now; all that is known of it stays. Its bytes are on the disk."""
        with self._lock:
            old, state.page, state.week = state.page, page, None
            del self._states[old.rel]
            self._states[page.rel] = state
            self._facts.pop(old.rel, None)
            self._queue.moved(old.rel, page.rel, os.path.realpath(page.path))
        state.repage()

    def facts(self, page: PageRef, twins: list[PageRef]) -> WeekFacts:
        """What a list says of the page, beside its twins."""
        return compare(self._page_facts(page), [self._page_facts(t) for t in twins])

    def stale_facts(self) -> list[PageRef]:
        """The pages whose facts were read from files that have changed since; their facts are forgotten."""
        with self._lock:
            held = list(self._facts.items())
        out = []
        for key, (stamp, page, _) in held:
            if _stamp(page.path) != stamp:
                out.append(page)
                with self._lock:
                    self._facts.pop(key, None)
        return out

    def left_behind(self, state_dir: Path) -> tuple[Kept, ...]:
        """What earlier runs accepted for pages under this root, could not save, and the disk does not have."""
        from worklog_tui.storage.files import inside
        from worklog_tui.storage.recovery import RecoveryStore

        out = []
        for kept in RecoveryStore(state_dir).left_behind():
            if not inside(kept.page, self._root) or kept.file == self._own_file(kept.page):
                continue
            try:
                if read_page(kept.page).version.digest == digest(kept.data):
                    continue
            except PageUnreadable:
                pass
            out.append(kept)
        return tuple(out)

    def _own_file(self, real: str) -> Path:
        return self._queue.recovery.file(real)

    def _page_facts(self, page: PageRef) -> PageFacts:
        week = self.peek(page)
        if week is not None:
            if not week.habits.known_dates and self._lent(page, week):
                week = self._reader.week(page, week.document)
            return page_facts(week)
        stamp = _stamp(page.path)
        with self._lock:
            held = self._facts.get(page.rel)
        if held is not None and held[0] == stamp:
            return held[2]
        facts = self.plain_facts(page, lent=True)
        with self._lock:
            self._facts[page.rel] = (stamp, page, facts)
        return facts

    def plain_facts(self, page: PageRef, *, lent: bool = False) -> PageFacts:
        """The facts of a page, read now; ``lent``: with a year from elsewhere where it names none."""
        try:
            state = self.known(page)
            data = state.data if state is not None else self.read(page).data
            week = self._reader.week(page, self._reader.parse(data))
            if lent and not week.habits.known_dates and self.lend is not None and self._lent(page, week):
                week = self._reader.week(page, week.document)
        except PageUnreadable as error:
            return unreadable(str(error))
        return page_facts(week)

    def _lent(self, page: PageRef, week: Week) -> bool:
        from worklog_tui.worklog.reading.years import lacks_year

        return lacks_year(week) and self.lend is not None and self.lend(page)

    def _forget_oldest(self) -> None:
        """Keep the newest parsed weeks; a page without history goes whole once its bytes are on the disk."""
        excess = len(self._states) - PARSED
        for key, state in list(self._states.items()):
            if excess <= 0:
                return
            excess -= 1
            if state.touched or self._queue.state(key) != "saved":
                state.week = None
            else:
                del self._states[key]
                self._queue.release(key)


def _stamp(path: Path) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ino
