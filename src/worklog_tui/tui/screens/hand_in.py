"""What would be handed in, page by page; y commits and pushes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.tui.rooms.spoken import About
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.change_lines import MARKS, told_runs
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.strip import Strip

    from worklog_tui.checks.model import Found
    from worklog_tui.merge.told import Change
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.publish.changed import PageChange
    from worklog_tui.session.publish.plan import Plan
    from worklog_tui.tui.rooms.hand_in import HandIn, Place
    from worklog_tui.tui.rooms.spoken import Spoken
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Paint, Run

_DOING = frozenset({"handing_yes", "handing_message"})
_MOST = 400  # files, commits or changes of one kind that are listed


class Row(NamedTuple):
    """One line: a heading, a difference, or words with a mark. ``place``: where Enter goes."""

    words: str
    tone: str = "text"
    mark: tuple[str, str] = ("", "")
    change: Change | None = None
    place: Place | None = None
    right: str = ""


class State(DrawnLine):
    """Where it is: what was done, or why it cannot be done, on a few lines."""

    HEIGHT = 3

    def __init__(self, paint: Paint) -> None:
        super().__init__(paint, id="state")
        self.words: Sequence[tuple[str, str, str]] = ()

    def say(self, *words: tuple[str, str, str]) -> None:
        """Lines of (mark, tone of the mark, words)."""
        self.words = words
        self.refresh()

    def lines(self, width: int) -> Lines:
        """All of them, wrapped."""
        out: Lines = []
        for mark, tone, words in self.words:
            wrapped = text.wrap(text.clean(words), max(10, width - 5))
            out += [[(f" {mark} " if at == 0 else "   ", tone), (line, "text")] for at, line in enumerate(wrapped)]
        return out

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self.lines(width)
        return self.paint.strip(lines[y] if y < len(lines) else [], width)


class HandInScreen(Aside["Place | None"]):
    """Gives back where to go, if one is to go somewhere."""

    PLACE = "handing_in"

    def __init__(self, main: MainScreen, room: HandIn) -> None:
        super().__init__(main)
        self.handing = room
        self.heading = Heading(self.bar_paint, id="heading")
        self.state = State(self.paint)
        self.listing = Listing(self.paint, "handing", self._line, lambda: None, self._clicked)
        self.rows: list[Row] = []
        self.plan: Plan | None = None
        self.take_all = False
        self.message = ""  # other than the usual one

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, where it is, what would be handed in, the keys."""
        above = State.HEIGHT + 1  # a blank line
        return stacked(width, ("heading", 1), ("state", above), ("handing", height - 2 - above), ("footer", 1))

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.state
        yield self.listing
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self.heading.say(f"Hand in · {self.main.session.journal.title}")
        self.do_handing_again()

    # --- told by the room ----------------------------------------------------------------------------------------

    def working(self, words: str) -> None:
        """What is being done."""
        self.footer.leave_out(_DOING)
        self.state.say(("…", "muted", f"{words}…"))

    def refused(self, words: str, found: Sequence[tuple[PageRef, Found]]) -> None:
        """Why nothing is handed in."""
        self.plan = None
        self.footer.leave_out(_DOING)
        self.state.say(("✗", "bad", words))
        self.rows = [self._problem(page, one) for page, one in found]
        self.listing.empty = ""
        self.listing.show(len(self.rows), 0)

    def planned(self, plan: Plan) -> None:
        """Everything is known: it is listed."""
        self.plan = plan
        idle = _DOING if plan.nothing else frozenset() if plan.take else frozenset({"handing_message"})
        self.footer.leave_out(idle)
        self._tell(plan)
        self.rows = list(self._listed(plan))
        self.listing.empty = ""
        self.listing.show(len(self.rows), 0)

    def _tell(self, plan: Plan) -> None:
        ground = plan.ground
        self.heading.say(f"Hand in · {self.main.session.journal.title}", f"→ {ground.where}")
        checked = f"{count(len(plan.errors), 'error')}, {count(plan.warnings, 'warning')} in the pages"
        sign = ("✗", "bad") if plan.errors else ("!", "warn") if plan.warnings else ("✓", "good")
        if plan.nothing:
            self.state.say((*sign, checked), ("✓", "good", f"Everything is published on {ground.where} already."))
        else:
            self.state.say((*sign, checked), self._built(plan), ("●", "key", self._would(plan)))

    def _built(self, plan: Plan) -> tuple[str, str, str]:
        built = plan.built
        if built is None:
            return "·", "muted", "Not built: there is no Hugo site around this journal."
        warned = f", {count(len(built.warnings), 'warning')} of Hugo's" if built.warnings else ""
        return (
            "✓",
            "good",
            f"The site builds: {count(built.pages, 'page')}, Hugo {built.version}, {built.seconds:.1f} s{warned}",
        )

    def _would(self, plan: Plan) -> str:
        if not plan.take:
            return f"y pushes {count(len(plan.ground.ahead), 'commit')} to {plan.ground.where}"
        first = "" if plan.ground.follows else "for the first time "
        commits = f"y commits {count(len(plan.take), 'file')} as “{self.message or plan.message}”"
        return f"{commits} and pushes {first}to {plan.ground.where}"

    # --- rows ----------------------------------------------------------------------------------------------------

    def _listed(self, plan: Plan) -> list[Row]:
        out: list[Row] = []
        if plan.errors:
            out += [Row("Errors in the pages", "heading"), *(self._problem(page, one) for page, one in plan.errors)]
        for page in plan.pages:
            out += self._page(page)
        marks = {"added": MARKS["added"], "removed": MARKS["removed"], "changed": MARKS["changed"]}
        if plan.files:
            out.append(Row("Other files", "heading", right=str(len(plan.files))))
            out += [Row(one.path, mark=marks[one.sort]) for one in plan.files[:_MOST]]
        if plan.ground.ahead:
            out.append(Row("Commits that are not pushed yet", "heading", right=str(len(plan.ground.ahead))))
            out += [Row(one.subject, mark=(f"{one.id[:8]} ", "number")) for one in plan.ground.ahead[:_MOST]]
        if plan.stay:
            out.append(Row("Stays behind: a takes it too", "heading", right=str(len(plan.stay))))
            out += [Row(one.path, "muted", ("· ", "faint")) for one in plan.stay[:_MOST]]
        return out + [Row(note, "muted", ("! ", "warn")) for note in plan.notes]

    def _page(self, page: PageChange) -> list[Row]:
        place = (page.page, None) if page.sort != "removed" else None
        right = {
            "added": "new" + (f", {count(page.tasks, 'task')}" if page.tasks else ""),
            "removed": "removed",
            "changed": count(len(page.changes), "difference"),
        }[page.sort]
        rows = [Row("", change=one, mark=MARKS[one.sort], place=place) for one in page.changes[:_MOST]]
        return [Row(page.name, "heading", place=place, right=right), *rows]

    def _problem(self, page: PageRef, one: Found) -> Row:
        entry = self.main.session.journal.entry_of(page)
        name = page.rel if entry is None else f"{entry.label}{f' {page.language}' if page.language else ''}"
        return Row(f"{name}:{one.problem.line}  {one.problem.message}", mark=("✗ ", "bad"), place=(page, one))

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        row = self.rows[at]
        lead: Run = ("▸ " if on else "  ", "key")
        if row.tone == "heading":
            right = text.clean(row.right)
            name = text.fit(text.clean(row.words), max(1, width - text.width(right) - 4))
            return [lead, (name, "title"), (f" {right} ", "muted")]
        inner: list[Run] = [lead, ("  ", ""), row.mark]
        room = max(1, width - 4 - text.width(row.mark[0]))
        if row.change is not None:
            return [*inner, *told_runs(row.change, room, on)]
        return [*inner, (text.cut(text.clean(row.words), room), "title" if on and row.tone == "text" else row.tone)]

    # --- keys ----------------------------------------------------------------------------------------------------

    def do_handing_again(self) -> None:
        if self.handing.pushing:
            self.say("It is being handed in.")
            return
        self.plan, self.rows = None, []
        self.listing.empty = "Looking…"
        self.listing.show(0, 0)
        self.handing.plan(self.take_all)

    def do_handing_all(self) -> None:
        self.take_all = not self.take_all
        self.do_handing_again()

    def do_handing_yes(self) -> None:
        plan = self.plan
        if self.handing.pushing:
            self.say("It is being handed in.")
        elif plan is None:
            self.say("There is nothing to hand in yet: r looks again.")
        elif plan.nothing:
            self.say("Everything is published already.")
        else:
            self.plan = None
            self.handing.hand_in(plan, self.message)

    def do_handing_message(self) -> None:
        """The commit's message, to be written anew."""
        plan = self.plan
        if plan is None or not plan.take:
            self.say("There is nothing to commit.")
            return
        from worklog_tui.tui.screens.saying import SayingScreen

        old = self.message or plan.message
        asking = SayingScreen("The commit's message", self.keymap, "m")
        asking.words.text = old  # the cursor before it: most put something in front
        page = self.main.session.journal.weeks[0].pages[0]
        about = About("", "m", "the message of a commit", page.path, {"message": True})
        spoken: Spoken = self.main.room("spoken")
        kept = spoken.begin(about, old, lambda: asking.said)

        def said(words: str | None) -> None:
            spoken.watch.end(kept)
            self.message = words or self.message
            if self.plan is plan:
                self._tell(plan)

        self.app.push_screen(asking, said)

    def do_handing_go(self) -> None:
        place = self.rows[self.listing.at].place if self.listing.at < len(self.rows) else None
        if place is None:
            self.say("Enter goes to a page, or to the place of a problem.")
        else:
            self.dismiss(place)

    def do_handing_back(self) -> None:
        self.dismiss(None)

    def _clicked(self, _: Listing, twice: bool) -> None:
        if twice:
            self.do_handing_go()
