"""Both have changed the same places of a page: each is decided by itself, mine, theirs or both; nothing is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout, WidgetPlacement
from textual.screen import Screen

from worklog_tui.document.model import Refused
from worklog_tui.resources import styles_dir
from worklog_tui.storage.errors import StorageError, short_name
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.screens.picker import PATIENCE
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.listed import Listing
from worklog_tui.tui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.strip import Strip
    from textual.widget import Widget

    from worklog_tui.merge.choosing import Choice, Place
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.outside import Standoff
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run

_LONGEST: Final = 4_000  # characters of a side that are shown


class Divided(Layout):
    """What it is about, the places, the selected one in both versions, the keys."""

    name = "conflict"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Called by Textual whenever the screen is laid out."""
        width, height = size
        above = max(2, min((height - 3) // 3, getattr(parent, "rows", 5) + 1))
        parts = {
            "top": Region(0, 0, width, 2),
            "places": Region(0, 2, width, above),
            "detail": Region(0, 2 + above, width, max(1, height - 3 - above)),
            "footer": Region(0, height - 1, width, 1),
        }
        return [WidgetPlacement(parts[c.id], NULL_OFFSET, NULL_SPACING, c) for c in children if c.id in parts]


class Question(DrawnLine):
    """Two lines: what has happened, how much is decided."""

    words: tuple[str, str] = ("", "")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        tone = "title" if y == 0 else "muted"
        return self.paint.strip([(" " + text.cut(text.clean(self.words[min(y, 1)]), width - 2), tone)], width)


class ConflictScreen(Screen[str]):
    """Gives back ``written``, ``later``, ``editor``, or ``again``: one side has changed meanwhile."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "conflict.tcss"]

    def __init__(self, main: MainScreen, page: PageRef, found: Standoff, places: Sequence[Place]) -> None:
        super().__init__()
        self.main, self.page, self.found, self.places, self.keymap = main, page, found, places, main.keymap
        self.rows = len(places)
        self.choices: list[Choice | None] = [None] * len(places)
        self.opens = time.monotonic() + PATIENCE  # it was not asked for: keys on their way are not its answer
        self.paint, bar = Paint(self), Paint(self, "bar")
        self.question = Question(bar, id="top")
        self.list = Listing(self.paint, "places", self._line, self._moved, self._clicked)
        self.detail = Detail(self.paint)
        self.footer, self.toast = Footer(bar, main.keymap), Toast()
        self.footer.where = "conflict"
        self._divided = Divided()

    @property
    def layout(self) -> Layout:
        """The screen's own division."""
        return self._divided

    def compose(self) -> ComposeResult:
        yield self.question
        yield self.list
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.list)
        self.list.show(len(self.places), 0)
        self._moved()

    # --- showing -------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        left = self.choices.count(None)
        entry = self.main.session.journal.entry_of(self.page)
        name = entry.label if entry is not None else short_name(self.page.path)
        self.question.words = (
            f"Another program has changed the same as you in {name}: {count(len(self.places), 'place')}",
            f"{count(left, 'place')} to decide; all else is taken from both."
            if left
            else "All is decided: enter writes it. Both versions are kept among the page's versions.",
        )
        self.question.refresh()
        place, choice = self.places[self.list.at], self.choices[self.list.at]

        def make(width: int) -> Lines:
            out: Lines = []
            for name, says in (("mine", place.mine), ("theirs", place.theirs)):
                on = choice in (name, "both")
                out.append([("● " if on else "○ ", "good" if on else "muted"), (name.title(), "heading")])
                shown = text.clean(says[:_LONGEST]) or "(deleted)"
                tone = "text" if on or choice is None else "muted"
                out += [[("  " + line, tone)] for line in text.wrap(shown, width - 2)]
                out.append([])
            if place.both:
                out.append([("● " if choice == "both" else "○ ", "good"), ("Both: yours, then theirs", "muted")])
            return out

        self.detail.show(make)

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        place, choice = self.places[at], self.choices[at]
        room = max(8, width - 14)
        return [
            ("▸ " if on else "  ", "key"),
            (text.fit(text.clean(place.where), room), "title" if on else "text"),
            ("  ", ""),
            (choice or "?", "good" if choice else "bad"),
        ]

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, where: str, event: events.Key) -> bool:  # noqa: ARG002 - there is one list here
        """A key."""
        command = self.keymap.find("conflict", pressed(event.key, event.character))
        if command is None or time.monotonic() < self.opens:
            return command is not None
        self.run_command(command.id)
        return True

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        getattr(self, f"do_{name}")()

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        self.run_command(message.command)

    def do_up(self) -> None:
        self.list.step(-1)

    def do_down(self) -> None:
        self.list.step(1)

    def do_first(self) -> None:
        self.list.step(-self.rows)

    def do_last(self) -> None:
        self.list.step(self.rows)

    def do_page_down(self) -> None:
        if not self.detail.read_on(1):
            self.list.step(1)

    def do_page_up(self) -> None:
        if not self.detail.read_on(-1):
            self.list.step(-1)

    def _choose(self, choice: Choice) -> None:
        """This place is decided; the next one that is not is selected."""
        self.choices[self.list.at] = choice
        self.list.refresh()
        left = [at for at, one in enumerate(self.choices) if one is None]
        onward = [at for at in left if at > self.list.at] or left
        if onward:
            self.list.step(onward[0] - self.list.at)
        self._moved()

    def do_conflict_mine(self) -> None:
        self._choose("mine")

    def do_conflict_theirs(self) -> None:
        self._choose("theirs")

    def do_conflict_both(self) -> None:
        if self.places[self.list.at].both:
            self._choose("both")
        else:
            self.say("Both cannot stand here: choose mine (m) or theirs (t).")

    def do_conflict_all_mine(self) -> None:
        self._all("mine")

    def do_conflict_all_theirs(self) -> None:
        self._all("theirs")

    def _all(self, choice: Choice) -> None:
        self.choices = [choice] * len(self.places)
        self.list.refresh()
        self._moved()

    def do_conflict_write(self) -> None:
        chosen = [choice for choice in self.choices if choice is not None]
        if len(chosen) < len(self.places):
            self.list.step(self.choices.index(None) - self.list.at)
            self.say(f"{count(self.choices.count(None), 'place')} to decide: m mine, t theirs, b both.")
            return
        try:
            done = self.main.session.outside.settle_as(self.page, self.found, chosen)
        except (StorageError, Refused, ValueError) as error:
            self.say(str(error), bad=True)
            return
        self.dismiss("written" if done else "again")

    def do_conflict_editor(self) -> None:
        self.dismiss("editor")

    def do_conflict_later(self) -> None:
        self.dismiss("later")

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap))

    def _clicked(self, which: Listing, twice: bool) -> None:  # noqa: ARG002 - there is one list here
        if twice:
            self._choose("theirs" if self.choices[self.list.at] == "mine" else "mine")

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tells the person one line."""
        self.toast.show(words, bad=bad)
