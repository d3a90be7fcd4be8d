"""Pages so large that reading them would hold up the screen: a thread reads them, and they are seen raw meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view.panes import Cell, Pane, Row
from worklog_tui.tui.view.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.model import Week

SLOW: Final = 0.4
"""Seconds a page may take to read (and so each edit of it, which reads it again) to be edited field by field."""

_HEAD: Final = 64 * 1024  # bytes of the page that are shown raw
_LINES: Final = 500

TOO_SLOW: Final = "This page takes {:.1f} s to read, and each edit as long: edit it in your own editor ({})."
STILL: Final = "This page is still being read: try again in a moment."
OTHER: Final = "A large page is being read for this: try again in a moment."
TWIN: Final = "The week’s other page is being read: try again in a moment."


class Large:
    """Reads pages for all screens, each in a thread of its own."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._later = screen.app.call_later  # of the app: this screen may stand behind another, or not at all
        self._then: dict[str, list[Callable[[], object]]] = {}
        self._reading: set[str] = set()
        self._failed: set[str] = set()
        self._cost: dict[str, float] = {}

    def read(self, page: PageRef, then: Callable[[], object] | None = None) -> bool:
        """Has the page read, unless that is being done; ``then`` is called once it is, or cannot be.

        False: it cannot be; asking the session tells why.
        """
        if page.rel in self._failed:
            self._failed.discard(page.rel)
            return False
        if then is not None:
            self._then.setdefault(page.rel, []).append(then)
        if page.rel not in self._reading:
            self._reading.add(page.rel)
            place = self.screen.places.get(page.rel)
            threading.Thread(target=self._read, args=(page, place), name="read-large", daemon=True).start()
        return True

    def _read(self, page: PageRef, place: object) -> None:
        began = time.thread_time()
        try:
            self.screen.session.week(page)
        except Exception:  # the screen asks again, and is told why
            self._failed.add(page.rel)
        self._cost[page.rel] = time.thread_time() - began
        gc.freeze()  # a search through all its values, in a pause, would take a second
        self._reading.discard(page.rel)
        self._later(self._shown, page, place)

    def _shown(self, page: PageRef, place: object) -> None:
        """On the app's own thread: the page takes the place of its raw text."""
        screen = self.screen
        for then in self._then.pop(page.rel, ()):
            then()
        if screen.page is not None and screen.page.rel == page.rel and screen.week is None:
            screen.page = None  # where the cursor stood in the raw text is no place in the page
            screen.show_page(page, place)  # type: ignore[arg-type]  # a Cursor or None, as it was taken

    def raw(self, page: PageRef) -> tuple[Pane, ...]:
        """The page's first lines as they are in the file."""
        try:
            source = self.screen.session.source(page)
        except Exception as error:
            said = Row("raw", (Cell(str(error), tone="bad"),))
            return (Pane("nothing", "This page", (said,), "part"),)
        size = f"{len(source) / 1024:,.0f} KB"
        head = source[:_HEAD].decode("utf-8", "replace")
        lines = [clean(line.rstrip("\r")) for line in head.split("\n")[:_LINES]]
        rows = tuple(Row("raw", (Cell(line, tone="muted"),)) for line in lines if line.strip())
        return (Pane("nothing", f"Reading this page ({size})… its text as it is:", rows, "line"),)

    def hinders(self, week: Week | None) -> str:
        """Why the shown page, or one beside it, cannot be changed here now; "" where it can."""
        screen = self.screen
        if screen.page is None or week is None:
            return STILL if screen.page is not None and screen.page.rel in self._reading else ""
        cost = self._cost.get(screen.page.rel, 0.0)
        if cost > SLOW:
            return TOO_SLOW.format(cost, screen.keymap.called("editor"))
        entry = screen.entry
        for page in entry.pages if entry is not None else ():
            if page.rel != screen.page.rel and screen.commanding.waits(page):
                return TWIN
        return ""
