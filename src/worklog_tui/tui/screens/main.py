"""The main screen: weeks left, the week right. A function of the last WeekChanged, the cursor and the draft.

The commands themselves live in collaborators (moving, editing, looking); here are the parts, the keys and the events.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen

from worklog_tui.tui.commanding import Commanding
from worklog_tui.tui.desk import NARROW, TINY, WIDE, Desk
from worklog_tui.tui.news import FactsRead, News, TodayFound, Told
from worklog_tui.tui.view.detail import detail_of
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.panes import panes_of
from worklog_tui.tui.view.showing import first_place, header_facts, idle_hints, title_ends
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.header import Header
from worklog_tui.tui.widgets.pageview import Cursor, PageView
from worklog_tui.tui.widgets.weeklist import WeekList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.layout import Layout

    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.tui.commands import Keymap
    from worklog_tui.tui.editing import Editing, Editor
    from worklog_tui.tui.looking import Looking
    from worklog_tui.tui.rooms.marks import Marks
    from worklog_tui.tui.rooms.said import Said
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.panes import Pane
    from worklog_tui.tui.widgets.toast import Toast
    from worklog_tui.worklog.model import Week


class MainScreen(Screen[None]):
    """One journal, open."""

    AUTO_FOCUS = ""

    def __init__(
        self, session: Session, today: dt.date, keymap: Keymap, *, language: str | None, editor: str | None
    ) -> None:
        super().__init__()
        self.session, self.today, self.keymap = session, today, keymap
        self.commanding = Commanding(self, keymap)
        self.press, self.press_key = self.commanding.press, self.commanding.press_key
        self.run_command, self.handler, self.room = (
            self.commanding.run_command,
            self.commanding.handler,
            self.commanding.room,
        )
        self.moving = self.commanding.moving
        self.language, self.settings_editor = language, editor
        self.desk = Desk()
        self.paint, self.bar = Paint(self), Paint(self, "bar")
        self.header, self.weeks = Header(self.bar), WeekList(self.paint, self._chosen)
        self.view, self.detail = PageView(self.paint, self._moved), Detail(self.paint)
        self.footer = Footer(self.bar, keymap)
        self.page: PageRef | None = None
        self.week: Week | None = None
        self.unreadable = ""
        self.opened_by = self.aside = ""
        self.copies = False  # some texts may wait to be translated
        self.said: Said | None = None  # where there are comments
        self.places: dict[str, Cursor] = {}
        self._details: dict[tuple[int, ...], Lines] = {}  # (pane, row, column, item, width) of the shown week
        self.editor: Editor | None = None  # the open one
        self.narrow: Callable[[Week, Sequence[Pane]], Sequence[Pane]] | None = None  # a filter of what is shown
        self.news = News(self)

    @property
    def editing(self) -> Editing:
        """What changes the page."""
        return self.commanding.editing

    @property
    def looking(self) -> Looking:
        """Links, help, palette, leaving."""
        return self.commanding.looking

    @property
    def marks(self) -> Marks:
        """The marked rows: what commands for several rows act on."""
        marks: Marks = self.room("marks")
        return marks

    @cached_property
    def toast(self) -> Toast:
        """Mounted when there is something to say."""
        from worklog_tui.tui.widgets.toast import Toast

        toast = Toast()
        self.mount(toast)
        return toast

    # --- parts ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.weeks
        yield self.view
        yield self.detail
        yield self.footer

    def on_mount(self) -> None:
        journal = self.session.journal
        self.session.subscribe(self.news.tell)
        start = journal.selected or (journal.weeks[-1].page(self.language) if journal.weeks else None)
        entry = journal.entry_of(start) if start is not None else None
        self.set_focus(self.view)
        self.desk.expect(self)
        self.weeks.show(journal.weeks, self.index_of(entry) if entry is not None else 0)
        if start is not None:
            self.show_page(start)
        self.call_after_refresh(self.news.complete)
        self.call_after_refresh(self.news.look_for_marks)
        if journal.why == "the journal used last":
            self.say(f"{journal.title}: {journal.why}")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def on_unmount(self) -> None:
        self.news.reader.close()
        self.commanding.close()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        if self.editor is not None:
            self.call_after_refresh(self.editing.stand)

    def take_settings(self, settings: Settings) -> None:
        """What was chosen in the settings holds from now on."""
        self.language, self.settings_editor = settings.language, settings.editor
        self.session.settings = settings
        self.session.lockstep.mode = settings.lock_step
        self.desk.width = settings.list_width
        self.footer.refresh()
        self.weeks.refresh(layout=True)

    def _repaint(self) -> None:
        self.paint.forget()
        self.bar.forget()
        self.view.repaint()
        self.refresh(layout=True)

    # --- keys and commands ---------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """The part of the screen commands speak to."""
        return "weeks" if self.focused is self.weeks else "page"

    def on_paste(self, event: events.Paste) -> None:
        editor = self.editor
        if editor is None:
            self.room("shelf").pasted(event)
        elif self.focused is not editor:
            editor.post_message(event)

    # --- showing -------------------------------------------------------------------------------------------------

    @property
    def entry(self) -> WeekEntry | None:
        """The shown week."""
        return self.session.journal.entry_of(self.page) if self.page is not None else None

    def show_page(self, page: PageRef, cursor: Cursor | None = None) -> None:
        """Shows a page; the place left in it before is kept."""
        if self.page is not None:
            self.places[self.page.rel] = self.view.cursor._replace(item=-1)
        if self.view.marked:
            self.marks.clear()
        self.page = page
        self._read()
        self._draw(cursor or self.places.get(page.rel))
        if self.week is not None and not self.week.habits.known_dates:
            self.call_after_refresh(lambda: self.room("years").find(page))

    def _read(self) -> None:
        assert self.page is not None  # noqa: S101 - callers have set it
        self.week, self.unreadable = None, ""
        try:
            self.week = self.session.peek(self.page)
            if self.week is None and not self.commanding.waits(self.page):
                self.week = self.session.week(self.page)
        except Exception as error:
            self.unreadable = str(error) or type(error).__name__

    def take_week(self, week: Week | None) -> None:
        """Shows the page's new reading, the cursor where it was."""
        if week is not None and week is not self.week:
            same = self.week is not None and self.week.document.source == week.document.source
            self.week, self.unreadable = week, ""
            self._draw(self.view.cursor if same else self.view.cursor._replace(item=-1))
            self.news.read_again()

    def renamed(self, page: PageRef) -> None:
        """The shown page lies under another name now: it stays in view, and so does the place in it."""
        if self.page is not None:
            self.places[page.rel] = self.view.cursor
        self.page = page

    def reread(self) -> None:
        """Reads the shown page again."""
        if self.page is not None:
            self._read()
            self._draw(self.view.cursor._replace(item=-1))

    def redraw(self) -> None:
        """What is marked on the page has changed."""
        self._draw(self.view.cursor)

    def _draw(self, cursor: Cursor | None) -> None:
        """Everything anew; None: the cursor goes where one would begin."""
        week = self.week
        shown = panes_of(week) if week is not None else self.commanding.without_week(self.page, self.unreadable)
        panes = self.narrow(week, shown) if self.narrow is not None and week is not None else shown
        if self.copies and week is not None and self.page is not None:
            from worklog_tui.tui.copied import marked

            panes = marked(panes, self.session.to_translate(self.page))
        if self.said is not None and week is not None:
            panes = self.said.marked(week, panes)
        self._details.clear()
        if self.view.marked:
            self.marks.carry(week, panes)
        left, right = title_ends(week, self.page, self.app.size.width < NARROW)
        left = self.said.ends(left) if self.said is not None else left
        place = first_place(week, panes, self.today) if cursor is None else cursor
        self.desk.suit(self, week, panes)
        self.view.show(panes, left, right, place, fresh=cursor is None)
        self._moved()
        self.show_header()
        self.tell_problems()

    def _moved(self) -> None:
        week, pane, row = self.week, self.view.pane, self.view.row
        path = str(self.page.path) if self.page is not None else ""
        cursor = self.view.cursor
        here = cursor[2:] if cursor.item >= 0 else (0, -1)
        at = (*cursor[:2], *here)

        def make(width: int) -> Lines:
            if week is None or pane is None:
                return []
            lines = self._details.get((*at, width))
            if lines is None:
                lines = self._details[*at, width] = detail_of(week, pane, row, width, path, here)
            return [*lines, *self.said.lines(pane, row, width)] if self.said is not None else lines

        self.detail.show(make)
        self.footer.leave_out(idle_hints(week, self.entry, pane))

    def show_header(self, saved: tuple[str, str] | None = None) -> None:
        """The header anew; ``saved``: the words and tone of the state of saving, where that has changed."""
        entry = self.entry
        at = self.index_of(entry) if entry is not None else 0
        last = (self.header.facts.saved, self.header.facts.tone)
        self.header.show(header_facts(self.session.journal, entry, at, self.page, saved or last))

    def index_of(self, entry: WeekEntry) -> int:
        """Where a week stands in the list; mostly it is the selected one."""
        at = self.weeks.selected
        weeks = self.session.journal.weeks
        if at < len(weeks) and weeks[at] is entry:
            return at
        return next(i for i, week in enumerate(weeks) if week.key == entry.key)

    def go_to_page(self, page: PageRef) -> None:
        """Shows a page of the journal, with the week list beside it."""
        entry = self.session.journal.entry_of(page)
        if entry is not None:
            self.weeks.select(self.index_of(entry))
        if page == self.page:
            self.take_week(self.session.peek(page))
        else:
            self.show_page(page)

    def enter_page(self, *, top: bool = False, bottom: bool = False) -> None:
        """The focus goes into the week."""
        self._open_weeks(False)
        self.set_focus(self.view)
        self.footer.show("page")
        if top or bottom:
            self.view.go(Cursor(0 if top else len(self.view.panes) - 1, -1 if top else 0))

    def enter_weeks(self) -> None:
        """The focus goes to the week list (which comes back where it is folded away)."""
        self._open_weeks(True)
        self.set_focus(self.weeks)
        self.footer.show("weeks")

    def _open_weeks(self, wish: bool) -> None:
        if self.desk.weeks_open != wish:
            self.desk.weeks_open = wish
            if self.size.width < TINY:
                self.weeks.refresh(layout=True)

    @property
    def layout(self) -> Layout:
        """The screen's own division."""
        return self.desk

    # --- news ----------------------------------------------------------------------------------------------------

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tells the person one line, and what the twin did in the edit before it."""
        words, self.aside = (f"{words} · {self.aside}" if self.aside else words), ""
        if self.is_attached:  # else the app has just ended: a dialog's answer came behind it
            self.toast.show(words, bad=bad)

    def late_say(self, words: str) -> None:
        """The same from any thread; empty words say nothing."""
        if words:
            self.post_message(Told(words))

    def on_told(self, message: Told) -> None:
        self.news.told(message.event)

    def on_listed(self) -> None:
        self.set_timer(0.5, lambda: self.room("outside").watch())  # when the first moments are over
        self.set_timer(1.5, lambda: self.room("published").look())
        if self.session.journal.note:
            self.say(self.session.journal.note)
        self.news.find_today(quiet=self.session.journal.selected is not None)

    def on_facts_read(self, message: FactsRead) -> None:
        self.weeks.put(message.facts)
        self.tell_problems()

    def tell_problems(self) -> None:
        """The footer counts the week's problems, and what Hugo said of the site."""
        facts = self.weeks.facts.get(self.entry.key) if self.entry is not None else None
        checking = vars(self.session).get("checking")  # made when it is first asked for
        built = len(checking.built) if checking is not None else 0
        self.footer.tell_problems(built + (facts.problems if facts is not None else 0))

    def on_today_found(self, message: TodayFound) -> None:
        self.news.today_found(message.found)

    # --- messages of the parts -----------------------------------------------------------------------------------

    def on_page_view_clicked(self, message: PageView.Clicked) -> None:
        if self.editor is not None and not self.editing.leave(keep=True):
            return
        self.enter_page()
        self.commanding.touched = True
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
        self.news.want_facts()

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
