"""How the main screen is divided, by its size. One layout without containers: what is drawn is five widgets, flat.

Under 100 columns the week list shrinks to numbers and marks; under 80 it folds away, and comes in the week's place when
it has the focus; from 165 on the detail stands beside the week instead of beneath it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout

if TYPE_CHECKING:
    from textual.widget import Widget

NARROW: Final = 100
TINY: Final = 80
WIDE: Final = 165
WEEKS: Final = 27
WEEKS_NARROW: Final = 8


def divide(
    width: int, height: int, weeks_open: bool = False, banner: bool = False, wish: int | None = None
) -> dict[str, Region]:
    """Where each part stands; a part that is not named is not shown. ``wish``: how wide the weeks are to be."""
    if banner and height > 8:
        parts = divide(width, height - 1, weeks_open, wish=wish)
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
    parts["view"] = Region(left, 1, room, rows - below)
    if below:
        parts["detail"] = Region(left, 1 + rows - below, room, below)
    return parts


PROMPT: Final = 9  # cells before the line one finds in
STATUS: Final = 36  # and after it
_PARTS: Final = frozenset({"header", "banner", "weeks", "view", "detail", "footer", "findbar", "findline", "hits"})


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
        self._others = VerticalLayout()

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Called by Textual whenever the screen is laid out."""
        parts = divide(size.width, size.height, self.weeks_open, self.banner, self.width)
        ours = [child for child in children if child.id in _PARTS]
        if not ours:
            return self._others.arrange(parent, children, size, greedy)
        if "view" in parts:
            parts |= over(parts["view"])
        parent.pre_layout(self)
        return [
            WidgetPlacement(parts[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in ours
            if child.id is not None and child.id in parts
        ]
