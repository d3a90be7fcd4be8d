"""Mirroring on the screen of twins: one difference at once, all certain ones after they were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.view.people import count

if TYPE_CHECKING:
    from worklog_tui.session.drifting import Mirroring
    from worklog_tui.session.mending import Plan
    from worklog_tui.tui.screens.twins import TwinsScreen


class TwinMirroring:
    """``screen`` shows both pages; the one its cursor is on is where values come from."""

    def __init__(self, screen: TwinsScreen) -> None:
        self.screen = screen

    @property
    def _names(self) -> tuple[str, str]:
        one, two = (page.language or "–" for page in self.screen.pages)
        return one, two

    def one(self) -> None:
        """The difference under the cursor."""
        from worklog_tui.session.drifting import plan_one

        screen = self.screen
        drift = screen.view.stop.drift
        if drift is None:
            screen.say("Nothing differs here.")
            return
        side = drift.changes(screen.view.side)
        if side is None:
            screen.say(f"Not certain, so nothing is done: {drift.why or 'compare both sides'}.")
            return
        try:
            planned = plan_one(screen.session, screen.pages, drift, 1 - side)
        except PageUnreadable as error:
            screen.say(str(error), bad=True)
            return
        if planned.refused:
            screen.say(planned.refused[0][1], bad=True)
            return
        way = f"{self._names[1 - side]} → {self._names[side]}"
        if self._make(planned, f"mirror {way}: {drift.words}"):
            copies = ", to translate" if planned.copies else ""
            screen.say(f"Mirrored {way}{copies} · {screen.keymap.undoes}")

    def all(self) -> None:
        """Every certain one: shown, then made after a yes."""
        from worklog_tui.session.drifting import plan_all
        from worklog_tui.tui.screens.fixes import FixesScreen

        screen = self.screen
        source = screen.view.side
        if not any(drift.certain for drift in screen.found):
            some = "None of the differences is certain." if screen.found else "The pages are in step."
            screen.say(some)
            return
        try:
            planned = plan_all(screen.session, screen.pages, source)
        except PageUnreadable as error:
            screen.say(str(error), bad=True)
            return
        if not planned.edits:
            screen.say(planned.refused[0][1] if planned.refused else "Nothing is left to mirror.", bad=True)
            return
        way = f"{self._names[source]} → {self._names[1 - source]}"
        left = len(planned.left) + len(planned.refused)
        rest = f", {left} left" if left else ""
        title = f"Mirror {way}: {count(len(planned.done), 'difference')}{rest}"

        def answered(yes: bool | None) -> None:
            if yes and self._make(planned, f"mirror week {way}"):
                copies = sum(len(texts) for _, texts in planned.copies)
                more = f", {count(copies, 'text')} to translate" if copies else ""
                done = count(len(planned.done), "difference")
                screen.say(f"{done} mirrored{more}{rest} · {screen.keymap.undoes}")

        screen.app.push_screen(FixesScreen(self._shown(planned), title=title), answered)

    def _make(self, planned: Mirroring, label: str) -> bool:
        from worklog_tui.session.drifting import make

        screen = self.screen
        try:
            make(screen.session, planned, label)
        except (Refused, PageUnreadable) as error:
            screen.say(str(error), bad=True)
            return False
        screen.read()
        return True

    def _shown(self, planned: Mirroring) -> Plan:
        """The edits as fixes are shown: page by page, with what each is for."""
        from worklog_tui.checks.model import Found
        from worklog_tui.session.mending import Mended, Plan
        from worklog_tui.worklog.model import Problem

        pages = self.screen.pages

        def told(words: str, side: int) -> Found:
            return Found(pages[side].rel, Problem("twin", 1, "info", words))

        mended = []
        for page, edit in planned.edits:
            side = 0 if page.rel == pages[0].rel else 1
            mended.append(Mended(page, edit, tuple(told(d.words, side) for at, d in planned.done if at == side)))
        refused = tuple((told(drift.words, 0), why) for drift, why in planned.refused)
        return Plan(tuple(mended), refused)
