"""A page's versions, newest first, and what each differs in: tasks and cells, items, values. Restored as edits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.session.versions import Versions
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.rooms.versions import Differs, Listed, Looker
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.change_lines import MARKS, told_runs
from worklog_tui.tui.view.people import WEEKDAYS, count
from worklog_tui.tui.widgets.listed import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Region

    from worklog_tui.merge.told import Change
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.versions import Moment
    from worklog_tui.tui.rooms.versions import Sight
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.paint import Run

_WAIT = 0.06  # seconds a version is looked at before its differences are asked for


class VersionsScreen(Aside["str | None"]):
    """Gives back what the main screen is to say. ``then``: differences to the version before, not to the page now."""

    PLACE = "versions"

    def __init__(self, main: MainScreen, page: PageRef) -> None:
        super().__init__(main)
        self.page, self.today = page, main.today
        self.versions = Versions(main.session, page)
        self.looker = Looker(self.versions, self.post_message)
        self.top_line, self.between = Heading(self.bar_paint, id="top"), Heading(self.bar_paint, id="between")
        self.moments = Listing(self.paint, "moments", self._moment_line, self._moved, self._clicked)
        self.changes = Listing(self.paint, "changes", self._change_line, lambda: None, self._clicked)
        self.found: Sequence[Moment] = ()
        self.differences: Sequence[Change] | None = ()
        self.then = False
        self._shown: Sight | None = None

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The versions above, what the selected one differs in below."""
        above = max(3, (height - 3) // 2)
        below = max(1, height - 3 - above)
        return stacked(width, ("top", 1), ("moments", above), ("between", 1), ("changes", below), ("footer", 1))

    def compose(self) -> ComposeResult:
        yield self.top_line
        yield self.moments
        yield self.between
        yield self.changes
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self.set_focus(self.moments)
        self.looker.start()
        self.moments.empty, self.changes.empty = "Reading…", ""
        entry = self.main.entry
        name = entry.label if entry is not None else self.page.rel
        language = f" · {self.page.language.upper()}" if self.page.language else ""
        self.top_line.say(f"Versions of {name}{language}")

    def on_screen_resume(self) -> None:
        """Back from a question: the page may be another."""
        self.looker.relist()

    def on_unmount(self) -> None:
        self.looker.close()

    # --- showing -------------------------------------------------------------------------------------------------

    def on_listed(self, message: Listed) -> None:
        was = self.found[self.moments.at] if self.moments.at < len(self.found) else None
        self.found = message.moments
        held = [i for i, m in enumerate(self.found) if was is not None and (m.at, m.digest) == (was.at, was.digest)]
        at = held[0] if held and (self.moments.at or self.focused is self.changes) else 0  # else the newest
        self.moments.show(len(self.found), at)
        undo = sum(moment.undo for moment in self.found)
        right = count(len(self.found), "version") + (f" · ↶ {count(undo, 'step')} of undo" if undo else "")
        self.top_line.say(self.top_line.left, right)
        self._shown = None
        self._moved()

    def _moved(self) -> None:
        """Another version is selected: its differences are asked for when one stays on it."""
        self.set_timer(_WAIT, self._ask)

    def _sight(self) -> Sight | None:
        at = self.moments.at
        if at >= len(self.found):
            return None
        if not self.then:
            return self.found[at], None
        before = self.found[at + 1] if at + 1 < len(self.found) else self.found[at]
        return before, self.found[at]

    def _ask(self) -> None:
        sight = self._sight()
        if sight is not None and sight != self._shown:
            self._shown = sight
            self.looker.compare(sight)

    def on_differs(self, message: Differs) -> None:
        if message.sight != self._sight():
            return
        found = self.differences = message.found
        self.changes.empty = (
            "This version is gone: its copy was removed or damaged."
            if found is None
            else "The page is like this now."
            if message.sight[1] is None
            else "Nothing differs: this is the oldest one kept."
        )
        what = "What was changed then" if self.then else "What has changed since then"
        self.between.say(what, count(len(found or ()), "difference"))
        self.changes.show(len(found or ()), 0)

    def _moment_line(self, at: int, on: bool, width: int) -> list[Run]:
        moment = self.found[at]
        when = text.fit(_when(moment.at, self.today), 18)
        label = "another program" if moment.theirs else moment.label or "saved"
        return [
            ("▸ " if on else "  ", "key"),
            (when, "number"),
            ("↶ " if moment.undo else "  ", "warn"),
            (text.cut(text.clean(label), max(0, width - 23)), "title" if on else "text"),
        ]

    def _change_line(self, at: int, on: bool, width: int) -> list[Run]:
        change = (self.differences or ())[at]
        return [("▸ " if on else "  ", "key"), MARKS[change.sort], *told_runs(change, max(0, width - 5), on)]

    # --- keys ----------------------------------------------------------------------------------------------------

    @property
    def cursor(self) -> Listing:
        """The one with the focus."""
        return self.changes if self.focused is self.changes else self.moments

    def do_versions_side(self) -> None:
        self.set_focus(self.moments if self.focused is self.changes else self.changes)
        self.moments.refresh()
        self.changes.refresh()

    def do_versions_then(self) -> None:
        self.then = not self.then
        self._ask()

    def do_versions_back(self) -> None:
        self.dismiss(None)

    do_versions = do_versions_back

    def do_versions_restore(self) -> None:
        """The version, or, among the differences, that one alone."""
        if self.moments.at >= len(self.found):
            return
        moment = self.found[self.moments.at]
        try:
            if self.focused is self.changes:
                self._restore_one(moment)
            elif self.versions.restore(moment):
                when = _when(moment.at, self.today)
                self.dismiss(f"Restored: the version of {when}{self._alone()} · {self.keymap.undoes}")
            else:
                self.say("The page is like that now.")
        except (Refused, PageUnreadable) as error:
            self.say(str(error), bad=True)

    def _restore_one(self, moment: Moment) -> None:
        found = self.differences or ()
        if self.changes.at >= len(found):
            return
        if self.then:
            self.say("Look at what has changed since then to put one thing back.")
            return
        change = found[self.changes.at]
        if self.versions.restore_one(moment, change):
            self.say(f"Put back: {text.cut(text.clean(change.where), 50)}{self._alone()} · {self.keymap.undoes}")
            self.looker.relist()

    def _alone(self) -> str:
        """That the week's other languages do not follow."""
        entry = self.main.entry
        return (
            f", in {self.page.language.upper()} only" if self.page.language and entry and len(entry.pages) > 1 else ""
        )

    def do_undo(self) -> None:
        self._travel("undo")

    def do_redo(self) -> None:
        self._travel("redo")

    def _travel(self, way: str) -> None:
        self.main.run_command(way)
        self.say(self.main.toast.words)
        self.looker.relist()

    def _clicked(self, which: Listing, twice: bool) -> None:
        if self.focused is not which:
            self.set_focus(which)
        if twice:
            self.do_versions_restore()


def _when(at: dt.datetime, today: dt.date) -> str:
    days = (today - at.date()).days
    if days == 0:
        return f"today {at:%H:%M}"
    if days == 1:
        return f"yesterday {at:%H:%M}"
    day = f"{WEEKDAYS[at.weekday()]} {at.day} {at:%b}"
    return f"{day} {at:%H:%M}" if at.year == today.year else f"{day} {at.year}"
