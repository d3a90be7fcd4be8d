"""A line under the header that offers one thing: Enter (or a click) does it, any other key goes on to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.strip import Strip

    from worklog_tui.tui.view.paint import Paint


class Banner(Widget, can_focus=True):
    """``words`` and what Enter does; it has the focus only when the person went there, or has touched nothing yet."""

    def __init__(self, paint: Paint, offer: str, key: str, accept: Callable[[], None]) -> None:
        """``key``: what does it while the focus is elsewhere."""
        super().__init__(id="banner")
        self.paint, self.words, self.offer, self.key, self._accept = paint, "", offer, key, accept

    def say(self, words: str) -> None:
        """Says this."""
        self.words = words
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        here = self.screen.focused is self
        width = self.size.width
        how = f" · Enter {self.offer}" if here else f" · {self.key} or a click {self.offer}"
        words = text.cut(text.clean(self.words), max(10, width - text.width(how) - 3))
        runs = [("▸ " if here else "  ", "key"), (words, "title"), (how, "key" if here else "muted")]
        return self.paint.strip(runs, width, "row" if here else "")

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._accept()

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self._accept()
            return
        self.screen.set_focus(self.screen.view)  # type: ignore[attr-defined]
        if event.key not in ("escape", "up", "k"):
            self.screen.commanding.press("page", event)  # type: ignore[attr-defined]
