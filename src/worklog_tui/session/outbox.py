"""Events in the order they happened, told outside all locks, by one thread at a time."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator

from worklog_tui.session.events import Event

Listener = Callable[[Event], None]


class Outbox:
    """While one thread tells, others only add: nobody waits for a listener, and no two events change places."""

    def __init__(self) -> None:
        self._changes = threading.RLock()
        self._depth = 0
        self._owner: int | None = None
        self._lock = threading.Lock()
        self._waiting: deque[Event] = deque()
        self._telling = False
        self._listeners: list[Listener] = []

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the right to change the session; what was posted meanwhile is told when it is given back."""
        with self._changes:
            self._owner = threading.get_ident()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._owner = None
        self.deliver()

    def post(self, *events: Event) -> None:
        """Add events; they are told at once, or when this thread's change is complete."""
        with self._lock:
            self._waiting.extend(events)
        self.deliver()

    def deliver(self) -> None:
        """Tell what waits, unless another thread is at it or this one is inside a change."""
        if self._owner == threading.get_ident():
            return
        with self._lock:
            if self._telling:
                return
            self._telling = True
        while True:
            with self._lock:
                if not self._waiting:
                    self._telling = False
                    return
                event = self._waiting.popleft()
                listeners = list(self._listeners)
            for listener in listeners:
                try:
                    listener(event)
                except Exception:
                    import logging

                    logging.getLogger(__name__).exception("A listener failed on %s", type(event).__name__)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell this listener every event from now on; calling the result ends it."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return end
