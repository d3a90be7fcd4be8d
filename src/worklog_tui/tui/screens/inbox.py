"""The comments of the journal: what waits for an answer, where; Enter goes to the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.screens.aside import Heading, stacked
from worklog_tui.tui.screens.speaking import Speaking
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.view.said import SIGN, headline, thread_lines
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.listed import Listing
from worklog_tui.worklog.review.wording import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

    from worklog_tui.session.comments import Placed
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run


class InboxScreen(Speaking["Placed | None"]):
    """Gives back the comment to go to."""

    PLACE = "inbox"

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = Listing(self.paint, "comments", self._line, self._moved, self._clicked)
        self.detail = Detail(self.paint)
        self.all = False
        self.found: Sequence[Placed] = ()
        self.shown: Sequence[Placed] = ()
        self._told: set[str] = set()

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the comments, the selected one with its answers, the keys."""
        below = max(6, (height - 2) // 2)
        return stacked(width, ("heading", 1), ("comments", height - 2 - below), ("detail", below), ("footer", 1))

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        self.listing.empty = "Reading…"
        self.heading.say("Comments")
        self.read_again()

    def read_again(self) -> None:
        comments = self.comments
        self.clerk.ask(lambda: (tuple(comments.everywhere()), comments.troubles), lambda got: self._take(*got))

    def _take(self, found: Sequence[Placed], troubles: Sequence[str]) -> None:
        self.found = found
        self._show()
        new = [words for words in troubles if words not in self._told]
        self._told.update(troubles)
        if new:
            self.say(new[0], bad=True)

    def _show(self) -> None:
        chosen = self.spoken_to
        at = self.listing.at
        self.shown = [one for one in self.found if self.all or one.thread.status == "open"]
        same = [i for i, one in enumerate(self.shown) if chosen is not None and one.thread.id == chosen.thread.id]
        opened = sum(one.thread.status == "open" for one in self.found)
        key = self.keymap.called("inbox_filter")
        rest = len(self.found) - opened
        self.listing.empty = (
            "No comments in this journal yet: c on a row, in the review (v), makes one."
            if not self.found
            else f"No open comments. {key} shows the {count(rest, 'resolved one')}."
        )
        self.heading.say(
            f"Comments of {self.main.session.journal.title}",
            f"{count(opened, 'open comment')}" + (f" · {rest} resolved" if rest else ""),
        )
        self.listing.show(len(self.shown), same[0] if same else at)
        self._moved()

    def _called(self, one: Placed) -> str:
        """The page in few letters."""
        page = one.page
        entry = self.main.session.journal.entry_of(page) if page is not None else None
        if page is None or entry is None:
            return "/".join(one.thread.anchor.page.split("/")[-2:-1]) or one.thread.anchor.page
        return f"{entry.label} {page.language}" if len(entry.pages) > 1 and page.language else entry.label

    def _line(self, at: int, on: bool, width: int) -> list[Run]:
        one = self.shown[at]
        thread = one.thread
        piece = one.found.piece if one.found is not None else None
        place = place_words(thread.anchor, piece).split(",")[0] if not one.gone else "gone from the page"
        where = text.fit(f"{text.clean(self._called(one))} · {text.clean(place)}", min(30, width // 3))
        who = text.fit(text.clean(thread.by), min(14, width // 6))
        answers = len(thread.said) - 1
        tail = f" ↳{answers}" if answers else ""
        room = max(0, width - text.width(where) - text.width(who) - text.width(tail) - 7)
        opened = thread.status == "open"
        return [
            ("▸ " if on else "  ", "key"),
            (f"{SIGN} " if opened else "✓ ", "number" if opened else "good"),
            (where + " ", "warn" if one.gone else "muted"),
            (who + " ", "heading"),
            (text.fit(text.clean(headline(thread)), room), "title" if on else "text"),
            (tail, "muted"),
        ]

    def _moved(self) -> None:
        one = self.spoken_to

        def make(width: int) -> Lines:
            if one is None:
                return []
            piece = one.found.piece if one.found is not None else None
            where = f"{self._called(one)} · {place_words(one.thread.anchor, piece)}"
            words = piece.words if piece is not None else ""
            out: Lines = [[(text.cut(text.clean(where), width), "title")]]
            if one.page is None:
                out.append([(text.cut(f"Its page is gone: {text.clean(one.thread.anchor.page)}", width), "warn")])
            if words:
                out += [[(line, "muted")] for line in text.wrap(text.clean(words), width)[:3]]
            return [*out, [], *thread_lines(one, width, words=words, whole=True)]

        self.detail.show(make)
        idle = () if one is not None else ("inbox_go", "review_answer", "review_resolve")
        self.footer.leave_out(frozenset(idle))

    def _clicked(self, _: Listing, twice: bool) -> None:
        if twice:
            self.do_inbox_go()

    # --- keys ----------------------------------------------------------------------------------------------------

    @property
    def spoken_to(self) -> Placed | None:
        """The selected comment."""
        return self.shown[self.listing.at] if self.listing.at < len(self.shown) else None

    def do_page_down(self) -> None:
        """The rest of the comment, then the next one."""
        if not self.detail.read_on(1):
            self.listing.step(1)

    def do_page_up(self) -> None:
        if not self.detail.read_on(-1):
            self.listing.step(-1)

    def do_inbox_go(self) -> None:
        one = self.spoken_to
        if one is None:
            return
        if one.page is None:
            self.say("The page this comment was made on is gone: there is no place to go to.")
        else:
            self.dismiss(one)

    def do_inbox_filter(self) -> None:
        self.all = not self.all
        self._show()

    def do_inbox_back(self) -> None:
        self.dismiss(None)
