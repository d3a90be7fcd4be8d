"""Garbage is looked for when nobody types: a search through everything that lives takes as long as ten keys."""

from __future__ import annotations

import asyncio
import gc
import sys
from typing import Final

QUIET: Final = 0.7  # seconds without a key or a move of the mouse after which one is taken to be reading
ENOUGH: Final = 2_000  # new objects that make a search worth its while
MUCH: Final = 100_000  # new objects for which it is not waited: a journal read in the background while one types


class Tidying:
    """Collects garbage in the pauses, from ``begin`` on; ``touched`` tells of every key."""

    def __init__(self) -> None:
        self._last = 0.0  # the loop's time
        self._waiting = False
        self._begun = False

    def begin(self) -> None:
        """What lives now stays as long as the app: it is never looked at again. Python's own timing is put off."""
        if gc.get_count()[0] < MUCH:  # else a very large page is being read: the search would take half a second
            gc.collect()
        gc.freeze()
        gc.set_threshold(MUCH, 50, 1_000_000)
        gc.enable()
        sys.setswitchinterval(0.001)
        self._begun = True

    def touched(self) -> None:
        """A key: the pause begins anew."""
        if not self._begun:
            return
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        if not self._waiting:
            self._waiting = True
            loop.call_later(QUIET, self._look)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        left = self._last + QUIET - loop.time()
        if left > 0.01:
            loop.call_later(left, self._look)
            return
        self._waiting = False
        young, rounds, _ = gc.get_count()
        if rounds:  # over MUCH of them: a large page or a long journal was read. They stay, and a search through them
            gc.freeze()  # would take half a second
        elif young > ENOUGH:
            gc.collect()
