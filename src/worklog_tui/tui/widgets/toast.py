"""One line of news above the footer: what was done, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from worklog_tui.tui import text

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.timer import Timer

SECONDS: Final = 6.0


class Toast(Widget):
    """Hidden until there is news; goes by itself, or at a click."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._timer: Timer | None = None

    @property
    def words(self) -> str:
        """What it says now; empty when hidden."""
        return self._words if self.has_class("-shown") else ""

    def show(self, words: str, *, bad: bool = False, seconds: float = SECONDS) -> None:
        """Says it. ``words`` may hold page text: it is made safe here."""
        self._words = text.clean(words)
        self.set_class(bad, "-bad")
        self.add_class("-shown")
        self.refresh(layout=True)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.app.set_timer(seconds * (2 if bad else 1), self.hide)

    def hide(self) -> None:
        """Says nothing any more."""
        self.remove_class("-shown")

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return min(text.width(self._words), max(10, viewport.width - 4))

    def render(self) -> Content:
        return Content(text.cut(self._words, max(10, self.app.size.width - 4)))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.hide()
