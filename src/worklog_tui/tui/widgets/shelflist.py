"""The references as lines: label, host, where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from worklog_tui.tui.view.paint import Paint


class Book(NamedTuple):
    """One reference as it is shown. ``new``: it was only typed yet."""

    target: str
    label: str
    host: str
    used: str
    new: bool = False


class ShelfList(Scrolled, can_focus=True):
    """A cursor over the references."""

    WHERE = "shelf"

    def __init__(self, paint: Paint, moved: Callable[[], None], clicked: Callable[[bool], None]) -> None:
        super().__init__(paint, id="books")
        self.moved, self._clicked = moved, clicked
        self.targets: Sequence[str] = ()
        self._make: Callable[[str], Book] = lambda target: Book(target, "", "", "")
        self.at = 0
        self.empty = ""

    @property
    def book(self) -> Book | None:
        """The selected one."""
        return self._make(self.targets[self.at]) if self.at < len(self.targets) else None

    @property
    def books(self) -> list[Book]:
        """All of them; on screen only those that are seen are made."""
        return [self._make(target) for target in self.targets]

    def show(self, targets: Sequence[str], make: Callable[[str], Book], empty: str, *, anew: bool) -> None:
        """Shows these; the selected one stays selected unless the list is one ``anew``."""
        old = self.targets[self.at] if self.at < len(self.targets) else None
        self.targets, self._make, self.empty, self.count = targets, make, empty, len(targets)
        self.at = 0 if anew or old not in targets else list(targets).index(old or "")
        self.top = max(0, min(self.top, self.count - self.room.height))
        self.reveal(self.at, 1)
        self.refresh()

    def step(self, by: int) -> None:
        """Moves the selection."""
        at = max(0, min(len(self.targets) - 1, self.at + by))
        if at != self.at and self.targets:
            old, self.at = self.at, at
            self.redraw(old, 1)
            self.redraw(at, 1)
            self.reveal(at, 1)
            self.moved()

    def draw_line(self, at: int, width: int) -> Strip:
        if at >= len(self.targets):
            return self.paint.strip([("  " + self.empty if at == 0 else "", "muted")], width)
        book = self._make(self.targets[at])
        on = at == self.at
        used = text.cut(book.used, 20)
        host_room = min(30, width // 3)
        room = max(8, width - host_room - 26)
        runs = [
            ("▸ " if on else "  ", "key"),
            (
                text.fit(("+ " if book.new else "") + text.clean(book.label or book.target), room),
                "title" if on else "link",
            ),
            ("  " + text.fit(text.clean(book.host), host_room), "muted"),
            ("  " + text.fit(used, 20), "faint"),
        ]
        return self.paint.strip(runs, width, "row" if on else "")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top
        if at < len(self.targets):
            self.step(at - self.at)
            self._clicked(event.chain == 2)

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(self.WHERE, event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
