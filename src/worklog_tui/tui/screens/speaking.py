"""What review and inbox do with the comment they show: answer, resolve, withdraw. The clerk writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import StorageError
from worklog_tui.tui.clerk import Clerk
from worklog_tui.tui.rooms.spoken import About
from worklog_tui.tui.screens.aside import Aside, Result
from worklog_tui.tui.view import text
from worklog_tui.tui.view.said import headline

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.comments import Comments, Placed
    from worklog_tui.session.threads import Does
    from worklog_tui.tui.rooms.spoken import Spoken
    from worklog_tui.tui.screens.main import MainScreen

_LABEL = 40  # cells
_MOVES = frozenset({"up", "down", "first", "last", "page_up", "page_down", "review_on", "review_menu"})


class Speaking(Aside[Result]):
    """A screen with a comment to speak to."""

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self.reviewing = main.session.reviewing
        self.clerk = Clerk(self.call_later, lambda words: self.say(words, bad=True))

    @property
    def comments(self) -> Comments:
        """The journal's."""
        return self.reviewing.comments

    @property
    def spoken_to(self) -> Placed | None:
        """The comment that is meant."""
        raise NotImplementedError

    def read_again(self) -> None:
        """What is shown may have changed."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        self.clerk.close()

    def ask(self, about: About, say: Callable[[str, str], object], told: str, words: str = "") -> None:
        """Words for something (``words``: so far), kept until they are on the disk; nothing written does nothing.
        ``say`` writes words under a name; ``told`` tells that it is done.
        """
        from worklog_tui.tui.screens.saying import SayingScreen

        spoken: Spoken = self.main.room("spoken")
        asking = SayingScreen(about.title, self.keymap, about.key, words)
        kept = spoken.begin(about, "", lambda: asking.said)

        def answered(found: str | None) -> None:
            if found:
                self.clerk.ask(lambda: work(found), done, writes=True)
            else:
                spoken.watch.end(kept)

        def work(found: str) -> tuple[str, str]:
            try:
                say(found, self.reviewing.author)
            except (Refused, StorageError) as error:
                return found, str(error)
            spoken.watch.end(kept)
            return found, ""

        def done(got: tuple[str, str]) -> None:
            found, why = got
            if why:
                self.ask(about, say, told, found)
            else:
                self.read_again()
            self.say(why or told, bad=bool(why))

        self.app.push_screen(asking, answered)

    def do_write(self, work: Callable[[str], Any], told: str) -> None:
        """Something is written under the author's name; ``told`` says so once it is on the disk."""

        def done(_: object) -> None:
            self.read_again()
            self.say(told)

        self.clerk.ask(lambda: work(self.reviewing.author), done, writes=True)

    def _speak(self, does: Does, told: str) -> None:
        one = self.spoken_to
        if one is not None:
            self.do_write(lambda by: self.comments.say(one.thread, does, by=by), told)

    def do_review_answer(self) -> None:
        one = self.spoken_to
        if one is None:
            self.say("There is no comment here to answer.")
        else:
            self.answer(one)

    def answer(self, one: Placed, words: str = "", key: str = "a") -> None:
        """An answer to this comment; ``words``: so far."""
        thread = one.thread
        resolved = thread.status != "open"
        by = text.cut(text.clean(thread.by), 30)
        path = one.page.path if one.page is not None else self.reviewing.root / thread.anchor.page
        title = f"Answer to {by}: {text.cut(headline(thread), _LABEL)}"
        about = About(title, key, f"an answer to {by}", path, {"speak": "answer", "thread": thread.id})
        does: Does = "reopen" if resolved else "answer"

        def say(said: str, name: str) -> None:
            self.comments.say(thread, does, said, by=name)

        self.ask(about, say, "Answered; it is open again." if resolved else "Answered.", words)

    def do_review_resolve(self) -> None:
        one = self.spoken_to
        if one is None:
            self.say("There is no comment here to resolve.")
        elif one.thread.status == "open":
            self._speak("resolve", f"Resolved · {self.keymap.called('review_resolve')} opens it again")
        else:
            self._speak("reopen", "Open again.")

    def do_review_menu(self, at: tuple[int, int] | None = None) -> None:
        """What can be done here, by name; ``at``: where it was clicked."""
        from worklog_tui.tui.commands import available
        from worklog_tui.tui.screens.picker import Choice, Picker

        choices = [
            Choice(command.id, command.label, self.keymap.names(command))
            for command in available(self.PLACE)
            if command.id not in _MOVES | self.footer.idle
        ]
        self.app.push_screen(
            Picker("Commands", choices, narrow=at is None, at=at), lambda name: self.run_command(name) if name else None
        )

    def do_review_send(self) -> None:
        """All of it in one file in the folder the app was started in: to be mailed, and taken in elsewhere."""
        import datetime as dt
        from pathlib import Path

        from worklog_tui.session.digest import whole, write_digest

        session = self.main.session
        path = Path.cwd() / f"comments-{dt.date.today().isoformat()}.md"

        def work() -> int:
            if not self.comments.threads and not self.reviewing.every():
                return 0
            write_digest(path, whole(session, dt.datetime.now()))
            return 1

        def done(written: int) -> None:
            said = f"Written to {path}: send it; `worklog take-in` brings it into another copy of the journal."
            self.say(said if written else "There are no comments and no reviews to send yet.")

        self.clerk.ask(work, done)

    def do_review_withdraw(self) -> None:
        """One's own comment; others' are resolved, not withdrawn."""
        one = self.spoken_to
        if one is None:
            self.say("There is no comment here to withdraw.")
            return
        self.clerk.ask(lambda: self.reviewing.author, lambda author: self._withdraw(one, author))

    def _withdraw(self, one: Placed, author: str) -> None:
        if one.thread.by != author:
            self.say(f"This is {text.cut(text.clean(one.thread.by), 30)}'s comment: resolve it instead.")
            return
        self.do_write(lambda by: self.comments.say(one.thread, "withdraw", by=by), "Withdrawn.")
