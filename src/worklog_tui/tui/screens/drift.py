"""The weeks whose languages are out of step, with what differs; Enter shows one side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.drift_reader import Compared, DriftReader
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.drift_words import week_runs
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from textual.geometry import Region

    from worklog_tui.session.drifting import WeekDrift
    from worklog_tui.tui.rooms.drift import Drift
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.widgets.pageview import Cursor


class Told(Message):
    """The thread has found more."""

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self.compared = compared


class DriftScreen(Aside["WeekDrift | None"]):
    """Gives back the week to go to."""

    PLACE = "drift"

    def __init__(self, main: MainScreen, room: Drift) -> None:
        super().__init__(main)
        self.drift = room
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = Listing(
            self.paint, "drift", lambda at, on, width: week_runs(self.found[at], on, width), self._moved, self._clicked
        )
        self.detail = Detail(self.paint)
        self.compared: Compared | None = None
        self.reader = DriftReader(main.session, lambda compared: self._post(Told(compared)))

    @property
    def found(self) -> tuple[WeekDrift, ...]:
        """The weeks out of step, as far as they are known."""
        return self.compared.found if self.compared is not None else ()

    @property
    def chosen(self) -> WeekDrift | None:
        """The selected one."""
        return self.found[self.listing.at] if self.listing.at < len(self.found) else None

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the weeks, what differs in the selected one, the keys."""
        below = min(12, max(5, height // 3))
        return stacked(width, ("heading", 1), ("drift", height - 2 - below), ("detail", below), ("footer", 1))

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self._show()
        self.reader.read()

    def on_unmount(self) -> None:
        self.reader.close()

    def _post(self, message: Told) -> None:
        if self.is_attached:
            self.post_message(message)

    def on_told(self, message: Told) -> None:
        """More is known."""
        if (chosen := self.chosen) is not None:
            self.drift.at = chosen.entry.key
        self.compared = message.compared
        self._show()

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        found, compared = self.found, self.compared
        at = next((n for n, one in enumerate(found) if one.entry.key == self.drift.at), len(found) - 1)
        whole = compared is not None and compared.complete
        self.listing.empty = "All weeks are in step." if whole else "Comparing…"
        self.listing.show(len(found), at)
        certain = sum(one.certain for one in found)
        every = sum(len(one.found) for one in found)
        parts = [f"{len(found)} of {count(compared.total, 'week')}"] if compared is not None and whole else []
        parts += [f"{certain} of {count(every, 'difference')} certain"] if every else []
        if compared is None or not compared.complete:
            parts = [f"comparing {compared.looked:,} of {compared.total:,}" if compared is not None else "comparing…"]
        self.heading.say("Weeks out of step", " · ".join(parts))
        self._moved()

    def _moved(self) -> None:
        chosen = self.chosen

        def make(width: int) -> Lines:
            if chosen is None:
                return []
            out: Lines = []
            for drift in chosen.found:
                lines = text.wrap(text.clean(drift.words), max(10, width - 2))
                out += [[("≠ " if not n else "  ", "warn"), (line, "text")] for n, line in enumerate(lines)]
                if drift.why:
                    out += [[("  ", ""), (line, "muted")] for line in text.wrap(text.clean(drift.why), width - 2)]
            return out

        self.detail.show(make)

    def _clicked(self, listing: Listing, twice: bool) -> None:  # noqa: ARG002 - there is one list
        if twice:
            self.do_drift_open()

    # --- keys ----------------------------------------------------------------------------------------------------

    def do_drift_open(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        self.drift.at = chosen.entry.key
        if self.main.commanding.wait_for(chosen.pages, self.say):
            return
        try:
            for page in chosen.pages:
                self.main.session.week(page)
        except PageUnreadable as error:
            self.say(str(error), bad=True)
            return
        from worklog_tui.tui.screens.twins import TwinsScreen

        self.main.go_to_page(chosen.pages[0])  # what edits a page knows the shown one
        self.app.push_screen(TwinsScreen(self.main, chosen.pages, seek=True), self._back)

    def _back(self, cursor: Cursor | None) -> None:  # noqa: ARG002 - the list keeps its own place
        self.main.copies = True
        self.main.reread()
        self.reader.read()

    def do_drift_go(self) -> None:
        if (chosen := self.chosen) is not None:
            self.dismiss(chosen)

    def do_drift_back(self) -> None:
        self.dismiss(None)
