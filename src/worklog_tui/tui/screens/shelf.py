"""All references of the journal, each once: found by typing, opened, put into the current task."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.geometry import Region

from worklog_tui.patterns import regex
from worklog_tui.tui import links
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.desk import over
from worklog_tui.tui.rooms.shelf import Gathered, host_of, pages_of
from worklog_tui.tui.screens.aside import Aside
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.findline import FindBar, FindLine
from worklog_tui.tui.widgets.shelflist import Book, ShelfList
from worklog_tui.tui.widgets.typing_keys import EarlyKeys
from worklog_tui.worklog.finding.query import parse_query
from worklog_tui.worklog.finding.shelf import shown_label

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.shelf_reader import Shelved
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.worklog.finding.shelf import ShelfEntry

_URL = regex(r"(?:https?://|www\.)\S+", re.IGNORECASE)


NOTHING = "Nothing of these words. Fewer letters find more; accents may be left out."


class Picked(NamedTuple):
    """What the screen gives back: a reference to put in, a target inside the site to follow, or a page to go to."""

    what: Literal["insert", "follow", "go"]
    target: str
    label: str = ""
    page: PageRef | None = None


class ShelfLine(FindLine):
    """The line that narrows the shelf; it stays when something else is clicked."""

    def _leave_room(self) -> None:
        return


class ShelfScreen(EarlyKeys, Aside[Picked | None]):
    """``inserting``: it was opened to choose a reference for the current task."""

    PLACE = "shelf"
    listing: ShelfList

    def __init__(self, main: MainScreen, shelved: Shelved, *, inserting: bool) -> None:
        super().__init__(main)
        self.inserting = inserting
        self.language = main.page.language if main.page is not None else None
        self.bar = FindBar(self.bar_paint, "Insert" if inserting else "Find")
        hint = "words of a label or an address" + ("; or a new address and its label" if inserting else "")
        self.line = ShelfLine("shelf_line", self._typed, "", hint)
        self.books = self.listing = ShelfList(self.paint, self._moved, self._clicked)
        self.detail = Detail(self.paint)
        self.shelved = shelved
        self._made: dict[str, Book] = {}
        self._new: Book | None = None
        self._entries: dict[str, ShelfEntry] = {}
        self._pages = {page.rel: page for week in main.session.journal.weeks for page in week.pages}

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The line and its bar on top, the list, what is selected, the keys."""
        below = min(max(4, height * 30 // 100), max(0, height - 6))
        parts = over(Region(0, 0, width, height - 1 - below)) | {
            "detail": Region(0, height - 1 - below, width, below),
            "footer": Region(0, height - 1, width, 1),
        }
        parts["books"] = parts["hits"]
        return parts

    def compose(self) -> ComposeResult:
        yield self.bar
        yield self.line
        yield self.books
        yield self.detail
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        self._focus(line=self.inserting)
        self.soon_typing()
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted goes into the line, wherever the focus is."""
        if self.focused is not self.line:
            self._focus(line=True)
            self.line.post_message(event)

    def on_gathered(self, message: Gathered) -> None:
        """What the reading thread has gathered so far."""
        self.shelved = message.shelved
        self._show()

    @property
    def place(self) -> str:
        """The part of the command table the list's keys are in: Enter does what one came for."""
        return "shelf_put" if self.inserting else "shelf"

    def _focus(self, *, line: bool) -> None:
        self.set_focus(self.line if line else self.books)
        self.footer.show("shelf_line" if line else self.place)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _typed(self, words: str) -> None:  # noqa: ARG002 - the line holds them
        self._show(anew=True)

    def _show(self, *, anew: bool = False) -> None:
        entries = self._meant()
        self._entries = {entry.target: entry for entry in entries}
        self._new = self._fresh() if self.inserting else None
        targets = list(self._entries)
        if self._new is not None and self._new.target not in self._entries:
            targets.insert(0, self._new.target)
        said = f"reading {self.shelved.looked:,} of {self.shelved.total:,}" if not self.shelved.complete else ""
        total = len(self.shelved.entries)
        much = count(total, "reference") if len(entries) == total else f"{len(entries):,} of {total:,}"
        self.bar.say(" · ".join(part for part in (much, said) if part))
        empty = "Reading…" if said and not total else "No references in this journal yet." if not total else NOTHING
        self._made.clear()
        self.books.show_books(targets, self._book, empty, anew=anew)
        self._moved()

    def _book(self, target: str) -> Book:
        """What a line says; made when it is seen."""
        book = self._made.get(target)
        if book is None:
            entry = self._entries.get(target)
            if entry is None:
                return self._new or Book(target, "", "", "")
            book = self._made[target] = Book(target, shown_label(entry, self.language), host_of(entry), _weeks(entry))
        return book

    def _meant(self) -> list[ShelfEntry]:
        query = parse_query(self.line.value)
        if not query:
            return list(self.shelved.entries)
        found = [e for e, words in zip(self.shelved.entries, self.shelved.words, strict=True) if query.may_hit(words)]
        if not query.marked:
            return found
        return [e for e in found if any(query.spans(words) for words in (e.target, *{use.label for use in e.uses}))]

    def _fresh(self) -> Book | None:
        """An address typed into the line, with what else was typed as its label."""
        match = _URL.search(self.line.value)
        if match is None:
            return None
        url = match[0] if "://" in match[0] else f"https://{match[0]}"
        label = " ".join((self.line.value[: match.start()] + self.line.value[match.end() :]).split())
        return Book(url, label, links.host_of(url), "new", new=True)

    def _moved(self) -> None:
        book = self.books.book
        entry = self._entries.get(book.target) if book is not None else None

        def make(width: int) -> Lines:
            if book is None:
                return []
            lines: Lines = [[(line, "title")] for line in text.wrap(text.clean(book.label or "no label"), width)]
            lines += [[(line, "link")] for line in text.wrap(text.clean(book.target), width)]
            for use in entry.uses if entry is not None else ():
                week = f"Week {use.week}" if use.week is not None else use.path
                name = f" · {use.label}" if use.label and use.label != entry.label else ""  # type: ignore[union-attr]
                where = f"{week}{f' · {use.language}' if use.language else ''} · line {use.line}{name}"
                lines.append([(text.cut(text.clean(where), width), "muted")])
            if book.new:
                lines.append([("A new address: what else is typed becomes its label.", "muted")])
            return lines

        self.detail.show(make)

    # --- keys ----------------------------------------------------------------------------------------------------

    def press_key(self, character: str) -> None:
        """Esc and a letter, fast: the list's command."""
        self._focus(line=False)
        command = self.keymap.find(self.place, pressed(character, character))
        if command is not None:
            self.run_command(command.id)

    def do_shelf_next(self) -> None:
        self.books.step(1)

    def do_shelf_previous(self) -> None:
        self.books.step(-1)

    def do_shelf_find(self) -> None:
        self._focus(line=True)

    def do_shelf_list(self) -> None:
        """Esc in the line: back to the list, or, where one only came to insert, back to the week."""
        if self.inserting:
            self.dismiss(None)
            return
        self.line.value = ""
        self._focus(line=False)

    def do_shelf_back(self) -> None:
        self.dismiss(None)

    def do_shelf_choose(self) -> None:
        """Enter in the line: what one came for."""
        if self.inserting:
            self.do_shelf_insert()
        else:
            self.do_shelf_open()

    def do_shelf_open(self) -> None:
        book = self.books.book
        if book is None:
            return
        try:
            links.open_in_browser(book.target, self.late_say)
        except links.NotOpened as error:
            if "://" in book.target or not self._stays(book.target):
                self.say(f"{error} ({text.cut(text.clean(book.target), 60)})", bad=True)
        else:
            self.say(f"Opening {links.host_of(book.target)} in the browser")

    def _stays(self, target: str) -> bool:
        from worklog_tui.worklog.site.inside import inside_path

        if inside_path(target) is None:
            return False
        entry = self._entries.get(target)
        used = pages_of(entry, self._pages) if entry is not None else []
        if used and self.main.page not in used and not target.startswith("/"):
            self.main.go_to_page(used[0])  # a relative target counts from the page it stands on
        self.dismiss(Picked("follow", target))
        return True

    def do_shelf_insert(self) -> None:
        book = self.books.book
        if book is None:
            self.say("Nothing is chosen: type an address, or choose one.")
            return
        entry = self._entries.get(book.target)
        label = entry.label_in(self.language) if entry is not None else book.label
        self.dismiss(Picked("insert", book.target, label))

    def do_shelf_put(self) -> None:
        self.do_shelf_insert()

    def do_shelf_look(self) -> None:
        self.do_shelf_open()

    def do_shelf_uses(self) -> None:
        book = self.books.book
        entry = self._entries.get(book.target) if book is not None else None
        if book is None or entry is None:
            return
        pages = pages_of(entry, self._pages)
        if len(pages) == 1:
            self.dismiss(Picked("go", book.target, page=pages[0]))
            return
        from worklog_tui.tui.screens.picker import Choice, Picker

        journal = self.main.session.journal
        choices = []
        for at, page in enumerate(pages):
            week = journal.entry_of(page)
            choices.append(Choice(str(at), week.label if week is not None else page.rel, page.language or ""))
        self.app.push_screen(Picker("Used in", choices), lambda at: self._go(book.target, pages, at))

    def _go(self, target: str, pages: list[PageRef], at: str | None) -> None:
        if at is not None:
            self.dismiss(Picked("go", target, page=pages[int(at)]))

    # --- the rest ------------------------------------------------------------------------------------------------

    def _clicked(self, twice: bool) -> None:
        self._focus(line=False)
        if twice:
            self.do_shelf_choose()

    def late_say(self, words: str) -> None:
        """The same from any thread; empty words say nothing."""
        if words:
            self.app.call_from_thread(self.say, words, bad=True)


def _weeks(entry: ShelfEntry) -> str:
    weeks = sorted(entry.weeks)
    if not weeks:
        return count(len(entry.uses), "use")
    if len(weeks) <= 3:
        return ("week " if len(weeks) == 1 else "weeks ") + ", ".join(map(str, weeks))
    return f"{len(weeks)} weeks, {weeks[0]}–{weeks[-1]}"
