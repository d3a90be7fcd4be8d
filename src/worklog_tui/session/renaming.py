"""A week given another number: its files and folders under new names, what the session holds of them with it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.record import record, replace
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.renumbering import renamed_rel
from worklog_tui.session.reworded import Reworded
from worklog_tui.storage.moving import Move, move_all, moved_back

if TYPE_CHECKING:
    from worklog_tui.session.pages import PageStore
    from worklog_tui.session.renumbering import PageChange, Renumbering
    from worklog_tui.session.session import Session

_SECONDS = 5.0  # the pages are saved before their names change


@record(frozen=False)
class Renaming:
    """Names given in one step. ``number``: of the step that gave them, or, while undone, of the one that undid it."""

    moves: tuple[tuple[str, str], ...]
    pages: tuple[tuple[PageRef, PageRef], ...]
    number: int
    standing: bool = True


class Renamings:
    """What renumbering does beside the edits. Called while the session may be changed."""

    def __init__(self, session: Session, pages: PageStore) -> None:
        self._session, self._pages = session, pages
        self._names: dict[str, PageRef] = {}

    def now(self, page: PageRef) -> PageRef:
        """The page as it is called now."""
        return self._names.get(page.rel, page)

    def make(self, plan: Renumbering, number: int) -> Renaming:
        """Give the names and make the edits, as the step ``number``, which the session has counted. Raises Refused,
        StorageError; then all is as it was."""
        session = self._session
        changes = [*plan.pages, *plan.links]
        self._settle([c.was for c in changes])
        if any(session.source(c.was) != c.edit.before.source for c in changes):
            raise Refused("A page has changed since this was planned: try again.")
        made = Renaming(plan.moves, _refs(plan), number)
        self._move(made, back=False)
        try:
            session.execute_together([(c.page, c.edit) for c in changes], plan.label, join=True)
        except BaseException:
            self._move(made, back=True)
            raise
        self._alone(changes, number)
        return made

    def go(self, made: Renaming, *, back: bool) -> None:
        """Take the names back, or give them again. Raises Refused, StorageError; then nothing is changed."""
        self._settle([new if back else old for old, new in made.pages])
        self._move(made, back=back)

    def repage(self) -> None:
        """Entries of the history that were worked out before the names changed."""
        for state in self._pages.states():
            state.repage()

    def _settle(self, pages: Sequence[PageRef]) -> None:
        """Everything is on the disk under the old names."""
        session = self._session
        held = {p.rel for p in pages}
        if not session.flush(_SECONDS) and any(p.rel in held for p in session.unsaved()):
            raise Refused("A page is not saved yet: wait a moment, then try again.")

    def _move(self, made: Renaming, *, back: bool) -> None:
        session = self._session
        root = str(session.journal.root)
        moves = tuple(Move(_path(root, old), _path(root, new)) for old, new in made.moves)
        names = [(new, old) for old, new in reversed(made.moves)] if back else made.moves
        before = {s.page.rel: os.path.realpath(s.page.path) for s in self._pages.states()}
        move_all(moved_back(moves) if back else moves, root)
        turned = [(new, old) if back else (old, new) for old, new in made.pages]
        known = {old.rel: new for old, new in turned}
        for state in self._pages.states():
            old = state.page
            new = known.get(old.rel) or old._replace(rel=renamed_rel(old.rel, names))
            if new != old:
                self._pages.moved(state, new)
                session.keeping.versions.moved(before[old.rel], os.path.realpath(new.path))
        for old, new in turned:
            self._names.pop(new.rel, None)
            self._names[old.rel] = new
        session.lockstep.marks.moved(turned)
        session.reviewing.moved(turned)
        Reworded(session).moved(turned)

    def _alone(self, changes: Sequence[PageChange], number: int) -> None:
        """The step and all before it are this run's alone: a later one could not take the names back."""
        for change in changes:
            state = self._pages.known(change.page)
            if state is None:
                continue
            done = state.history.done
            done[:] = [replace(e, moved=True) if e.number == number else e for e in done]
            self._session.keeping.shown(state, "edit")


def _refs(plan: Renumbering) -> tuple[tuple[PageRef, PageRef], ...]:
    return tuple(
        (old, PageRef(old.base, renamed_rel(old.rel, plan.moves), old.language, plan.number))
        for old in plan.entry.pages
    )


def _path(root: str, rel: str) -> str:
    return os.path.join(root, *rel.split("/"))
