"""Carry over: unfinished tasks go on to the next week, on its pages in each language, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.nouns import PageRef, WeekEntry
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week


class Trip(NamedTuple):
    """One language's way: from a page to the next week's."""

    source: PageRef
    target: PageRef


class Way(NamedTuple):
    """What was chosen. ``away``: the tasks go from here; ``left``: why a twin does not follow."""

    week: Week
    numbers: tuple[int, ...]
    trips: tuple[Trip, ...]
    away: bool
    where: str
    left: str


class Carrying:
    """Carries over on the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_carry(self) -> bool:
        """Where tasks are marked, or some are unfinished."""
        return bool(self._numbers())

    def _numbers(self) -> tuple[int, ...]:
        from worklog_tui.worklog.rows.carrying import unfinished

        week = self.screen.week
        return () if week is None else self.screen.marks.tasks() or unfinished(week, self.screen.today)

    def do_carry(self) -> None:
        screen = self.screen
        week, page, entry = screen.week, screen.page, screen.entry
        numbers = self._numbers()
        if week is None or page is None or entry is None or not week.tasks:
            screen.say("There are no tasks here to carry over.")
        elif not numbers:
            screen.say("Every task of this week is finished: there is nothing to carry over. Mark tasks to carry them.")
        elif (following := self._following(entry)) is None:
            self._offer_week(page, numbers)
        else:
            self._ask(week, page, entry, following, numbers)

    def _following(self, entry: WeekEntry) -> WeekEntry | None:
        weeks = self.screen.session.journal.weeks
        at = self.screen.index_of(entry) + 1
        return weeks[at] if at < len(weeks) else None

    def _offer_week(self, page: PageRef, numbers: Sequence[int]) -> None:
        """Once the week is made, the tasks are carried into it."""
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen

        def carry(_: str) -> None:
            screen.go_to_page(page)
            screen.enter_page()
            week, entry = screen.week, screen.entry
            following = self._following(entry) if entry is not None else None
            if week is not None and entry is not None and following is not None:
                self._ask(week, page, entry, following, numbers)

        choices = [Choice("start", "Start the next week"), Choice("no", "Not now")]
        screen.app.push_screen(
            Picker("There is no week after this one", choices),
            lambda name: screen.room("newweek").start(then=carry) if name == "start" else None,
        )

    def _ask(self, week: Week, page: PageRef, entry: WeekEntry, following: WeekEntry, numbers: Sequence[int]) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        if self.screen.commanding.wait_for((*entry.pages, *following.pages), self.screen.say):
            return
        trips, left = self._trips(week, page, entry, following)
        where = f"Week {following.number}" if following.number is not None else following.label
        too = f" ({', '.join(t.source.language or '?' for t in trips)})" if len(trips) > 1 else ""
        what = count(len(numbers), "task")
        choices = [
            Choice("copy", f"Copy {what} to {where}{too}", "they stay here too"),
            Choice("move", f"Move {what} to {where}{too}", "they go from here"),
        ]
        if getattr(self.screen.app, "settings").carry == "move":  # noqa: B009 - the app's type is not known here
            choices.reverse()
        if len(trips) > 1 and self.screen.session.lockstep.mode == "ask":
            only = page.language or "this page"
            choices += [
                c._replace(id=f"{c.id} here", label=f"{c.label.removesuffix(too)} (only {only})") for c in choices
            ]
        names = ", ".join(f"“{text.cut(text.clean(_name(week, n)), 30)}”" for n in numbers[:3])
        title = f"Carry over {names}" + (f" and {len(numbers) - 3} more" if len(numbers) > 3 else "")

        def answer(name: str | None) -> None:
            if name is not None:
                chosen = trips[:1] if name.endswith(" here") else trips
                self._go(Way(week, tuple(numbers), tuple(chosen), name.startswith("move"), where, left))

        self.screen.app.push_screen(Picker(title, choices), answer)

    def _trips(self, week: Week, page: PageRef, entry: WeekEntry, following: WeekEntry) -> tuple[list[Trip], str]:
        """This page's way first, then its twins' where their tasks correspond; and why one does not follow."""
        from worklog_tui.worklog.twins.pairing import pairing

        session, left = self.screen.session, ""
        trips = [Trip(page, following.page(page.language))]
        for twin in entry.pages if session.lockstep.mode != "off" else ():
            there = following.page(twin.language)
            if twin == page or there.language != twin.language or there == trips[0].target:
                continue
            try:
                reason = pairing(week, session.week(twin)).reason("tasks")
            except PageUnreadable as error:
                reason = str(error)
            if reason is None:
                trips.append(Trip(twin, there))
            else:
                left = f"only {page.language or 'this page'}: {reason}"
        return trips, left

    def _go(self, way: Way, keep: bool | None = None) -> None:
        """Asks first where something would be lost; ``keep``: the answer."""
        screen = self.screen
        if screen.week is not way.week:
            screen.say("The page has changed meanwhile: carry over again.", bad=True)
            return
        try:
            changes, lost = self._changes(way, keep=bool(keep))
            if lost and keep is None:
                from worklog_tui.tui.rooms.clipboard import ask_lost

                ask_lost(screen, lost, lambda answer: self._go(way, answer))
                return
            self._make(way, changes)
        except (Refused, PageUnreadable) as error:
            screen.say(str(error), bad=True)

    def _changes(self, way: Way, *, keep: bool) -> tuple[list[tuple[PageRef, Sequence[Intention]]], tuple[str, ...]]:
        """What each page is asked, and what the first target has no column for. Raises Refused, PageUnreadable."""
        from worklog_tui.worklog.rows.carrying import carry, leave

        session = self.screen.session
        changes: list[tuple[PageRef, Sequence[Intention]]] = []
        lost: tuple[str, ...] = ()
        for trip in way.trips:
            carried = carry(session.week(trip.source), way.numbers, session.week(trip.target), keep=keep)
            changes.append((trip.target, carried.intentions))
            lost = lost or carried.lost
        if way.away:
            changes += [(trip.source, leave(way.numbers)) for trip in way.trips]
        return changes, lost

    def _make(self, way: Way, changes: Sequence[tuple[PageRef, Sequence[Intention]]]) -> None:
        from worklog_tui.worklog.twins.pairing import Copied

        screen, lockstep = self.screen, self.screen.session.lockstep
        what = count(len(way.numbers), "task")
        waiting = [
            (
                trip.target,
                [Copied("tasks", t.text) for t in lockstep.to_translate(trip.source) if t.task in way.numbers],
            )
            for trip in way.trips
        ]
        screen.session.execute_together(changes, f"carry {what} over to {way.where}")
        for page, copies in waiting:  # what was to translate is so there too
            if copies:
                lockstep.marks.add(page, screen.session.week(page), copies)
        if screen.page is not None:
            screen.take_week(screen.session.peek(screen.page))
        screen.marks.clear()
        done = "Moved" if way.away else "Copied"
        back = screen.keymap.called("undo")
        screen.say(f"{done} {what} to {way.where} · {back} takes it back" + (f" · {way.left}" if way.left else ""))


def _name(week: Week, number: int) -> str:
    task = week.tasks[number - 1]
    words = (plain(item.text) for item in task.task + task.detail)
    return next((w for w in words if w), f"task {number}")
