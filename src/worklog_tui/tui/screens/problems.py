"""The problems of the week, or of the journal: Enter goes there, F fixes, ! changes between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.rooms.problems import Looked, Planned
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.screens.picker import Choice, Picker
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.problemlist import SIGNS, ProblemList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Region

    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.problems_reader import Gathered
    from worklog_tui.tui.rooms.problems import Problems
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines


class ProblemsScreen(Aside["tuple[PageRef, Found] | None"]):
    """``fixing``: F was pressed: what may be fixed is asked as soon as it is known."""

    PLACE = "problems"
    listing: ProblemList

    def __init__(self, main: MainScreen, room: Problems, *, fixing: bool) -> None:
        super().__init__(main)
        self.problems = room
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = ProblemList(self.paint, self._moved, self.do_problems_go)
        self.detail = Detail(self.paint)
        self.scope = "week"
        self.gathered: Gathered | None = None
        self._fixing = fixing

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the list, what is selected, the keys."""
        below = min(8, max(4, height // 4))
        return stacked(
            width, ("heading", 1), ("problems", max(1, height - 2 - below)), ("detail", below), ("footer", 1)
        )

    def on_mount(self) -> None:
        self.set_focus(self.listing)
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
        self.listing.show_rows(rows, self._empty() if whole else "Reading…")
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
        chosen = self.listing.chosen

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

    def do_problems_go(self) -> None:
        if (chosen := self.listing.chosen) is not None:
            self.dismiss(chosen)

    def do_problems_scope(self) -> None:
        self.scope = "journal" if self.scope == "week" else "week"
        self.gathered = None
        self._read()

    def do_problems_back(self) -> None:
        self.problems.reader.close()
        self.dismiss(None)

    # --- fixing --------------------------------------------------------------------------------------------------

    def do_problems_fix(self) -> None:
        """Asks which ones: this, its kind, all certain ones listed."""
        found = [one for _, one in (self.gathered.found if self.gathered is not None else ()) if one.fix]
        if not found:
            self.toast.show("None of these has a certain fix: enter goes to the place.")
            return
        chosen = self.listing.chosen
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
