"""The board: the whole term at a glance, a week a line. Enter opens a week; s sorts, f filters by a column."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.message import Message

from worklog_tui.session.board import BoardRow
from worklog_tui.session.board_sums import sums_of, term_of_rows
from worklog_tui.tui.rooms.board import Picked
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view.board_columns import COLUMNS, Look
from worklog_tui.tui.view.board_words import told
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.boardtable import BoardTable, Shown, TermStrip, Titles, Totals
from worklog_tui.tui.widgets.detail import Detail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Region

    from worklog_tui.session.events import Event
    from worklog_tui.session.nouns import WeekEntry
    from worklog_tui.tui.board_reader import Arrived
    from worklog_tui.tui.rooms.board import Board
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.board_columns import Column, Ready
    from worklog_tui.tui.view.detail import Lines


class RowsRead(Message):
    """The thread has read more; ``job`` tells for whom."""

    def __init__(self, arrived: Arrived, job: int) -> None:
        super().__init__()
        self.arrived, self.job = arrived, job


class Changed(Message):
    """A page has changed."""


class BoardScreen(Aside["Picked | None"]):
    """``home``: one came from the list of journals, so that leaving it leads back there. ``key``: the week to begin at.
    It is kept while one works on a week: how it is sorted and filtered stays.
    """

    PLACE = "board"
    listing: BoardTable

    def __init__(self, main: MainScreen, room: Board) -> None:
        super().__init__(main)
        self.board, self.home, self.key = room, False, ""
        self.entries: Sequence[WeekEntry] = main.session.journal.weeks
        self.shown = Shown(main.today)
        self.filters: dict[str, Ready] = {}
        self.looked = 0
        self._job = 0
        self.heading = Heading(self.bar_paint, id="heading")
        self.strip = TermStrip(self.paint, self.shown)
        self.titles = Titles(self.paint, self.shown, self._sort_by)
        self.listing = BoardTable(self.paint, self.shown, self._moved, self.do_board_open)
        self.totals = Totals(self.bar_paint, self.shown)
        self.detail = Detail(self.paint)
        self._end: Callable[[], None] = lambda: None

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The term, the weeks and, right below them, their sums, what is selected, the keys."""
        below = 0 if height < 14 else 4 if height < 30 else 6
        strip = 3 if height >= 12 else 0
        weeks = max(1, height - strip - 4 - below)
        if below and len(self.entries) < weeks:
            below += weeks - len(self.entries)
            weeks = len(self.entries)
        parts = stacked(
            width, ("heading", 1), ("strip", strip), ("titles", 1), ("board", weeks), ("totals", 1), ("detail", below),
            ("footer", 1),
        )  # fmt: skip
        return {name: region for name, region in parts.items() if region.height}

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.strip
        yield self.titles
        yield self.listing
        yield self.totals
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self._begin()
        self._end = self.main.session.subscribe(self._event)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def _begin(self) -> None:
        before, self.entries = self.entries, self.main.session.journal.weeks
        if len(before) != len(self.entries):
            self.refresh(layout=True)
        self.shown.twins = any(len(entry.pages) > 1 for entry in self.entries)
        self.shown.digits = max(2, min(4, max((len(str(entry.number or "")) for entry in self.entries), default=2)))
        self.shown.forget()
        self._arrange(self.key)
        self.key = ""

    def on_screen_resume(self) -> None:
        """Shown, or shown again: what has changed since is read, once it is painted."""
        self._begin()
        self.call_after_refresh(self._read)

    def on_unmount(self) -> None:
        self._end()
        self.board.reader.close()

    def _event(self, event: Event) -> None:
        from worklog_tui.session.events import JournalChanged, WeekChanged

        if isinstance(event, WeekChanged | JournalChanged):
            self.post_message(Changed())

    def on_changed(self) -> None:
        """Another program, or undo, has changed a page: what is not known of it any more is read."""
        if self.is_current:
            self._begin()
            self._read()

    def _repaint(self) -> None:
        self.paint.forget()
        self.bar_paint.forget()
        self.refresh(layout=True)

    # --- rows ----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._job += 1
        job, self.looked = self._job, 0
        self.board.reader.read(self.entries, self.board.language, lambda arrived: self._arrive(arrived, job))

    def _arrive(self, arrived: Arrived, job: int) -> None:
        self.post_message(RowsRead(arrived, job))

    def on_rows_read(self, message: RowsRead) -> None:
        """What the thread has read so far."""
        if message.job != self._job:
            return
        self.board.rows.update(message.arrived.rows)
        self.looked = message.arrived.looked
        self._arrange()

    def _all(self) -> list[BoardRow]:
        known, language = self.board.rows, self.board.language
        return [
            known.get(entry.key) or BoardRow(entry.key, entry.number, entry.label, entry.page(language))
            for entry in self.entries
        ]

    def _arrange(self, key: str = "") -> None:
        """Lists the rows as they are sorted and filtered, the same week selected (``key``: this one)."""
        chosen = self.listing.chosen
        key = key or (chosen.key if chosen is not None else "")
        shown, rows = self.shown, self._all()
        partial = not all(row.read for row in rows)
        shown.look = Look(self.main.today, term_of_rows(rows, self.main.today), partial)
        kept = [row for row in rows if all(one.keeps(row, shown.look) for one in self.filters.values())]
        shown.rows = self._sorted(kept)
        self.listing.empty = "No such week: esc shows all again." if self.filters else ""
        at = next((n for n, row in enumerate(shown.rows) if row.key == key), self.listing.at)
        self.listing.show(len(shown.rows), at)
        self.totals.tell(sums_of(kept, self.main.today, shown.look.term, whole=not self.filters and not partial))
        self.strip.refresh()
        self.titles.refresh()
        self._say_what(rows, len(kept))
        self._moved()

    def _sorted(self, rows: list[BoardRow]) -> list[BoardRow]:
        column = self._column(self.shown.sorted)
        if column is None:
            return rows
        look = self.shown.look
        read = [row for row in rows if row.read]
        if column.id == "week":
            read = read[::-1] if self.shown.falling else read
        else:
            read.sort(key=lambda row: column.key(row, look), reverse=self.shown.falling)
        return read + [row for row in rows if not row.read]

    def _column(self, name: str) -> Column | None:
        return next((column for column in COLUMNS if column.id == name), None)

    def _say_what(self, rows: list[BoardRow], kept: int) -> None:
        language = f" · {self.board.language}" if self.shown.twins and self.board.language else ""
        filtered = "".join(f" · {one.label.lower()}" for one in self.filters.values())
        unread = sum(not row.read for row in rows)
        much = f"{kept} of {count(len(rows), 'week')}" if self.filters else ""
        progress = f"reading {len(rows) - unread:,} of {count(len(rows), 'week')}" if unread else ""
        right = " · ".join(part for part in (much, progress) if part)
        self.heading.say(f"Board · {self.main.session.journal.title}{language}{filtered}", right)

    def _moved(self) -> None:
        row, look = self.listing.chosen, self.shown.look
        self.strip.point_at(row.totals.days if row is not None and row.totals is not None else ())

        def make(width: int) -> Lines:
            return told(row, look, width) if row is not None else []

        self.detail.show(make)

    def seen(self) -> list[str]:
        """The weeks on screen, the nearest to the cursor first; from any thread."""
        rows, top, at = self.shown.rows, self.listing.top, self.listing.at
        places = range(top, min(len(rows), top + self.listing.room.height))
        return [rows[place].key for place in sorted(places, key=lambda place: abs(place - at))]

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, where: str, event: events.Key) -> bool:
        self.board.reader.touched = time.monotonic()
        return super().press(where, event)

    def do_left(self) -> None:
        self._to_column(-1)

    def do_right(self) -> None:
        self._to_column(1)

    def _to_column(self, by: int) -> None:
        names = [column.id for column, _ in self.shown.layout(self.listing.room.width).columns]
        at = names.index(self.shown.column) if self.shown.column in names else 0
        self.shown.column = names[max(0, min(len(names) - 1, at + by))]
        self.titles.refresh()
        self.listing.redraw(self.listing.at, 1)

    def do_board_open(self) -> None:
        if (row := self.listing.chosen) is not None:
            self._leave(Picked(row.page))

    def _leave(self, picked: Picked | None) -> None:
        self.board.reader.close()
        self.dismiss(picked)

    def do_board_problems(self) -> None:
        if (row := self.listing.chosen) is not None:
            self._leave(Picked(row.page, "problems"))

    def do_board_review(self) -> None:
        if (row := self.listing.chosen) is not None:
            self._leave(Picked(row.page, "review"))

    def do_board_sort(self) -> None:
        self._sort_by(self.shown.column)

    def _sort_by(self, name: str) -> None:
        """By this column; where it is so already the other way round, then week by week again."""
        shown, column = self.shown, self._column(name)
        if column is None:
            return
        shown.column = name
        if shown.sorted != name:
            shown.sorted, shown.falling = name, column.falling or name == "week"
        elif shown.falling == (column.falling or name == "week"):
            shown.falling = not shown.falling
        else:
            shown.sorted = ""
        if shown.sorted == "week" and not shown.falling:
            shown.sorted = ""  # that is the order they have anyway
        self._arrange()

    def do_board_filter(self) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        rows, look = self._all(), self.shown.look
        shown = [column for column, _ in self.shown.layout(self.listing.room.width).columns]
        shown.sort(key=lambda column: column.id != self.shown.column)
        choices = [Choice("", "All weeks", str(len(rows)))] if self.filters else []
        for column in shown:
            for one in column.ready:
                on = "✓ " if self.filters.get(column.id) == one else ""
                many = sum(one.keeps(row, look) for row in rows)
                choices.append(Choice(f"{column.id} {one.id}", on + one.label, str(many), column.name))
        self.app.push_screen(Picker("Only weeks with", choices, narrow=True), self._filter)

    def _filter(self, name: str | None) -> None:
        if name is None:
            return
        if not name:
            self.filters.clear()
        else:
            where, what = name.split()
            column = self._column(where)
            chosen = next(one for one in column.ready if one.id == what) if column is not None else None
            if chosen is None or self.filters.get(where) == chosen:
                self.filters.pop(where, None)
            else:
                self.filters[where] = chosen
        self._arrange()

    def do_board_language(self) -> None:
        codes = self.main.session.journal.languages
        if len(codes) < 2:
            self.say("All pages here are in one language.")
            return
        at = codes.index(self.board.language) if self.board.language in codes else -1
        self.board.language = codes[(at + 1) % len(codes)]
        self._read()

    def do_board_escape(self) -> None:
        if self.filters:
            self.filters.clear()
            self._arrange()
        else:
            self.do_board_back()

    def do_board_back(self) -> None:
        self._leave(None)
        if self.home:
            from worklog_tui.tui.going import leave_journal

            leave_journal(self.app)  # type: ignore[arg-type]
