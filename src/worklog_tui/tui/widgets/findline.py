"""The line one types in to find or to filter: above the week, with a bar that says how it goes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from textual.widgets import Input

from worklog_tui.tui.desk import PROMPT, STATUS
from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.typing_keys import TypingKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from worklog_tui.tui.view.paint import Paint, Run


NTH = count()
"""Told apart by number: the last ones may not be gone when the next come. The desk knows them without it."""


class FindBar(DrawnLine):
    """What lies around the line: its name left, how the search goes right."""

    def __init__(self, paint: Paint, prompt: str) -> None:
        super().__init__(paint, id=f"findbar{next(NTH)}")
        self.prompt = prompt
        self.status = ""
        self.tone = "muted"

    def say(self, status: str, tone: str = "muted") -> None:
        """Says how it goes."""
        if (status, tone) != (self.status, self.tone):
            self.status, self.tone = status, tone
            self.refresh()

    def runs(self, width: int) -> list[Run]:
        room = min(STATUS, width // 2)
        status = text.cut(self.status, room - 1)
        space = width - PROMPT - text.width(status) - 1
        return [(text.fit("  " + self.prompt, PROMPT), "key"), (" " * space, ""), (status, self.tone)]


class FindLine(TypingKeys, Input):
    """One line whose every change is told at once. ``where`` names the part of the command table its keys are in."""

    closed = False

    def __init__(self, where: str, changed: Callable[[str], None], words: str, hint: str) -> None:
        self.where, self._changed, self._last = where, changed, words
        super().__init__(words, placeholder=hint, select_on_focus=bool(words), compact=True, id=f"findline{next(NTH)}")

    @property
    def edited(self) -> str:
        """What is written now."""
        return self.value

    def watch_value(self, value: str) -> None:
        """Tells what is written, within the frame that shows it."""
        if value != self._last:
            self._last = value
            self._changed(value)

    def on_blur(self) -> None:
        """Another part of the screen was clicked: the line goes, the focus stays there."""
        other = self.screen.focused
        if not self.gone and self.app.screen is self.screen and other is not None and other is not self:
            self._leave_room()

    def _leave_room(self) -> None:
        self.screen.room({"find": "finding", "filter": "filtering"}[self.where]).leave()  # type: ignore[attr-defined]

    def _leaving(self, event: events.Key) -> bool:
        screen = self.screen
        command = screen.keymap.find(self.where, event.key)  # type: ignore[attr-defined]
        if command is not None:
            screen.run_command(command.id)  # type: ignore[attr-defined]
            return True
        if event.key.startswith("alt+") and event.character and event.character.isprintable():
            self._leave_room()
            screen.press_key(event.character)  # type: ignore[attr-defined]
            return True
        return False

    def _on_paste(self, event: events.Paste) -> None:
        words = " ".join(event.text.split())
        self.insert_text_at_cursor(words) if self.selection.is_empty else self.replace(words, *self.selection)
        event.stop()
        event.prevent_default()
