"""Work with files and other programs, one after the other in a thread of its own; answers come back to the screen."""

from __future__ import annotations

import queue
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Clerk:
    """``later`` brings a call to the screen's thread; ``failed`` says a sentence there."""

    def __init__(self, later: Callable[[Callable[[], object]], object], failed: Callable[[str], object]) -> None:
        self._later, self._failed = later, failed
        self._work: queue.Queue[tuple[Callable[[], Any], Callable[[Any], object]] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def ask(self, work: Callable[[], T], then: Callable[[T], object], *, writes: bool = False) -> None:
        """Do it there; ``then`` gets what it gives, here. A StorageError or Refused of it is said instead.

        ``writes``: the app waits for it before it ends.
        """
        if self._closed:
            return
        if writes:
            work = _promised(work)
        self._work.put((work, then))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="clerk", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Ends after what was asked for."""
        self._closed = True
        self._work.put(None)

    def _run(self) -> None:
        while (asked := self._work.get()) is not None:
            work, then = asked
            try:
                found = work()
            except (StorageError, Refused) as error:
                self._later(partial(self._failed, str(error)))
            except Exception as error:  # a fault of ours: it ends the app as one on the screen's thread does
                self._later(partial(_fault, error))
            else:
                self._later(partial(then, found))


_WRITING: set[object] = set()
_WRITTEN = threading.Condition()


def _promised(work: Callable[[], T]) -> Callable[[], T]:
    """The work, known to ``settle`` until it is done."""
    token = object()
    with _WRITTEN:
        _WRITING.add(token)

    def promised() -> T:
        try:
            return work()
        finally:
            with _WRITTEN:
                _WRITING.discard(token)
                _WRITTEN.notify_all()

    return promised


def settle(seconds: float) -> None:
    """Waits until what was to be written is written."""
    with _WRITTEN:
        _WRITTEN.wait_for(lambda: not _WRITING, seconds)


def _fault(error: Exception) -> None:
    raise error
