"""A page that is read: as the main screen shows it, without what is there for writing, its comments beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from worklog_tui.resources import styles_dir
from worklog_tui.session.events import JournalChanged, WeekChanged
from worklog_tui.tui.commanding import LARGE
from worklog_tui.tui.desk import WIDE
from worklog_tui.tui.news import Told
from worklog_tui.tui.screens.aside import Heading, stacked
from worklog_tui.tui.screens.speaking import Speaking
from worklog_tui.tui.view import text
from worklog_tui.tui.view.detail import NO_TASK, NOTHING_YET, detail_of
from worklog_tui.tui.view.panes import FRONT, panes_of
from worklog_tui.tui.view.people import count, long_span, short_date
from worklog_tui.tui.view.said import SIGN, marked, of_place, thread_lines
from worklog_tui.tui.view.showing import title_ends
from worklog_tui.tui.view.stops import to_read
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.pageview import Cursor, PageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Region

    from worklog_tui.merge.told import Change
    from worklog_tui.session.comments import Placed
    from worklog_tui.session.events import Event
    from worklog_tui.session.nouns import PageRef, WeekEntry
    from worklog_tui.session.reviewing import Reviewed, ReviewState
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.finding.search import Spot
    from worklog_tui.worklog.model import Week


class Looked(NamedTuple):
    """What the clerk knows of a page. ``state`` and ``review``: as I have reviewed it, else as anybody has; ``changes``
    None: the text that was reviewed is not kept here.
    """

    page: PageRef
    placed: tuple[Placed, ...]
    author: str
    state: ReviewState
    review: Reviewed | None
    changes: Sequence[Change] | None
    troubles: tuple[str, ...]


class Going(NamedTuple):
    """Where the main screen is to go."""

    page: PageRef
    spot: Spot | None


class Reading(Speaking["Going | None"]):
    """``alone``: there is no main screen behind it: leaving it leaves the app."""

    PLACE = "review"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        styles_dir() / "aside.tcss", styles_dir() / "review.tcss",
    ]  # fmt: skip

    def __init__(self, main: MainScreen, page: PageRef, cursor: Cursor | None = None, *, alone: bool = False) -> None:
        super().__init__(main)
        self.page, self.alone = page, alone
        self.week: Week | None = None
        self.heading = Heading(self.bar_paint, id="heading")
        self.view, self.detail = PageView(self.paint, self._moved), Detail(self.paint)
        self.looked: Looked | None = None
        self.turn = 0  # which of the comments of the place is meant
        self._begin, self._ended = cursor, False
        self._told: set[str] = set()
        self._compared: tuple[str, bytes, Sequence[Change] | None] = ("", b"", None)
        self._forget: Callable[[], None] = lambda: None
        if alone:
            self.footer.leave_out(frozenset({"review_go"}))

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the page, the whole of what is selected with its comments, the keys."""
        if width < WIDE:
            below = max(6, (height - 2) * 42 // 100)
            return stacked(width, ("heading", 1), ("view", height - 2 - below), ("detail", below), ("footer", 1))
        side = width * 42 // 100
        parts = stacked(width, ("heading", 1), ("view", height - 2), ("footer", 1))
        view = parts["view"]
        left = view._replace(width=width - side)
        return parts | {"view": left, "detail": view._replace(x=width - side, width=side)}

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.view
        yield self.detail
        yield self.footer
        yield self.toast

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    def on_mount(self) -> None:
        self._forget = self.main.session.subscribe(self._tell)
        self.set_focus(self.view)
        self.show_page(self.page, self._begin)
        self.clerk.ask(self.comments.settle, lambda _: self.read_again())
        self.set_interval(2.0, self._look)

    def _tell(self, event: Event) -> None:
        """From any thread."""
        self.post_message(Told(event))

    def on_unmount(self) -> None:
        self._forget()
        self.clerk.close()

    # --- showing -------------------------------------------------------------------------------------------------

    @property
    def entry(self) -> WeekEntry | None:
        """The shown week."""
        return self.main.session.journal.entry_of(self.page)

    def show_page(self, page: PageRef, cursor: Cursor | None = None) -> None:
        """Shows a page from its title on, or where ``cursor`` says."""
        self.page, self.looked, self.turn, self._ended = page, None, 0, False
        self._read()
        self._draw(cursor or Cursor(0, -1), fresh=cursor is None)
        self.read_again()

    def _read(self) -> None:
        session, page = self.main.session, self.page
        self.week, self._why = session.peek(page), ""
        if self.week is not None or self.main.commanding.waits(page, lambda: self._read_at_last(page)):
            return
        try:
            self.week = session.week(page)
        except Exception as error:
            self.week, self._why = None, str(error) or type(error).__name__

    def _read_at_last(self, page: PageRef) -> None:
        """A large page was read by a thread."""
        if self.is_attached and page.rel == self.page.rel and self.week is None:
            self.show_page(page)

    def _draw(self, cursor: Cursor, *, fresh: bool = False) -> None:
        week = self.week
        panes = to_read(panes_of(week)) if week is not None else self.main.commanding.without_week(self.page, self._why)
        if week is not None:
            panes = marked(week, panes, self._placed(), self._changed_lines(week))
        left, right = title_ends(week, self.page, self.size.width < 100)
        self.view.show(panes, left, right, cursor, fresh=fresh)
        self._moved()
        self._head()

    def _placed(self) -> tuple[Placed, ...]:
        if self.looked is not None:
            return self.looked.placed
        week = self.week
        if week is None or len(week.document.source) > LARGE:  # the clerk looks
            return ()
        return self.comments.of(self.page, week, look=False)

    def _changed_lines(self, week: Week) -> set[int]:
        changes = self.looked.changes if self.looked is not None and self.looked.state == "changed" else ()
        return {week.document.line_of(c.at) for c in changes or () if c.sort in ("changed", "added", "moved")}

    def _head(self) -> None:
        entry, looked = self.entry, self.looked
        label = entry.label if entry is not None else self.page.rel
        language = f" · {self.page.language.upper()}" if self.page.language and entry and len(entry.pages) > 1 else ""
        parts = [self._state_words()] if looked is not None else []
        open_ones = sum(one.thread.status == "open" for one in self._placed())
        if open_ones:
            parts.append(f"{SIGN} {open_ones}")
        self.heading.say(f"Review · {label}{language}", " · ".join([*parts, *self._count()]))

    def _count(self) -> list[str]:
        """Which week of how many."""
        weeks = self.main.session.journal.weeks
        at = next((i for i, week in enumerate(weeks, 1) if self.page in week.pages), 0)
        return [f"{at} of {len(weeks)}"] if at else []

    def _state_words(self) -> str:
        looked = self.looked
        if looked is None or looked.review is None:
            return "not reviewed yet"
        who = "" if looked.review.by == looked.author else f" by {looked.review.by}"
        day = short_date(looked.review.at.astimezone().date())
        if looked.state == "yes":
            return f"reviewed{who} {day}"
        much = f", {count(len(looked.changes), 'change')} since" if looked.changes is not None else ", changed since"
        return f"reviewed{who} {day}{much}"

    def _moved(self) -> None:
        week, view = self.week, self.view
        pane, row = view.pane, view.row
        here = of_place(pane, row, self._placed())
        self.turn = min(self.turn, max(0, len(here) - 1))

        def make(width: int) -> Lines:
            if week is None or pane is None:
                return []
            own = self._facts(week, width) if pane.id == FRONT else _unhinted(detail_of(week, pane, row, width, ""))
            for at, one in enumerate(here):
                words = self._words_of(one)
                own = [*own, [], *thread_lines(one, width, on=at == self.turn, words=words, whole=at == self.turn)]
            return own

        self.detail.show(make)
        idle = {"review_go"} if self.alone else set()
        if not here:
            idle |= {"review_answer", "review_resolve"}
        if self.entry is None or len(self.entry.pages) < 2:
            idle.add("review_twin")
        if self.looked is not None and self.looked.state != "changed":
            idle.add("review_since")
        self.footer.leave_out(frozenset(idle))

    def _words_of(self, one: Placed) -> str:
        return one.found.piece.words if one.found is not None and one.found.piece is not None else ""

    def _facts(self, week: Week, width: int) -> Lines:
        """What is to be known of a week before it is read."""
        out: Lines = [[(text.cut(text.clean(week.title or self.page.rel), width), "title")]]
        days = long_span(week.days) if week.days else "no dates"
        much = f"{count(len(week.tasks), 'task')} · {count(len(week.references), 'reference')}"
        out.append([(f"{days} · {much}", "muted")])
        looked = self.looked
        if looked is None:
            return out
        tone = {"yes": "good", "changed": "warn", "no": "muted"}[looked.state]
        words = self._state_words()
        out.append([(text.cut(text.clean(words[0].upper() + words[1:]), width), tone)])
        if looked.state == "changed":
            key = self.keymap.called("review_since")
            say = (
                "The text that was reviewed is not kept on this computer: the changes cannot be shown."
                if looked.changes is None
                else f"{key} shows what has changed; the rows bear a ~."
            )
            out += [[(line, "muted")] for line in text.wrap(say, width)]
        return out

    # --- what the clerk finds ------------------------------------------------------------------------------------

    def read_again(self) -> None:
        page, week = self.page, self.week
        if week is not None:
            self.clerk.ask(lambda: self._look_up(page, week), self._take)

    def _look_up(self, page: PageRef, week: Week) -> Looked:
        reviewing = self.reviewing
        author = reviewing.author
        mine = reviewing.last(page, by=author)
        review = mine or reviewing.last(page)
        state = reviewing.state(page, by=author if mine is not None else "")
        changes: Sequence[Change] | None = ()
        if state == "changed" and review is not None:
            changes = self._compare(page, week, review)
        placed = reviewing.comments.of(page, week)
        return Looked(page, placed, author, state, review, changes, (*reviewing.troubles, *reviewing.comments.troubles))

    def _compare(self, page: PageRef, week: Week, review: Reviewed) -> Sequence[Change] | None:
        """What has changed; compared once for as long as neither text is another."""
        if self._compared[:2] != (review.digest, week.document.source):
            from worklog_tui.session.versions import told

            old = self.reviewing.before(page, review)
            changes = told(self.main.session.glance(page, old), week) if old is not None else None
            self._compared = (review.digest, week.document.source, changes)
        return self._compared[2]

    def _take(self, looked: Looked) -> None:
        if looked.page != self.page:
            return
        self.looked = looked
        self._draw(self.view.cursor)
        new = [words for words in looked.troubles if words not in self._told]
        self._told.update(looked.troubles)
        if new:
            self.say(new[0], bad=True)
        self.taken()

    def taken(self) -> None:
        """The comments of the page are known."""

    def _look(self) -> None:
        """Now and then: other programs may have changed the page, or added comments."""
        session, page = self.main.session, self.page
        if self.app.screen is self:
            self.clerk.ask(lambda: session.look_at(page), lambda _: self._look_again())

    def _look_again(self) -> None:
        page, week, looked = self.page, self.week, self.looked
        if week is not None and looked is not None:
            self.clerk.ask(lambda: self._look_up(page, week), lambda now: self._take(now) if now != looked else None)

    def on_told(self, message: Told) -> None:
        """The page reads otherwise now."""
        event = message.event
        if isinstance(event, WeekChanged) and event.page.rel == self.page.rel:
            self._read()
            self._draw(self.view.cursor)
            self.read_again()
        elif isinstance(event, JournalChanged) and self.entry is None and event.journal.weeks:
            self.show_page(event.journal.weeks[0].page(self.page.language))  # the page went, or has another name


def _unhinted(lines: Lines) -> Lines:
    """Where there is nothing, that alone: how to write something is for other screens."""
    return [[("Nothing is written here.", "muted")] if _hints(runs) else runs for runs in lines]


def _hints(runs: list[Run]) -> bool:
    return len(runs) == 1 and runs[0] in (NO_TASK, NOTHING_YET)
