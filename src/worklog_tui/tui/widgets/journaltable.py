"""Journals as lines, and the titles of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from worklog_tui.tui.view.paint import Paint, Run


class JournalTable(Listing):
    """A cursor over journals."""

    def __init__(
        self,
        paint: Paint,
        draw: Callable[[int, bool, int], list[Run]],
        moved: Callable[[], None],
        opened: Callable[[], None],
    ) -> None:
        super().__init__(paint, "journals", draw, moved, lambda _, twice: opened() if twice else None)


class JournalTitles(DrawnLine):
    """The columns' names."""

    def __init__(self, paint: Paint, make: Callable[[int], list[Run]], pressed: Callable[[int, int], None]) -> None:
        """``pressed`` is told the cell of a click, and how many there are."""
        super().__init__(paint, id="titles")
        self._make, self._pressed = make, pressed

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._pressed(event.x, self.size.width)

    def runs(self, width: int) -> list[Run]:
        return self._make(width)
