"""Other journals: switched to without leaving, or seen side by side."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.going import open_board, switch_to

if TYPE_CHECKING:
    from worklog_tui.storage.state import Recent
    from worklog_tui.tui.app import WorklogApp
    from worklog_tui.tui.screens.main import MainScreen

_ELSE: Final = "else"
MANY: Final = 12
"""Journals used lately that are offered, or put side by side."""


class Journals:
    """What the palette offers for other journals."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.app: WorklogApp = screen.app  # type: ignore[assignment]

    def do_switch_journal(self) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen
        if screen.editor is not None and not screen.editing.leave(keep=True):
            return
        choices = [Choice(one.path, name, one.path) for one, name in self._named()]
        choices.append(Choice(_ELSE, "Another folder, a new journal, the demo", "the first screen"))
        screen.app.push_screen(Picker("Switch to", choices, narrow=True), self._switch)

    def _switch(self, path: str | None) -> None:
        screen = self.screen
        if path == _ELSE:
            screen.looking.do_open_journal()
        elif path is not None and (why := switch_to(self.app, Path(path))):
            screen.say(why, bad=True)

    def do_board_all(self) -> None:
        from worklog_tui.tui.screens.journals import JournalsScreen

        screen = self.screen
        if screen.editor is not None and not screen.editing.leave(keep=True):
            return
        paths = [str(screen.session.journal.section), *(one.path for one in self._others())]
        found = JournalsScreen(screen.keymap, tuple(paths[:MANY]), screen.session)
        screen.app.push_screen(found, self._picked)

    def _picked(self, path: str | None) -> None:
        screen = self.screen
        if path is None:
            return
        if path == str(screen.session.journal.section):
            screen.run_command("board")
        elif why := open_board(self.app, Path(path)):
            screen.say(why, bad=True)

    def _named(self) -> list[tuple[Recent, str]]:
        """The others, each as it is called; where several have one title, with the name of its folder."""
        others = self._others()
        titles = Counter([self.screen.session.journal.title, *(one.title for one in others)])
        out = []
        for one in others:
            folder = os.path.basename(one.path.rstrip("/"))
            out.append((one, f"{folder} · {one.title}" if titles[one.title] > 1 else one.title or folder))
        return out

    def _others(self) -> list[Recent]:
        """The journals used lately that are still there, but for the open one."""
        from worklog_tui.storage.state import recent_journals

        journal = self.screen.session.journal
        own = {os.path.realpath(path) for path in (journal.root, journal.section)}
        if self.app.path is not None:
            own.add(os.path.realpath(self.app.path))
        return [one for one in recent_journals() if os.path.isdir(one.path) and os.path.realpath(one.path) not in own][
            :MANY
        ]
