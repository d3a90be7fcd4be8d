"""Colours for the widgets that draw their own lines: the tokens of ``styles/`` as ready Rich styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget

TONES: Final = (
    "text", "muted", "faint", "heading", "title", "bad", "good", "warn", "link", "number", "new", "key", "rule",
)  # fmt: skip
GROUNDS: Final = ("row", "cell", "rest", "bar")
CLASSES: Final = frozenset({f"tone-{name}" for name in TONES} | {f"ground-{name}" for name in GROUNDS})

Run = tuple[str, str]
"""Text and its tone."""


class Paint:
    """Tone × ground → style. One for a screen; made anew when the theme changes.

    Tones colour letters. Grounds are what lies under them: ``row`` the selected row, ``cell`` its highlighted column,
    ``rest`` the selected row of a pane that has no focus, ``bar`` header and footer.
    """

    def __init__(self, screen: Widget) -> None:
        self._screen = screen
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, tone: str, ground: str = "") -> Style:
        """The style of a tone on a ground."""
        found = self._styles.get((tone, ground))
        if found is None:
            get = self._screen.get_component_rich_style
            letters = get(f"tone-{tone or 'text'}", partial=True)
            if ground == "cell":
                found = letters + get("ground-cell", partial=True)
            elif ground:
                found = get(f"ground-{ground}", partial=True) + letters
            else:
                found = letters
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
