"""The preview: Hugo serves the site, the browser shows this week; what does not build stands among the problems."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.checks.model import Found
from worklog_tui.session.events import SaveChanged
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.publish.building import NotBuilt, asks_of, hugo_of, site_of
from worklog_tui.storage.programs import has_browser
from worklog_tui.tui import links
from worklog_tui.tui.view import text
from worklog_tui.worklog.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.events import Event
    from worklog_tui.session.nouns import Journal
    from worklog_tui.session.publish.building import BuildProblem
    from worklog_tui.session.publish.preview import Preview as Server
    from worklog_tui.session.publish.preview import Rebuilt
    from worklog_tui.tui.screens.main import MainScreen

AGAIN = 0.4
"""Seconds after a save until a site that did not build is tried once more."""


class Preview:
    """One server for the journal; it ends with the screen. Hugo is waited for in threads."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.server: Server | None = None
        self._starting = self._broken = False
        self._wanted: PageRef | None = None  # shown as soon as the site is served
        self._closed = False
        self._left = screen.session.subscribe(self._told)

    # --- commands ------------------------------------------------------------------------------------------------

    def do_preview(self) -> None:
        """Serves the site, or goes to this week's page where it is served already."""
        screen = self.screen
        if screen.page is None:
            screen.say("There is no page here to preview.")
            return
        try:
            root, hugo = site_of(screen.session.journal), hugo_of()
        except NotBuilt as error:
            self.read(str(error))
            return
        page = screen.page
        ask_trust(screen, root, "Preview it", lambda: self._preview(root, hugo, page))

    def _preview(self, root: Path, hugo: str, page: PageRef) -> None:
        self.screen.session.flush(5.0)
        self._wanted = page
        if self._starting:
            return
        if self.server is not None and self.server.running:
            self._run(self._show)
            return
        self._starting = True
        self.screen.say("Starting Hugo…")
        from worklog_tui.session.publish.preview import Preview as Server

        self.server = Server(root, hugo, lambda news: self._post(self._rebuilt, news))
        self._run(self._start)

    def can_preview_stop(self) -> bool:
        """Whether there is one to stop."""
        return self.server is not None or self._broken

    def do_preview_stop(self) -> None:
        if not self.can_preview_stop():
            self.screen.say("No preview runs.")
            return
        self._broken = False
        self._end()
        self._mark(())
        self.screen.say("The preview has ended.")

    def do_preview_read(self) -> None:
        if self.screen.week is None:
            self.screen.say("There is no page here to read.")
        else:
            self.read("")

    def read(self, why: str) -> None:
        """The page in the terminal. ``why`` not in the browser."""
        screen = self.screen
        if screen.week is None or screen.page is None:
            screen.say(why or "There is no page here to read.", bad=True)
            return
        from worklog_tui.tui.screens.reading import ReadingScreen

        screen.app.push_screen(ReadingScreen(screen, screen.page, why), self._read)

    def _read(self, page: PageRef | None) -> None:
        if page is not None and page != self.screen.page:
            self.screen.go_to_page(page)

    def close(self) -> None:
        """The screen goes: so does the server."""
        self._closed = True
        self._left()
        self._end()

    def _end(self) -> None:
        server, self.server = self.server, None
        if server is not None:
            server.close()

    # --- in threads ----------------------------------------------------------------------------------------------

    def _run(self, what: Callable[[Server], None]) -> None:
        server = self.server
        if server is not None:
            threading.Thread(target=what, args=(server,), name="preview", daemon=True).start()

    def _start(self, server: Server) -> None:
        try:
            server.start()
        except NotBuilt as error:
            self._post(self._failed, server, error)
            return
        self._post(self._started, server)
        self._show(server)

    def _show(self, server: Server) -> None:
        page = self._wanted
        if page is None:
            return
        try:
            self._post(self._shown, server.address(self.screen.session.journal, page))
        except NotBuilt as error:
            self._post(self.screen.say, str(error))

    def _post(self, what: Callable[..., object], *values: object) -> None:
        """To the screen's thread."""
        if not self._closed:
            self.screen.call_later(what, *values)

    def _told(self, event: Event) -> None:
        """A page was saved: a site that did not build may do so now."""
        if self._broken and isinstance(event, SaveChanged) and event.state == "saved":
            self._post(lambda: self.screen.set_timer(AGAIN, self._try_again))

    # --- on the screen's thread ----------------------------------------------------------------------------------

    def _try_again(self) -> None:
        if self._broken and not self._starting and self._wanted is not None and not self._closed:
            self._broken = False
            self._preview(site_of(self.screen.session.journal), hugo_of(), self._wanted)

    def _started(self, server: Server) -> None:
        if server is not self.server:  # stopped meanwhile
            server.close()
            return
        self._starting = self._broken = False
        self._mark(())

    def _shown(self, address: str) -> None:
        """The page's address is known: the browser goes there, where there is one."""
        screen, shown = self.screen, text.clean(address)
        if not has_browser():
            screen.say(f"{shown} · open it in a browser on this computer")
            return
        try:
            links.open_in_browser(address, lambda why: screen.late_say(f"{shown} · {why}" if why else ""))
        except links.NotOpened as error:
            screen.say(f"{error} ({text.cut(shown, 60)})", bad=True)
        else:
            screen.say(f"{shown} is in the browser · “Stop the preview” in the palette ends it")

    def _failed(self, server: Server, error: NotBuilt) -> None:
        self._starting = False
        if server is not self.server:
            return
        self.server = None
        self._broken = True
        self._mark(error.problems)
        self.screen.say(text.cut(text.clean(str(error)), 200), bad=True)
        if any(problem.file is not None for problem in error.problems) and self.screen.app.screen is self.screen:
            self.screen.run_command("problems")

    def _rebuilt(self, news: Rebuilt) -> None:
        was = bool(self.screen.session.checking.built)
        self._mark(news.problems)
        screen = self.screen
        if news.over:
            self._end()
        if news.problems:
            first = news.problems[0]
            place = first.place(Path(screen.session.journal.root))
            key = screen.keymap.called("problems")
            words = text.cut(text.clean(f"{place + ': ' if place else ''}{first.message}"), 120)
            screen.say(f"The site does not build: {words} · {key} goes there", bad=True)
        elif was:
            screen.say("The site builds again.")

    def _mark(self, problems: Sequence[BuildProblem]) -> None:
        """What Hugo said stands among the problems until it builds."""
        self.screen.session.checking.built = as_found(self.screen.session.journal, problems)
        self.screen.tell_problems()


def as_found(journal: Journal, problems: Sequence[BuildProblem]) -> tuple[tuple[PageRef, Found], ...]:
    """What Hugo said, as problems of pages (or of other files of the site)."""
    out = []
    for one in problems:
        if one.file is None:
            continue
        page = journal.page_at(one.file)
        if page is None:
            rel = str(one.file.relative_to(journal.root)) if one.file.is_relative_to(journal.root) else str(one.file)
            page = PageRef(str(journal.root), rel.replace("\\", "/"), None, None)
        problem = Problem("hugo", one.line, "error", f"Hugo: {one.message}")
        out.append((page, Found(page.rel, problem)))
    return tuple(out)


def ask_trust(screen: MainScreen, root: Path, label: str, then: Callable[[], None]) -> None:
    """Goes on where this site asks Hugo for nothing but itself, or the user trusts it to."""
    from worklog_tui.storage.trust import is_trusted, trust

    asks = asks_of(root)
    state = screen.session.state_dir
    if not asks or is_trusted(state, root, asks):
        then()
        return
    from worklog_tui.tui.screens.picker import Choice, Picker

    def answered(name: str | None) -> None:
        if name == "yes":
            trust(state, root, asks)
            then()

    title = text.cut(text.clean(f"This site's Hugo may {'; '.join(asks)}"), 90)
    choices = [Choice("no", "Leave it"), Choice("yes", f"{label}: I trust this site")]
    screen.app.push_screen(Picker(title, choices), answered)
