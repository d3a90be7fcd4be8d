"""The one mutable object: an open journal, its pages as accepted, their history, and the queue that saves them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.session.beginning import default_state_dir, finish_interrupted, sweep
from worklog_tui.session.events import Cause, JournalChanged, SaveChanged, SaveState, WeekChanged
from worklog_tui.session.facts import WeekFacts
from worklog_tui.session.journal import Journal, PageRef
from worklog_tui.session.outbox import Listener, Outbox
from worklog_tui.session.pages import PageState, PageStore
from worklog_tui.session.reading import Reader
from worklog_tui.session.saving import SaveQueue
from worklog_tui.session.wording import describe
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.settings import Settings

if TYPE_CHECKING:
    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Edit, Patch
    from worklog_tui.session.checking import Checking
    from worklog_tui.session.creating import Creations
    from worklog_tui.session.history import HistoryEntry
    from worklog_tui.session.keeping import Keeping
    from worklog_tui.session.lockstep import Lockstep
    from worklog_tui.session.outside import Outside
    from worklog_tui.session.reviewing import Reviewing
    from worklog_tui.session.travel import Travel
    from worklog_tui.session.years import Years
    from worklog_tui.storage.recovery import Kept
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.reading.vocabulary import Vocabulary
    from worklog_tui.worklog.twins.untranslated import Untranslated

    Change = Intention | Sequence[Intention] | Edit

Clock = Callable[[], dt.datetime]


class Session:
    """Thread-safe: every method may be called from any thread; the methods that change pages go one at a time.

    Callbacks given to ``subscribe`` come from the thread that caused them or from the save worker, outside all locks,
    in the order things happened.
    """

    def __init__(
        self,
        journal: Journal,
        *,
        settings: Settings | None = None,
        clock: Clock = dt.datetime.now,
        state_dir: Path | None = None,
        keep_history: bool = False,
    ) -> None:
        """``keep_history``: undo goes on where an earlier run of this journal ended."""
        self._journal, self._keep_history = journal, keep_history
        self._clock = clock
        self.state_dir = state_dir or default_state_dir()
        self._outbox = Outbox()
        self._refs: dict[str, PageRef] = {}
        self._number = time.time_ns() // 1_000_000  # no number of an earlier run
        self.notes = self._clear_away()
        """Sentences about saves a crash interrupted, for the user to read."""
        kept = lambda *told: self.keeping.saved(*told)  # noqa: E731, PLW0108 - imported when a page is saved
        self._queue = SaveQueue(self.state_dir, self._save_told, settle=self._settle, kept=kept)
        self.settings = settings or Settings()
        self._reader = Reader(self.settings)
        self._pages = PageStore(str(journal.root), self._reader, self._queue)
        self._pages.lend = lambda page: self.years.lend(page)  # noqa: PLW0108 - imported when a page needs it

    @cached_property
    def years(self) -> Years:
        """Looks in the weeks beside it for the year of a page that names none."""
        from worklog_tui.session.years import Years

        return Years(lambda: self._journal, self._pages, self._reader, self._outbox)

    @cached_property
    def outside(self) -> Outside:
        """Other programs' changes. Imported when first asked for: opening a journal needs it not."""
        from worklog_tui.session.outside import Outside

        return Outside(self._pages, self._queue, self._outbox, self._accept, self._clock, self.keeping.version)

    @cached_property
    def keeping(self) -> Keeping:
        """Versions, and the history of earlier runs; imported when first asked for."""
        from worklog_tui.session.keeping import Keeping

        args = (lambda: self._journal, self._pages, self._outbox, self.state_dir, self.settings, self._clock)
        return Keeping(*args, history=self._keep_history)

    @cached_property
    def _travel(self) -> Travel:
        from worklog_tui.session.travel import Travel

        return Travel(self._pages, self._show, self._count, lambda: self.__dict__.get("creations"))

    @cached_property
    def creations(self) -> Creations:
        """New weeks brought to disk; imported when first asked for."""
        from worklog_tui.session.creating import Creations

        return Creations(self, self._pages, self._outbox, self._count)

    @cached_property
    def checking(self) -> Checking:
        """The checks; imported when first asked for."""
        from worklog_tui.session.checking import Checking

        return Checking(self, self._clock().date())

    @cached_property
    def reviewing(self) -> Reviewing:
        """What was reviewed, and the comments; imported when first asked for."""
        from worklog_tui.session.reviewing import Reviewing

        return Reviewing(self, self._clock)

    @cached_property
    def lockstep(self) -> Lockstep:
        """Edits that the week's twins follow; imported when first asked for."""
        from worklog_tui.session.lockstep import Lockstep

        return Lockstep(self, self.settings.lock_step, self.state_dir)

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def journal(self) -> Journal:
        """The journal as last listed."""
        return self._journal

    def week(self, page: PageRef) -> Week:
        """The page as accepted now (read and parsed where it was not yet). Raises PageUnreadable."""
        self._refs[page.rel] = page
        return self._pages.week(page)

    def peek(self, page: PageRef) -> Week | None:
        """The page if it was read and parsed already."""
        return self._pages.peek(page)

    def source(self, page: PageRef) -> bytes:
        """The page's bytes as accepted now; a page not read yet is read, but not kept. Raises PageUnreadable."""
        return self._pages.source(page)

    def glance(self, page: PageRef, source: bytes) -> Week:
        """What the page says in these bytes, not kept: for looking through many pages, in a thread of your own."""
        week = self.peek(page)
        if week is not None and week.document.source == source:
            return week
        return self._pages.reading(page, self._pages.parse(source))

    def reading(self, page: PageRef, document: Document) -> Week:
        """What the page says in a document that was parsed already, such as one an edit is planned on; not kept."""
        return self._pages.reading(page, document)

    def facts(self, pages: Iterable[PageRef]) -> Iterator[tuple[PageRef, WeekFacts]]:
        """What a list says of each page, one by one. Reads and parses: iterate in a thread of your own."""
        for page in pages:
            entry = self._journal.entry_of(page)
            twins = [p for p in entry.pages if p.rel != page.rel] if entry else []
            yield page, self.checking.told(page, self._pages.facts(page, twins))

    def vocabulary(self) -> Vocabulary:
        """The words pages are read by."""
        return self._reader.vocabulary()

    def to_translate(self, page: PageRef) -> tuple[Untranslated, ...]:
        """The texts of the page that arrived from a twin and were not edited since. Raises PageUnreadable."""
        return self.lockstep.to_translate(page)

    # -- changing -----------------------------------------------------------------------------------------------------

    def execute(
        self, page: PageRef, intention: Intention | Sequence[Intention], label: str = "", *, seen: Week | None = None
    ) -> Edit:
        """Plan, prove, accept, queue the save. An edit that changes nothing is returned and leaves no trace.

        Several intentions are made one after the other, each on what the one before it made, and are one edit.
        ``seen``: the reading whose rows and items are meant, where another program's change may have come since.
        Raises Refused, PageUnreadable; then nothing is changed.
        """
        return self.execute_together([(page, intention)], label, seen=seen)[0]

    def execute_together(
        self,
        changes: Sequence[tuple[PageRef, Change]],
        label: str = "",
        *,
        join: bool = False,
        seen: Week | None = None,
    ) -> tuple[Edit, ...]:
        """The same on several pages (each named once) as one step: all is accepted, or nothing; undo takes all back.

        An edit planned on the page as it is counts as well. ``join``: a part of the last step made, on pages it has
        not changed. ``seen``: as ``execute`` has it, of the first page.
        """
        from worklog_tui.session.planned import planned

        with self._outbox.changing():
            edits = [planned(self._pages, *change, None if n else seen) for n, change in enumerate(changes)]
            number = self._number if join else self._count()
            for (page, intentions), edit in zip(changes, edits, strict=True):
                if not edit.patch.empty:
                    self._accept(page, edit.after, edit.patch, label or describe(_first(intentions)), "edit", number)
        return tuple(edits)

    def undo(self, page: PageRef | None = None, *, across: bool = False) -> HistoryEntry | None:
        """Undo the last edit (of this page), on all pages it was made on. None: there is none.

        Raises Refused when it no longer applies, as Met where another program has changed the same place since;
        ``across`` undoes that too. Then nothing is changed.
        """
        self.keeping.recall()
        with self._outbox.changing():
            return self._travel.undo(page, across=across)

    def redo(self, page: PageRef | None = None) -> HistoryEntry | None:
        """Make the last undone edit (of this page) again. None: there is none. Raises Refused, as undo does."""
        self.keeping.recall()
        with self._outbox.changing():
            return self._travel.redo(page)

    def can_undo(self, page: PageRef | None = None) -> bool:
        """Whether ``undo`` has something to undo."""
        with self._outbox.changing():
            return bool(self._travel.last("undo", page))

    def can_redo(self, page: PageRef | None = None) -> bool:
        """Whether ``redo`` has something to make again."""
        with self._outbox.changing():
            return bool(self._travel.last("redo", page))

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """All changes that stand, in the order they were accepted; those of other programs have cause ``disk``."""
        with self._outbox.changing():
            entries = [e for s in self._pages.states() for e in s.history.done]
        return tuple(sorted(entries, key=lambda e: e.number))

    # -- the disk -----------------------------------------------------------------------------------------------------

    def refresh(self) -> list[PageRef]:
        """List again, read again what changed on the disk. Returns the pages that changed, came or went.

        A page with unsaved edits keeps them. Where the change on the disk does not meet them, the page has both;
        else its save fails with a sentence, and ``reload`` or ``keep_mine`` decides.
        """
        from worklog_tui.session.journal import relist

        before = self._journal
        listed = relist(before)
        with self._outbox.changing():
            changed = self._listed(listed) if self._journal is before else []
            changed += self.outside.look()
            changed += [self._refs.get(p.rel, p) for p in self._pages.stale_facts()]
        return list({p.rel: p for p in changed}.values())

    def complete(self) -> None:
        """List the rest of a journal that was opened by a first look; not for the UI thread."""
        from worklog_tui.session.journal import relist

        first = self._journal
        if first.listing is None or not first.listing.partial:
            return
        whole = relist(first)
        with self._outbox.changing():
            if self._journal is first and whole.weeks:
                self._listed(whole)
                sweep(whole)

    def look_at(self, page: PageRef) -> bool:
        """``refresh`` for this page alone, where it is held; whether it has changed. One stat mostly."""
        return bool(self.outside.look([page.rel]))

    def reload(self, page: PageRef) -> Week:
        """Take what is on the disk and drop unsaved edits of this page (a plain copy is set aside in the state folder).

        Raises PageUnreadable.
        """
        self.outside.reload(page)
        return self.week(page)

    def keep_mine(self, page: PageRef) -> None:
        """Save this page's accepted text over what another program wrote; a page that was removed is made again.

        Raises PageUnreadable, NotSaved.
        """
        self.outside.keep_mine(page)

    def save_state(self, page: PageRef) -> SaveState:
        """Where the page's accepted bytes are."""
        return self._queue.state(page.rel)

    def in_conflict(self, page: PageRef) -> bool:
        """Whether another program's change stands against unsaved edits: ``reload`` or ``keep_mine`` decides."""
        return self._queue.in_conflict(page.rel)

    def failure(self, page: PageRef) -> str | None:
        """Why the page is not saved, in one sentence."""
        return self._queue.failure(page.rel)

    def unsaved(self) -> tuple[PageRef, ...]:
        """The pages whose accepted bytes are not on the disk."""
        return tuple(self._refs[key] for key in self._queue.unsaved() if key in self._refs)

    def recovery_file(self, page: PageRef) -> Path:
        """Where the page's accepted bytes are kept until they are on the disk."""
        return self._queue.recovery_file(page.rel)

    def left_behind(self) -> tuple[Kept, ...]:
        """Accepted pages of this journal that an earlier run could not save."""
        return self._pages.left_behind(self.state_dir)

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait (seconds) until everything accepted is on the disk; failed saves are tried once more."""
        for key in self._queue.unsaved():
            if self._queue.in_conflict(key):
                self.outside.settle(key)
        self._write_marks(timeout)
        return self._queue.flush(timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Flush and end the worker. False: something is not on the disk; it is kept in the recovery folder."""
        self._write_marks(timeout)
        closed = self._queue.close(timeout)
        if "keeping" in self.__dict__:
            self.keeping.close()
        return closed

    def _write_marks(self, timeout: float) -> None:
        if "lockstep" in self.__dict__:  # nobody has asked for it: nothing was marked
            self.lockstep.marks.flush(timeout)

    def subscribe(self, callback: Listener) -> Callable[[], None]:
        """Tell ``callback`` every event from now on. Calling what is returned ends it."""
        return self._outbox.subscribe(callback)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _clear_away(self) -> tuple[str, ...]:
        return finish_interrupted(self.state_dir, self._journal)

    def _accept(
        self, page: PageRef, after: Document, patch: Patch, label: str, cause: Cause, number: int | None = None
    ) -> None:
        from worklog_tui.session.history import HistoryEntry

        state = self._pages.state(page)
        number = self._count() if number is None else number
        state.history.add(HistoryEntry(page, label, patch, self._clock(), cause, number))
        self._show(state, after, cause)

    def _show(self, state: PageState, after: Document, cause: Cause) -> None:
        """The page is these bytes from now on; ours are queued to be saved."""
        week = self._pages.put(state, after)
        self._refs[state.page.rel] = state.page
        self._outbox.post(WeekChanged(state.page, week, cause))
        self.keeping.shown(state, cause)
        if cause != "disk":
            self._queue.accept(state.page.rel, after.source)

    def _count(self) -> int:
        self._number += 1
        return self._number

    def _settle(self, key: str) -> bool:
        return self.outside.settle(key)

    def _listed(self, journal: Journal) -> list[PageRef]:
        before, self._journal = self._journal, journal
        if self._journal.weeks == before.weeks:
            return []
        self._outbox.post(JournalChanged(self._journal))
        old = {p.rel: p for w in before.weeks for p in w.pages}
        new = {p.rel: p for w in self._journal.weeks for p in w.pages}
        self._refs.update(new)
        return [(new | old)[rel] for rel in sorted(old.keys() ^ new.keys())]

    def _save_told(self, key: str, state: SaveState, message: str) -> None:
        self._outbox.post(SaveChanged(self._refs[key], state, message, self._clock()))


def _first(change: Change) -> Intention | Patch:
    return change[0] if isinstance(change, Sequence) else change


__all__ = ["PageUnreadable", "Session", "WeekFacts"]
