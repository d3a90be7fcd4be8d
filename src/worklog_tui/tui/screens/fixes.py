"""The changes fixes (or a mirroring) would make, before they are made: enter makes them, esc leaves all as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from worklog_tui.resources import styles_dir
from worklog_tui.tui.view import text
from worklog_tui.tui.view.fix_lines import fix_lines
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.scrolled import Scrolled
from worklog_tui.tui.widgets.typing_keys import Once, passed_on

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from worklog_tui.session.mending import Plan
    from worklog_tui.tui.view.paint import Run

_MAKE, _LEAVE = "enter make them", "esc leave"


class Changes(Scrolled, can_focus=True):
    """The changed lines, scrolled."""

    def __init__(self, paint: Paint, plan: Plan) -> None:
        super().__init__(paint, id="changes")
        self.plan = plan
        self._lines: list[list[Run]] = []
        self._width = -1

    def _fill(self, width: int) -> None:
        if width != self._width:
            self._width, self._lines = width, fix_lines(self.plan, width)
            self.count = len(self._lines)

    def draw_line(self, at: int, width: int) -> Strip:
        self._fill(width)
        return self.paint.strip(self._lines[at] if at < len(self._lines) else [], width)

    def on_resize(self) -> None:
        self._fill(self.room.width)


class Answers(DrawnLine):
    """What Enter and Esc do, to be clicked too."""

    def runs(self, width: int) -> list[Run]:
        space = max(1, width - len(_MAKE) - len(_LEAVE) - 2)
        return [(" " + _MAKE, "key"), (" " * space, ""), (_LEAVE + " ", "key")]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        assert isinstance(self.screen, FixesScreen)  # noqa: S101 - it is made for that screen alone
        self.screen.dismiss(event.x < self.size.width // 2)


class FixesScreen(Once, ModalScreen[bool]):
    """Gives back whether the changes are to be made."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "fixes.tcss"]

    def __init__(self, plan: Plan, title: str = "") -> None:
        super().__init__()
        self.plan, self.told = plan, title
        paint = Paint(self, "bar")
        self.changes = Changes(paint, plan)
        self.answers = Answers(paint)

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            where = count(len(self.plan.pages), "page")
            told = self.told or f"{count(self.plan.problems, 'problem')} on {where}: the changes"
            box.border_title = text.content(told)
            yield self.changes
            yield self.answers

    def on_mount(self) -> None:
        self.set_focus(self.changes)

    def on_key(self, event: events.Key) -> None:
        """Enter and Esc answer, the others scroll."""
        if passed_on(self, event):
            return
        page = max(1, self.changes.room.height - 1)
        by = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "space": page}.get(event.key)
        if event.key == "enter":
            self.dismiss(True)
        elif event.key in ("escape", "q", "ctrl+g"):
            self.dismiss(False)
        elif by is not None:
            self.changes.scroll_lines(self.changes.top + by)
        else:
            return
        event.stop()
