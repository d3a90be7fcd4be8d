"""The weeks whose languages are out of step: listed, and shown side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worklog_tui.session.drifting import WeekDrift
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.widgets.pageview import Cursor


class Drift:
    """What ``S`` does."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.at = ""  # the week last selected
        self._from: tuple[PageRef, Cursor] | None = None  # where one came from

    def can_drift(self) -> bool:
        """Whether the journal has more than one language."""
        return any(len(entry.pages) > 1 for entry in self.screen.session.journal.weeks)

    def do_drift(self) -> None:
        screen = self.screen
        if screen.editor is not None:
            return
        if not self.can_drift():
            screen.say("This journal is in one language: no week can be out of step.")
            return
        from worklog_tui.tui.screens.drift import DriftScreen

        self._from = (screen.page, screen.view.cursor) if screen.page is not None else None
        if not self.at and screen.entry is not None:
            self.at = screen.entry.key
        screen.app.push_screen(DriftScreen(screen, self), self._picked)

    def _picked(self, picked: WeekDrift | None) -> None:
        screen = self.screen
        if picked is None:
            if self._from is not None and screen.page != self._from[0]:
                screen.go_to_page(self._from[0])
                screen.view.go(self._from[1])
            return
        screen.commanding.touched = True
        own = next((p for p in picked.pages if p.language == screen.language), picked.pages[0])
        screen.go_to_page(own)
        screen.enter_page()
