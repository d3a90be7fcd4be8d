"""The lines above and below two pages beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.lines import DrawnLine

if TYPE_CHECKING:
    from worklog_tui.tui.view.paint import Run


class TopLine(DrawnLine):
    """Which week, which languages, how much there is to do."""

    words: tuple[str, str] = ("", "")

    def runs(self, width: int) -> list[Run]:
        left, right = self.words
        right = text.cut(text.clean(right), width // 2)
        left = text.fit(" " + text.clean(left), width - text.width(right) - 1)
        return [(left, "title"), (right, "muted"), (" ", "")]


class Said(DrawnLine):
    """A line about what the cursor is on."""

    words: tuple[str, str] = ("", "")  # and their tone

    def say(self, words: str, tone: str) -> None:
        """Other words; they may come from a page."""
        if (words, tone) != self.words:
            self.words = (words, tone)
            self.refresh()

    def runs(self, width: int) -> list[Run]:
        words, tone = self.words
        return [(" " + text.fit(text.clean(words), max(1, width - 1)), tone)]
