"""The comments in the main screen: a mark before their rows and weeks, their words in the detail; they follow edits.

Files are read, and places written anew, by a thread; the screen draws what was last read.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from worklog_tui.session.events import WeekChanged
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.clerk import Clerk
from worklog_tui.tui.commanding import LARGE
from worklog_tui.tui.view.said import SIGN, marked, of_place, thread_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.comments import Comments, Placed
    from worklog_tui.session.events import Event
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.model import Week


class Said:
    """Made when the journal has comments, once the first frame stands."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.clerk = Clerk(screen.call_later, lambda words: screen.say(words, bad=True))
        self.placed: tuple[Placed, ...] = ()
        self._for: Week | None = None
        self._begun = False
        self._told: set[str] = set()

    def close(self) -> None:
        """The screen goes."""
        self.clerk.close()

    @property
    def comments(self) -> Comments:
        """The journal's."""
        return self.screen.session.reviewing.comments

    def begin(self) -> None:
        """The journal has comments: they are read, and shown from now on."""
        if not self._begun:
            self._begun = True
            self.screen.said = self
            self.screen.session.subscribe(self._tell)
            self.clerk.ask(self.comments.settle, lambda _: None)
        self._read()

    def look(self) -> None:
        """Comments may have come, or been resolved: here, by another program, with what git has fetched."""
        journal = self.screen.session.journal
        root = journal.site.root if journal.site is not None else journal.root
        if self._begun or (root / ".worklog" / "comments").is_dir():
            self.begin()

    def _read(self) -> None:
        session, comments = self.screen.session, self.comments
        weeks = session.journal.weeks

        def work() -> tuple[dict[str, int], tuple[str, ...]]:
            pages = comments.open_on()
            found = {entry.key: sum(pages.get(page.rel, 0) for page in entry.pages) for entry in weeks}
            return {key: number for key, number in found.items() if number}, comments.troubles

        self.clerk.ask(work, lambda got: self._take(*got))

    def _take(self, weeks: dict[str, int], troubles: Sequence[str]) -> None:
        screen = self.screen
        self._for = None
        screen.weeks.said = weeks
        screen.weeks.refresh()
        screen.redraw()
        new = [words for words in troubles if words not in self._told]
        self._told.update(troubles)
        if new:
            screen.say(new[0], bad=True)

    def _tell(self, event: Event) -> None:
        """From any thread: a page reads otherwise, and its comments follow."""
        if isinstance(event, WeekChanged) and event.week is not None:
            page, week = event.page, event.week
            self.clerk.ask(lambda: self._follow(page, week), lambda _: None)

    def _follow(self, page: PageRef, week: Week) -> None:
        with contextlib.suppress(PageUnreadable):
            self.comments.seen(page, week)

    # --- drawing -------------------------------------------------------------------------------------------------

    def marked(self, week: Week, panes: Sequence[Pane]) -> Sequence[Pane]:
        """The panes with the marks of the shown page's comments."""
        page = self.screen.page
        if week is not self._for and page is not None:
            self._for, self.placed = week, ()
            if len(week.document.source) > LARGE:
                self.clerk.ask(lambda: self.comments.of(page, week, look=False), lambda got: self._found(week, got))
            else:
                self.placed = self.comments.of(page, week, look=False)
        return marked(week, panes, self.placed) if self.placed else panes

    def _found(self, week: Week, placed: tuple[Placed, ...]) -> None:
        """The comments of a large page, looked for by the thread."""
        if week is self._for and placed:
            self.placed = placed
            self.screen.redraw()

    def ends(self, left: str) -> str:
        """The left end of the title line: comments on the page itself are marked there."""
        loose = [one for one in self.placed if one.thread.status == "open" and (one.gone or not one.line)]
        return f"{left} {SIGN}" if loose else left

    def lines(self, pane: Pane | None, row: Row | None, width: int) -> Lines:
        """The words of the comments where the cursor is."""
        out: Lines = []
        for one in of_place(pane, row, self.placed):
            words = one.found.piece.words if one.found is not None and one.found.piece is not None else ""
            out += [[], *thread_lines(one, width, words=words)]
        if out:
            key = self.screen.keymap.called("comments")
            out.append([(f"  {key} answers and resolves comments.", "muted")])
        return out
