"""Keys become commands, commands find who does them: the part of the main screen that knows the table of commands."""

from __future__ import annotations

import os
import time
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from textual.events import Key

from worklog_tui.tui.commands import BY_ID, pressed
from worklog_tui.tui.moving import Moving
from worklog_tui.tui.widgets.typing_keys import passed_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.commands import Keymap
    from worklog_tui.tui.editing import Editing
    from worklog_tui.tui.looking import Looking
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane


OPENING: Final = frozenset({"edit", "new", "add"})
"""Commands one types words after."""

CHANGING: Final = frozenset(
    {"edit", "new", "finish", "day_later", "day_earlier", "delete", "move_down", "move_up", "duplicate", "indent"}
    | {"outdent", "add_front_matter", "paste", "carry", "editor_here", "add_image", "join_row", "fix", "reference"}
    | {"twins", "drift"}
)
"""Commands that read the page, or the one beside it, anew: on a very large one they would hold up the screen."""

LARGE: Final = 48 * 1024
"""Bytes: a larger page is read by a thread. Of this size the worst takes a quarter of a second, most 10 ms."""

DEAF: Final = 0.9
"""Seconds letters are no commands after such a command that opened nothing; half of it after each further letter."""


class Commanding:
    """Who does the commands is imported when first asked for. ``touched``: a key was pressed, the app no longer moves
    by itself.
    """

    def __init__(self, screen: MainScreen, keymap: Keymap) -> None:
        self.screen, self.keymap = screen, keymap
        self.touched = False
        self._deaf = 0.0  # until when letters are taken for words
        self.moving = Moving(screen)
        self._rooms: dict[str, Any] = {}

    @cached_property
    def editing(self) -> Editing:
        """What changes the page."""
        from worklog_tui.tui.editing import Editing

        return Editing(self.screen)

    @cached_property
    def looking(self) -> Looking:
        """Links, help, palette, leaving."""
        from worklog_tui.tui.looking import Looking

        return Looking(self.screen)

    def press(self, where: str, event: Key) -> bool:
        """A key in a list. While a field is open, keys that were typed before it had the focus are passed on to it."""
        editor = self.screen.editor
        if editor is not None:
            editor.post_message(Key(event.key, event.character))
            return True
        if passed_on(self.screen, event):
            return True
        self.touched = True
        if self._typed_blindly(event):
            return True
        command = self.keymap.find(where, pressed(event.key, event.character))
        if command is None:
            return False
        if command.id == "back" and event.key == "escape" and where == "page":
            if self.screen.view.marked:
                self.screen.marks.clear()
            elif self.screen.narrow is not None:
                self.run_command("filter_clear")
            else:
                self.screen.say("q quits.")  # Esc once too often, after a field: not the end
            return True
        self.screen.opened_by = event.character or ""
        self.run_command(command.id)
        if command.id in OPENING and self.screen.editor is None and self.screen.app.screen is self.screen:
            self._deaf = time.monotonic() + DEAF
        return True

    def _typed_blindly(self, event: Key) -> bool:
        """Whether a letter belongs to words typed for a field that did not open: none of them is a command."""
        now = time.monotonic()
        if now >= self._deaf:
            return False
        if event.character is None or not event.character.isprintable():
            self._deaf = 0.0
            return False
        self._deaf = max(self._deaf, now + DEAF / 2)
        return True

    def press_key(self, character: str) -> None:
        """A command's key that came from an editor (Esc and a letter, fast)."""
        command = self.keymap.find(self.screen.where, pressed(character, character))
        if command is not None:
            self.run_command(command.id)

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        if getattr(self.screen.app, "ending", False):  # answered in a dialog, behind the key that ended the app
            return
        if name in ("keep", "keep_next", "cancel"):
            self.editing.leave(keep=name != "cancel", then="next" if name == "keep_next" else "")
            return
        if name in CHANGING and self.hindered():
            return
        handler = self.handler(name)
        if handler is not None:
            handler()

    def waits(self, page: PageRef, then: Callable[[], object] | None = None) -> bool:
        """Whether a page is so large that a thread reads it (and does so now); it is seen raw meanwhile.

        ``then`` is called once it is read, or cannot be.
        """
        if self.screen.session.peek(page) is not None:
            return False
        try:
            large = os.stat(page.path).st_size > LARGE
        except OSError:
            return False
        return large and bool(self.room("large").read(page, then))

    def wait_for(self, pages: Iterable[PageRef], say: Callable[[str], object]) -> bool:
        """Whether one of these pages is being read by a thread; it is said."""
        waiting = [self.waits(page) for page in pages]  # each of them is read meanwhile
        if not any(waiting):
            return False
        from worklog_tui.tui.rooms.large import OTHER

        say(OTHER)
        return True

    def hindered(self) -> bool:
        """Whether the shown page, or its twin, is too large to be changed here; it is said why."""
        entry = self.screen.entry
        if entry is None or ("large" not in self._rooms and not any(self.waits(page) for page in entry.pages)):
            return False
        words = self.room("large").hinders(self.screen.week)
        if words:
            self.screen.say(words, bad=True)
        return bool(words)

    def without_week(self, page: PageRef | None, why: str) -> Sequence[Pane]:
        """What stands where no week can be shown: the page's raw text while it is read, or why there is none."""
        from worklog_tui.tui.view.showing import nothing

        if page is not None and not why:
            found: Sequence[Pane] = self.room("large").raw(page)
            return found
        return (nothing(why or "No week pages here yet."),)

    def handler(self, name: str) -> Callable[[], None] | None:
        """The method of a command of the table."""
        if name not in BY_ID:
            return None
        if BY_ID[name].room:
            found: Callable[[], None] | None = getattr(self.room(BY_ID[name].room), f"do_{name}", None)
            return found
        found = getattr(self.moving, f"do_{name}", None) or getattr(self.looking, f"do_{name}", None)
        return found or getattr(self.editing, f"do_{name}", None)

    def close(self) -> None:
        """The screen goes: rooms with a thread of their own end it."""
        for room in self._rooms.values():
            getattr(room, "close", lambda: None)()

    def room(self, name: str) -> Any:
        """The object that does the commands of a module of tui/; imported and made when first asked for."""
        if name not in self._rooms:
            module = import_module(f"worklog_tui.tui.rooms.{name}")
            self._rooms[name] = getattr(module, name.title().replace("_", ""))(self.screen)
        return self._rooms[name]
