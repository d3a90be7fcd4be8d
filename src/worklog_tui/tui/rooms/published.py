"""Marks the weeks that are not published as they are; looked for in a thread, long after the first paint."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from worklog_tui.session.publish.unpublished import Published as Looker

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen

PAUSE: Final = 0.0005  # seconds left to the screen after each page
SOON: Final = 1.0  # seconds after a save


class Published:
    """One look at a time; what is asked while one is on is looked at once more after it."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._looker = Looker()
        self._lock = threading.Lock()
        self._busy = self._again = self._waits = self._closed = False

    def look(self) -> None:
        """Looks now."""
        with self._lock:
            if self._busy:
                self._again = True
                return
            self._busy = True
        threading.Thread(target=self._work, name="published", daemon=True).start()

    def soon(self) -> None:
        """A page was saved: looks when the saving is over."""
        if not self._waits:
            self._waits = True
            self.screen.set_timer(SOON, self._due)

    def close(self) -> None:
        """The screen goes."""
        self._closed = True

    def _due(self) -> None:
        self._waits = False
        self.look()

    def _work(self) -> None:
        while not self._closed:
            self._again = False
            found = self._looker.missing(self.screen.session.journal, lambda: time.sleep(PAUSE))
            if not self._closed:
                self.screen.call_later(self._seen, found or frozenset())
            with self._lock:
                if not self._again:
                    self._busy = False
                    return

    def _seen(self, keys: frozenset[str]) -> None:
        self.screen.weeks.mark_unpublished(keys)
