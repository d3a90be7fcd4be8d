"""Reading week by week: space goes on, nothing here changes a page. Comments and reviews are kept beside the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.tui.rooms.spoken import About
from worklog_tui.tui.screens.reviewed import Going, Reading
from worklog_tui.tui.view import text
from worklog_tui.tui.view.said import of_place
from worklog_tui.tui.view.stops import after, before, stops
from worklog_tui.tui.widgets.pageview import Cursor, PageView
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.review.pieces import Piece, piece_at, pieces
from worklog_tui.worklog.review.wording import place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from worklog_tui.session.comments import Placed
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Row
    from worklog_tui.worklog.model import Week


class ReviewScreen(Reading):
    """What the keys do. ``seek``: it begins at the first page that is still to be reviewed."""

    def __init__(
        self, main: MainScreen, page: PageRef, cursor: Cursor | None = None, *, alone: bool = False, seek: bool = False
    ) -> None:
        super().__init__(main, page, cursor, alone=alone)
        self._seek = seek
        self._again: tuple[Mapping[str, Any], str, Callable[[], object]] | None = None

    def on_mount(self) -> None:
        super().on_mount()
        if self._seek:
            self._find(-1, quiet=True)

    # --- reading on ----------------------------------------------------------------------------------------------

    def do_review_on(self) -> None:
        """The rest of the detail, the next stop, the next week."""
        if self.detail.read_on(1):
            return
        stop = after(stops(self.view.panes), self.view.cursor[:2])
        if stop is not None:
            self._go(stop)
        elif not self._ended and self.looked is not None and self.looked.state != "yes":
            self._ended = True
            name = self.entry.label if self.entry is not None else "the page"
            key = self.keymap.called("review_done")
            self.say(f"That was {name}: {key} marks it reviewed, {self.keymap.called('review_on')} goes on.")
        elif not self._turn_page(1):
            self.say(f"That was the last week · {self.keymap.called('review_next')} goes to what is still to review.")

    def do_page_up(self) -> None:
        if self.detail.read_on(-1):
            return
        stop = before(stops(self.view.panes), self.view.cursor[:2])
        if stop is not None:
            self._go(stop)
        else:
            self._turn_page(-1)

    def _go(self, stop: tuple[int, int]) -> None:
        self.turn, self._ended = 0, False
        pane, row = stop
        column = 0
        if row >= 0 and self.view.panes[pane].rows[row].columns >= 0:
            specs = self.view.panes[pane].columns[self.view.panes[pane].rows[row].columns]
            column = next((i for i, spec in enumerate(specs) if spec.role == "task"), 0)
        self.view.go(Cursor(pane, row, column))

    def _turn_page(self, by: int) -> bool:
        """The week ``by`` further, in this language where it has it."""
        weeks = self.main.session.journal.weeks
        at = next((i for i, week in enumerate(weeks) if self.entry is not None and week.key == self.entry.key), None)
        if at is None or not 0 <= at + by < len(weeks):
            return False
        self.show_page(weeks[at + by].page(self.page.language))
        return True

    def do_up(self) -> None:
        self.turn = 0
        self.view.step(-1)

    def do_down(self) -> None:
        self.turn = 0
        self.view.step(1)

    def do_first(self) -> None:
        self.view.ends(last=False)

    def do_last(self) -> None:
        self.view.ends(last=True)

    def do_review_turn(self) -> None:
        here = of_place(self.view.pane, self.view.row, self._placed())
        if len(here) > 1:
            self.turn = (self.turn + 1) % len(here)
            self._moved()

    def do_review_later(self) -> None:
        if not self._turn_page(1):
            self.say("That was the last week.")

    def do_review_earlier(self) -> None:
        if not self._turn_page(-1):
            self.say("That was the first week.")

    def do_review_twin(self) -> None:
        pages = self.entry.pages if self.entry is not None else ()
        if len(pages) < 2:
            self.say("This week is in one language only.")
            return
        at = next((i for i, page in enumerate(pages) if page.rel == self.page.rel), 0)
        self.show_page(pages[(at + 1) % len(pages)], self.view.cursor)

    def do_review_next(self) -> None:
        """The next page that is not as I have reviewed it; twins of one week are pages of their own."""
        weeks = self.main.session.journal.weeks
        self._find(next((i for i, week in enumerate(weeks) if self.page in week.pages), -1))

    def _find(self, at: int, *, quiet: bool = False) -> None:
        """The first such page behind the week ``at``."""
        pages = [week.page(self.page.language) for week in self.main.session.journal.weeks]
        order = [*pages[at + 1 :], *pages[: at + 1]]
        reviewing = self.reviewing

        def look() -> PageRef | None:
            author = reviewing.author
            return next((page for page in order if reviewing.state(page, by=author) != "yes"), None)

        self.clerk.ask(look, lambda page: self._next_found(page, quiet))

    def _next_found(self, page: PageRef | None, quiet: bool) -> None:
        if page is not None and page.rel != self.page.rel:
            self.show_page(page)
        elif not quiet:
            self.say(f"All {'other ' if page is not None else ''}weeks are reviewed as they are.")

    # --- marking and saying --------------------------------------------------------------------------------------

    def do_review_done(self) -> None:
        week, page, looked = self.week, self.page, self.looked
        if week is None:
            self.say("This page cannot be read: it cannot be reviewed.", bad=True)
            return
        name = self.entry.label if self.entry is not None else "The page"
        if looked is not None and looked.state == "yes" and looked.review and looked.review.by == looked.author:
            told, work = f"{name}: no longer reviewed.", lambda: self.reviewing.unmark(page)
        else:
            source = week.document.source
            told = f"{name}: reviewed · {self.keymap.called('review_on')} goes on"

            def work() -> bool:
                self.reviewing.mark(page, source)
                return True

        def done(_: bool) -> None:
            self._ended = True
            self.read_again()
            self.say(told)

        self.clerk.ask(work, done)

    @property
    def spoken_to(self) -> Placed | None:
        """The comment marked in the detail."""
        here = of_place(self.view.pane, self.view.row, self._placed())
        return here[self.turn] if self.turn < len(here) else None

    def do_review_comment(self) -> None:
        week = self.week
        if week is not None:
            pane, row = self.view.pane, self.view.row
            spot = self._spot(row) if row is not None else None
            if spot is None and pane is not None and pane.heading is not None:
                spot = Spot("heading", (pane.heading,))
            self._comment(week, piece_at(week, spot) if spot is not None else None, "c")

    def do_review_page(self) -> None:
        if self.week is not None:
            self._comment(self.week, None, "C")

    def _spot(self, row: Row) -> Spot | None:
        if row.kind in ("task", "item"):
            return Spot(row.kind, row.at)
        return Spot("block", row.at) if row.kind in ("text", "raw") and row.at else None

    def _comment(self, week: Week, piece: Piece | None, key: str, words: str = "") -> None:
        page = self.page
        anchor = self.comments.anchor(page, week, piece)
        place = place_words(anchor, piece)
        quote = f" · {text.cut(text.clean(piece.words), 40)}" if piece is not None and piece.words else ""
        entry = self.entry
        called = f"a comment on {entry.label if entry is not None else page.path.name}, {place}"
        found = {"speak": "comment", "kind": piece.kind, "token": piece.token, "number": piece.number} if piece else {}
        about = About(f"{place}{quote}", key, called, page.path, found or {"speak": "comment"})

        def say(said: str, by: str) -> None:
            self.comments.add(page, week, piece, said, by=by)

        self.ask(about, say, f"Commented: {place}", words)

    def speak_again(self, place: Mapping[str, Any], words: str, opened: Callable[[], object]) -> None:
        """Words an earlier run left (``place``: where they belong), once it is known what stands where."""
        self._again = (place, words, opened)
        if self.looked is not None:
            self.taken()

    def taken(self) -> None:
        """The comments of the page are known."""
        again, week, self._again = self._again, self.week, None
        if again is None or week is None:
            return
        place, words, opened = again
        if place["speak"] == "answer":
            one = next((one for one in self._placed() if one.thread.id == place.get("thread")), None)
            if one is None:
                self.say("The comment it answers is gone: it is asked about again at the next start.", bad=True)
                return
            self._stand_by(one)
            self.answer(one, words, "")
        else:
            same = [p for p in pieces(week) if (p.kind, p.token) == (place.get("kind"), place.get("token"))]
            piece = min(same, key=lambda p: p.number != place.get("number"), default=None)
            self.go_to(piece.spot if piece is not None else None)
            self._comment(week, piece, "", words)
        opened()

    # --- other places --------------------------------------------------------------------------------------------

    def do_review_since(self) -> None:
        looked = self.looked
        if looked is None or looked.review is None or self.week is None:
            self.say("This page was not reviewed yet: there is nothing to compare it with.")
        elif looked.state == "yes":
            self.say("Nothing has changed since it was reviewed.")
        elif looked.changes is None:
            self.say("The text that was reviewed is not kept on this computer: the changes cannot be shown.")
        else:
            from worklog_tui.tui.screens.since import SinceScreen

            title = f"What has changed on {self.heading.left.removeprefix('Review · ')} · {self._state_words()}"
            self.app.push_screen(SinceScreen(self.main, title, looked.changes), self._changed_at)

    def _changed_at(self, at: int | None) -> None:
        week = self.week
        if at is None or week is None:
            return
        line = week.document.line_of(min(at, len(week.document.source)))
        above = [p for p in pieces(week) if p.line <= line]
        if above:
            self.go_to(max(above, key=lambda p: p.line).spot)

    def go_to(self, spot: Spot | None) -> None:
        """Goes to a place of the shown page; None: its title."""
        from worklog_tui.tui.view.hit_places import place_of

        week = self.week
        if week is not None:
            self.turn = 0
            self.view.go(place_of(self.view.panes, spot, week) if spot is not None else Cursor(0, -1))

    def do_comments(self) -> None:
        from worklog_tui.tui.screens.inbox import InboxScreen

        self.app.push_screen(InboxScreen(self.main), self._picked)

    def _picked(self, one: Placed | None) -> None:
        if one is not None and one.page is not None:
            if one.page.rel != self.page.rel:
                self.show_page(one.page)
            self._stand_by(one)
        self.read_again()

    def _stand_by(self, one: Placed) -> None:
        """At the place the comment speaks of, the comment marked."""
        self.go_to(one.found.piece.spot if one.found is not None and one.found.piece is not None else None)
        here = of_place(self.view.pane, self.view.row, self._placed())
        self.turn = next((at for at, other in enumerate(here) if other.thread.id == one.thread.id), 0)
        self._moved()

    def do_review_link(self) -> None:
        from worklog_tui.tui.rooms.review import open_links

        open_links(self, self.week, self.view)

    def do_review_go(self) -> None:
        if self.alone:
            self.say("Pages are opened to be read only: `worklog` without --read-only opens them to be edited.")
            return
        row = self.view.row
        self.dismiss(Going(self.page, self._spot(row) if row is not None else None))

    def do_review_back(self) -> None:
        if self.alone:
            self.app.exit()
        else:
            self.dismiss(None)

    def on_page_view_clicked(self, message: PageView.Clicked) -> None:
        """A click selects; twice comments; the right button shows what can be done."""
        if message.right:
            self.do_review_menu(message.at)
        elif message.twice:
            self.do_review_comment()
