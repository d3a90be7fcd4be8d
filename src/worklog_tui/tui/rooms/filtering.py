"""Filtering: a line above the week; only the tasks that are meant stay in sight, until the filter is cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.panes import Pane
from worklog_tui.tui.widgets.findline import FindBar, FindLine
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog.finding.task_filter import STATES, TaskFilter, parse_filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.model import Week


class Filtering:
    """The filter of the shown page; ``screen.narrow`` asks it while there is one."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.line: FindLine | None = None
        self.bar: FindBar | None = None
        self.filter = TaskFilter("")
        self._from: tuple[tuple[int, ...], int] = ((), 0)  # the task and column the cursor was on
        self._page = ""
        self._tasks = 0

    def can_filter(self) -> bool:
        """Whether the week has tasks."""
        return self.screen.week is not None and bool(self.screen.week.tasks)

    def can_filter_clear(self) -> bool:
        """Whether there is a filter."""
        return self.screen.narrow is not None

    def do_filter(self) -> None:
        screen = self.screen
        if self.line is not None or screen.editor is not None:
            return
        if not self.can_filter():
            screen.say("There are no tasks to filter on this page.")
            return
        screen.enter_page()
        self._note()
        self.bar = FindBar(screen.paint, "Filter")
        self.line = FindLine("filter", self._typed, self.filter.text, "words, mon, 29/9; ↓ unfinished, no reference …")
        screen.editor = self.line
        screen.mount(self.bar, self.line)
        screen.set_focus(self.line)
        screen.footer.show("filter")
        self._apply(self.filter.text)

    def leave(self) -> None:
        """Takes the line away; the filter stays."""
        line, bar = self.line, self.bar
        self.line = self.bar = None
        if line is None or bar is None:
            return
        line.gone = True
        screen = self.screen
        screen.editor = None
        if screen.focused in (line, None):
            screen.set_focus(screen.view)
        line.remove()
        bar.remove()
        screen.footer.show(screen.where)

    def do_filter_keep(self) -> None:
        self.leave()

    def do_filter_leave(self) -> None:
        self.do_filter_clear()

    def do_filter_next(self) -> None:
        self._ready(1)

    def do_filter_previous(self) -> None:
        self._ready(-1)

    def _ready(self, by: int) -> None:
        """The next of the filters that need no words of one's own."""
        line = self.line
        if line is None:
            return
        ready = ["", *STATES]
        at = ready.index(line.value) if line.value in ready else 0
        line.value = ready[(at + by) % len(ready)]
        line.cursor_position = len(line.value)

    def do_filter_clear(self) -> None:
        self.leave()
        if self.filter.text:
            self._apply("")

    def _typed(self, words: str) -> None:
        self._apply(words)

    def _apply(self, words: str) -> None:
        """Shows what is meant; the cursor stays on its task as long as that is in sight, else goes to the first one."""
        screen = self.screen
        if self.line is None:
            self._note()
        self.filter = parse_filter(words)
        self._page = screen.page.rel if screen.page is not None else ""
        self._tasks = len(screen.week.tasks) if screen.week is not None else 0
        screen.narrow = self.narrow if self.filter else None
        screen.reread()
        screen.view.go(self._stand())
        if self.bar is not None:
            self.bar.say(self._count() if self.filter else f"{self._tasks} tasks")

    def _note(self) -> None:
        """Where the cursor is: the task it stays on while it is in sight."""
        view = self.screen.view
        row = view.row
        if row is not None and row.kind == "task":
            self._from = (row.at, view.cursor.column)
        elif not self._from[0]:
            self._from = ((), 1)

    def _stand(self) -> Cursor:
        view = self.screen.view
        at, column = self._from
        places = [
            (Cursor(p, r, column), row.at)
            for p, pane in enumerate(view.panes)
            for r, row in enumerate(pane.rows)
            if row.kind == "task"
        ]
        if not places:
            return view.cursor
        return next((place for place, task in places if task == at), places[0][0])

    def _count(self) -> str:
        shown = sum(row.kind == "task" for pane in self.screen.view.panes for row in pane.rows)
        return f"{shown} of {self._tasks} tasks"

    # --- what the screen asks ------------------------------------------------------------------------------------

    def narrow(self, week: Week, panes: Sequence[Pane]) -> Sequence[Pane]:
        """The panes with the tasks that are meant. On another page, or when a row came, the filter is gone."""
        screen = self.screen
        if screen.page is None or screen.page.rel != self._page or len(week.tasks) > self._tasks:
            self.filter, screen.narrow = TaskFilter(""), None
            if self.line is not None:
                self.leave()
            return panes
        self._tasks = len(week.tasks)
        waiting = frozenset(text.task for text in screen.session.to_translate(screen.page) if text.task is not None)
        meant = {task.number for task in week.tasks if self.filter.meets(week, task, screen.today, waiting)}
        return [_narrowed(pane, meant, self.filter.text) for pane in panes]


def _narrowed(pane: Pane, meant: set[int], words: str) -> Pane:
    tasks = sum(row.kind == "task" for row in pane.rows)
    if not tasks:
        return pane
    rows = tuple(row for row in pane.rows if row.kind != "task" or row.at[0] in meant)
    shown = sum(row.kind == "task" for row in rows)
    return pane._replace(rows=rows, title=f"{shown} of {tasks} · {words.strip()} · esc shows all · {pane.title}")
