"""The hits of a search, by page: one line each, what was looked for in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.message import Message
from textual.strip import Strip

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.findline import NTH
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from worklog_tui.tui.searcher import Found
    from worklog_tui.tui.view.paint import Paint, Run
    from worklog_tui.worklog.finding.search import Hit

KINDS: Final = {"title": "title", "task": "task", "reference": "link", "section": "text"}
LABEL: Final = 9  # cells of the words before a hit's text


class Line(NamedTuple):
    """A page's name (``hit`` None) or one of its hits; ``page`` counts the pages as they are shown."""

    page: int
    name: str
    note: str = ""
    hit: Hit | None = None


class Hits(Scrolled):
    """Shows lines; one of them is chosen."""

    class Looked(Message):
        """The searching thread has news."""

        def __init__(self, found: Found) -> None:
            super().__init__()
            self.found = found

    def __init__(
        self, paint: Paint, moved: Callable[[], None], looked: Callable[[Found], None], go: Callable[[], None]
    ) -> None:
        """Called: when another hit is chosen, with the thread's news, when a hit is clicked."""
        super().__init__(paint, id=f"hits{next(NTH)}")
        self.moved, self._looked, self._go = moved, looked, go
        self.lines: Sequence[Line] = ()
        self.at = -1
        self.empty = ""

    @property
    def line(self) -> Line | None:
        """The chosen hit."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) else None

    def show(self, lines: Sequence[Line], at: int, empty: str) -> None:
        """Shows lines; ``at``: the chosen one; ``empty``: what to say where there is none."""
        self.lines, self.at, self.empty = lines, at, empty
        self.count = len(lines)
        self.top = max(0, min(self.top, self.count - self.room.height))
        self._reveal()
        self.refresh()

    def step(self, by: int) -> bool:
        """To the hit below or above; False at the ends."""
        at = self.at + by
        while 0 <= at < len(self.lines) and self.lines[at].hit is None:
            at += by
        if not 0 <= at < len(self.lines):
            return False
        self._choose(at)
        return True

    def _choose(self, at: int) -> None:
        old, self.at = self.at, at
        self.redraw(old, 1)
        self.redraw(at, 1)
        self._reveal()
        self.moved()

    def _reveal(self) -> None:
        if self.at >= 0:
            named = self.at > 0 and self.lines[self.at - 1].hit is None
            self.reveal(self.at - named, 1 + named)

    def on_hits_looked(self, message: Looked) -> None:
        """What the thread posts comes to the screen's own thread here."""
        message.stop()
        self._looked(message.found)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top
        if at < len(self.lines) and self.lines[at].hit is not None:
            self._choose(at)
            self._go()

    # --- drawing -------------------------------------------------------------------------------------------------

    def draw_line(self, at: int, width: int) -> Strip:
        if at >= len(self.lines):
            words = "  " + self.empty if at == 0 else ""
            return self.paint.strip([(text.cut(words, width), "muted")], width)
        line = self.lines[at]
        if line.hit is None:
            note = text.cut(text.clean(line.note), max(0, width // 2))
            name = text.cut(text.clean(line.name), width - text.width(note) - 4)
            return self.paint.strip([("  " + name, "heading"), ("  " + note, "faint")], width)
        on = at == self.at
        runs: list[Run] = [("▸ " if on else "  ", "key"), (text.fit(line.name, LABEL), "faint")]
        runs += marked(line.hit.text, line.hit.spans, width - LABEL - 3)
        return self.paint.strip(runs, width, "row" if on else "")


def marked(words: str, spans: Sequence[tuple[int, int]], width: int) -> list[Run]:
    """A text with some of its parts in colour, cut so that the first of them is seen."""
    first, last = spans[0] if spans else (0, 0)
    start = 0
    if text.width(text.clean(words[:last])) > width - 2:
        start = max(0, min(first - max(4, width // 3), first))
    out: list[Run] = [("…", "faint")] if start else []
    room = width - len(out)
    at = start
    for begin, end in [*spans, (len(words), len(words))]:
        for piece, tone in ((words[at:begin], "text"), (words[begin:end], "number")):
            shown = text.cut(text.clean(piece), room)
            if shown:
                out.append((shown, tone))
                room -= text.width(shown)
        at = max(at, end)
        if room <= 0:
            break
    return out
