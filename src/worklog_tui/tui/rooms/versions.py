"""The time machine: opens the screen of a page's versions; its answers come from a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.message import Message

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.merge.told import Change
    from worklog_tui.session.versions import Moment
    from worklog_tui.session.versions import Versions as OfPage
    from worklog_tui.tui.screens.main import MainScreen

Sight = tuple["Moment", "Moment | None"]
"""A version and the one it is compared with; None: the page as it is now."""


class Listed(Message):
    """The page's versions, newest first."""

    def __init__(self, moments: Sequence[Moment]) -> None:
        super().__init__()
        self.moments = moments


class Differs(Message):
    """What one version differs in; None: it is gone."""

    def __init__(self, sight: Sight, found: Sequence[Change] | None) -> None:
        super().__init__()
        self.sight, self.found = sight, found


class Looker:
    """Lists and compares in its own thread; of several wishes only the last one counts."""

    def __init__(self, versions: OfPage, tell: Callable[[Message], object]) -> None:
        self.versions, self._tell = versions, tell
        self._changed = threading.Condition()
        self._list, self._closed = True, False
        self._sight: Sight | None = None

    def start(self) -> None:
        """The screen stands, and takes answers."""
        threading.Thread(target=self._run, name="versions", daemon=True).start()

    def relist(self) -> None:
        """The page has changed."""
        with self._changed:
            self._list = True
            self._changed.notify()

    def compare(self, sight: Sight) -> None:
        """What differs there? ``Differs`` says."""
        with self._changed:
            self._sight = sight
            self._changed.notify()

    def close(self) -> None:
        """The screen goes."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._list or self._sight is not None or self._closed)
                if self._closed:
                    return
                listing, sight = self._list, self._sight
                self._list, self._sight = False, None
            try:
                if listing:
                    self._tell(Listed(self.versions.moments()))
                if sight is not None:
                    before, after = sight
                    found = self.versions.since(before) if after is None else self.versions.between(before, after)
                    self._tell(Differs(sight, found))
            except (PageUnreadable, Refused):  # the page went meanwhile: the main screen says so
                continue


class Versions:
    """The command."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def do_versions(self) -> None:
        screen = self.screen
        if screen.page is None or screen.week is None:
            screen.say("There is no page here to look back on.")
            return
        from worklog_tui.tui.screens.versions import VersionsScreen

        screen.app.push_screen(VersionsScreen(screen, screen.page), self._back)

    def _back(self, said: str | None) -> None:
        screen = self.screen
        screen.reread()
        screen.news.read_again()
        if said:
            screen.say(said)
