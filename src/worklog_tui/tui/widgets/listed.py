"""Lines with a cursor: what a line says is asked of the screen when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.strip import Strip

    from worklog_tui.tui.view.paint import Paint, Run


class Listing(Scrolled, can_focus=True):
    """``draw`` gives the runs of a line: its number, whether it is selected, the width."""

    def __init__(
        self,
        paint: Paint,
        id: str,
        draw: Callable[[int, bool, int], list[Run]],
        moved: Callable[[], None],
        clicked: Callable[[Listing, bool], None],
    ) -> None:
        super().__init__(paint, id=id)
        self._draw, self._told, self._clicked = draw, moved, clicked
        self.at = 0
        self.empty = ""

    def show(self, count: int, at: int) -> None:
        """So many lines, this one selected."""
        self.count, self.at = count, max(0, min(at, count - 1))
        self.top = max(0, min(self.top, count - self.room.height))
        self.reveal(self.at, 1)
        self.refresh()

    def step(self, by: int) -> None:
        """Moves the selection."""
        at = max(0, min(self.count - 1, self.at + by))
        if at != self.at and self.count:
            old, self.at = self.at, at
            self.redraw(old, 1)
            self.redraw(at, 1)
            self.reveal(at, 1)
            self._told()

    def draw_line(self, at: int, width: int) -> Strip:
        if at >= self.count:
            return self.paint.strip([(f"  {self.empty}" if at == 0 else "", "muted")], width)
        on = at == self.at
        ground = ("row" if self.has_focus else "rest") if on else ""
        return self.paint.strip(self._draw(at, on, width), width, ground)

    def on_resize(self) -> None:
        self.reveal(self.at, 1)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top
        if at < self.count:
            self.step(at - self.at)
            self._clicked(self, event.chain == 2)

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(self.id or "", event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
