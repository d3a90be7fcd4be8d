"""Colours for the widgets that draw their own lines: tones of letters on grounds, as ready Rich styles.

The colours are the theme's (``themes.py``), so that style sheets and these lines use the same tokens. They are looked
up here instead of through twenty style rules, whose parsing would be paid at every start.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget

TONES: Final = {
    "": ("foreground", ""), "text": ("foreground", ""), "muted": ("muted", ""), "faint": ("faint", ""),
    "heading": ("primary", "bold"), "title": ("foreground", "bold"), "bad": ("error", ""), "good": ("success", ""),
    "warn": ("warning", ""), "copied": ("warning", ""), "link": ("secondary", ""), "number": ("accent", ""),
    "new": ("faint", "italic"),
    "key": ("primary", "bold"), "here": ("primary", "bold"), "rule": ("rule", ""),
}  # fmt: skip
"""Tone → the theme's colour of its letters, and how they are set."""

GROUNDS: Final = {
    "page": "background", "bar": "surface", "row": "row", "rest": "rest", "cell": "primary", "mark": "mark",
}  # fmt: skip
"""Ground → the theme's colour under the letters."""

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
            found = self._styles[tone, ground] = self._made(tone, ground)
        return found

    def _made(self, tone: str, ground: str) -> Style:
        tokens = self._screen.app.theme_variables
        token, how = TONES[tone]
        if ground == "cell":
            token, how = "on-primary", "bold"
        letters = Color.parse(tokens[token]).rich_color
        lies = Color.parse(tokens[GROUNDS[ground or self._under]]).rich_color
        return Style(
            color=letters, bgcolor=lies, bold="bold" in how or None, italic="italic" in how or None,
            # without colours the cursor is seen all the same
            reverse=(self._plain and ground == "cell") or None, underline=(self._plain and ground == "row") or None,
        )  # fmt: skip

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
