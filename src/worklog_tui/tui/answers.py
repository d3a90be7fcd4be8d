"""What a dialog or a screen answers is heard by the app, and fast keys typed behind the answer wait until it was.

Textual hands an answer to the widget that was at work when the screen was shown: where that was an editor that has been
closed since, nobody would hear it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from textual.events import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

LONGEST: Final = 1.0
"""Seconds keys wait at most."""


class Answers:
    """Who waits for the answer of which screen, and the keys that came between an answer and its hearing."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._asked: dict[Screen[Any], Callable[[Any], object]] = {}
        self._given: dict[Screen[Any], float] = {}  # when
        self._keys: list[Key] = []

    def asked(self, screen: Screen[Any], callback: Callable[[Any], object] | None) -> None:
        """The screen is shown; its answer goes to ``callback``."""
        if callback is not None:
            self._asked[screen] = callback

    def given(self, screen: Screen[Any], answer: Any) -> None:
        """The screen closes with this answer."""
        callback = self._asked.pop(screen, None)
        if callback is not None:
            self._given[screen] = time.monotonic()
            self._app.call_next(self._hear, screen, callback, answer)

    def _hear(self, screen: Screen[Any], callback: Callable[[Any], object], answer: Any) -> None:
        try:
            callback(answer)
        finally:
            self._given.pop(screen, None)
            self._go_on()

    def waits(self, key: Key) -> bool:
        """Whether the key has to wait; it comes to what stands there then."""
        now = time.monotonic()
        if any(now - at < LONGEST for at in self._given.values()):
            self._keys.append(key)
            return True
        return False

    def _go_on(self) -> None:
        if self._given or not self._keys or not self._app.screen_stack:
            return
        keys, self._keys = self._keys, []
        shown = self._app.screen
        for key in keys:
            (shown.focused or shown).post_message(Key(key.key, key.character))
