"""Commands that move: the cursor, the shown week, the detail. Each ``do_<id>`` is a command of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen


class Moving:
    """Moves on the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def do_up(self) -> None:
        self._step(-1)

    def do_down(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.weeks.go(screen.weeks.selected + by)
        elif not screen.view.step(by) and by < 0 and screen.desk.banner:
            screen.room("daily").go_to_banner()

    def do_left(self) -> None:
        self.screen.view.sideways(-1)

    def do_right(self) -> None:
        if self.screen.where == "weeks":
            self.screen.enter_page()
        else:
            self.screen.view.sideways(1)

    def do_first(self) -> None:
        self._end(last=False)

    def do_last(self) -> None:
        self._end(last=True)

    def _end(self, last: bool) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.weeks.go(len(screen.weeks.entries) - 1 if last else 0)
        else:
            screen.view.ends(last)

    def do_next_pane(self) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.enter_page(top=True)
        elif not screen.view.next_pane(1):
            screen.enter_weeks()

    def do_previous_pane(self) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.enter_page(bottom=True)
        elif not screen.view.next_pane(-1):
            screen.enter_weeks()

    def do_previous_week(self) -> None:
        self._week(-1)

    def do_next_week(self) -> None:
        self._week(1)

    def _week(self, by: int) -> None:
        screen = self.screen
        if not screen.weeks.entries:
            screen.say("There are no weeks here.")
        elif not screen.weeks.go(screen.weeks.selected + by):
            screen.say("This is the first week." if by < 0 else "This is the last week.")

    def do_this_week(self) -> None:
        screen = self.screen
        screen.room("daily").new_day()
        if 0 <= screen.weeks.today < len(screen.session.journal.weeks):  # known: the next key finds it shown
            screen.weeks.go(screen.weeks.today)
            screen.news.find_today(quiet=True)
            return
        screen.say("Looking for this week…")
        screen.news.find_today(loud=True)

    def do_open_week(self) -> None:
        self.screen.enter_page()

    def do_page_down(self) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.weeks.go(screen.weeks.selected + max(1, screen.weeks.size.height - 2))
        elif not screen.detail.read_on(1):
            screen.view.step(1)

    def do_page_up(self) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.weeks.go(screen.weeks.selected - max(1, screen.weeks.size.height - 2))
        elif not screen.detail.read_on(-1):
            screen.view.step(-1)

    def do_fold(self) -> None:
        self.screen.view.fold()

    def do_twin(self) -> None:
        screen = self.screen
        entry, page = screen.entry, screen.page
        others = [p for p in entry.pages if p != page] if entry is not None else []
        if entry is None or page is None or not others:
            screen.say("This week has no twin in another language.")
            return
        at = entry.pages.index(page)
        there = entry.pages[(at + 1) % len(entry.pages)]
        own, cursor = screen.week, screen.view.cursor
        screen.show_page(there, cursor)
        if own is not None and screen.week is not None and screen.narrow is None:
            from worklog_tui.tui.view.side_by_side import place_there

            screen.view.go(place_there(own, screen.week, cursor))
