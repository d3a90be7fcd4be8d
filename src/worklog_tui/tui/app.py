"""The app: which screen stands first, the colours, the last guard before the terminal, leaving in good order."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import InputEvent
from textual.filter import ANSIToTruecolor

from worklog_tui.resources import styles_dir
from worklog_tui.tui.answers import Answers
from worklog_tui.tui.commands import Keymap
from worklog_tui.tui.idle import Tidying
from worklog_tui.tui.view import themes
from worklog_tui.tui.view.text import SafeText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePath
    from tempfile import TemporaryDirectory

    from textual.events import Event
    from textual.filter import LineFilter
    from textual.screen import Screen

    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.rows.copying import Clip


class WorklogApp(App[None]):
    """``open_session`` gives the session of a path (None: around the folder, else the last one), if there is one."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "main.tcss"]
    TITLE = "worklog"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(
        self,
        open_session: Callable[[Path | None], Session | None],
        *,
        path: Path | None,
        settings: Settings,
        today: dt.date,
        remember: bool = False,
        board: tuple[str, ...] | None = None,
    ) -> None:
        """``board``: the journals whose board stands first; of one alone, or where none is named, its own."""
        self._safe = SafeText()
        super().__init__()
        self.open_session, self.path, self.settings, self.today = open_session, path, settings, today
        self.keymap, self._wrong_keys = Keymap(), ""
        self._take_keys()
        self.session: Session | None = None
        self._board = board
        self.remember = remember
        self.clock: Callable[[], dt.date] | None = None  # tells a new day; None: it is always ``today``
        self.why = ""  # no journal could be opened
        self._settled = False
        self.ending, self.answers = False, Answers(self)
        self.unfinished = False  # words were being typed when the app ended
        self._scratch: TemporaryDirectory[str] | None = None
        self._tidying = Tidying()
        self.clip: Clip | None = None  # rows copied inside the app
        for theme in (themes.DARK, themes.LIGHT):
            self.register_theme(theme)
        self._dress(settings.theme or "dark")

    def _dress(self, wish: str) -> None:
        """Puts the colours on; the usual ones before anything is drawn, which spares a second parse of the styles."""
        if wish == "dark" and not self.is_running:
            self.set_reactive(App.theme, themes.DARK.name)
            self.stylesheet.set_variables(self.get_css_variables())
            return
        self.theme = (
            themes.BY_NAME[wish].name
            if wish in themes.BY_NAME
            else wish
            if wish in self.available_themes
            else "worklog-dark"
        )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tokens of our own that Textual's themes do not have."""
        return (themes.DARK if self.current_theme.dark else themes.LIGHT).variables

    def _take_keys(self) -> None:
        """The keys of the settings; what is wrong with them is said once the screen stands."""
        if self.settings.keys or self.keymap.changed:
            from worklog_tui.tui.keys import checked

            good, wrong = checked(self.settings.keys)
            self.keymap.take(good)
            self._wrong_keys = wrong or ""

    def change_setting(self, name: str, value: object) -> str:
        """A setting has this value from now on, and in the settings file; a sentence where it could not be kept."""
        from worklog_tui.record import replace
        from worklog_tui.storage.errors import NotSaved
        from worklog_tui.storage.settings import change

        failure = ""
        try:
            change(name, value)
        except NotSaved as error:
            failure = str(error)
        if name == "keys" and isinstance(value, dict):
            value = {key: tuple(words) for key, words in value.items()}
        self.settings = replace(self.settings, **{name: value})
        if name == "theme":
            self._dress(self.settings.theme or "dark")
        elif name == "keys":
            self._take_keys()
        from worklog_tui.tui.screens.main import MainScreen

        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.take_settings(self.settings)
        return failure

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The one that lets no control character out, behind Textual's own for terminals without colours.

        Textual's filter of the 16 old colours is left out: nothing here is drawn in them, and it runs over every line.
        """
        own = [
            line_filter for line_filter in super().get_line_filters() if not isinstance(line_filter, ANSIToTruecolor)
        ]
        return [*own, self._safe]

    def get_default_screen(self) -> Screen[Any]:
        """The main screen at once, where there is a journal: a screen beneath it would cost a layout for nothing."""
        if self._board:
            from worklog_tui.tui.screens.journals import JournalsScreen

            return JournalsScreen(self.keymap, self._board)
        screen = self.open_main(self.path)
        return screen if screen is not None else super().get_default_screen()

    def on_mount(self) -> None:
        self._catch_signals()
        if self.session is None and not self._board:
            self.show_start(self.why)
        elif self.session is not None and self._board is not None:
            from worklog_tui.tui.going import show_board

            self.call_after_refresh(show_board, self)
        self.set_timer(0.5, self._settle)

    def push_screen(self, screen: Any, callback: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Shows the screen; ``callback`` gets its answer."""
        self.answers.asked(screen, callback)
        return super().push_screen(screen, None, *args, **kwargs)

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Ends the app; keys typed behind the one that did are nobody's."""
        self.ending = True
        super().exit(*args, **kwargs)

    async def on_event(self, event: Event) -> None:
        """Every event passes here; keys and the mouse say that somebody is at work."""
        if isinstance(event, InputEvent):
            if self.ending or not self.screen_stack:
                return
            self._tidying.touched()
        await super().on_event(event)

    def open_path(self, path: Path) -> None:
        """Shows the journal there instead of what is shown; where there is none, the first screen says why."""
        screen = self.open_main(path)
        if screen is not None:
            self.stand(screen)
            if self._settled:
                self.set_timer(0.5, self._greet)
        else:
            self.show_start(self.why)

    @property
    def has_journals(self) -> bool:
        """Whether one came from a list of journals, to which leaving one leads back."""
        return bool(self._board)

    def open_main(self, path: Path | None) -> MainScreen | None:
        """The main screen of the journal there, the one that was open closed; None: there is none, ``why`` says it."""
        from worklog_tui.tui.screens.main import MainScreen

        old, self.why = self.session, ""
        try:
            session = self.open_session(path)
        except Exception as error:
            self.why = str(error)
            return None
        if session is None:
            return None
        if old is not None:
            old.flush(5.0)
            old.close()
        self.session, self.path = session, path
        screen = MainScreen(
            session, self.today, self.keymap, language=self.settings.language, editor=self.settings.editor
        )
        screen.desk.width = self.settings.list_width
        return screen

    def show_start(self, why: str = "") -> None:
        """The first screen: demo, recent journals, pick a folder."""
        from worklog_tui.storage.state import recent_journals
        from worklog_tui.tui.screens.start import StartScreen

        recent = [(entry.path, entry.title) for entry in recent_journals()[:5] if os.path.isdir(entry.path)]
        self.stand(StartScreen(self.keymap, why, recent))

    def demo(self) -> Path:
        """A scratch copy of the sample journal; it goes when the app ends."""
        import shutil
        import tempfile

        from worklog_tui.resources import sample_logs_dir

        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="worklog-demo-", ignore_cleanup_errors=True)
            shutil.copytree(sample_logs_dir(), Path(self._scratch.name) / "sample_logs")
        return Path(self._scratch.name) / "sample_logs"

    def stand(self, screen: Screen[None]) -> None:
        """Shows a screen instead of the one that stands."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:  # the first screen of a stack cannot be switched
            self.push_screen(screen)

    def _settle(self) -> None:
        """What waits until the first screen stands: garbage (what stands then is never looked at again)."""
        self._tidying.begin()
        self._settled = True
        self.note_journal()
        self._greet()

    def _greet(self) -> None:
        """What is to be said about the journal that was opened, and what earlier runs of it have left."""
        from worklog_tui.tui.screens.main import MainScreen

        if self.session is None or not self.screen_stack or not isinstance(self.screen, MainScreen):
            return
        if self._wrong_keys:
            self.screen.say(self._wrong_keys, bad=True)
        if self.session.notes:
            self.screen.say(" · ".join(self.session.notes), bad=True)
        if kept := self.session.left_behind():
            self.screen.room("outside").left_behind(kept)
        elif os.path.isdir(self.session.state_dir / "drafts"):
            self.screen.room("typed").offer()

    def on_app_focus(self) -> None:
        """One comes back from another program: it may have changed pages."""
        from worklog_tui.tui.screens.main import MainScreen

        screen = next((s for s in reversed(self.screen_stack) if isinstance(s, MainScreen)), None)
        if screen is not None and self._settled:  # the first paint has had its time
            screen.room("outside").look()
            screen.room("published").look()
            screen.room("said").look()

    def note_journal(self) -> None:
        """Puts the open journal first among those used before."""
        if self.remember and self.session is not None and self._scratch is None:
            from worklog_tui.storage.state import Recent, remember

            journal = self.session.journal
            remember(Recent(str(self.path or journal.root), journal.title))

    def leave_scratch(self) -> None:
        """The demo's copy goes."""
        if self._scratch is not None:
            self._scratch.cleanup()

    async def action_quit(self) -> None:
        """ctrl+q: guarded, where something is open."""
        from worklog_tui.tui.screens.main import MainScreen

        screen = next((s for s in reversed(self.screen_stack) if isinstance(s, MainScreen)), None)
        if screen is None:
            self.exit()
        elif self.screen is screen:
            screen.looking.do_quit()
        elif getattr(self.screen, "editor", None) is None or self.screen.editing.leave(keep=True):  # type: ignore[attr-defined]
            self.pop_screen()

    def _fatal_error(self) -> None:
        """A fault of ours ends the app, the open draft kept. Textual would print all values of the traceback, page
        text among them; ``run_app`` raises the error instead, and only its places are logged."""
        with suppress(Exception):
            self._keep_drafts()
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """The fault of ours that ended the app."""
        return self._exception

    def _catch_signals(self) -> None:
        """A closed terminal or a polite kill keeps the open draft and writes everything before it ends the app."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._end_now, number)

    @property
    def main(self) -> MainScreen | None:
        """The main screen of the open journal."""
        from worklog_tui.tui.screens.main import MainScreen

        return next((s for s in self.screen_stack if isinstance(s, MainScreen)), None)

    def _keep_drafts(self) -> None:
        """Words being typed are kept as they are, for the next start: nobody has said that they belong on the page."""
        main = self.main
        if main is not None:
            typed = main.room("typed")
            self.unfinished = typed.open
            if typed.keep_now():
                return
        for screen in self.screen_stack:  # they cannot be kept beside the page: on the page then
            if getattr(screen, "editor", None) is not None:
                screen.editing.leave(keep=True)  # type: ignore[attr-defined]

    @property
    def unfinished_words(self) -> str:
        """What is to be said on the terminal about words that were being typed."""
        if not self.unfinished:
            return ""
        return "worklog: the words you were typing are kept: the next start offers them back\n"

    def _end_now(self, number: int) -> None:
        """Ended by a signal: the exit code says so, as a shell does."""
        self._keep_drafts()
        if self.session is not None:
            self.session.flush(5.0)
        self.exit(return_code=128 + number)
