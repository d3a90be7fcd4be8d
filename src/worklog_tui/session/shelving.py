"""Gathering a journal's references: page by page, each read once for the bytes it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import digest
from worklog_tui.worklog.finding.shelf import may_link, page_uses

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.worklog.finding.shelf import Use
    from worklog_tui.worklog.model import Week


class References:
    """What the pages of a journal point at, for one thread. ``source`` gives a page's bytes (raises PageUnreadable),
    ``read`` the week of them.
    """

    def __init__(self, source: Callable[[PageRef], bytes], read: Callable[[PageRef, bytes], Week]) -> None:
        self._source, self._read = source, read
        self._known: dict[str, tuple[str, tuple[Use, ...]]] = {}
        self.unreadable: list[str] = []
        """Sentences about pages that could not be read."""

    def of(self, entry: WeekEntry, page: PageRef) -> tuple[Use, ...]:
        """The uses on one page; none on a page that cannot be read."""
        try:
            source = self._source(page)
        except PageUnreadable as error:
            self.unreadable.append(str(error))
            return ()
        key = digest(source)
        held = self._known.get(page.rel)
        if held is None or held[0] != key:
            uses: tuple[Use, ...] = ()
            if may_link(source):
                week = self._read(page, source)
                number = entry.number if entry.number is not None else week.number
                uses = page_uses(week, page.rel, number, page.language or week.language)
            held = self._known[page.rel] = (key, uses)
        return held[1]
