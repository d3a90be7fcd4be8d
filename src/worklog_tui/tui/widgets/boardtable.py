"""The board's lines: the term, the titles, the weeks, the sums. All drawn by themselves, in the same columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from worklog_tui.tui.view import text
from worklog_tui.tui.view.board_columns import Column, Layout, Look, day_runs, lay_out, note_of
from worklog_tui.tui.view.term_strip import line_of, week_runs
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.listed import Listing
from worklog_tui.worklog.term.calendar import main_monday

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from worklog_tui.session.board import BoardRow
    from worklog_tui.session.board_sums import BoardSums
    from worklog_tui.tui.view.paint import Paint, Run
    from worklog_tui.tui.view.term_strip import Drawn, Line

LEAD: Final = 2  # cells for the cursor


class Shown:
    """What the lines share: the rows in their order, the columns, which of them is meant, how the rows are sorted."""

    def __init__(self, today: dt.date) -> None:
        self.rows: Sequence[BoardRow] = ()
        self.look = Look(today)
        self.twins = True
        self.digits = 2
        self.column = "week"
        self.sorted = ""
        self.falling = True
        self._layout: tuple[tuple[int, bool], Layout] | None = None

    def layout(self, width: int) -> Layout:
        """The columns on a line of so many cells (the bar's column is not one of them)."""
        if self._layout is None or self._layout[0] != (width, self.twins):
            self._layout = ((width, self.twins), lay_out(width - LEAD, twins=self.twins))
        return self._layout[1]

    def forget(self) -> None:
        """The columns are divided anew."""
        self._layout = None

    def column_at(self, x: int, width: int) -> str:
        """The column under a cell; "" for none."""
        at = LEAD
        for column, size in self.layout(width).columns:
            if at <= x < at + size:
                return column.id
            at += size
        return ""

    def name_of(self, row: BoardRow) -> str:
        """The week's number, or nothing."""
        return "" if row.number is None else str(row.number)


class TermStrip(Widget):
    """The months, and the days below them."""

    can_focus = False

    def __init__(self, paint: Paint, shown: Shown) -> None:
        super().__init__(id="strip")
        self.paint, self.shown = paint, shown
        self._monday: dt.date | None = None
        self._look = shown.look
        self._weeks: Drawn = {}

    def point_at(self, days: Sequence[dt.date]) -> None:
        """The days of the selected week."""
        monday = main_monday(days) if days else None
        if monday != self._monday:
            self._monday = monday
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self.shown.look.term is None:
            read = bool(self.shown.rows) and all(row.read for row in self.shown.rows)
            words = "No page tells its days yet." if read and y == 1 else ""
            return self.paint.strip([(" " * LEAD + words, "muted")], width)
        line = self._line(width - LEAD)
        if y == 0:
            return self.paint.strip([(" " * LEAD, ""), *line.months], width)
        out = [Segment(" " * LEAD, self.paint.style("text"))] if y == 1 else []
        for monday in line.mondays if y == 1 else ():
            runs = week_runs(monday, self.shown.look, line.size, self._weeks)
            ground = "row" if monday == self._monday else ""
            out += self.paint.segments(runs[:7], ground)
            out += self.paint.segments(runs[7:])
        return Strip(out).adjust_cell_length(width, self.paint.style("text"))

    def _line(self, width: int) -> Line:
        """Where the weeks stand; of a long term that changes when the cursor goes far."""
        if self.shown.look is not self._look:
            self._look, self._weeks = self.shown.look, {}
        return line_of(self._look, width, self._monday)


class Titles(DrawnLine):
    """The columns' names; a click sorts."""

    def __init__(self, paint: Paint, shown: Shown, sort: Callable[[str], None]) -> None:
        super().__init__(paint, id="titles")
        self.shown, self._sort = shown, sort

    def runs(self, width: int) -> list[Run]:
        shown = self.shown
        layout = shown.layout(width - 1)
        out: list[Run] = [(" " * LEAD, "")]
        for column, size in layout.columns:
            name = column.name if layout.long else column.short
            mark = ("▼" if shown.falling else "▲") if column.id == shown.sorted else ""
            tone = "key" if column.id == shown.column else "muted"
            left = column.id in ("week", "days")
            words = name[: size - (2 if left else 1) - len(mark)] + mark
            out.append((words.ljust(size) if left else words.rjust(size), tone))
        return out

    def on_click(self, event: events.Click) -> None:
        event.stop()
        name = self.shown.column_at(event.x, self.size.width - 1)
        if name:
            self._sort(name)


class Totals(DrawnLine):
    """The sums of the weeks that are listed."""

    def __init__(self, paint: Paint, shown: Shown) -> None:
        super().__init__(paint, id="totals")
        self.shown = shown
        self.sums: BoardSums | None = None

    def tell(self, sums: BoardSums) -> None:
        """Other sums."""
        if sums != self.sums:
            self.sums = sums
            self.refresh()

    def runs(self, width: int) -> list[Run]:
        sums = self.sums
        if sums is None:
            return [("", "")]
        out: list[Run] = [(" " * LEAD, "")]
        for column, size in self.shown.layout(width - 1).columns:
            left = column.id in ("week", "days")
            words = text.cut(column.total(sums), size - 1)
            out.append((words.ljust(size) if left else words.rjust(size), "title"))
        return out


class BoardTable(Listing):
    """A cursor over weeks and columns."""

    def __init__(self, paint: Paint, shown: Shown, moved: Callable[[], None], opened: Callable[[], None]) -> None:
        super().__init__(paint, "board", self._line, moved, lambda _, twice: opened() if twice else None)
        self.shown = shown

    @property
    def chosen(self) -> BoardRow | None:
        """The selected week."""
        rows = self.shown.rows
        return rows[self.at] if self.at < len(rows) else None

    def draw_line(self, at: int, width: int) -> Strip:
        """As a line of any list, the meant column of the selected one on its own ground."""
        if at != self.at or at >= self.count:
            return super().draw_line(at, width)
        out: list[Segment] = []
        ground = "row" if self.has_focus else "rest"
        for column, runs in self._cells(at, on=True, width=width):
            here = column is not None and column.id == self.shown.column and self.has_focus
            out += self.paint.segments(runs, "cell" if here else ground)
        return Strip(out).adjust_cell_length(width, self.paint.style("text", ground))

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        return [run for _, runs in self._cells(at, on=on, width=width) for run in runs]

    def _cells(self, at: int, *, on: bool, width: int) -> list[tuple[Column | None, list[Run]]]:
        shown = self.shown
        row, layout = shown.rows[at], shown.layout(width)
        out: list[tuple[Column | None, list[Run]]] = [(None, [("▸ " if on else "  ", "key")])]
        for column, size in layout.columns:
            if column.id == "week":
                out.append((column, self._week(row, column, size, on)))
            elif column.id == "days":
                runs = day_runs(row, shown.look, counted=size >= column.wide)
                out.append((column, [*runs, (" " * max(0, size - sum(len(words) for words, _ in runs)), "")]))
            else:
                words, tone = column.cell(row, shown.look)
                out.append((column, [(text.cut(words, size - 1).rjust(size), tone)]))
        if layout.note:
            out.append((None, [("   " + text.cut(text.clean(note_of(row, shown.look)), layout.note - 4), "muted")]))
        return out

    def _week(self, row: BoardRow, column: Column, size: int, on: bool) -> list[Run]:
        words, tone = column.cell(row, self.shown.look)
        name = self.shown.name_of(row)
        lead = name.rjust(self.shown.digits) + " " * max(1, 4 - self.shown.digits) if name else ""
        return [(lead, "title" if on else "text"), (text.fit(words, size - len(lead) - 1) + " ", tone)]
