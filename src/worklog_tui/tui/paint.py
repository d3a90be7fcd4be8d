"""Colours for the widgets that draw their own lines: the tokens of ``styles/`` as ready Rich styles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget

TONES: Final = (
    "text", "muted", "faint", "heading", "title", "bad", "good", "warn", "link", "number", "new", "key", "rule",
)  # fmt: skip
GROUNDS: Final = ("page", "bar", "row", "cell", "rest")
CLASSES: Final = frozenset({f"tone-{name}" for name in TONES} | {f"ground-{name}" for name in GROUNDS})

Run = tuple[str, str]
"""Text and its tone."""


class Paint:
    """Tone × ground → style; made anew when the theme changes.

    Tones colour letters. Grounds are what lies under them: ``page`` or ``bar`` (header, footer, boxes) under all,
    ``row`` the selected row, ``cell`` its highlighted column, ``rest`` the selected row of a pane without the focus.
    """

    def __init__(self, screen: Widget, under: str = "page") -> None:
        self._screen, self._under = screen, under
        self._styles: dict[tuple[str, str], Style] = {}
        self._plain = "NO_COLOR" in os.environ

    def style(self, tone: str, ground: str = "") -> Style:
        """The style of a tone on a ground."""
        found = self._styles.get((tone, ground))
        if found is None:
            get = self._screen.get_component_rich_style
            letters = get(f"tone-{tone or 'text'}", partial=True)
            lies = get(f"ground-{ground or self._under}", partial=True)
            found = letters + lies if ground == "cell" else lies + letters
            if self._plain and ground in ("cell", "row"):  # without colours the cursor is seen all the same
                found += Style(reverse=ground == "cell", underline=ground == "row")
            self._styles[tone, ground] = found
        return found

    def forget(self) -> None:
        """Colours have changed: styles are made anew."""
        self._styles.clear()

    def segments(self, runs: list[Run], ground: str = "") -> list[Segment]:
        """Drawn runs."""
        return [Segment(text, self.style(tone, ground)) for text, tone in runs if text]

    def strip(self, runs: list[Run], width: int, ground: str = "") -> Strip:
        """A line of exactly ``width`` cells."""
        strip = Strip(self.segments(runs, ground))
        return strip.adjust_cell_length(width, self.style("text", ground))
