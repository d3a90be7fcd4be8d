"""What a new week would be, scrolled: the weeks offered, what will be made, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.strip import Strip

    from worklog_tui.tui.view.paint import Paint, Run


class Preview(ScrollView, can_focus=False):
    """Lines to read, some of which stand for a week that is offered: a click takes it."""

    def __init__(self, paint: Paint, take: Callable[[int], None]) -> None:
        super().__init__()
        self.paint, self._take = paint, take
        self.lines: list[tuple[list[Run], int]] = []

    def show(self, lines: list[tuple[list[Run], int]]) -> None:
        """Shows these lines; each with the offer it stands for (-1: none)."""
        self.lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    def read(self, way: int) -> None:
        """Scrolls by most of its height."""
        self.scroll_relative(y=way * max(1, self.size.height - 1), animate=False, force=True)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.lines))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        runs = self.lines[at][0] if at < len(self.lines) else []
        return self.paint.strip(runs, width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.scroll_offset.y
        if at < len(self.lines) and self.lines[at][1] >= 0:
            self._take(self.lines[at][1])
