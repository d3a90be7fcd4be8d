"""Handing in: planned, shown, committed and pushed in a thread of its own; the screen shows where it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from worklog_tui.session.publish.building import NotBuilt, site_of
from worklog_tui.session.publish.ground import CannotHandIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.publish.plan import Plan
    from worklog_tui.tui.screens.hand_in import HandInScreen
    from worklog_tui.tui.screens.main import MainScreen

Place = tuple["PageRef", "Found | None"]
"""A page, and the problem on it where one is meant."""


class HandIn:
    """One hand-in at a time: a push goes on although its screen is left, and is then said on the main one."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.shown: HandInScreen | None = None
        self.pushing = False
        self._job = 0
        self._closed = False

    def do_hand_in(self) -> None:
        screen = self.screen
        if self.pushing:
            screen.say("It is being handed in: this says when it is done.")
            return
        try:
            root = site_of(screen.session.journal)
        except NotBuilt:
            self._open()
            return
        from worklog_tui.tui.rooms.preview import ask_trust

        ask_trust(screen, root, "Build it", self._open)

    def _open(self) -> None:
        from worklog_tui.tui.screens.hand_in import HandInScreen

        self.shown = HandInScreen(self.screen, self)
        self.screen.app.push_screen(self.shown, self._left)

    def _left(self, place: Place | None) -> None:
        self.shown = None
        self._job += 1
        if place is not None:
            self.screen.room("problems").go(*place)

    def close(self) -> None:
        """The app goes: what is being pushed goes on to its end, or is found unpushed by the next hand-in."""
        self._closed = True

    # --- the work ------------------------------------------------------------------------------------------------

    def plan(self, take_all: bool) -> None:
        """Checks, builds and compares; the screen is told."""
        from worklog_tui.session.publish.plan import plan_hand_in

        self._job += 1
        job, session = self._job, self.screen.session

        def work() -> None:
            try:
                plan = plan_hand_in(session, take_all=take_all, step=lambda words: self._post(self._step, job, words))
            except CannotHandIn as error:
                self._post(self._refused, job, error)
            else:
                self._post(self._planned, job, plan)

        self._run(work)

    def hand_in(self, plan: Plan, message: str) -> None:
        """Commits and pushes what was planned; told on whichever screen stands then."""
        from worklog_tui.session.publish.doing import hand_in

        job, session = self._job, self.screen.session
        self.pushing = True

        def work() -> None:
            try:
                done = hand_in(session, plan, message, step=lambda words: self._post(self._step, job, words))
            except CannotHandIn as error:
                self._post(self._over, str(error), True)
            else:
                self._post(self._over, f"Handed in: {done.where} is at {done.commit[:8]} now", False)

        self._run(work)

    def _run(self, work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="hand-in", daemon=True).start()

    def _post(self, what: Callable[..., object], *values: object) -> None:
        if not self._closed:
            self.screen.call_later(what, *values)

    # --- on the screen's thread ----------------------------------------------------------------------------------

    def _step(self, job: int, words: str) -> None:
        if job == self._job and self.shown is not None:
            self.shown.working(words)

    def _planned(self, job: int, plan: Plan) -> None:
        if job == self._job and self.shown is not None:
            self.shown.planned(plan)

    def _refused(self, job: int, error: CannotHandIn) -> None:
        if job == self._job and self.shown is not None:
            from worklog_tui.tui.rooms.preview import as_found

            self.shown.refused(str(error), as_found(self.screen.session.journal, error.problems))

    def _over(self, words: str, bad: bool) -> None:
        self.pushing = False
        if self.shown is not None and bad:
            self.shown.refused(words, ())
        else:
            if self.shown is not None:
                self.shown.dismiss(None)
            self.screen.say(words, bad=bad)
        self.screen.room("published").look()
