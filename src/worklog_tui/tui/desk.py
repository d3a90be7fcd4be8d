"""How the main screen is divided, by its size. One layout without containers: what is drawn is five widgets, flat.

Under 100 columns the week list shrinks to numbers and marks; under 80 it folds away, and comes in the week's place when
it has the focus; from 165 on the detail stands beside the week instead of beneath it. Beneath it, it leaves the week
what none of the week's rows needs.
"""

from __future__ import annotations

import asyncio
from string import digits
from typing import TYPE_CHECKING, Final

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane
    from worklog_tui.worklog.model import Week

NARROW: Final = 100
TINY: Final = 80
STAYS: Final = 0.2  # seconds on a week after which the room is divided for it
WIDE: Final = 165
WEEKS: Final = 27
WEEKS_NARROW: Final = 8


def divide(
    width: int,
    height: int,
    weeks_open: bool = False,
    banner: bool = False,
    wish: int | None = None,
    needs: tuple[int, int] | None = None,
) -> dict[str, Region]:
    """Where each part stands; a part that is not named is not shown. ``wish``: how wide the weeks are to be; ``needs``:
    how many lines the page and the longest detail of the shown week take.
    """
    if banner and height > 8:
        parts = divide(width, height - 1, weeks_open, wish=wish, needs=needs)
        lower = {name: part.translate((0, 1)) for name, part in parts.items() if name != "header"}
        return {"header": parts["header"], "banner": Region(0, 1, width, 1), **lower}
    parts = {"header": Region(0, 0, width, 1), "footer": Region(0, height - 1, width, 1)}
    rows = max(0, height - 2)
    if width < TINY and weeks_open:
        return parts | {"weeks": Region(0, 1, width, rows)}
    left = 0 if width < TINY else WEEKS_NARROW if width < NARROW else WEEKS
    if left and wish is not None and width >= NARROW:
        left = max(WEEKS_NARROW, min(wish, width // 2))
    if left:
        parts["weeks"] = Region(0, 1, left, rows)
    room = width - left
    if width >= WIDE:
        side = room * 42 // 100
        return parts | {
            "view": Region(left, 1, room - side, rows),
            "detail": Region(width - side, 1, side, rows),
        }
    below = min(rows, max(6, rows * 38 // 100)) if rows >= 9 else 0
    if needs is not None and rows - below < needs[0]:  # the page is cut: it gets what the detail has no use for
        below = min(below, max(6, needs[1], rows - needs[0]))
    parts["view"] = Region(left, 1, room, rows - below)
    if below:
        parts["detail"] = Region(left, 1 + rows - below, room, below)
    return parts


PROMPT: Final = 9  # cells before the line one finds in
STATUS: Final = 36  # and after it
_PARTS: Final = frozenset({"header", "banner", "weeks", "view", "detail", "footer", "findbar", "findline", "hits"})


def part_of(widget: Widget) -> str:
    """Which part a widget is: its id without the number that tells it from the last one."""
    return (widget.id or "").rstrip(digits)


def over(view: Region) -> dict[str, Region]:
    """Where the line one finds in stands, and its hits: over the week."""
    line = max(10, view.width - PROMPT - min(STATUS, view.width // 2))
    return {
        "findbar": Region(view.x, view.y, view.width, 1),
        "findline": Region(view.x + PROMPT, view.y, line, 1),
        "hits": Region(view.x, view.y + 1, view.width, max(1, view.height - 1)),
    }


class Desk(Layout):
    """Places widgets by their id; others (an open editor) where their styles say."""

    name = "desk"

    def __init__(self) -> None:
        self.weeks_open = self.banner = False
        self.width: int | None = None  # of the weeks; None: as they need
        self.needs: tuple[int, int] | None = None  # of the shown week: lines of the page, and of its longest detail
        self._others = VerticalLayout()
        self._later: asyncio.TimerHandle | None = None

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Called by Textual whenever the screen is laid out."""
        parts = self.parts(size)
        ours = [(name, child) for child in children if (name := part_of(child)) in _PARTS]
        if not ours:
            return self._others.arrange(parent, children, size, greedy)
        if "view" in parts:
            parts |= over(parts["view"])
        parent.pre_layout(self)
        return [WidgetPlacement(parts[name], NULL_OFFSET, NULL_SPACING, child) for name, child in ours if name in parts]

    def parts(self, size: Size) -> dict[str, Region]:
        """Where each part stands on a screen of this size."""
        return divide(size.width, size.height, self.weeks_open, self.banner, self.width, self.needs)

    def expect(self, screen: MainScreen) -> None:
        """Tells the parts what room they will have: the first frame is then the right one."""
        parts = self.parts(screen.app.size)
        view, detail, weeks = parts.get("view"), parts.get("detail"), parts.get("weeks")
        if weeks is not None:
            screen.weeks.expect(weeks.size - Size(1, 0))  # its edge
        if view is not None:
            screen.view.expect(view.size)
        if detail is not None:
            beside = screen.app.size.width >= WIDE
            screen.detail.expect(detail.size - Size(1, 0) if beside else detail.size - Size(0, 1))  # its edge

    def suit(self, screen: MainScreen, week: Week | None, panes: Sequence[Pane]) -> None:
        """Divides the room anew where the shown week needs it otherwise; the first one at once, others when one stays
        on them: laying the screen out takes as long as five keys. It stays as it is while one moves in a week.
        """
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self.needs is None:
            self._suit(screen, week, panes)
        else:
            self._later = asyncio.get_running_loop().call_later(STAYS, self._suit, screen, week, panes)

    def _suit(self, screen: MainScreen, week: Week | None, panes: Sequence[Pane]) -> None:
        from worklog_tui.tui.view.layout import lines_needed

        self._later = None
        if self.needs is not None and (not screen.is_attached or screen.editor is not None):
            return
        size = screen.app.size
        before = self.parts(size)
        detail = before.get("detail")
        if week is None or detail is None or size.width >= WIDE:
            return
        self.needs = lines_needed(week, panes, max(20, detail.width - 2))
        if self.parts(size) != before:
            self.expect(screen)
            screen.refresh(layout=True)
