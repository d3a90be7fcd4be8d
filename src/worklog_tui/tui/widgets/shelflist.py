"""The references as lines: label, host, where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.tui.view.paint import Paint, Run


class Book(NamedTuple):
    """One reference as it is shown. ``new``: it was only typed yet."""

    target: str
    label: str
    host: str
    used: str
    new: bool = False


class ShelfList(Listing):
    """A cursor over the references."""

    def __init__(self, paint: Paint, moved: Callable[[], None], clicked: Callable[[bool], None]) -> None:
        super().__init__(paint, "books", self._line, moved, lambda _, twice: clicked(twice))
        self.targets: Sequence[str] = ()
        self._make: Callable[[str], Book] = lambda target: Book(target, "", "", "")

    @property
    def book(self) -> Book | None:
        """The selected one."""
        return self._make(self.targets[self.at]) if self.at < len(self.targets) else None

    @property
    def books(self) -> list[Book]:
        """All of them; on screen only those that are seen are made."""
        return [self._make(target) for target in self.targets]

    def show_books(self, targets: Sequence[str], make: Callable[[str], Book], empty: str, *, anew: bool) -> None:
        """Shows these; the selected one stays selected unless the list is one ``anew``."""
        old = self.targets[self.at] if self.at < len(self.targets) else None
        self.targets, self._make, self.empty = targets, make, empty
        self.show(len(targets), 0 if anew or old not in targets else list(targets).index(old or ""))

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        book = self._make(self.targets[at])
        used = text.cut(book.used, 20)
        host_room = min(30, width // 3)
        room = max(8, width - host_room - 26)
        return [
            ("▸ " if on else "  ", "key"),
            (
                text.fit(("+ " if book.new else "") + text.clean(book.label or book.target), room),
                "title" if on else "link",
            ),
            ("  " + text.fit(text.clean(book.host), host_room), "muted"),
            ("  " + text.fit(used, 20), "faint"),
        ]
