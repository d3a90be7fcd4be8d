"""The problems of the week, or of the journal: Enter goes there, F fixes, ! changes between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout, WidgetPlacement
from textual.screen import Screen

from worklog_tui.resources import styles_dir
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.rooms.problems import Looked, Planned
from worklog_tui.tui.screens.picker import Choice, Picker
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.problemlist import SIGNS, ProblemList
from worklog_tui.tui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.problems_reader import Gathered
    from worklog_tui.tui.rooms.problems import Problems
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run


class Stacked(Layout):
    """The heading, the list, what is selected, the keys."""

    name = "problems"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Called by Textual whenever the screen is laid out."""
        width, height = size
        below = min(8, max(4, height // 4))
        parts = {
            "heading": Region(0, 0, width, 1),
            "problems": Region(0, 1, width, max(1, height - 2 - below)),
            "detail": Region(0, height - 1 - below, width, below),
            "footer": Region(0, height - 1, width, 1),
        }
        return [WidgetPlacement(parts[c.id], NULL_OFFSET, NULL_SPACING, c) for c in children if c.id in parts]


class Heading(DrawnLine):
    """What is listed, and how much of it."""

    left = right = ""

    def say(self, left: str, right: str) -> None:
        """Other words."""
        self.left, self.right = left, right
        self.refresh()

    def runs(self, width: int) -> list[Run]:
        right = text.cut(self.right, width // 2)
        room = max(1, width - text.width(right) - 3)
        return [(" " + text.fit(text.clean(self.left), room), "heading"), (right + " ", "muted")]


class ProblemsScreen(Screen["tuple[PageRef, Found] | None"]):
    """``fixing``: F was pressed: what may be fixed is asked as soon as it is known."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "problems.tcss"]

    def __init__(self, main: MainScreen, room: Problems, *, fixing: bool) -> None:
        super().__init__()
        self.main, self.problems, self.keymap = main, room, main.keymap
        self.paint, bar = Paint(self), Paint(self, "bar")
        self.heading = Heading(bar, id="heading")
        self.list = ProblemList(self.paint, self._moved, self.do_problems_go)
        self.detail = Detail(self.paint)
        self.footer = Footer(bar, main.keymap)
        self.toast = Toast()
        self.scope = "week"
        self.gathered: Gathered | None = None
        self._fixing = fixing
        self._stacked = Stacked()

    @property
    def layout(self) -> Layout:
        """The screen's own division."""
        return self._stacked

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.list
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.list)
        self.footer.show("problems")
        self._read()

    def _read(self) -> None:
        scope = self.scope
        self._show()
        self.problems.reader.read(self.problems.pages(scope), lambda found: self._post(Looked(found, scope)))

    def _post(self, message: Looked | Planned) -> None:
        self.post_message(message)

    def on_looked(self, message: Looked) -> None:
        """What the thread has found so far."""
        if message.scope != self.scope:
            return
        self.gathered = message.gathered
        self._show()
        if self._fixing and message.gathered.complete:
            self._fixing = False
            self.do_problems_fix()

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        gathered = self.gathered
        found = gathered.found if gathered is not None else ()
        rows = [(page, one, self._called(page)) for page, one in found]
        whole = gathered is not None and gathered.complete
        self.list.show(rows, self._empty() if whole else "Reading…")
        self.heading.say(f"Problems of {self._of()}", self._much(found, gathered))
        self._moved()

    def _of(self) -> str:
        entry = self.main.entry
        return self.main.session.journal.title if self.scope == "journal" else entry.label if entry else "this page"

    def _empty(self) -> str:
        return "No problems here." + (" ! looks through the whole journal." if self.scope == "week" else "")

    def _much(self, found: tuple[tuple[PageRef, Found], ...], gathered: Gathered | None) -> str:
        if gathered is None:
            return ""
        fixes = sum(bool(one.fix) for _, one in found)
        parts = [count(len(found), "problem"), f"{fixes} with a certain fix" if fixes else ""]
        if not gathered.complete:
            parts.append(f"reading {gathered.looked:,} of {gathered.total:,}")
        if gathered.unreadable:
            parts.append(f"{count(len(gathered.unreadable), 'page')} unreadable")
        return " · ".join(part for part in parts if part)

    def _called(self, page: PageRef) -> str:
        """A page in few letters: its week and, where there are twins, its language."""
        entry = self.main.session.journal.entry_of(page)
        name = page.rel.rsplit("/", 1)[-1] if entry is None else entry.label
        several = entry is not None and len(entry.pages) > 1
        return f"{name} {page.language}" if several and page.language else name

    def _moved(self) -> None:
        chosen = self.list.chosen

        def make(width: int) -> Lines:
            if chosen is None:
                return []
            page, found = chosen
            problem = found.problem
            _, tone = SIGNS[problem.severity]
            lines: Lines = [[(line, "title")] for line in text.wrap(text.clean(problem.message), width)]
            where = f"{problem.severity} · {problem.code} · {page.rel}, line {problem.line}"
            lines.append([(text.cut(text.clean(where), width), tone)])
            say = "F fixes it: the change is shown first." if found.fix else "No certain fix: enter goes there."
            lines.append([(text.cut(say, width), "muted")])
            return lines

        self.detail.show(make)

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, where: str, event: events.Key) -> bool:
        """A key in the list."""
        command = self.keymap.find(where, pressed(event.key, event.character))
        if command is None:
            return False
        self.run_command(command.id)
        return True

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        handler: Callable[[], None] = getattr(self, f"do_{name}")
        handler()

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        self.run_command(message.command)

    def do_up(self) -> None:
        self.list.step(-1)

    def do_down(self) -> None:
        self.list.step(1)

    def do_first(self) -> None:
        self.list.step(-len(self.list.rows))

    def do_last(self) -> None:
        self.list.step(len(self.list.rows))

    def do_page_down(self) -> None:
        self.list.step(max(1, self.list.room.height - 1))

    def do_page_up(self) -> None:
        self.list.step(-max(1, self.list.room.height - 1))

    def do_problems_go(self) -> None:
        if (chosen := self.list.chosen) is not None:
            self.dismiss(chosen)

    def do_problems_scope(self) -> None:
        self.scope = "journal" if self.scope == "week" else "week"
        self.gathered = None
        self._read()

    def do_problems_back(self) -> None:
        self.problems.reader.close()
        self.dismiss(None)

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap))

    # --- fixing --------------------------------------------------------------------------------------------------

    def do_problems_fix(self) -> None:
        """Asks which ones: this, its kind, all certain ones listed."""
        found = [one for _, one in (self.gathered.found if self.gathered is not None else ()) if one.fix]
        if not found:
            self.toast.show("None of these has a certain fix: enter goes to the place.")
            return
        chosen = self.list.chosen
        choices = []
        if chosen is not None and chosen[1].fix:
            problem = chosen[1].problem
            kind = sum(one.problem.code == problem.code for one in found)
            choices.append(Choice("one", f"This one: {problem.message}"))
            if kind > 1:
                choices.append(Choice("kind", f"All {kind} of this kind ({problem.code})"))
        if len(found) > 1 or not choices:
            choices.append(Choice("all", f"All {count(len(found), 'certain fix', 'certain fixes')} of {self._of()}"))
        self.app.push_screen(Picker("Fix: the changes are shown first", choices), lambda name: self._plan(name, chosen))

    def _plan(self, name: str | None, chosen: tuple[PageRef, Found] | None) -> None:
        if name is None:
            return
        one = chosen[1] if chosen is not None else None
        wanted: Callable[[Found], bool] = lambda _: True  # noqa: E731
        pages = self.problems.pages(self.scope)
        if name == "one" and chosen is not None:
            page = chosen[0]
            pages, wanted = (lambda: [page]), (lambda found: found == one)
        elif name == "kind" and one is not None:
            wanted = lambda found: found.problem.code == one.problem.code  # noqa: E731
        self.toast.show("Working out the changes…")
        self.problems.reader.plan(pages, wanted, lambda plan: self._post(Planned(plan)))

    def on_planned(self, message: Planned) -> None:
        """The changes are known: they are shown, and made after a yes."""
        plan = message.plan
        self.toast.hide()
        if not plan.pages:
            why = plan.refused[0][1] if plan.refused else "Nothing is left to fix here."
            self.toast.show(why, bad=bool(plan.refused))
            return
        from worklog_tui.tui.screens.fixes import FixesScreen

        def answered(yes: bool | None) -> None:
            if yes:
                words, bad = self.problems.try_make(plan)
                self.toast.show(words, bad=bad)
                self._read()

        self.app.push_screen(FixesScreen(plan), answered)

    # --- the rest ------------------------------------------------------------------------------------------------

    def room(self, name: str) -> Any:
        """The main screen's."""
        return self.main.room(name)
