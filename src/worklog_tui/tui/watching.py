"""Words that are being typed are looked at again and again, and kept as they grow."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.timer import Timer

    from worklog_tui.storage.drafts import DraftStore, KeptDraft

LOOK: Final = 0.2
"""Seconds between two looks: what a kill may cost."""


class Watch:
    """One thing at a time that words are typed into. Writing is done by a thread of the store's; ``after`` is called
    when it is closed.
    """

    def __init__(self, app: App[Any], store: DraftStore, after: Callable[[], object]) -> None:
        self.store = store
        self._app, self._after = app, after
        self._reads: Callable[[], str | None] | None = None  # the words so far; None: it is closed
        self._about: KeptDraft | None = None  # what is typed, without its words
        self._timer: Timer | None = None
        self._last = ""

    def begin(self, about: KeptDraft, words: Callable[[], str | None]) -> None:
        """From now on ``words()`` are kept as ``about``, where they are not what stood there."""
        self._about, self._reads, self._last = about, words, about.old
        if self._timer is None:
            self._timer = self._app.set_interval(LOOK, self._look)
        else:
            self._timer.resume()

    def end(self, about: KeptDraft | None = None) -> None:
        """It is closed: the words are where they belong, or not wanted. From any thread.

        ``about``: only if this is still what is typed.
        """
        if about is None or about is self._about:
            self._reads = self._about = None
            self.store.drop()

    def _look(self) -> None:
        if self._reads is None:
            if self._timer is not None:
                self._timer.pause()
            self._after()
            return
        now = self._now()
        if now is None or now.words == self._last:
            return
        self._last = now.words
        if now.words == now.old:
            self.store.drop()
        else:
            self.store.keep(now)

    def _now(self) -> KeptDraft | None:
        reads, about = self._reads, self._about
        words = None
        with suppress(Exception):  # the widget goes with its screen
            words = reads() if reads is not None else None
        if about is None or words is None:
            return None
        from worklog_tui.record import replace

        return replace(about, words=words)

    def close(self) -> None:
        """The app ends in good order: what is left is kept as it is now."""
        now = self._now()
        if now is not None and now.words == now.old:
            self.store.drop()
        elif now is not None and now.words != self._last:
            self.store.keep(now)

    def keep_now(self) -> bool:
        """The app is about to end: what is typed is on the disk when this returns. False: it could not be kept."""
        now = self._now()
        return now is None or now.words == now.old or self.store.keep_now(now)

    @property
    def open(self) -> bool:
        """Whether words are typed that are not where they belong yet."""
        now = self._now()
        return now is not None and now.words != now.old
