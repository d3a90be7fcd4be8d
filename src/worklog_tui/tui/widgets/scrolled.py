"""Lines that scroll, drawn by the widget itself with a slim bar at its right edge.

A ScrollView lays the whole screen out anew whenever its length changes, and its scrollbars are widgets; here the length
changes at every fold, and the first frame is counted in milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

    from worklog_tui.tui.view.paint import Paint


class Scrolled(Widget):
    """``top``: the first line shown; ``count``: how many there are. One column at the right is the bar's."""

    def __init__(self, paint: Paint, *, id: str) -> None:
        super().__init__(id=id)
        self.paint = paint
        self.top = 0
        self.count = 0
        self._expected = Size(80, 22)
        self._dragged = False

    def expect(self, size: Size) -> None:
        """The room it is going to have, so that the first frame is drawn for it."""
        self._expected = size

    @property
    def room(self) -> Size:
        """The room for lines; as expected until it is known."""
        size = self.content_size if self.size else self._expected
        return Size(max(1, size.width - 1), size.height)

    def draw_line(self, at: int, width: int) -> Strip:
        """Line ``at`` (0: the first of all), ``width`` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        size = self.content_size
        strip = self.draw_line(y + self.top, size.width - 1)
        return Strip([*strip, *self.paint.segments([(self._bar(y, size.height), "rule")])], size.width)

    def _bar(self, y: int, height: int) -> str:
        if self.count <= height or height <= 0:
            return " "
        thumb = max(1, height * height // self.count)
        start = self.top * (height - thumb) // max(1, self.count - height)
        return "▐" if start <= y < start + thumb else " "

    def scroll_lines(self, top: int) -> bool:
        """Shows line ``top`` first, as far as there are lines; False where nothing moves."""
        top = max(0, min(top, self.count - self.room.height))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def reveal(self, first: int, count: int) -> None:
        """Scrolls as little as needed to show these lines."""
        height = self.room.height
        if first < self.top or count >= height:
            self.scroll_lines(first)
        elif first + count > self.top + height:
            self.scroll_lines(first + count - height)

    def redraw(self, first: int, count: int) -> None:
        """Draws some lines again."""
        self.refresh(Region(0, first - self.top, self.content_size.width, count))

    # --- mouse ---------------------------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(self.top + 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(self.top - 2)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.x == self.content_size.width - 1 and self.count > self.room.height:
            self._dragged = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag(event.y)

    def on_mouse_up(self) -> None:
        if self._dragged:
            self._dragged = False
            self.release_mouse()

    def _drag(self, y: int) -> None:
        height = max(1, self.room.height)
        self.scroll_lines((self.count - height) * y // max(1, height - 1))
