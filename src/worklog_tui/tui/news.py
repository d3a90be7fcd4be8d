"""What reaches the main screen from elsewhere: the session's events, facts of other weeks, where today is.

It comes from any thread; the screen's messages bring it to its own, and the methods here then act on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from worklog_tui.session.events import JournalChanged, SaveChanged, WeekChanged
from worklog_tui.tui.facts import FactsReader

if TYPE_CHECKING:
    from worklog_tui.session.events import Event
    from worklog_tui.session.facts import WeekFacts
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.day.today import Missing


class Told(Message):
    """The session, or a thread of ours, has news; a text is a failure to be said."""

    def __init__(self, event: Event | str) -> None:
        super().__init__()
        self.event = event


class FactsRead(Message):
    """Facts of weeks in the list."""

    def __init__(self, facts: dict[str, WeekFacts]) -> None:
        super().__init__()
        self.facts = facts


class TodayFound(Message):
    """Where today's week is, or why there is none."""

    def __init__(self, found: int | Missing) -> None:
        super().__init__()
        self.found = found


class Listed(Message):
    """The journal is listed to its first week."""


class News:
    """Takes news in for the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.loud_today = self.quiet_today = False
        self.reader = self._new_reader()

    def _new_reader(self) -> FactsReader:
        return FactsReader(
            self.screen.session,
            lambda facts: self.post(FactsRead(facts)),
            lambda found: self.post(TodayFound(found)),
        )

    def post(self, message: Message) -> None:
        """From any thread to the screen's."""
        self.screen.post_message(message)

    def tell(self, event: Event) -> None:
        """What the session calls, from any thread."""
        self.post(Told(event))

    def complete(self) -> None:
        """Lists the rest of a long journal in the background; ``Listed`` tells when it is done."""
        listing = self.screen.session.journal.listing
        if listing is None or not listing.partial:
            self.post(Listed())
            return
        from threading import Thread

        def work() -> None:
            self.screen.session.complete()
            self.post(Listed())

        Thread(target=work, name="list-weeks", daemon=True).start()

    def look_for_marks(self) -> None:
        """Texts still to translate, and comments, are marked once the first frame stands."""
        screen = self.screen
        journal = screen.session.journal
        folder = (journal.site.root if journal.site is not None else journal.root) / ".worklog"
        if (folder / "translate.toml").exists():
            screen.copies = True
            screen.redraw()
        if (folder / "comments").is_dir():
            screen.room("said").begin()

    def find_today(self, *, loud: bool = False, quiet: bool = False) -> None:
        """Looks for today's week in the background and goes there, unless a key was pressed before.

        ``loud``: it goes there in any case, or says why not; ``quiet``: it only marks it.
        """
        self.loud_today = loud or (quiet and self.loud_today)  # who asked first still waits for an answer
        self.quiet_today = quiet
        self.reader.find_today(self.screen.today, self.screen.language)

    def want_facts(self) -> None:
        """Asks for the facts of the weeks on screen."""
        self.reader.want(self.screen.weeks.missing(), self.screen.language)

    def read_again(self) -> None:
        """The shown week has changed: so have its facts."""
        screen = self.screen
        entry = screen.entry
        if entry is not None and entry.key in screen.weeks.facts:
            self.reader.want([screen.index_of(entry)], screen.language)
        if screen.desk.banner:
            self.find_today(quiet=True)

    # --- on the screen's thread ----------------------------------------------------------------------------------

    def told(self, event: Event | str) -> None:
        """The session's news."""
        screen = self.screen
        if isinstance(event, str):
            screen.say(event, bad=True)
        elif isinstance(event, WeekChanged):
            if screen.page is not None and event.page.rel == screen.page.rel:
                if event.week is None:
                    screen.reread()
                else:
                    screen.take_week(event.week)
            else:
                self._changed_elsewhere(event.page)
        elif isinstance(event, SaveChanged):
            self._saved(event)
        elif isinstance(event, JournalChanged):
            self._listed_again()

    def _changed_elsewhere(self, page: PageRef) -> None:
        """A page that is not shown has changed with one that is: what the list says of its week is read again."""
        screen = self.screen
        entry = screen.session.journal.entry_of(page)
        if entry is not None and entry is not screen.entry and entry.key in screen.weeks.facts:
            self.reader.want([screen.index_of(entry), *screen.weeks.missing()], screen.language)

    def _saved(self, event: SaveChanged) -> None:
        screen = self.screen
        if event.state == "failed":
            screen.show_header(("not saved", "bad"))
            if not screen.session.in_conflict(event.page):
                screen.say(event.message, bad=True)
            elif not screen.room("outside").ask(event.page):
                screen.say(f"{event.message} {screen.keymap.called('save')} asks whose text stands.", bad=True)
        elif any(screen.session.failure(page) for page in screen.session.unsaved()):
            screen.show_header(("not saved", "bad"))  # another page
        elif event.state == "saving":
            screen.show_header(("saving…", "warn"))
        else:
            screen.show_header((f"saved {event.at.astimezone():%H:%M}", "good"))
            screen.room("published").soon()

    def follow_name(self) -> None:
        """Where the shown page lies under another name, it is shown under that."""
        screen = self.screen
        creations = vars(screen.session).get("creations")  # not asked for yet: nothing was renamed
        if screen.page is not None and creations is not None:
            now = creations.renamings.now(screen.page)
            if now.rel != screen.page.rel and now.path.exists():
                screen.renamed(now)

    def _listed_again(self) -> None:
        screen = self.screen
        self.reader.close()
        self.reader = self._new_reader()
        self.follow_name()
        weeks = screen.session.journal.weeks
        entry = screen.entry
        known = {week.key: i for i, week in enumerate(weeks)}
        screen.weeks.facts.clear()
        screen.weeks.today = -1
        screen.weeks.show(weeks, known.get(entry.key if entry is not None else "", len(weeks) - 1))
        if entry is None and weeks and screen.page is not None and not screen.page.path.exists():
            screen.go_to_page(weeks[-1].page(screen.page.language))  # a week that was made, taken back
        else:
            screen.reread()
        self.find_today(quiet=True)

    def today_found(self, found: int | Missing) -> None:
        """Marks today's week, and goes there where that is what one wants; offers to start it where it is missing."""
        screen = self.screen
        loud, self.loud_today = self.loud_today, False
        if not isinstance(found, int):
            screen.room("daily").today_missing(found, asked=loud)
            return
        screen.weeks.today = found
        screen.weeks.refresh()
        if screen.desk.banner:
            screen.room("daily").today_found()
        index, going = found, loud or not (self.quiet_today or screen.commanding.touched)
        if going and screen.weeks.selected != index:
            screen.weeks.go(index)
        if loud:
            screen.toast.hide()
