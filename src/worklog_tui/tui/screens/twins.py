"""A week and its twin side by side. Edits are those of the main screen, on the page the cursor is on; a difference that
is certain goes from one page to the other with one key.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.events import Key
from textual.message import Message
from textual.screen import Screen

from worklog_tui.resources import styles_dir
from worklog_tui.session.events import WeekChanged
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.twin_editing import TwinEditing
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.people import count
from worklog_tui.tui.view.side_by_side import side_of, stops_of
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.tui.widgets.toast import Toast
from worklog_tui.tui.widgets.twinlines import Said, TopLine
from worklog_tui.tui.widgets.twinsview import TwinsView
from worklog_tui.tui.widgets.typing_keys import Once, passed_on
from worklog_tui.worklog.twins.drift import Drift, drifts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.session.events import Event
    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.editing import Editor
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.twin_mirroring import TwinMirroring
    from worklog_tui.worklog.model import Week


class Changed(Message):
    """One of the two pages reads differently."""


class TwinsScreen(Once, Screen[Cursor | None]):
    """Gives back where the cursor stands on the first page. ``screen`` is the main one; ``pages``: the one it shows and
    another language's. ``seek``: begins at the next difference; ``begin``: where on the first page, else as there.
    """

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "twins.tcss"]

    def __init__(
        self, screen: MainScreen, pages: Sequence[PageRef], *, seek: bool = False, begin: Cursor | None = None
    ) -> None:
        super().__init__()
        self.main = screen
        self.session, self.today, self.keymap, self.news = screen.session, screen.today, screen.keymap, screen.news
        self.commanding = screen.commanding
        self.pages = (pages[0], pages[1])
        self.paint, bar = Paint(self), Paint(self, "bar")
        self.top_line, self.footer = TopLine(bar, id="top"), Footer(bar, screen.keymap)
        self.view = TwinsView(self.paint, self.tell)
        self.told, self.offered = Said(bar, id="told"), Said(bar, id="offered")
        self.footer.where = "twins"
        self.editor: Editor | None = None
        self.opened_by = self.aside = ""
        self.copies = True
        self.found: tuple[Drift, ...] = ()
        self._begin: Cursor | None = begin if begin is not None or seek else screen.view.cursor
        self._seeks = seek
        self._end: Callable[[], None] | None = None

    @cached_property
    def editing(self) -> TwinEditing:
        """What changes a page."""
        return TwinEditing(self)

    @cached_property
    def mirroring(self) -> TwinMirroring:
        """What brings the pages together."""
        from worklog_tui.tui.twin_mirroring import TwinMirroring

        return TwinMirroring(self)

    @cached_property
    def toast(self) -> Toast:
        """Mounted when there is something to say."""
        toast = Toast()
        self.mount(toast)
        return toast

    def compose(self) -> ComposeResult:
        yield self.top_line
        yield self.view
        yield self.told
        yield self.offered
        yield self.footer

    def on_mount(self) -> None:
        self.set_focus(self.view)
        self.read()
        self._end = self.session.subscribe(self._told)

    def on_unmount(self) -> None:
        if self._end is not None:
            self._end()

    def _told(self, event: Event) -> None:
        if isinstance(event, WeekChanged) and event.page.rel in [p.rel for p in self.pages]:
            self.post_message(Changed())

    def on_changed(self) -> None:
        if self.editor is None:
            self.read()

    # --- showing -------------------------------------------------------------------------------------------------

    @property
    def page(self) -> PageRef:
        """The page the cursor is on."""
        return self.pages[self.view.side]

    @property
    def week(self) -> Week | None:
        """Its week."""
        return self.view.sides[self.view.side].week if self.view.sides is not None else None

    def read(self) -> None:
        """Both pages anew."""
        try:
            sides = [side_of(self.session.week(p), self.session.to_translate(p)) for p in self.pages]
        except Exception as error:  # a page went: the main screen says so too
            self.say(str(error), bad=True)
            return
        self.found = drifts(sides[0].week, sides[1].week)
        stops = stops_of(sides[0], sides[1], self.found)
        self.view.show((sides[0], sides[1]), stops)
        if self._begin is not None:
            self.view.stand(self._begin)
            self._begin = None
        if self._seeks:
            self._seeks = False
            if not self.view.stop.differs and not self.view.seek(1):
                self.view.seek(-1)
        names = " ⇄ ".join((p.language or "–").upper() for p in self.pages)
        number = sides[0].week.number
        copies = sum(len(side.waiting) for side in sides)
        differ = len(self.found) or sum(stop.differs for stop in stops)
        certain = sum(one.certain for one in self.found)
        sure = (
            ", all certain"
            if certain == differ > 1
            else " certain"
            if certain == differ
            else f", {certain} certain"
            if certain
            else ""
        )
        todo = [count(differ, "difference") + sure] if differ else ["in step"]
        todo += [f"{count(copies, 'text')} to translate"] if copies else []
        self.top_line.words = (f"Week {number}  {names}" if number is not None else names, " · ".join(todo))
        self.top_line.refresh()
        self.tell()

    def tell(self) -> None:
        """What is known of the difference the cursor is on, and which way it would be mirrored."""
        from worklog_tui.tui.view.drift_words import offer

        if self.view.sides is None:
            return
        stop, keys = self.view.stop, self.keymap
        self.told.say(stop.drift.words if stop.drift is not None else "", "warn")
        names = tuple((p.language or "–") for p in self.pages)
        self.offered.say(*offer(stop, self.view.side, (names[0], names[1]), keys))
        idle = set()
        if stop.drift is None or not stop.drift.certain:
            idle.add("twins_mirror")
        if self.view.half is None or not self.view.half.copied:
            idle.add("twins_done")
        if not any(one.certain for one in self.found):
            idle.add("twins_mirror_all")
        if len(self._others) < 2:
            idle.add("twins_language")
        self.footer.leave_out(frozenset(idle))

    @property
    def _others(self) -> tuple[PageRef, ...]:
        """The week's pages in other languages than the first page's."""
        return self.session.lockstep.twins(self.pages[0])

    def take_week(self, week: Week | None) -> None:  # noqa: ARG002 - both pages may have changed
        """After an edit."""
        self.read()

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tells the person one line, and what the twin did in the edit before it."""
        words, self.aside = (f"{words} · {self.aside}" if self.aside else words), ""
        self.toast.show(words, bad=bad)

    def go_to_page(self, page: PageRef) -> None:
        """Undo and redo: what has changed is shown already, where it is one of these pages."""
        self.read()
        if page.rel not in [p.rel for p in self.pages]:
            self.say("That was on another week.")

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, where: str, event: Key) -> bool:  # noqa: ARG002 - there is one part here
        """A key; while a field is open, those typed before it had the focus are passed on to it."""
        if self.editor is not None:
            self.editor.post_message(Key(event.key, event.character))
            return True
        if passed_on(self, event):
            return True
        command = self.keymap.find("twins", pressed(event.key, event.character))
        if command is None:
            return False
        self.opened_by = event.character or ""
        self.run_command(command.id)
        return True

    def room(self, name: str) -> Any:
        """The main screen's: what is done there knows nothing of this one."""
        return self.main.room(name)

    def press_key(self, character: str) -> None:
        """A command's key that came from an editor."""
        command = self.keymap.find("twins", pressed(character, character))
        if command is not None:
            self.run_command(command.id)

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        if name in ("keep", "keep_next", "cancel"):
            self.editing.leave(keep=name != "cancel", then="next" if name == "keep_next" else "")
            return
        getattr(self, f"do_{name}")()

    def do_up(self) -> None:
        self.view.go(self.view.at - 1)

    def do_down(self) -> None:
        self.view.go(self.view.at + 1)

    def do_left(self) -> None:
        self.view.cross(0)

    def do_right(self) -> None:
        self.view.cross(1)

    def do_first(self) -> None:
        self.view.go(0)

    def do_last(self) -> None:
        self.view.go(len(self.view.stops) - 1)

    def do_page_down(self) -> None:
        self._page(1)

    def do_page_up(self) -> None:
        self._page(-1)

    def _page(self, by: int) -> None:
        self.view.go(self.view.at + by * max(1, self.view.size.height // 3))

    def do_twins_next(self) -> None:
        self._seek(1)

    def do_twins_previous(self) -> None:
        self._seek(-1)

    def _seek(self, by: int) -> None:
        if not self.view.seek(by):
            self.say("No difference and nothing to translate further on." if by > 0 else "None before this one.")

    def do_edit(self) -> None:
        drift = self.view.stop.drift
        if self.view.half is None and drift is not None and drift.certain:
            self.do_twins_mirror()
        elif self.view.half is None:
            self.editing.bring()
        else:
            self.editing.do_edit()

    def do_undo(self) -> None:
        self.editing.do_undo()

    def do_redo(self) -> None:
        self.editing.do_redo()

    def do_twins_done(self) -> None:
        half = self.view.half
        side = self.view.sides[self.view.side] if self.view.sides is not None else None
        if half is None or side is None or not half.copied:
            self.say("Nothing here is marked to translate.")
            return
        row, pane = self.view.row, self.view.pane
        for one in side.waiting:
            if one.heading is not None:
                here = row is None and pane is not None and pane.heading == one.heading
            elif one.block is not None:
                here = row is not None and row.at == (one.block,)
            elif one.list is not None:
                here = row is not None and row.at == (one.list, one.item)
            else:
                here = row is not None and row.at == (one.task,) and one.column == half.at.column
            if here:
                self.session.lockstep.translated(self.page, one)
        self.read()
        self.say("Translated: no longer marked.")

    def do_twins_mirror(self) -> None:
        self.mirroring.one()

    def do_twins_mirror_all(self) -> None:
        self.mirroring.all()

    def do_twins_language(self) -> None:
        others = self._others
        if len(others) < 2:
            self.say("This week is in two languages: both are shown.")
            return
        at = next((n for n, page in enumerate(others) if page.rel == self.pages[1].rel), -1)
        half = self.view.stop.halves[0]
        self.pages = (self.pages[0], others[(at + 1) % len(others)])
        self.main.room("twins").other = self.pages[1].language
        self._begin = half.at if half is not None else None
        self.read()

    def do_drift(self) -> None:
        self.do_back()
        if not any(type(screen).__name__ == "DriftScreen" for screen in self.app.screen_stack):
            self.main.run_command("drift")

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap))

    def do_back(self) -> None:
        at = self.view.at
        while at > 0 and self.view.stops[at].halves[0] is None:
            at -= 1
        half = self.view.stops[at].halves[0]
        self.dismiss(half.at if half is not None else None)

    do_twins = do_back

    # --- messages of the parts -----------------------------------------------------------------------------------

    def on_twins_view_clicked(self, message: TwinsView.Clicked) -> None:
        if self.editor is not None and not self.editing.leave(keep=True):
            return
        self.set_focus(self.view)
        if message.twice:
            self.do_edit()

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        self.run_command(message.command)

    def on_paste(self, event: events.Paste) -> None:
        if self.editor is not None and self.focused is not self.editor:
            self.editor.post_message(event)

    def on_resize(self) -> None:
        if self.editor is not None:
            self.call_after_refresh(self.editing.stand)

    def action_keep_draft(self) -> None:
        """Keep, from the frame of an editor."""
        self.editing.leave(keep=True)

    def action_cancel_draft(self) -> None:
        """Cancel, from the frame of an editor."""
        self.editing.leave(keep=False)
