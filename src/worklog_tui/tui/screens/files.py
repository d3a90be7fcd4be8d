"""A file picked by its path: typed, pasted, dropped on the terminal, or chosen from the list below."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from worklog_tui.resources import styles_dir
from worklog_tui.storage.browsing import Found, matching_files, typed_path
from worklog_tui.tui.screens.picker import Choice, Choices
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.typing_keys import Once, TypingKeys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


class PathField(TypingKeys, Input):
    """The path so far."""

    def _leaving(self, event: events.Key) -> bool:
        screen = self.screen
        assert isinstance(screen, FilePicker)  # noqa: S101 - it is made for that screen alone
        return screen.pressed(event.key)


class FilePicker(Once, ModalScreen[str | None]):
    """Gives back the path of a file with one of these endings, or None."""

    CSS_PATH = styles_dir() / "files.tcss"

    def __init__(self, title: str, endings: Sequence[str], cwd: Path) -> None:
        super().__init__()
        self.heading, self.endings, self.cwd = title, endings, cwd
        self.paint = Paint(self, "bar")
        self.field = PathField(placeholder="a path, or choose below", compact=True)
        self.lines = Choices(self.paint)
        self.found: list[Found] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = text.content(self.heading)
            box.border_subtitle = text.content("enter take it   tab complete   esc leave")
            yield self.field
            yield self.lines

    def on_mount(self) -> None:
        self.lines.styles.height = max(3, min(14, self.app.size.height - 8))
        self.query_one("#box").styles.width = min(90, self.app.size.width - 4)
        self.field.focus()
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._list()

    def _list(self) -> None:
        self.found = matching_files(typed_path(self.field.value, self.cwd), self.endings, self.cwd)
        here = not self.field.value.strip()
        self.lines.show([Choice(f.path, f.name, _note(f, where=here)) for f in self.found])

    def pressed(self, key: str) -> bool:
        """What a key does; True where it was one of ours."""
        if key in ("escape", "ctrl+g"):
            self.dismiss(None)
        elif key in ("up", "down", "pageup", "pagedown"):
            self.lines.step({"up": -1, "down": 1, "pageup": -8, "pagedown": 8}[key])
        elif key == "tab" and self.found:
            self._complete(self.found[self.lines.at])
        elif key in ("enter", "ctrl+s"):
            self._take()
        else:
            return False
        return True

    def _complete(self, found: Found) -> None:
        self.field.value = found.path
        self.field.cursor_position = len(found.path)

    def _take(self) -> None:
        path = typed_path(self.field.value, self.cwd)
        if path and os.path.isfile(path):
            self.dismiss(path)
        elif self.found:
            chosen = self.found[self.lines.at]
            if chosen.folder:
                self._complete(chosen)
            else:
                self.dismiss(chosen.path)


def _note(found: Found, *, where: bool) -> str:
    if found.folder:
        return ""
    size = f"{found.size / 1024:,.0f} KB" if found.size < 1 << 20 else f"{found.size / (1 << 20):.1f} MB"
    return f"{size}  {Path(found.path).parent}" if where else size
