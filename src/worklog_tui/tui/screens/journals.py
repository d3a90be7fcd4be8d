"""Several journals side by side: weeks, days, last entry, what is missing this week, problems, reviews."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from textual.message import Message

from worklog_tui.session.journals import JournalRow, Journals, names_of
from worklog_tui.tui.journals_reader import JournalsReader
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.journal_columns import JOURNAL_COLUMNS, cells, lay_out, told
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.journaltable import JournalTable, JournalTitles

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Region

    from worklog_tui.session.session import Session
    from worklog_tui.tui.app import WorklogApp
    from worklog_tui.tui.commands import Keymap
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run


class JournalRead(Message):
    """The thread has read (some of) a journal."""

    def __init__(self, row: JournalRow) -> None:
        super().__init__()
        self.row = row


class JournalsScreen(Aside["str | None"]):
    """The first screen of ``worklog board A B …``, or shown over a journal that is open (``held``): it then gives back
    the path that was chosen.
    """

    PLACE = "journals"
    listing: JournalTable

    def __init__(self, keymap: Keymap, paths: tuple[str, ...], held: Session | None = None) -> None:
        super().__init__(cast("MainScreen", SimpleNamespace(keymap=keymap)))
        self.paths, self.held = tuple(dict.fromkeys(paths)), held
        self.known: dict[str, JournalRow] = {}
        self.names: dict[str, str] = {}
        self.order: list[str] = list(self.paths)
        self.column, self.sorted, self.falling = "problems", "", True
        self.heading = Heading(self.bar_paint, id="heading")
        self.titles = JournalTitles(self.paint, self._title_runs, self._title_pressed)
        self.listing = JournalTable(self.paint, self._line, self._moved, self.do_journals_open)
        self.detail = Detail(self.paint)
        self.reader = JournalsReader(self._journals, self._tell)

    @property
    def worklog(self) -> WorklogApp:
        """The app."""
        return cast("WorklogApp", self.app)

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The titles, the journals, what is selected, the keys."""
        below = 0 if height < 10 else 5
        parts = stacked(
            width, ("heading", 1), ("titles", 1), ("journals", max(1, height - 3 - below)), ("detail", below),
            ("footer", 1),
        )  # fmt: skip
        return {name: region for name, region in parts.items() if region.height}

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.titles
        yield self.listing
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self._arrange()
        self.reader.read(self.paths)

    def on_screen_resume(self) -> None:
        """One comes back from a journal: it may have changed."""
        if self.known:
            self.reader.read(self.paths)

    def on_unmount(self) -> None:
        self.reader.close()

    def _journals(self) -> Journals:
        from worklog_tui.storage.paths import app_paths

        return Journals(self.worklog.settings, self.worklog.today, app_paths().cache, self.held)

    def _tell(self, row: JournalRow) -> None:
        self.post_message(JournalRead(row))

    def on_journal_read(self, message: JournalRead) -> None:
        """What the thread has read so far."""
        row, old = message.row, self.known.get(message.row.path)
        if row.sums is not None and not any(one.read for one in row.rows):
            row = row._replace(sums=old.sums if old is not None else None)  # nothing is known yet: no noughts
        self.known[row.path] = row
        self._arrange()

    # --- what is shown -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        chosen = self.chosen
        self.names = names_of(list(self.known.values()))
        self.order = self._sorted()
        self.listing.show(len(self.order), self.order.index(chosen) if chosen in self.order else 0)
        self.titles.refresh()
        unread = [row for path in self.paths if (row := self.known.get(path)) is None or row.looked < row.total]
        read = len(self.paths) - len(unread)
        progress = f"reading {read} of {count(len(self.paths), 'journal')}" if unread else ""
        self.heading.say(f"Board · {count(len(self.paths), 'journal')}", progress)
        self._moved()

    def _sorted(self) -> list[str]:
        column = next((one for one in JOURNAL_COLUMNS if one.id == self.sorted), None)
        if column is None:
            return list(self.paths)
        sums = {path: row.sums for path, row in self.known.items() if row.sums is not None}
        keys = {path: column.key(found) for path, found in sums.items()}
        read = sorted((path for path in self.paths if path in keys), key=keys.__getitem__, reverse=self.falling)
        return read + [path for path in self.paths if path not in keys]

    @property
    def chosen(self) -> str:
        """The path of the selected journal."""
        return self.order[self.listing.at] if self.listing.at < len(self.order) else ""

    def _row(self, path: str) -> JournalRow:
        return self.known.get(path) or JournalRow(path, Path(path).name or path)

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        row = self._row(self.order[at])
        title, columns, _ = lay_out(width - 2)
        name = text.fit(text.clean(self.names.get(row.path, row.title)), title - 1) + " "
        out: list[Run] = [("▸ " if on else "  ", "key"), (name, "bad" if row.error else "title" if on else "text")]
        for column, size in columns:
            out += cells(row, column, size, self.worklog.today)
        return out

    def _title_runs(self, width: int) -> list[Run]:
        title, columns, long = lay_out(width - 3)
        out: list[Run] = [("  ", ""), (text.fit("Journal", title), "muted")]
        for column, size in columns:
            mark = ("▼" if self.falling else "▲") if column.id == self.sorted else ""
            words = (column.name if long else column.short)[: size - 1 - len(mark)] + mark
            out.append((words.rjust(size), "key" if column.id == self.column else "muted"))
        return out

    def _title_pressed(self, x: int, width: int) -> None:
        """Sorts by the column whose title was clicked."""
        at, columns, _ = lay_out(width - 3)
        at += 2
        for column, size in columns:
            if at <= x < at + size:
                self.column = column.id
                self.do_journals_sort()
            at += size

    def _moved(self) -> None:
        row = self._row(self.chosen)

        def make(width: int) -> Lines:
            return list(told(row, self.worklog.today, width))

        self.detail.show(make)

    # --- keys ----------------------------------------------------------------------------------------------------

    def do_left(self) -> None:
        self._to_column(-1)

    def do_right(self) -> None:
        self._to_column(1)

    def _to_column(self, by: int) -> None:
        names = [column.id for column, _ in lay_out(self.size.width - 3)[1]]
        at = names.index(self.column) if self.column in names else 0
        self.column = names[max(0, min(len(names) - 1, at + by))]
        self.titles.refresh()

    def do_journals_sort(self) -> None:
        if self.sorted != self.column:
            self.sorted, self.falling = self.column, True
        elif self.falling:
            self.falling = False
        else:
            self.sorted = ""
        self._arrange()

    def do_journals_reload(self) -> None:
        self.reader.read(self.paths)
        self.say("Reading all journals again")

    def do_journals_open(self) -> None:
        row = self._row(self.chosen)
        if row.error:
            self.say(row.error, bad=True)
            return
        if self.held is not None:
            self.dismiss(row.path)
            return
        from worklog_tui.tui.going import open_board

        self.reader.close()  # the journal is opened once at a time
        if why := open_board(self.worklog, Path(row.path)):
            self.say(why, bad=True)

    def do_journals_back(self) -> None:
        if self.held is not None:
            self.dismiss(None)
        else:
            self.app.exit()
