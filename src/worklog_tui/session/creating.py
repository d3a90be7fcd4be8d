"""A new week brought to disk and into the history: one step, which undo takes back while its files are untouched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch
from worklog_tui.record import record
from worklog_tui.session.history import HistoryEntry
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.renaming import Renaming, Renamings
from worklog_tui.storage.creating import NewFile, create_files, remove_files
from worklog_tui.storage.errors import StorageError

if TYPE_CHECKING:
    from worklog_tui.session.outbox import Outbox
    from worklog_tui.session.pages import PageStore
    from worklog_tui.session.planning import NewWeek
    from worklog_tui.session.renumbering import Renumbering
    from worklog_tui.session.session import Session
    from worklog_tui.session.travel import Way


@record(frozen=False)
class _Creation:
    """Pages made in one step. ``number``: of the step that made them, or, while undone, of the one that undid it."""

    pages: tuple[PageRef, ...]
    files: tuple[NewFile, ...]
    folders: tuple[str, ...]
    number: int
    standing: bool = True


class Creations:
    """The weeks made in this session."""

    def __init__(self, session: Session, pages: PageStore, outbox: Outbox, count: Callable[[], int]) -> None:
        self._session, self._pages, self._outbox, self._count = session, pages, outbox, count
        self._made: list[_Creation | Renaming] = []
        self._stale = False
        self.renamings = Renamings(session, pages)

    def make(self, week: NewWeek) -> tuple[PageRef, ...]:
        """Make the pages and add the lines of the index pages. Raises Refused, StorageError; then nothing is changed.

        The pages are on the disk when this returns; the index pages are saved as every edit is.
        """
        session = self._session
        from worklog_tui.worklog.plans.plan import plan

        root = str(session.journal.root)
        refs = tuple(PageRef(root, p.rel, p.language, week.offer.number) for p in week.pages)
        files = tuple(
            NewFile(str(ref.path), p.data, str(p.model.path)) for ref, p in zip(refs, week.pages, strict=True)
        )
        changes = [(i.page, i.line) for i in week.lines]
        with self._outbox.changing():
            for page, line in changes:
                plan(session.week(page), line)  # what would be refused is refused before anything is written
            folders = create_files(files, root)
            number = self._count()
            label = f"{week.label} made"
            for ref in refs:
                entry = HistoryEntry(ref, label, Patch(()), dt.datetime.now(), "edit", number)
                self._pages.state(ref).history.add(entry)
            session.execute_together(changes, label, join=True)
            self._made.append(_Creation(refs, files, folders, number))
        session.refresh()
        return refs

    def renumber(self, plan: Renumbering) -> tuple[PageRef, ...]:
        """Give a week its other number: names, pages, links. Raises Refused, StorageError; then all is as it was.

        The names are on the disk when this returns; the pages are saved as every edit is.
        """
        with self._outbox.changing():
            made = self.renamings.make(plan, self._count())
            self._made.append(made)
            self._session.refresh()
        return tuple(new for _, new in made.pages)

    def go(self, way: Way, number: int) -> int:
        """Take the files of this step away, or make them again, where it made any; the number of the step that does.

        Raises Refused; then nothing is changed.
        """
        creation = next((c for c in self._made if c.number == number and c.standing == (way == "undo")), None)
        if creation is None:
            return self._count()
        try:
            if isinstance(creation, Renaming):
                self.renamings.go(creation, back=way == "undo")
            elif way == "undo":
                self._settled(creation.pages)
                remove_files(creation.files, creation.folders)
            else:
                folders = create_files(creation.files, self._session.journal.root)
                creation.folders = folders or creation.folders
        except StorageError as error:
            raise Refused(str(error)) from error
        creation.number, creation.standing, self._stale = self._count(), way == "redo", True
        return creation.number

    def relist(self) -> None:
        """List the journal again where pages came or went."""
        if self._stale:
            self._stale = False
            self.renamings.repage()
            self._session.refresh()

    def _settled(self, pages: Sequence[PageRef]) -> None:
        if not self._session.flush(5.0) and any(p in self._session.unsaved() for p in pages):
            raise Refused("The new week's pages are not saved yet: wait a moment, then undo again.")
