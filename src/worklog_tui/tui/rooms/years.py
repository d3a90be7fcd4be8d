"""Has the year of a shown page looked for where it names none, in a thread: the page comes back as news."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen


class Years:
    """Asks once for each page."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._asked: set[str] = set()

    def find(self, page: PageRef) -> None:
        """Looks, unless that was done before."""
        if page.rel not in self._asked:
            self._asked.add(page.rel)
            threading.Thread(target=self._find, args=(page,), name="find-year", daemon=True).start()

    def _find(self, page: PageRef) -> None:
        with suppress(Exception):  # the dates then stay as they are written
            self.screen.session.years.find(page)
