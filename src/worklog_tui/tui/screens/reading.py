"""A page as one reads it, in the terminal: what a preview is without Hugo."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui import links
from worklog_tui.tui.commanding import LARGE
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.reading_lines import reading_lines
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.strip import Strip

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Paint
    from worklog_tui.worklog.model import Week


class Lined(Scrolled, can_focus=True):
    """The page's lines; the keys of lists scroll them. Those of a large page are made by a thread."""

    def __init__(self, paint: Paint) -> None:
        super().__init__(paint, id="reading")
        self._week: Week | None = None
        self._lines: Lines = []
        self._width = -1

    def show(self, week: Week | None, instead: Sequence[str] = ()) -> None:
        """Another page, from its top; ``instead``: what stands there where it is not read."""
        self._week, self._width, self.top = week, -1, 0
        self._lines = [[("  ", ""), (words, "muted")] for words in instead]
        self.count = len(self._lines)
        self._fill(self.room.width)
        self.refresh()

    def step(self, by: int) -> None:
        """Scrolls."""
        self.scroll_lines(self.top + by)

    def _fill(self, width: int) -> None:
        week = self._week
        if width == self._width or week is None:
            return
        self._width = width
        if len(week.document.source) <= LARGE:
            self._take(week, width, reading_lines(week, width))
            return
        if not self._lines:
            self._lines, self.count = [[("  Reading this page…", "muted")]], 1
        later = self.call_later

        def work() -> None:
            later(self._take, week, width, reading_lines(week, width))

        threading.Thread(target=work, name="reading-lines", daemon=True).start()

    def _take(self, week: Week, width: int, lines: Lines) -> None:
        if week is self._week and width == self._width:
            self._lines, self.count = lines, len(lines)
            self.scroll_lines(self.top)
            self.refresh()

    def draw_line(self, at: int, width: int) -> Strip:
        return self.paint.strip(self._lines[at] if at < len(self._lines) else [], width)

    def on_resize(self) -> None:
        self._fill(self.room.width)
        self.scroll_lines(self.top)
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press("reading", event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()


class ReadingScreen(Aside["PageRef | None"]):
    """Gives back the page that was read last. ``why``: what there is no browser for."""

    PLACE = "reading"
    listing: Lined  # type: ignore[assignment]

    def __init__(self, main: MainScreen, page: PageRef, why: str) -> None:
        super().__init__(main)
        self.page, self.why = page, why
        self.week: Week | None = None
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = Lined(self.paint)

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the page, the keys."""
        return stacked(width, ("heading", 1), ("reading", height - 2), ("footer", 1))

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.listing
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self._show(self.page)
        if self.why:
            self.say(self.why)

    def _show(self, page: PageRef) -> None:
        session, commanding = self.main.session, self.main.commanding
        self.page, self.week = page, session.peek(page)
        instead: Sequence[str] = ()
        if self.week is None and commanding.waits(page, lambda: self._at_last(page)):
            raw = commanding.without_week(page, "")[0]
            instead = (raw.title, *(row.cells[0].text for row in raw.rows))
        elif self.week is None:
            try:
                self.week = session.week(page)
            except PageUnreadable as error:
                self.say(str(error), bad=True)
        entry = session.journal.entry_of(page)
        name = page.rel if entry is None else f"Week {entry.number}" if entry.number is not None else entry.label
        language = f" · {page.language.upper()}" if page.language else ""
        self.heading.say(f"{name}{language}, as one reads it", session.journal.title)
        self.listing.show(self.week, instead)

    def _at_last(self, page: PageRef) -> None:
        """A large page was read by a thread."""
        if self.is_attached and page == self.page:
            self._show(page)

    def _go(self, by: int) -> None:
        weeks = self.main.session.journal.weeks
        entry = self.main.session.journal.entry_of(self.page)
        at = next((n for n, one in enumerate(weeks) if entry is not None and one.key == entry.key), None)
        if at is None or not 0 <= at + by < len(weeks):
            self.say("There is no week after this one." if by > 0 else "There is no week before this one.")
            return
        self._show(weeks[at + by].page(self.page.language))

    def do_reading_next(self) -> None:
        self._go(1)

    def do_reading_previous(self) -> None:
        self._go(-1)

    def do_reading_twin(self) -> None:
        entry = self.main.session.journal.entry_of(self.page)
        pages = entry.pages if entry is not None else ()
        if len(pages) < 2:
            self.say("This week is in one language.")
            return
        self._show(pages[(pages.index(self.page) + 1) % len(pages)])

    def do_reading_open(self) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        found = list({r.target: r for r in self.week.references}.values()) if self.week is not None else []
        if not found:
            self.say("This page has no links.")
            return
        choices = [
            Choice(
                str(n), f"[{n + 1}] {text.clean(r.label or r.target)}", links.host_of(r.target) or "not a web address"
            )
            for n, r in enumerate(found)
        ]
        self.app.push_screen(
            Picker("Open which link?", choices), lambda at: self._open(found[int(at)].target) if at else None
        )

    def _open(self, target: str) -> None:
        try:
            links.open_in_browser(target, self.main.late_say)
        except links.NotOpened as error:
            self.say(str(error), bad=True)
        else:
            self.say(f"Opening {links.host_of(target)} in the browser")

    def do_reading_back(self) -> None:
        self.dismiss(self.page)
