"""News above the footer: what was done, and how to take it back. A long sentence takes a few lines, and is not cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.timer import Timer

SECONDS: Final = 6.0
MOST_LINES: Final = 5


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

    def _lines(self, width: int) -> list[str]:
        """The words as lines; of a sentence that takes the screen, the end is what is left out."""
        room = max(10, width - 4)
        lines = text.wrap(self._words, room)
        most = max(1, min(MOST_LINES, self.app.size.height // 3))
        return lines if len(lines) <= most else [*lines[: most - 1], text.cut(" ".join(lines[most - 1 :]), room)]

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return max(text.width(line) for line in self._lines(viewport.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(viewport.width))

    def render(self) -> Content:
        return Content("\n".join(self._lines(max(self.app.size.width, self.content_size.width + 4))))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.hide()
