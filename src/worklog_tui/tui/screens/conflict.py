"""Both have changed the same places of a page: each is decided by itself, mine, theirs or both; nothing is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import StorageError, short_name
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.screens.aside import Aside, stacked
from worklog_tui.tui.screens.picker import PATIENCE
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.strip import Strip

    from worklog_tui.merge.choosing import Choice, Place
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.outside import Standoff
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run

_LONGEST: Final = 4_000  # characters of a side that are shown


class Question(DrawnLine):
    """Two lines: what has happened, how much is decided."""

    words: tuple[str, str] = ("", "")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        tone = "title" if y == 0 else "muted"
        return self.paint.strip([(" " + text.cut(text.clean(self.words[min(y, 1)]), width - 2), tone)], width)


class ConflictScreen(Aside[str]):
    """Gives back ``written``, ``later``, ``editor``, or ``again``: one side has changed meanwhile."""

    PLACE = "conflict"

    def __init__(self, main: MainScreen, page: PageRef, found: Standoff, places: Sequence[Place]) -> None:
        super().__init__(main)
        self.page, self.found, self.places = page, found, places
        self.choices: list[Choice | None] = [None] * len(places)
        self.opens = time.monotonic() + PATIENCE  # it was not asked for: keys on their way are not its answer
        self.question = Question(self.bar_paint, id="top")
        self.listing = Listing(self.paint, "places", self._line, self._moved, self._clicked)
        self.detail = Detail(self.paint)

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """What it is about, the places, the selected one in both versions, the keys."""
        above = max(2, min((height - 3) // 3, len(self.places) + 1))
        return stacked(width, ("top", 2), ("places", above), ("detail", max(1, height - 3 - above)), ("footer", 1))

    def compose(self) -> ComposeResult:
        yield self.question
        yield self.listing
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self.listing.show(len(self.places), 0)
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
        place, choice = self.places[self.listing.at], self.choices[self.listing.at]

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

    def press(self, where: str, event: events.Key) -> bool:
        """A key, once the screen has stood for a moment."""
        if time.monotonic() < self.opens:
            return self.keymap.find(self.place, pressed(event.key, event.character)) is not None
        return super().press(where, event)

    def do_page_down(self) -> None:
        if not self.detail.read_on(1):
            self.listing.step(1)

    def do_page_up(self) -> None:
        if not self.detail.read_on(-1):
            self.listing.step(-1)

    def _choose(self, choice: Choice) -> None:
        """This place is decided; the next one that is not is selected."""
        self.choices[self.listing.at] = choice
        self.listing.refresh()
        left = [at for at, one in enumerate(self.choices) if one is None]
        onward = [at for at in left if at > self.listing.at] or left
        if onward:
            self.listing.step(onward[0] - self.listing.at)
        self._moved()

    def do_conflict_mine(self) -> None:
        self._choose("mine")

    def do_conflict_theirs(self) -> None:
        self._choose("theirs")

    def do_conflict_both(self) -> None:
        if self.places[self.listing.at].both:
            self._choose("both")
        else:
            self.say("Both cannot stand here: choose mine (m) or theirs (t).")

    def do_conflict_all_mine(self) -> None:
        self._all("mine")

    def do_conflict_all_theirs(self) -> None:
        self._all("theirs")

    def _all(self, choice: Choice) -> None:
        self.choices = [choice] * len(self.places)
        self.listing.refresh()
        self._moved()

    def do_conflict_write(self) -> None:
        chosen = [choice for choice in self.choices if choice is not None]
        if len(chosen) < len(self.places):
            self.listing.step(self.choices.index(None) - self.listing.at)
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

    def _clicked(self, which: Listing, twice: bool) -> None:  # noqa: ARG002 - there is one list here
        if twice:
            self._choose("theirs" if self.choices[self.listing.at] == "mine" else "mine")
