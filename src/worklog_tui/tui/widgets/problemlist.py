"""Problems as lines: how severe, where, the sentence; those with a certain fix bear a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.view.paint import Paint

SIGNS: Final = {"error": ("✗", "bad"), "warning": ("!", "warn"), "info": ("·", "muted")}


class ProblemList(Scrolled, can_focus=True):
    """A cursor over problems."""

    WHERE = "problems"

    def __init__(self, paint: Paint, moved: Callable[[], None], clicked: Callable[[], None]) -> None:
        super().__init__(paint, id="problems")
        self._moved, self._clicked = moved, clicked
        self.rows: Sequence[tuple[PageRef, Found, str]] = ()
        self.at = 0
        self.empty = ""

    @property
    def chosen(self) -> tuple[PageRef, Found] | None:
        """The selected one."""
        return self.rows[self.at][:2] if self.at < len(self.rows) else None

    def show(self, rows: Sequence[tuple[PageRef, Found, str]], empty: str) -> None:
        """Shows these (page, problem, what the page is called); the selected one stays selected, else its place."""
        old = self.rows[self.at][:2] if self.at < len(self.rows) else None
        self.rows, self.empty, self.count = rows, empty, len(rows)
        same = next((n for n, row in enumerate(rows) if row[:2] == old), None)
        self.at = same if same is not None else max(0, min(self.at, len(rows) - 1))
        self.top = max(0, min(self.top, self.count - self.room.height))
        self.reveal(self.at, 1)
        self.refresh()

    def step(self, by: int) -> None:
        """Moves the selection."""
        at = max(0, min(len(self.rows) - 1, self.at + by))
        if at != self.at and self.rows:
            old, self.at = self.at, at
            self.redraw(old, 1)
            self.redraw(at, 1)
            self.reveal(at, 1)
            self._moved()

    def draw_line(self, at: int, width: int) -> Strip:
        if at >= len(self.rows):
            return self.paint.strip([("  " + self.empty if at == 0 else "", "muted")], width)
        _, found, name = self.rows[at]
        problem = found.problem
        on = at == self.at
        sign, tone = SIGNS[problem.severity]
        place = text.fit(f"{text.clean(name)}:{problem.line}", min(18, width // 4))
        room = width - text.width(place) - 10
        runs = [
            ("▸ " if on else "  ", "key"),
            (sign + " ", tone),
            (place + " ", "muted"),
            (text.fit(text.clean(problem.message), room), "title" if on else "text"),
            (" fix " if found.fix else "     ", "good"),
        ]
        return self.paint.strip(runs, width, "row" if on else "")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top
        if at < len(self.rows):
            self.step(at - self.at)
            if event.chain == 2:
                self._clicked()

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(self.WHERE, event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
