"""The bottom line: the keys that matter here, from the command table. Hints are dropped from the right, never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from worklog_tui.tui.commands import BY_ID, Command, Keymap, footer, key_name
from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.lines import DrawnLine

if TYPE_CHECKING:
    from textual import events

    from worklog_tui.tui.view.paint import Paint, Run


_KEYS: Final = {("line", "keep"): "enter", ("line", "keep_next"): "tab", ("paragraph", "keep_next"): "tab"}
"""The nearer key of a command, where an editor has one."""


class Footer(DrawnLine):
    """Shows the hints of one part of the screen; a click on a hint is its key."""

    idle: frozenset[str] = frozenset()  # commands that would do nothing where the cursor is
    problems = 0  # of the shown week, as far as they are known

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, paint: Paint, keymap: Keymap) -> None:
        super().__init__(paint, id="footer")
        self.keymap = keymap
        self.where = "page"
        self._zones: list[tuple[int, int, str]] = []

    def show(self, where: str) -> None:
        """Shows the hints of this part."""
        if where != self.where:
            self.where = where
            self.refresh()

    def tell_problems(self, number: int) -> None:
        """How many problems the shown week has; without any their hint goes."""
        if number != self.problems:
            self.problems = number
            self.refresh()

    def leave_out(self, idle: frozenset[str]) -> None:
        """Shows no hints of these commands."""
        if idle != self.idle:
            self.idle = idle
            self.refresh()

    def runs(self, width: int) -> list[Run]:
        out: list[Run] = [(" ", "")]
        self._zones = []
        x = 1
        hints = [c for c in footer(self.where) if c.id not in self.idle]
        hints = [c for c in hints if c.id != "indent_line" or self.where == "outline"]
        hints = [self._counted(c) for c in hints if c.id != "problems" or self.problems]
        pinned = sum(self._wide(c) + 3 for c in hints if c.id == "help")  # the way to all the others is never dropped
        full = False
        for command in hints:
            size, name = self._wide(command), self._called(command)
            last = command.id == "help"
            full = full or x + size > width - (1 if last else 1 + pinned)
            if full and not last:
                continue
            if name:
                out += [(name, "key"), (" ", "")]
            out += [(command.short, "muted" if name else "key"), ("   ", "")]
            self._zones.append((x, x + size, command.id))
            x += size + 3
        return out

    def _counted(self, command: Command) -> Command:
        if command.id != "problems":
            return command
        return command._replace(short=f"{self.problems} problem{'' if self.problems == 1 else 's'}")

    def _called(self, command: Command) -> str:
        if (self.where, command.id) in _KEYS:
            return _KEYS[self.where, command.id]
        keys = self.keymap.keys(command)
        if command.id == "previous_week":
            after = BY_ID["next_week"]
            if (keys, self.keymap.keys(after)) == (command.keys, after.keys):
                return "[ ]"
        return key_name(keys[0]) if keys else ""

    def _wide(self, command: Command) -> int:
        name = self._called(command)
        return text.width(name) + (1 if name else 0) + text.width(command.short)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        for start, end, name in self._zones:
            if start <= event.x < end:
                self.post_message(self.Pressed(name))
