"""The week's draft from run to run: kept as it is changed, and there again when one comes back to the week."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from worklog_tui.storage.drafts import KeptDraft
from worklog_tui.tui.drafts import text_outline
from worklog_tui.tui.rooms.friday import Kept, words_of
from worklog_tui.worklog.friday.changing import resumed

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.rooms.friday import Friday
    from worklog_tui.tui.view.friday_rows import Part
    from worklog_tui.tui.watching import Watch

_APART = "\n\n"  # between the parts; within one no line is empty


class FridayDrafts:
    """Keeps what the room's draft says, until it is put in."""

    def __init__(self, room: Friday) -> None:
        self.room = room

    def _watch(self, page: PageRef) -> Watch:
        found: Watch = self.room.screen.room("typed").watch(f"friday {_path(page)}")
        return found

    def keep(self, state: Kept) -> None:
        """This draft is shown from now on."""
        entry, page = self.room.screen.session.journal.entry_of(state.page), state.page
        called = f"the draft of {entry.label}" if entry is not None else "a week's draft"
        about = KeptDraft(_path(page), called, "", _APART.join(state.first), {"assemble": True})
        self._watch(page).begin(about, lambda: self._words(page))

    def end(self, page: PageRef) -> None:
        """It is on the page."""
        self._watch(page).end()

    def _words(self, page: PageRef) -> str | None:
        """What it says now: as it is shown, with the outline that is open, else as it was left."""
        shown, left = self.room.shown, self.room.left.get(page.rel)
        if shown is not None and shown.state.page == page:
            return _APART.join(shown.words_now())
        return _APART.join(words_of(part) for part in left.parts) if left is not None else None

    def back(self, fresh: Kept) -> Kept:
        """What was left of this page's draft, on top of the new one; the new one where nothing was."""
        old = self.room.left.get(fresh.page.rel)
        if old is not None:
            first, said = old.first, tuple(words_of(part) for part in old.parts)
        else:
            first, said = self._left(fresh.page)
        if first == said:
            return fresh
        parts = tuple(map(_resumed, fresh.parts, first, said))
        dropped = frozenset(_lines(first[0]) - _lines(said[0]))
        if parts == fresh.parts and not dropped:
            return fresh
        return fresh._replace(parts=parts, back=True, fresh=tuple(part.draft for part in fresh.parts), dropped=dropped)

    def _left(self, page: PageRef) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What an earlier run has left of it: the lines it began with, and what it came to; kept by this run now."""
        store = self._watch(page).store
        found = [d for d in store.left_behind() if d.place.get("assemble") and d.page == _path(page)]
        if not found:
            return (), ()
        first, said = (tuple(words.split(_APART)) for words in (found[-1].old, found[-1].words))
        if not len(first) == len(said) == 2 or not store.keep_now(found[-1]):
            return (), ()
        for draft in found:
            store.forget(draft)
        return first, said


def _resumed(part: Part, first: str, said: str) -> Part:
    if first == said:
        return part
    return part._replace(draft=resumed(part.draft, _lines(first), text_outline(said)))


def _lines(words: str) -> set[str]:
    return {line.strip() for line in words.split("\n")}


def _path(page: PageRef) -> str:
    return os.path.realpath(page.path)
