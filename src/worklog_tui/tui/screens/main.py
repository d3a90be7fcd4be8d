"""The main screen: weeks left, the week right. A function of the last WeekChanged, the cursor and the draft.

The commands themselves live in collaborators (moving, editing, looking); here are the parts, the keys and the events.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.message import Message
from textual.screen import Screen

from worklog_tui.session.events import JournalChanged, SaveChanged, WeekChanged
from worklog_tui.tui.commands import BY_ID, Keymap, pressed
from worklog_tui.tui.detail import detail_of
from worklog_tui.tui.facts import FactsReader
from worklog_tui.tui.moving import Moving
from worklog_tui.tui.paint import CLASSES, Paint
from worklog_tui.tui.panes import Cell, Pane, Row, panes_of
from worklog_tui.tui.people import long_span, short_span
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.header import Facts, Header
from worklog_tui.tui.widgets.pageview import Cursor, PageView
from worklog_tui.tui.widgets.toast import Toast
from worklog_tui.tui.widgets.weeklist import WeekList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.session.events import Event
    from worklog_tui.session.facts import WeekFacts
    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.tui.detail import Lines
    from worklog_tui.tui.editing import Editing, Editor
    from worklog_tui.tui.looking import Looking
    from worklog_tui.worklog.model import Week

NARROW, TINY, WIDE = 100, 80, 165  # columns


class MainScreen(Screen[None]):
    """One journal, open."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    AUTO_FOCUS = ""

    class Told(Message):
        """The session, or a thread of ours, has news."""

        def __init__(self, event: Event | str) -> None:
            super().__init__()
            self.event = event

    class FactsRead(Message):
        """Facts of weeks in the list."""

        def __init__(self, facts: dict[str, WeekFacts]) -> None:
            super().__init__()
            self.facts = facts

    class TodayFound(Message):
        """Where today's week is."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(
        self, session: Session, today: dt.date, keymap: Keymap, *, language: str | None, editor: str | None
    ) -> None:
        super().__init__()
        self.session, self.today, self.keymap = session, today, keymap
        self.language, self.settings_editor = language, editor
        self.paint, self.bar = Paint(self), Paint(self, "bar")
        self.header, self.weeks = Header(self.bar), WeekList(self.paint, self._chosen)
        self.view, self.detail = PageView(self.paint, self._moved), Detail(self.paint)
        self.footer, self.toast = Footer(self.bar, keymap), Toast()
        self.page: PageRef | None = None
        self.week: Week | None = None
        self.unreadable = ""
        self.touched = False  # a key was pressed: the app no longer moves by itself
        self.loud_today = False
        self.opened_by = ""
        self.places: dict[str, Cursor] = {}
        self._details: dict[tuple[int, int, int], Lines] = {}  # (pane, row, width) of the shown week
        self.moving = Moving(self)
        self.editor: Editor | None = None  # the open one
        self.reader = self._new_reader()

    @cached_property
    def editing(self) -> Editing:
        """What changes the page; imported when first asked for."""
        from worklog_tui.tui.editing import Editing

        return Editing(self)

    @cached_property
    def looking(self) -> Looking:
        """Links, help, palette, leaving; imported when first asked for."""
        from worklog_tui.tui.looking import Looking

        return Looking(self)

    # --- parts ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self.header
        with Horizontal(id="stage"):
            yield self.weeks
            with Vertical(id="week"):
                yield self.view
                yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        journal = self.session.journal
        self.session.subscribe(self._tell)
        start = journal.selected or (journal.weeks[-1].page(self.language) if journal.weeks else None)
        entry = journal.entry_of(start) if start is not None else None
        selected = journal.weeks.index(entry) if entry is not None else 0
        self.weeks.show(journal.weeks, selected)
        if start is not None:
            self.show_page(start)
        self.set_focus(self.view)
        if journal.selected is None:
            self.call_after_refresh(self.find_today)
        if journal.note or journal.why == "the journal used last":
            self.say(journal.note or f"{journal.title}: {journal.why}")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def on_unmount(self) -> None:
        self.reader.close()

    def on_resize(self, event: events.Resize) -> None:
        width = event.size.width
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width < TINY, "-tiny")
        self.set_class(width >= WIDE, "-wide")
        if self.editor is not None:
            self.call_after_refresh(self.editing.stand)

    def _repaint(self) -> None:
        self.paint.forget()
        self.bar.forget()
        self.view.repaint()
        self.refresh(layout=True)

    def _new_reader(self) -> FactsReader:
        return FactsReader(
            self.session,
            lambda facts: self._post(self.FactsRead(facts)),
            lambda index: self._post(self.TodayFound(index)),
        )

    def _tell(self, event: Event) -> None:
        """From any thread."""
        self._post(self.Told(event))

    def _post(self, message: Message) -> None:
        self.post_message(message)

    # --- keys and commands ---------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """The part of the screen commands speak to."""
        return "weeks" if self.focused is self.weeks else "page"

    def press(self, where: str, event: Key) -> bool:
        """A key in a list. While a field is open, keys that were typed before it had the focus are passed on to it."""
        editor = self.editor
        if editor is not None:
            editor.post_message(Key(event.key, event.character))
            return True
        self.touched = True
        command = self.keymap.find(where, pressed(event.key, event.character))
        if command is None:
            return False
        self.opened_by = event.character or ""
        self.run_command(command.id)
        return True

    def press_key(self, character: str) -> None:
        """A command's key that came from an editor (Esc and a letter, fast)."""
        command = self.keymap.find(self.where, pressed(character, character))
        if command is not None:
            self.run_command(command.id)

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        if name in ("keep", "keep_next", "cancel"):
            self.editing.leave(keep=name != "cancel", then="next" if name == "keep_next" else "")
            return
        handler = self.handler(name)
        if handler is not None:
            handler()

    def handler(self, name: str) -> Callable[[], None] | None:
        """The method of a command of the table."""
        if name not in BY_ID:
            return None
        found = getattr(self.moving, f"do_{name}", None) or getattr(self.looking, f"do_{name}", None)
        return found or getattr(self.editing, f"do_{name}", None)

    def applies(self, name: str, *, strict: bool) -> bool:
        """Whether a command makes sense where the cursor is (``strict``: for a context menu)."""
        row = self.view.row
        kind = row.kind if row is not None and self.where == "page" else ""
        if name in ("move_down", "move_up"):
            return kind == "task"
        if name == "duplicate":
            return kind in ("task", "item")
        if name in ("indent", "outdent"):
            return kind == "item"
        if name == "open_week":
            return self.where == "weeks"
        if name == "twin":
            return self.entry is not None and len(self.entry.pages) > 1
        if name == "open_link" and strict:
            return bool(self.looking.references())
        return not strict or name in ("edit", "new", "delete", "editor", "fold")

    def on_paste(self, event: events.Paste) -> None:
        editor = self.editor
        if editor is not None and self.focused is not editor:
            editor.post_message(event)

    # --- showing -------------------------------------------------------------------------------------------------

    @property
    def entry(self) -> WeekEntry | None:
        """The shown week."""
        return self.session.journal.entry_of(self.page) if self.page is not None else None

    def show_page(self, page: PageRef, cursor: Cursor | None = None) -> None:
        """Shows a page; the place left in it before is kept."""
        if self.page is not None:
            self.places[self.page.rel] = self.view.cursor
        self.page = page
        self._read()
        self._draw(cursor or self.places.get(page.rel) or self._first_place())

    def _read(self) -> None:
        assert self.page is not None  # noqa: S101 - callers have set it
        self.week, self.unreadable = None, ""
        try:
            self.week = self.session.peek(self.page) or self.session.week(self.page)
        except Exception as error:
            self.unreadable = str(error) or type(error).__name__

    def take_week(self, week: Week | None) -> None:
        """Shows the page's new reading, the cursor where it was."""
        if week is not None and week is not self.week:
            self.week, self.unreadable = week, ""
            self._draw(self.view.cursor)
            self._forget_facts()

    def reread(self) -> None:
        """Reads the shown page again."""
        if self.page is not None:
            self._read()
            self._draw(self.view.cursor)

    def _draw(self, cursor: Cursor) -> None:
        week, page = self.week, self.page
        panes: tuple[Pane, ...]
        if week is None:
            panes = (_nothing(self.unreadable or "No week pages here yet."),)
            left, right = (page.rel if page is not None else "worklog"), ""
        else:
            panes = panes_of(week)
            number = f"Week {week.number}" if week.number is not None else ""
            span = (short_span if self.size.width < NARROW else long_span)(week.days) if week.days else ""
            left = " · ".join(part for part in (number, span) if part) or (page.rel if page else "")
            right = week.title or ""
        self._details.clear()
        self.view.show(panes, left, right, cursor)
        self._show_detail(keep=False)
        self._show_header()

    def _first_place(self) -> Cursor:
        """Today's task where there is one, else the first."""
        if self.week is None:
            return Cursor()
        panes = panes_of(self.week)
        for p, pane in enumerate(panes):
            rows = [(r, row) for r, row in enumerate(pane.rows) if row.kind == "task"]
            for r, row in rows:
                task = self.week.tasks[row.at[0] - 1]
                if task.start.date is not None and task.start.date <= self.today <= (task.end.date or task.start.date):
                    return Cursor(p, r, _task_column(pane, row))
            if rows:
                return Cursor(p, rows[0][0], _task_column(pane, rows[0][1]))
        return Cursor(min(1, len(panes) - 1), 0)

    def _show_detail(self, *, keep: bool) -> None:
        week, pane, row = self.week, self.view.pane, self.view.row
        path = str(self.page.path) if self.page is not None else ""

        at = self.view.cursor[:2]

        def make(width: int) -> Lines:
            if week is None or pane is None:
                return []
            lines = self._details.get((*at, width))
            if lines is None:
                lines = self._details[*at, width] = detail_of(week, pane, row, width, path)
            return lines

        self.detail.show(make, keep=keep)

    def _show_header(self, saved: tuple[str, str] | None = None) -> None:
        journal, entry = self.session.journal, self.entry
        place = ""
        if entry is not None:
            at = journal.weeks.index(entry) + 1
            last = journal.weeks[-1].number
            numbered = entry.number == at and last == len(journal.weeks)
            place = f"Week {at} of {len(journal.weeks)}" if numbered else f"{at} of {len(journal.weeks)}"
        words, tone = saved or (self.header.facts.saved, self.header.facts.tone)
        languages = entry.languages if entry is not None else ()
        language = (self.page.language or "") if self.page is not None else ""
        self.header.show(Facts(journal.title, languages, language, place, words, tone))

    def go_to_page(self, page: PageRef) -> None:
        """Shows a page of the journal, with the week list beside it."""
        entry = self.session.journal.entry_of(page)
        if entry is not None:
            self.weeks.select(self.session.journal.weeks.index(entry))
        if page == self.page:
            self.take_week(self.session.peek(page))
        else:
            self.show_page(page)

    def enter_page(self, *, top: bool = False, bottom: bool = False) -> None:
        """The focus goes into the week."""
        self.remove_class("-weeks")
        self.set_focus(self.view)
        self.footer.show("page")
        if top or bottom:
            self.view.go(Cursor(0 if top else len(self.view.panes) - 1, -1 if top else 0))

    def enter_weeks(self) -> None:
        """The focus goes to the week list (which comes back where it is folded away)."""
        self.add_class("-weeks")
        self.set_focus(self.weeks)
        self.footer.show("weeks")

    # --- news ----------------------------------------------------------------------------------------------------

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tells the person one line."""
        self.toast.show(words, bad=bad)

    def late_say(self, words: str) -> None:
        """The same from any thread; empty words say nothing."""
        if words:
            self.post_message(self.Told(words))

    def find_today(self, *, loud: bool = False) -> None:
        """Looks for today's week in the background and goes there, unless a key was pressed before."""
        self.loud_today = loud
        self.reader.find_today(self.today, self.language)

    def on_main_screen_told(self, message: Told) -> None:
        event = message.event
        if isinstance(event, str):
            self.say(event, bad=True)
        elif isinstance(event, WeekChanged):
            if self.page is not None and event.page.rel == self.page.rel:
                if event.week is None:
                    self.reread()
                else:
                    self.take_week(event.week)
        elif isinstance(event, SaveChanged):
            self._saved(event)
        elif isinstance(event, JournalChanged):
            self._journal_changed()

    def _saved(self, event: SaveChanged) -> None:
        if event.state == "failed":
            self._show_header(("not saved", "bad"))
            self.say(event.message, bad=True)
        elif event.state == "saving":
            self._show_header(("saving…", "warn"))
        else:
            self._show_header((f"saved {event.at.astimezone():%H:%M}", "good"))

    def _journal_changed(self) -> None:
        self.reader.close()
        self.reader = self._new_reader()
        weeks = self.session.journal.weeks
        entry = self.entry
        self.weeks.facts.clear()
        self.weeks.show(weeks, weeks.index(entry) if entry in weeks else len(weeks) - 1)
        self.reread()

    def _forget_facts(self) -> None:
        entry = self.entry
        if entry is not None and entry.key in self.weeks.facts:
            self.reader.want([self.session.journal.weeks.index(entry)], self.language)

    def on_main_screen_facts_read(self, message: FactsRead) -> None:
        self.weeks.put(message.facts)

    def on_main_screen_today_found(self, message: TodayFound) -> None:
        self.weeks.today = message.index
        self.weeks.refresh()
        if (self.loud_today or not self.touched) and self.weeks.selected != message.index:
            self.weeks.go(message.index)
        if self.loud_today:
            self.toast.hide()

    # --- messages of the parts -----------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._show_detail(keep=False)

    def on_page_view_clicked(self, message: PageView.Clicked) -> None:
        if self.editor is not None and not self.editing.leave(keep=True):
            return
        self.enter_page()
        self.touched = True
        row = self.view.row
        if message.right:
            self.looking.context_menu(message.at)
        elif message.twice or (row is not None and row.kind == "new"):
            self.run_command("edit")

    def _chosen(self, index: int, enter: bool) -> None:
        entry = self.session.journal.weeks[index]
        page = entry.page(self.page.language if self.page is not None else self.language)
        if page != self.page:
            self.show_page(page)
        if enter:
            self.enter_page()

    def on_week_list_wanted(self) -> None:
        self.reader.want(self.weeks.missing(), self.language)

    def on_week_list_menu(self, message: WeekList.Menu) -> None:
        self.looking.context_menu(message.at)

    def on_header_pressed(self, message: Header.Pressed) -> None:
        self.run_command("twin" if message.part == "languages" else "save")

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        self.run_command(message.command)

    def action_keep_draft(self) -> None:
        """Keep, from the frame of an editor."""
        self.editing.leave(keep=True)

    def action_cancel_draft(self) -> None:
        """Cancel, from the frame of an editor."""
        self.editing.leave(keep=False)


def _nothing(words: str) -> Pane:
    row = Row("raw", (Cell(words, tone="bad"),))
    return Pane("nothing", "This page", (row,), "part")


def _task_column(pane: Pane, row: Row) -> int:
    return next((i for i, spec in enumerate(pane.columns[row.columns]) if spec.role == "task"), 0)
