"""What has changed on a page since it was reviewed: tasks and cells, items, values. Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

    from worklog_tui.merge.told import Change
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run

_MARKS: Final = {"added": ("+ ", "good"), "removed": ("- ", "bad"), "moved": ("↕ ", "warn")}


class SinceScreen(Aside["int | None"]):
    """Gives back the byte of the page to go to."""

    PLACE = "since"

    def __init__(self, main: MainScreen, title: str, changes: Sequence[Change]) -> None:
        super().__init__(main)
        self.title_words, self.changes = title, changes
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = Listing(self.paint, "changes", self._line, self._moved, self._clicked)
        self.detail = Detail(self.paint)

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the differences, the whole of the selected one, the keys."""
        below = max(5, (height - 2) // 2)
        return stacked(width, ("heading", 1), ("changes", height - 2 - below), ("detail", below), ("footer", 1))

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self.listing.empty = "Nothing differs."
        self.heading.say(self.title_words, count(len(self.changes), "difference"))
        self.listing.show(len(self.changes), 0)
        self._moved()

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        change = self.changes[at]
        words = text.cut(text.clean(change.where), max(0, width - 5))
        rest = text.clean(change.now or change.was) if change.sort != "spacing" else ""
        tail = text.cut(f": {rest}" if rest else "", max(0, width - 5 - text.width(words)))
        mark = _MARKS.get(change.sort, ("~ ", "warn"))
        return [("▸ " if on else "  ", "key"), mark, (words, "title" if on else "heading"), (tail, "text")]

    def _moved(self) -> None:
        def make(width: int) -> Lines:
            if self.listing.at >= len(self.changes):
                return []
            change = self.changes[self.listing.at]
            out: Lines = [[(text.cut(text.clean(change.where), width), "title")]]
            for name, words, tone in (("then", change.was, "bad"), ("now", change.now, "good")):
                if change.sort == "spacing" or (not words and change.sort in ("added", "removed", "moved")):
                    continue
                lines = text.wrap(text.clean(words or "(empty)"), width - 6)
                out += [[(f"{name if i == 0 else '':<6}", "muted"), (line, tone)] for i, line in enumerate(lines)]
            return out

        self.detail.show(make)

    def _clicked(self, _: Listing, twice: bool) -> None:
        if twice:
            self.do_since_go()

    def do_since_go(self) -> None:
        if self.listing.at < len(self.changes):
            self.dismiss(self.changes[self.listing.at].at)

    def do_since_back(self) -> None:
        self.dismiss(None)
