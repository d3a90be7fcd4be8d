"""Problems as lines: how severe, where, the sentence; those with a certain fix bear a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.view.paint import Paint, Run

SIGNS: Final = {"error": ("✗", "bad"), "warning": ("!", "warn"), "info": ("·", "muted")}


class ProblemList(Listing):
    """A cursor over problems."""

    def __init__(self, paint: Paint, moved: Callable[[], None], chosen: Callable[[], None]) -> None:
        super().__init__(paint, "problems", self._line, moved, lambda _, twice: chosen() if twice else None)
        self.rows: Sequence[tuple[PageRef, Found, str]] = ()

    @property
    def chosen(self) -> tuple[PageRef, Found] | None:
        """The selected one."""
        return self.rows[self.at][:2] if self.at < len(self.rows) else None

    def show_rows(self, rows: Sequence[tuple[PageRef, Found, str]], empty: str) -> None:
        """Shows these (page, problem, what the page is called); the selected one stays selected, else its place."""
        old = self.chosen
        self.rows, self.empty = rows, empty
        same = next((n for n, row in enumerate(rows) if row[:2] == old), None)
        self.show(len(rows), self.at if same is None else same)

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        _, found, name = self.rows[at]
        problem = found.problem
        sign, tone = SIGNS[problem.severity]
        place = text.fit(f"{text.clean(name)}:{problem.line}", min(18, width // 4))
        room = width - text.width(place) - 10
        return [
            ("▸ " if on else "  ", "key"),
            (sign + " ", tone),
            (place + " ", "muted"),
            (text.fit(text.clean(problem.message), room), "title" if on else "text"),
            (" fix " if found.fix else "     ", "good"),
        ]
