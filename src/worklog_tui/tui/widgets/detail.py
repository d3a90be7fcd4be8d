"""The detail pane: the whole of what is selected, scrolled by space and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.tui.detail import Lines
    from worklog_tui.tui.paint import Paint


class Detail(ScrollView, can_focus=False):
    """Draws lines made for its width by the function it is given."""

    def __init__(self, paint: Paint, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.paint = paint
        self._make: Callable[[int], Lines] = lambda width: []  # noqa: ARG005
        self.lines: Lines = []

    def show(self, make: Callable[[int], Lines], *, keep: bool = False) -> None:
        """Shows what ``make`` gives for a width; ``keep``: stay where it was scrolled to."""
        self._make = make
        self._fill(keep)

    def _fill(self, keep: bool) -> None:
        width = self._width
        if width <= 0:
            return
        self.lines = self._make(width - 2)
        self.virtual_size = Size(width, len(self.lines))
        if not keep and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def on_resize(self) -> None:
        self._fill(keep=True)

    def read_on(self, by: int) -> bool:
        """One screenful on (or back); False where there is no more."""
        height = max(1, self.scrollable_content_region.height)
        top = self.scroll_offset.y
        last = max(0, len(self.lines) - height)
        to = max(0, min(last, top + by * max(1, height - 1)))
        if to == top:
            return False
        self.scroll_to(y=to, animate=False, force=True)
        return True

    def render_line(self, y: int) -> Strip:
        width = self._width
        at = y + self.scroll_offset.y
        runs = [("  ", ""), *self.lines[at]] if at < len(self.lines) else [("", "")]
        height = self.scrollable_content_region.height
        if y == height - 1 and len(self.lines) > height:
            top, count = self.scroll_offset.y, len(self.lines)
            where = f" ↕ {top + 1}–{min(count, top + height)} of {count} "
            strip = self.paint.strip(runs, max(0, width - len(where)))
            return Strip([*strip, *self.paint.segments([(where, "faint")])], width)
        return self.paint.strip(runs, width)
