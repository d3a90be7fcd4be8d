"""The page: title, sections and tasks as rows of one Line API widget; a cursor with a row and a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from worklog_tui.tui.view import draw, text
from worklog_tui.tui.view.layout import GUTTER, HEADING, Layout, Line, lay_out, opening, text_x
from worklog_tui.tui.view.panes import FRONT, Pane, Row
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from worklog_tui.tui.view.paint import Paint


class Cursor(NamedTuple):
    """Where the cursor is: indexes of pane, row (-1: the heading) and column; ``item``: of an outline in that cell, the
    item one was brought to (-1: none). It lasts until the cursor moves.
    """

    pane: int = 0
    row: int = HEADING
    column: int = 0
    item: int = -1


class PageView(Scrolled, can_focus=True):
    """Draws panes, moves the cursor, says where a cell stands on the screen. Knows no week and no session."""

    WHERE = "page"

    class Clicked(Message):
        """A row was clicked: twice to edit, with the right button for its commands."""

        def __init__(self, twice: bool, right: bool, at: tuple[int, int]) -> None:
            super().__init__()
            self.twice, self.right, self.at = twice, right, at

    def __init__(self, paint: Paint, moved: Callable[[], None]) -> None:
        """``moved`` is called when the cursor has moved: a message would come after the frame and cost a second one."""
        super().__init__(paint, id="view")
        self.moved = moved
        self.panes: Sequence[Pane] = ()
        self.cursor = Cursor()
        self.folds: dict[str, bool] = {}
        self.marked: frozenset[tuple[int, int]] = frozenset()  # (pane, row)
        self.left, self.right = "", ""  # the two ends of the title line
        self.plan = Layout((), frozenset(), {}, {}, {})
        self._strips: dict[int, Strip] = {}
        self._laid_out = Size(80, 24)
        self._fresh = False
        self._drawn_active = False

    # --- content -------------------------------------------------------------------------------------------------

    def show(self, panes: Sequence[Pane], left: str, right: str, cursor: Cursor, *, fresh: bool = False) -> None:
        """Shows a week; the cursor is put where it asks, or as near as can be. ``fresh``: it was not seen before."""
        self.panes, self.left, self.right = panes, left, right
        self.cursor = self._near(cursor)
        self._fresh = fresh
        self.lay_out()

    @property
    def active(self) -> bool:
        """Whether keys come here."""
        return self.screen.focused is self

    def lay_out(self) -> None:
        """Lays everything out again."""
        size = self._laid_out = self.room
        self.plan = lay_out(self.panes, max(20, size.width), max(1, size.height), self.cursor.pane, self.folds)
        self._strips.clear()
        self.count = len(self.plan.lines)
        if self._fresh:  # until the cursor moves
            self.top = opening(self.plan, self.panes, self.cursor.pane, self.cursor.row, size.height)
        self.top = max(0, min(self.top, self.count - size.height))
        self._reveal()
        self.refresh()

    def repaint(self) -> None:
        """Draws all lines again (colours or focus changed)."""
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        if self.room != self._laid_out:
            self.lay_out()

    def on_focus(self) -> None:
        self._attend()

    def on_blur(self) -> None:
        self._attend()

    def _attend(self) -> None:
        if self.active != self._drawn_active:
            self.repaint()

    # --- the cursor ----------------------------------------------------------------------------------------------

    @property
    def pane(self) -> Pane | None:
        """The cursor's pane."""
        return self.panes[self.cursor.pane] if self.cursor.pane < len(self.panes) else None

    @property
    def row(self) -> Row | None:
        """The cursor's row; None on a heading."""
        pane = self.pane
        at = self.cursor.row
        return pane.rows[at] if pane is not None and 0 <= at < len(pane.rows) else None

    def _near(self, cursor: Cursor) -> Cursor:
        if not self.panes:
            return Cursor()
        pane = min(max(0, cursor.pane), len(self.panes) - 1)
        row = min(cursor.row, len(self.panes[pane].rows) - 1)
        item = cursor.item if (pane, row) == cursor[:2] else -1
        return Cursor(pane, row, self._column(pane, row, cursor.column), item)

    def _column(self, pane: int, row: int, column: int) -> int:
        """The nearest column a row has; keys of front matter are not edited, their values are."""
        if row < 0:
            return 0
        item = self.panes[pane].rows[row]
        if item.columns < 0:
            return 0
        lowest = 1 if item.kind == "front" else 0
        highest = 1 if item.kind == "link" else len(self.panes[pane].columns[item.columns]) - 1
        return min(max(column, lowest), highest)

    def go(self, cursor: Cursor) -> bool:
        """Moves the cursor there; False if it is there already."""
        old, new = self.cursor, self._near(cursor)
        if new == old:
            return False
        self.cursor, self._fresh = new, False
        if new.pane != old.pane:
            self.lay_out()
        else:
            self._redraw(old)
            self._redraw(new)
            self._reveal()
        self.moved()
        return True

    def step(self, by: int) -> bool:
        """One row up or down, through headings and from pane to pane."""
        pane, row = self.cursor.pane, self.cursor.row + by
        shut = self.cursor.pane in self.plan.folded
        if row < HEADING:
            pane -= 1
            if pane < 0:
                return False
            row = len(self.panes[pane].rows) - 1
            if self.folds.get(self.panes[pane].id):
                row = HEADING
        elif shut or row >= len(self.panes[pane].rows):
            pane, row = pane + 1, HEADING
            if pane >= len(self.panes):
                return False
        return self.go(Cursor(pane, row, self.cursor.column))

    def sideways(self, by: int) -> bool:
        """One column left or right."""
        column = self._column(self.cursor.pane, self.cursor.row, self.cursor.column + by)
        return self.go(Cursor(self.cursor.pane, self.cursor.row, column))

    def ends(self, last: bool) -> bool:
        """The pane's first or last row; pressed there, the page's."""
        pane = self.cursor.pane
        rows = len(self.panes[pane].rows)
        at = rows - 1 if last else 0
        if self.cursor.row == at or not rows or (not last and self.cursor.row < 0):
            pane = len(self.panes) - 1 if last else 0
            at = len(self.panes[pane].rows) - 1 if last else HEADING
        return self.go(Cursor(pane, at, self.cursor.column))

    def next_pane(self, by: int) -> bool:
        """The first row of the next pane; False past the last one."""
        pane = self.cursor.pane + by
        if not 0 <= pane < len(self.panes):
            return False
        return self.go(Cursor(pane, HEADING if self.panes[pane].id == FRONT else 0, self.cursor.column))

    def fold(self) -> None:
        """Folds or unfolds the cursor's pane."""
        pane = self.pane
        if pane is not None:
            shut = not self.folds.get(pane.id, False)
            self.folds[pane.id] = shut
            if shut:
                self.cursor = Cursor(self.cursor.pane, HEADING)
            self.lay_out()
            self.moved()

    # --- places --------------------------------------------------------------------------------------------------

    def _redraw(self, cursor: Cursor) -> None:
        first, count = self.plan.spans.get((cursor.pane, cursor.row), (0, 0))
        for y in range(first, first + count):
            self._strips.pop(y, None)
        if count:
            self.redraw(first, count)

    def _reveal(self) -> None:
        """Scrolls so that the cursor's row is seen, with its heading where there is room."""
        first, count = self.plan.spans.get((self.cursor.pane, self.cursor.row), (0, 1))
        if self.cursor.row <= 0 and first:
            first, count = first - 1, count + 1
        self.reveal(first, count)

    def cell_region(self, cursor: Cursor | None = None) -> Region:
        """Where the cursor's cell stands, in this widget's visible area."""
        at = cursor or self.cursor
        first, count = self.plan.spans.get((at.pane, at.row), (0, 1))
        y = first - self.top
        width = self.room.width
        if at.row < 0:
            if self.panes[at.pane].id == FRONT:
                size = max(12, text.width(text.clean(self.right)) + 1)
                return Region(max(GUTTER, width - size - 1), y, min(size, width - GUTTER), 1)
            return Region(GUTTER, y, width - GUTTER, 1)
        row = self.panes[at.pane].rows[at.row]
        if row.columns >= 0:
            x, size = self.plan.places[at.pane, row.columns][at.column]
            return Region(x, y, size, 1)
        return Region(text_x(row), y, width - text_x(row), count)

    def spot(self, x: int, y: int) -> Cursor | None:
        """What stands at a place of the visible area."""
        at = y + self.top
        if not 0 <= at < len(self.plan.lines):
            return None
        line = self.plan.lines[at]
        if line.kind not in ("row", "heading"):
            return None
        column = 0
        row = self.panes[line.pane].rows[line.row] if line.row >= 0 else None
        if row is not None and row.columns >= 0:
            places = self.plan.places[line.pane, row.columns]
            column = sum(1 for place, _ in places if place <= x) - 1
        return self._near(Cursor(line.pane, line.row, max(0, column)))

    # --- drawing -------------------------------------------------------------------------------------------------

    def draw_line(self, at: int, width: int) -> Strip:
        """A line of the page; lines that are out of sight stay drawn until something changes."""
        if at >= len(self.plan.lines):
            return Strip.blank(width, self.paint.style("text"))
        found = self._strips.get(at)
        if found is None or found.cell_length != width:
            found = self._draw(self.plan.lines[at], width)
            self._strips[at] = found
        return found

    def _draw(self, line: Line, width: int) -> Strip:
        if line.kind == "gap":
            return Strip.blank(width, self.paint.style("text"))
        pane = self.panes[line.pane]
        mine = line.pane == self.cursor.pane
        on = mine and line.row == self.cursor.row
        strong = self._drawn_active = self.active
        if line.kind == "columns":
            pieces = draw.columns_line(pane, self.plan, line)
        elif line.kind == "heading" and pane.id == FRONT:
            pieces = self._title(width, on and strong)
        elif line.kind == "heading":
            marked = sum(1 for at, _ in self.marked if at == line.pane)
            pieces = draw.heading(pane, self.plan, line.pane, width, on and strong, mine and strong, marked)
        else:
            marked = (line.pane, line.row) in self.marked
            pieces = draw.row(pane, self.plan, line, width, self.cursor.column if on else None, strong, marked)
            if marked and not on:
                return self._strip(pieces, width, "mark")
        ground = "" if not on or (line.kind == "heading" and not strong) else "row" if strong else "rest"
        return self._strip(pieces, width, ground)

    def _strip(self, pieces: list[draw.Piece], width: int, ground: str) -> Strip:
        segments = [Segment(words, self.paint.style(tone, under)) for words, tone, under in pieces if words]
        return Strip(segments).adjust_cell_length(width, self.paint.style("text", ground))

    def _title(self, width: int, on: bool) -> list[draw.Piece]:
        ground = "row" if on else ""
        right = text.cut(text.clean(self.right) or "(no title)", max(10, width // 2))
        left = text.cut(text.clean(self.left), width - GUTTER - text.width(right) - 2)
        space = width - GUTTER - text.width(left) - text.width(right) - 1
        return [
            (draw.MARKER if on else "  ", "key", ground),
            (left, "title", ground),
            (" " * space, "", ground),
            (right, "muted", "cell" if on else ground),
        ]

    # --- mouse ---------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        event.stop()
        spot = self.spot(event.x, event.y)
        if spot is not None:
            self.go(spot)
            self.post_message(self.Clicked(event.chain == 2, event.button == 3, (event.screen_x, event.screen_y)))

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(self.WHERE, event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
