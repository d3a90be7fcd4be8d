"""Writes the term to a file: which form is asked, where it went is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worklog_tui.tui.screens.main import MainScreen


class Exporting:
    """What “Export…” does."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def do_export(self) -> None:
        self.screen.say("…")
