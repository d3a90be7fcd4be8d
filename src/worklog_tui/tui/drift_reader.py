"""Compares the pages of all weeks in a thread of its own, the latest weeks first."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.session.drifting import WeekDrift, out_of_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.session import Session

PAUSE: Final = 0.0005  # seconds left to the screen after each week
TELL: Final = 0.3  # seconds between two tellings


class Compared(NamedTuple):
    """What was found so far, in the journal's order. ``looked`` of ``total`` weeks in more than one language."""

    found: tuple[WeekDrift, ...] = ()
    looked: int = 0
    total: int = 1

    @property
    def complete(self) -> bool:
        """Whether every week was looked at."""
        return self.looked >= self.total


class DriftReader:
    """Reads once; ``tell`` is called in the thread, at least once."""

    def __init__(self, session: Session, tell: Callable[[Compared], None]) -> None:
        self._session, self._tell = session, tell
        self._stop = False
        self._thread: threading.Thread | None = None

    def read(self) -> None:
        """Compares all weeks; what was going on ends."""
        self.close()
        self._stop = False
        self._thread = threading.Thread(target=self._run, name="drift", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends after the week it is at."""
        self._stop = True
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(1.0)

    def _run(self) -> None:
        weeks = [entry for entry in self._session.journal.weeks if len(entry.pages) > 1]
        found: list[WeekDrift] = []
        told = time.monotonic()
        for looked, entry in enumerate(reversed(weeks)):
            if self._stop:
                return
            more = [one for one in out_of_step(self._session, [entry]) if one is not None]
            found = [*more, *found]
            if looked + 1 < len(weeks) and time.monotonic() - told > TELL:
                self._tell(Compared(tuple(found), looked + 1, len(weeks)))
                told = time.monotonic()
            time.sleep(PAUSE)
        if not self._stop:
            self._tell(Compared(tuple(found), len(weeks), len(weeks)))
