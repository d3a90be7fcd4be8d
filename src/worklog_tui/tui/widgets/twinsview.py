"""Two pages beside each other, drawn line by line; the cursor stands on one side of one field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from worklog_tui.tui.view import text
from worklog_tui.tui.view.draw import COPIED, MARKER
from worklog_tui.tui.view.side_by_side import Half, Side, Stop
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.segment import Segment
    from textual import events

    from worklog_tui.tui.view.paint import Paint, Run
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.tui.widgets.pageview import Cursor

_LABEL: Final = 8
_BETWEEN: Final = " │ "
_ABOVE: Final = 3  # lines kept in sight above what was sought
Which = Literal[0, 1]


class Place(NamedTuple):
    """A line on screen: which stop, and which of its lines."""

    stop: int
    sub: int


class TwinsView(Scrolled, can_focus=True):
    """Knows no session. ``panes``, ``pane``, ``row`` and ``cursor`` are those of the page the cursor is on."""

    class Clicked(Message):
        """A field was clicked; twice: to edit it."""

        def __init__(self, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(self, paint: Paint, moved: Callable[[], None]) -> None:
        super().__init__(paint, id="twins")
        self._moved = moved
        self.sides: tuple[Side, Side] | None = None
        self.stops: Sequence[Stop] = ()
        self.at = 0
        self.side: Which = 0
        self._lines: list[Place] = []
        self._first: list[int] = []  # the first line of each stop
        self._wrapped: list[tuple[list[Run], list[Run]]] = []  # of each stop, both halves, with as many lines

    # --- content -------------------------------------------------------------------------------------------------

    def show(self, sides: tuple[Side, Side], stops: Sequence[Stop]) -> None:
        """Shows these pages; the cursor stays where it was, as near as can be."""
        self.sides, self.stops = sides, stops
        self.at = max(0, min(self.at, len(stops) - 1))
        self.lay_out()

    def lay_out(self) -> None:
        """Wraps everything anew."""
        self._lines, self._first, self._wrapped = [], [], []
        for at, stop in enumerate(self.stops):
            if stop.heading and at:
                self._lines.append(Place(-1, 0))
            self._first.append(len(self._lines))
            pair = _level_up(self._wrap(stop, 0), self._wrap(stop, 1))
            self._wrapped.append(pair)
            self._lines += [Place(at, sub) for sub in range(len(pair[0]))]
        self.count = len(self._lines)
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        self.lay_out()

    def _places(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Column and width of both halves."""
        start = len(MARKER) + 2 + _LABEL
        half = max(20, self.room.width - start - len(_BETWEEN)) // 2  # as wide as each other
        return (start, half), (start + half + len(_BETWEEN), half)

    def _wrap(self, stop: Stop, side: int) -> list[list[Run]]:
        """Each line of a half as the lines it takes on screen."""
        width = self._places()[side][1]
        half = stop.halves[side]
        if half is None:
            return [[("(missing)", "bad")]]
        out: list[list[Run]] = []
        for n, (level, words) in enumerate(half.lines):
            lead = " " * min(2 * level, width // 3) + (f"{COPIED} " if n in half.copied else half.bullet)
            tone = "warn" if n in half.copied else "heading" if stop.heading else "text"
            below = " " * text.width(lead)
            lines = text.wrap(text.clean(words), width - text.width(lead))
            out.append([((below if m else lead) + line, tone) for m, line in enumerate(lines)])
        return out if any(words.strip() for line in out for words, _ in line) else [[("–", "faint")]]

    # --- the cursor ----------------------------------------------------------------------------------------------

    @property
    def stop(self) -> Stop:
        """What the cursor stands on."""
        return self.stops[self.at]

    @property
    def half(self) -> Half | None:
        """The cursor's side of it; None: this page has no such thing."""
        return self.stop.halves[self.side]

    @property
    def panes(self) -> Sequence[Pane]:
        """The panes of the cursor's page."""
        return self.sides[self.side].panes if self.sides is not None else ()

    @property
    def cursor(self) -> Cursor:
        """Where the cursor stands on its page."""
        from worklog_tui.tui.widgets.pageview import Cursor

        half = self.half
        return half.at if half is not None else Cursor()

    @property
    def pane(self) -> Pane | None:
        """The pane there."""
        return self.panes[self.cursor.pane] if self.half is not None else None

    @property
    def row(self) -> Row | None:
        """The row there; None on a heading."""
        pane, at = self.pane, self.cursor.row
        return pane.rows[at] if pane is not None and at >= 0 else None

    def stand(self, cursor: Cursor) -> None:
        """Goes to where the first page's cursor stands, or to the nearest place above it."""
        best = 0
        for n, stop in enumerate(self.stops):
            half = stop.halves[0]
            if half is not None and half.at <= cursor:
                best = n
        self.go(best)

    def go(self, at: int) -> bool:
        """The cursor to this stop; False where there is none, or it stands there."""
        at = max(0, min(at, len(self.stops) - 1))
        if at == self.at:
            return False
        self.at = at
        self._reveal()
        self.refresh()
        self._moved()
        return True

    def sideways(self, by: int) -> bool:
        """The next field of the same page: what "keep and go on" means here."""
        return self.go(self.at + by)

    def cross(self, side: Which) -> None:
        """The cursor to the other page."""
        self.side = side
        self.refresh()
        self._moved()

    def seek(self, by: int) -> bool:
        """The next stop (or the one before) where there is something to do."""
        at = self.at + by
        while 0 <= at < len(self.stops) and not self.stops[at].marked:
            at += by
        found = 0 <= at < len(self.stops) and self.go(at)
        if found:  # with a little of what stands above
            self.reveal(max(0, self._first[self.at] - _ABOVE), 1)
        return found

    def _reveal(self) -> None:
        if self._first:
            first = self._first[self.at]
            last = self._first[self.at + 1] if self.at + 1 < len(self._first) else self.count
            self.reveal(first, last - first)

    def cell_region(self) -> Region:
        """Where the cursor's half stands, in this widget's visible area."""
        x, width = self._places()[self.side]
        return Region(x, self._first[self.at] - self.top, width, 1)

    # --- drawing -------------------------------------------------------------------------------------------------

    def draw_line(self, at: int, width: int) -> Strip:
        """One line of both pages."""
        if at >= len(self._lines) or self._lines[at].stop < 0:
            return Strip.blank(width, self.paint.style("text"))
        place = self._lines[at]
        stop, on = self.stops[place.stop], place.stop == self.at
        first = place.sub == 0
        pieces = [
            (MARKER if on and first else "  ", "key", "row" if on else ""),
            ("≠ " if stop.differs and first else "  ", "warn", "row" if on else ""),
            (
                text.fit(text.clean(stop.label), _LABEL - 1) + " " if first else " " * _LABEL,
                "muted",
                "row" if on else "",
            ),
        ]
        for side, (_, room) in enumerate(self._places()):
            words, tone = self._wrapped[place.stop][side][place.sub]
            ground = "" if not on else "cell" if side == self.side else "row"
            pieces.append((text.fit(words, room), tone, ground))
            if not side:
                pieces.append((_BETWEEN, "rule", "row" if on else ""))
        segments: list[Segment] = []
        for words, tone, ground in pieces:
            segments += self.paint.segments([(words, tone)], ground)
        return Strip(segments).adjust_cell_length(width, self.paint.style("text", "row" if on else ""))

    # --- mouse and keys ------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top
        if at < len(self._lines) and self._lines[at].stop >= 0:
            self.go(self._lines[at].stop)
            self.cross(1 if event.x >= self._places()[1][0] - 1 else 0)
            self.post_message(self.Clicked(event.chain == 2))

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press("twins", event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()


def _level_up(one: list[list[Run]], two: list[list[Run]]) -> tuple[list[Run], list[Run]]:
    """Both halves with as many lines on screen; where they have as many of their own, each beside its own."""
    blank: Run = ("", "text")
    if len(one) != len(two):
        one, two = [[run for line in one for run in line]], [[run for line in two for run in line]]
    left: list[Run] = []
    right: list[Run] = []
    for a, b in zip(one, two, strict=True):
        high = max(len(a), len(b))
        left += a + [blank] * (high - len(a))
        right += b + [blank] * (high - len(b))
    return left, right
