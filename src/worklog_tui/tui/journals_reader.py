"""Reads several journals in a thread: first what is known of all, then each of them anew."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.journals import JournalRow, Journals

PAUSE: Final = 0.0005  # seconds left to the screen after each page
TELL: Final = 0.15  # seconds between two tellings of one journal


class JournalsReader:
    """One job at a time. ``make`` gives what reads, in the thread; ``tell`` is called there."""

    def __init__(self, make: Callable[[], Journals], tell: Callable[[JournalRow], None]) -> None:
        self._make, self._tell = make, tell
        self._job = 0
        self._lock = threading.Lock()
        self._one = threading.Lock()

    def read(self, paths: Sequence[str]) -> None:
        """Reads these; what was being read is left."""
        with self._lock:
            self._job += 1
            job = self._job
        threading.Thread(target=self._run, args=(job, tuple(paths)), name="journals", daemon=True).start()

    def close(self) -> None:
        """Ends after the week it is at, and waits (a moment) until the journals are closed."""
        with self._lock:
            self._job += 1
        if self._one.acquire(timeout=2.0):
            self._one.release()

    def _run(self, job: int, paths: tuple[str, ...]) -> None:
        with self._one:
            journals = self._make()
            try:
                self._read(job, paths, journals)
            finally:
                journals.close()

    def _read(self, job: int, paths: tuple[str, ...], journals: Journals) -> None:
        for path in paths:
            if job != self._job:
                return
            self._tell(journals.known(path))
        for path in paths:
            told = time.monotonic()
            for row in journals.read(path, lambda: time.sleep(PAUSE)):
                if job != self._job:
                    return
                time.sleep(PAUSE)
                if row.looked == row.total or time.monotonic() - told > TELL:
                    self._tell(row)
                    told = time.monotonic()
