"""The time machine: a page's saved versions and the history of undo as one list; what each differs in; restoring."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Edit
from worklog_tui.merge.told import Change, changes, put_back
from worklog_tui.session.keeping import FOUND
from worklog_tui.session.rebase import difference
from worklog_tui.storage.files import digest

if TYPE_CHECKING:
    from worklog_tui.session.history import HistoryEntry
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

LARGE = 512 * 1024
"""Bytes: of a larger page differences are not told."""

_SAME = dt.timedelta(seconds=90)
"""An edit and the save of it are no further apart."""


class Moment(NamedTuple):
    """One version of a page. ``undo``: the last step undo reaches it by is of its history; ``theirs``: another program
    wrote it.
    """

    at: dt.datetime
    label: str
    digest: str
    undo: bool = False
    theirs: bool = False


class Versions:
    """Of one page. Reads files and parses: made and asked in a thread of one's own, but for restoring."""

    def __init__(self, session: Session, page: PageRef) -> None:
        self._session, self._page = session, page
        self._held: dict[str, bytes] = {}  # versions only the history knows
        self._read: dict[str, Week] = {}

    def moments(self) -> tuple[Moment, ...]:
        """The versions, newest first; the first one is the page as it is now."""
        session, page = self._session, self._page
        session.keeping.recall()
        now = session.week(page).document.source
        stored = [Moment(v.at, v.label, v.digest) for v in session.keeping.versions_of(page)]
        found = self._of_history(now, stored)
        found.sort(key=lambda moment: moment.at, reverse=True)
        if not found or found[0].digest != digest(now):
            self._held[digest(now)] = now
            found.insert(0, Moment(_changed(page), "as it is on the disk", digest(now)))
        return tuple(found)

    def _of_history(self, now: bytes, stored: list[Moment]) -> list[Moment]:
        """The stored ones, marked where undo leads there; and what undo knows that was never saved."""
        left = list(stored)
        out: list[Moment] = []
        data = now
        for entry in reversed([e for e in self._session.history if e.page.rel == self._page.rel]):
            at, name = entry.at.replace(tzinfo=None), digest(data)
            mine = next((m for m in left if m.digest == name and _one(m, at, entry)), None)
            if mine is not None:
                left.remove(mine)
            else:
                self._held[name] = data
            out.append(Moment(at, entry.label, name, undo=True, theirs=entry.cause == "disk"))
            try:
                data = entry.patch.inverse.apply(data)
            except Refused:
                return out + left
        first = digest(data)
        if out and all(moment.digest != first for moment in left):
            self._held[first] = data
            left.append(Moment(out[-1].at - dt.timedelta(seconds=1), FOUND, first))
        return out + left

    def content(self, moment: Moment) -> bytes | None:
        """The page then; None: its bytes are gone."""
        held = self._held.get(moment.digest)
        return held if held is not None else self._session.keeping.versions.content(moment.digest)

    def since(self, moment: Moment) -> tuple[Change, ...] | None:
        """From then to now; None: that version is gone."""
        then = self._week(moment)
        return told(then, self._session.week(self._page)) if then is not None else None

    def between(self, before: Moment, after: Moment) -> tuple[Change, ...] | None:
        """From one to another; None: one is gone."""
        one, two = self._week(before), self._week(after)
        return told(one, two) if one is not None and two is not None else None

    def _week(self, moment: Moment) -> Week | None:
        if moment.digest not in self._read:
            data = self.content(moment)
            if data is None:
                return None
            self._read[moment.digest] = self._session.glance(self._page, data)
        return self._read[moment.digest]

    # --- restoring -----------------------------------------------------------------------------------------------

    def restore(self, moment: Moment) -> bool:
        """The page as it was then, as one edit. False: it is so already. Raises Refused, PageUnreadable."""
        data = self.content(moment)
        if data is None:
            raise Refused("This version is gone: its copy in the state folder was removed or damaged.")
        return self._become(data, f"restore the version of {moment.at:%d %b %H:%M}")

    def restore_one(self, moment: Moment, change: Change) -> bool:
        """One difference taken back, as an edit. Raises Refused, PageUnreadable."""
        then, now = self._week(moment), self._session.week(self._page)
        if then is None or change not in told(then, now):
            raise Refused("The page has changed since: look at the differences again.")
        if change.kind == "page":
            raise Refused("This is put back with the whole version: Enter on it, in the list above.")
        patch = put_back(then, now, change, lambda data: self._session.glance(self._page, data))
        return self._become(patch.apply(now.document.source), f"restore {change.where}")

    def _become(self, data: bytes, label: str) -> bool:
        session, page = self._session, self._page
        before = session.week(page).document
        if data == before.source:
            return False
        after = session.glance(page, data).document
        session.execute_together([(page, Edit(difference(before.source, data), before, after))], label)
        return True


def told(one: Week, two: Week) -> tuple[Change, ...]:
    before, after = one.document.source, two.document.source
    if before != after and max(len(before), len(after)) > LARGE:
        words = "This page is too large to be compared by its parts: the whole version can be put back"
        return (Change("spacing", "page", words, "", "", before, after, 0),)
    return changes(one, two)


def _one(moment: Moment, at: dt.datetime, entry: HistoryEntry) -> bool:
    """Whether a saved version of the same bytes is this change's."""
    return abs(moment.at - at) < _SAME and (moment.label == entry.label or entry.cause == "disk")


def _changed(page: PageRef) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(os.stat(page.path).st_mtime)
    except OSError:
        return dt.datetime.now()
