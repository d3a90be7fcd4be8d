"""The detail pane: the whole of what is selected, scrolled by space and the wheel.

It scrolls by itself and has no scrollbar: a ScrollView lays the whole screen out anew whenever its length changes, and
that happens here at every move of the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Paint


class Detail(Widget, can_focus=False):
    """Draws lines made for its width by the function it is given."""

    def __init__(self, paint: Paint) -> None:
        super().__init__(id="detail")
        self.paint = paint
        self._make: Callable[[int], Lines] = lambda width: []  # noqa: ARG005
        self.lines: Lines = []
        self.top = 0
        self._room = self._filled = Size(0, 0)

    def show(self, make: Callable[[int], Lines], *, keep: bool = False) -> None:
        """Shows what ``make`` gives for a width; ``keep``: stay where it was scrolled to."""
        self._make = make
        self._fill(keep)

    def expect(self, size: Size) -> None:
        """The room it is going to have, so that the first frame is drawn for it."""
        self._room = size

    def _fill(self, keep: bool) -> None:
        width, height = self._filled = self.content_size if self.size else self._room
        if width <= 2:
            return
        before, top = self.lines, self.top
        self.lines = self._make(width - 2)
        top_line = self.top if keep else self._marked() - height // 3
        self.top = max(0, min(top_line, len(self.lines) - height))
        old = [before[at] if at < len(before) else None for at in range(top, top + height - 1)]
        new = [self.lines[at] if at < len(self.lines) else None for at in range(self.top, self.top + height - 1)]
        changed = [y for y, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
        lines = [*changed, height - 1]  # the last one also says how far one has read
        self.refresh(*(Region(0, y, width, 1) for y in lines))

    def _marked(self) -> int:
        """The line one was brought to, else the first."""
        return next((at for at, runs in enumerate(self.lines) for _, tone in runs if tone == "here"), 0)

    def on_resize(self) -> None:
        if self.content_size != self._filled:
            self._fill(keep=True)
            self.refresh()

    def read_on(self, by: int) -> bool:
        """One screenful on (or back); False where there is no more."""
        return self._scroll(by * max(1, self.content_size.height - 1))

    def _scroll(self, by: int) -> bool:
        to = max(0, min(len(self.lines) - self.content_size.height, self.top + by))
        if to == self.top:
            return False
        self.top = to
        self.refresh()
        return True

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-2)

    def render_line(self, y: int) -> Strip:
        width, height = self.content_size
        at = y + self.top
        runs = [("  ", ""), *self.lines[at]] if at < len(self.lines) else [("", "")]
        count = len(self.lines)
        if y == height - 1 and count > height:
            where = f" ↕ {self.top + 1}–{min(count, self.top + height)} of {count} "
            strip = self.paint.strip(runs, max(0, width - len(where)))
            return Strip([*strip, *self.paint.segments([(where, "faint")])], width)
        return self.paint.strip(runs, width)
