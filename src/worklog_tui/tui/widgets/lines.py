"""A widget of one drawn line (or a few): no layout, no children, no markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.strip import Strip

    from worklog_tui.tui.view.paint import Paint, Run


class DrawnLine(Widget):
    """Draws ``runs()`` on one line, at the widget's full width."""

    can_focus = False

    def __init__(self, paint: Paint, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.paint = paint

    def runs(self, width: int) -> list[Run]:
        """The line's runs of text and tone."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        width = self.size.width
        return self.paint.strip(self.runs(width), width)
