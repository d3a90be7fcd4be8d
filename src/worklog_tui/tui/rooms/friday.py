"""Friday: the week's draft is made, shown, and what came of it told. A draft that was left is there again."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.view.friday_rows import Part
from worklog_tui.worklog.model import OutlineItem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from worklog_tui.session.commits import Found
    from worklog_tui.session.lockstep import Step
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.rooms.friday_drafts import FridayDrafts
    from worklog_tui.tui.screens.friday import FridayScreen
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.friday.model import Draft, Source
    from worklog_tui.worklog.model import Week


class Kept(NamedTuple):
    """A draft one has left: for this page as it read then, and the next week's. ``first``: the lines of each part as
    they were proposed; ``back``: it was left by an earlier run, or for the page as it read before; ``fresh``: what
    would be proposed now; ``dropped``: lines that were proposed and are not wanted so.
    """

    page: PageRef
    sources: tuple[bytes, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    at: int
    first: tuple[str, ...] = ()
    back: bool = False
    fresh: tuple[Draft, ...] = ()
    dropped: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """How one came back: a step that was made (so many achievements), a row to go to, the next week to start."""

    step: Step | None = None
    words: str = ""
    lines: int = 0
    source: Source | None = None
    start: bool = False


def words_of(part: Part) -> str:
    """The lines of a part, as an outline."""
    from worklog_tui.tui.drafts import outline_text

    return outline_text(tuple(OutlineItem(line.level, line.text) for line in part.draft.lines))


class Committed(Message):
    """git has told the commits."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found


class CommitRead(Message):
    """git has told one commit."""

    def __init__(self, commit: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.commit, self.lines = commit, lines


class Friday:
    """What ``A`` does."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.kept: Kept | None = None  # the last one
        self.left: dict[str, Kept] = {}  # by page
        self.shown: FridayScreen | None = None

    def can_assemble(self) -> bool:
        """On a page with tasks, or where repositories are known."""
        week = self.screen.week
        return week is not None and bool(week.tasks or self._repositories())

    def _repositories(self) -> bool:
        from worklog_tui.session.commits import repositories

        session = self.screen.session
        return bool(session.settings.repositories) and bool(repositories(session.settings, self.root))

    @property
    def root(self) -> Path:
        """The site's, or the journal's own."""
        journal = self.screen.session.journal
        return journal.site.root if journal.site is not None else journal.root

    def do_assemble(self, *, objectives: bool = False) -> None:
        """``objectives``: the next week was just made for them."""
        screen = self.screen
        if screen.week is None or screen.page is None or screen.entry is None:
            screen.say("There is no week here to assemble.")
        elif not self.can_assemble():
            screen.say("This page has no task table: there are no finished tasks to gather.")
        else:
            try:
                state = self._state(screen.page, objectives)
            except PageUnreadable as error:
                screen.say(str(error), bad=True)
                return
            self._open(state)

    def _open(self, state: Kept) -> None:
        from worklog_tui.tui.screens.friday import FridayScreen

        self.shown = FridayScreen(self.screen, self, state)
        self.leave(state)
        self.drafts.keep(state)
        self.screen.app.push_screen(self.shown, self._back)

    def leave(self, state: Kept) -> None:
        """This is how the draft is left."""
        self.kept = self.left[state.page.rel] = state

    @cached_property
    def drafts(self) -> FridayDrafts:
        """What keeps it from run to run."""
        from worklog_tui.tui.rooms.friday_drafts import FridayDrafts

        return FridayDrafts(self)

    def _state(self, page: PageRef, objectives: bool) -> Kept:
        """The draft as it was left, else a new one. Raises PageUnreadable."""
        fresh = self._fresh(page)
        old = self.left.get(page.rel)
        if old is None or old.sources[:1] != fresh.sources[:1]:
            return self.drafts.back(fresh)
        if old.sources == fresh.sources and not objectives:
            return old._replace(back=False)
        again = fresh.parts[1]._replace(taken=objectives or old.parts[1].taken)
        return old._replace(sources=fresh.sources, parts=(old.parts[0], again), first=fresh.first, back=False)

    def _fresh(self, page: PageRef) -> Kept:
        from worklog_tui.session import assembling

        session, today = self.screen.session, self.screen.today
        following = assembling.following(session, page)
        done = assembling.achievements(session, page, today)
        left = assembling.objectives(session, page, following, today)
        number = following.number if following is not None else None
        next_week = f"week {number}" if number is not None else "the next week"
        parts = (
            Part("achievements", f"Achievements of {self._label(page)}", done, page),
            Part("objectives", f"Objectives of {next_week}, from what is left", left, following, taken=False),
        )
        sources = tuple(session.source(p) for p in (page, following) if p is not None)
        return Kept(page, sources, parts, (), -1, tuple(words_of(part) for part in parts))

    def _label(self, page: PageRef) -> str:
        entry = self.screen.session.journal.entry_of(page)
        return entry.label[:1].lower() + entry.label[1:] if entry is not None else "this page"

    def read_commits(self, week: Week, tell: Callable[[Committed], object]) -> bool:
        """Asks git in a thread; False: there is nothing to ask."""
        if week.days is None or not self._repositories():
            return False
        from worklog_tui.session.commits import calendar_week, read_commits

        settings, root, days = self.screen.session.settings, self.root, calendar_week(week.days)

        def work() -> None:
            tell(Committed(read_commits(settings, root, days)))

        threading.Thread(target=work, name="commits", daemon=True).start()
        return True

    def again(self, page: PageRef) -> Mapping[str, str]:
        """The words lines of the page were put in with before."""
        from worklog_tui.session.reworded import Reworded

        return Reworded(self.screen.session).of(page)

    def read_commit(self, source: Source, tell: Callable[[CommitRead], object]) -> None:
        """What one commit says, asked in a thread."""
        from worklog_tui.session.commits import commit_text

        settings, root = self.screen.session.settings, self.root

        def work() -> None:
            tell(CommitRead(source.commit, commit_text(settings, root, source.repository, source.commit)))

        threading.Thread(target=work, name="commit", daemon=True).start()

    # --- coming back ---------------------------------------------------------------------------------------------

    def _back(self, outcome: Outcome | None) -> None:
        screen, self.shown = self.screen, None
        if outcome is None:
            return
        if outcome.source is not None:
            self._go(outcome.source)
        elif outcome.start:
            self._start_week()
        elif outcome.step is not None:
            if self.kept is not None:
                self.drafts.end(self.left.pop(self.kept.page.rel).page)
            self.kept = None
            screen.copies = screen.copies or bool(outcome.step.followed)
            if screen.page is not None:
                screen.take_week(screen.session.peek(screen.page))
                self._stand(outcome.lines)
            from worklog_tui.tui.following import tell

            tell(screen, outcome.step, ())
            screen.say(f"{outcome.words} · {screen.keymap.undoes}")

    def _stand(self, lines: int) -> None:
        """On the first of the achievements put in."""
        screen = self.screen
        section = screen.week.section("achievements") if screen.week is not None else None
        if screen.week is None or section is None or not section.lists or not lines:
            return
        from worklog_tui.tui.view.hit_places import place_of
        from worklog_tui.worklog.finding.search import Spot

        number = section.lists[-1]
        first = max(0, len(screen.week.document.lists[number].walk()) - lines)
        screen.enter_page()
        screen.view.go(place_of(screen.view.panes, Spot("item", (number, first)), screen.week))

    def _go(self, source: Source) -> None:
        """Stands on the line the draft's came from."""
        screen = self.screen
        if self.kept is None:
            return
        screen.go_to_page(self.kept.page)
        if screen.week is not None:
            from worklog_tui.tui.view.hit_places import place_of
            from worklog_tui.worklog.finding.search import Spot

            screen.enter_page()
            spot = Spot("task", (source.task,), source.column)
            screen.view.go(place_of(screen.view.panes, spot, screen.week, source.line))
        screen.say(f"Row {source.task}. {screen.keymap.called('assemble')} goes back to the draft.")

    def _start_week(self) -> None:
        screen, page = self.screen, self.kept.page if self.kept is not None else None

        def made(_: str) -> None:
            if page is not None:
                screen.go_to_page(page)
                screen.enter_page()
                self.do_assemble(objectives=True)

        screen.room("newweek").start(then=made)
