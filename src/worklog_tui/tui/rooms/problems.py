"""The problems of the week or the journal: listed, gone to, fixed as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.problems_reader import Gathered, ProblemsReader
from worklog_tui.tui.view.people import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.checks.model import Found
    from worklog_tui.session.mending import Plan
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.finding.search import Spot
    from worklog_tui.worklog.model import Problem, Week


_BESIDE: Final = frozenset({"twin-dates", "twin-days", "twin-items", "twin-links", "twin-rows"})


class Looked(Message):
    """The thread has found more; ``scope`` tells which list it belongs to."""

    def __init__(self, gathered: Gathered, scope: str) -> None:
        super().__init__()
        self.gathered, self.scope = gathered, scope


class Planned(Message):
    """The fixes asked for, as they would be."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


class Problems:
    """What ``!`` and ``F`` do."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.reader = ProblemsReader(screen.session)

    def close(self) -> None:
        """The screen goes: so does the thread."""
        self.reader.close()

    def do_problems(self) -> None:
        self._open(fixing=False)

    def do_fix(self) -> None:
        self._open(fixing=True)

    def _open(self, *, fixing: bool) -> None:
        screen = self.screen
        if screen.editor is not None or not screen.session.journal.weeks:
            return
        from worklog_tui.tui.screens.problems import ProblemsScreen

        screen.app.push_screen(ProblemsScreen(screen, self, fixing=fixing), self._picked)

    def pages(self, scope: str) -> Callable[[], Sequence[PageRef]]:
        """The pages of the shown week, those in its own language first, or of the journal."""
        screen = self.screen
        entry, shown = screen.entry, screen.page
        if scope == "week" and entry is not None:
            return lambda: sorted(entry.pages, key=lambda page: page != shown)
        if scope == "week" and shown is not None:
            return lambda: [shown]
        return lambda: list(screen.session.checking.pages())

    def make(self, plan: Plan) -> str:
        """The planned edits as one step; what to say of it. Raises Refused, PageUnreadable."""
        session = self.screen.session
        label = f"fix {count(plan.problems, 'problem')}"
        session.execute_together([(one.page, one.edit) for one in plan.pages], label)
        where = f" on {count(len(plan.pages), 'page')}" if len(plan.pages) > 1 else ""
        return f"{count(plan.problems, 'problem')} fixed{where} · {self.screen.keymap.undoes}"

    def try_make(self, plan: Plan) -> tuple[str, bool]:
        """What to say, and whether it went wrong."""
        try:
            return self.make(plan), False
        except (Refused, PageUnreadable) as error:
            return str(error), True

    def _picked(self, picked: tuple[PageRef, Found] | None) -> None:
        if picked is not None:
            self.go(*picked)

    def go(self, page: PageRef, found: Found | None) -> None:
        """Goes to a page, and to the place of a problem on it; a file that is no week opens in the editor."""
        screen = self.screen
        if screen.session.journal.entry_of(page) is None:
            screen.looking.edit_outside(None, str(page.path), found.problem.line if found is not None else None)
            return
        screen.session.look_at(page)  # what was told is about the page on the disk
        screen.go_to_page(page)
        screen.commanding.touched = True
        week = screen.week
        if found is None:
            return
        if week is not None:
            from worklog_tui.tui.view.hit_places import place_of

            screen.enter_page()
            screen.view.go(place_of(screen.view.panes, spot_of(week, found.problem), week))
            if found.problem.code in _BESIDE:  # what differs is seen beside the other language
                screen.room("twins").differing()
                return
        screen.say(found.problem.message)


def spot_of(week: Week, problem: Problem) -> Spot:
    """Where a problem stands: its task and column, else the last piece of the page that begins at or above its line."""
    from worklog_tui.worklog.finding.search import Spot, units

    if problem.task is not None and problem.task <= len(week.tasks):
        task = week.tasks[problem.task - 1]
        column = problem.column if problem.column is not None else _task_column(week, problem.task)
        return Spot("task", (task.number,), column)
    if problem.line < week.document.body_line:
        return Spot("front")
    above = [unit for unit in units(week) if unit.line <= problem.line and unit.spot.what != "front"]
    return max(above, key=lambda unit: unit.line).spot if above else Spot("front")


def _task_column(week: Week, number: int) -> int:
    field = week.tasks[number - 1].field("task")
    return field.column.index if field is not None else 0
