"""The settings, each kept at once in the settings file; keys of commands are pressed to be given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from worklog_tui.resources import styles_dir
from worklog_tui.tui.commands import Command, Keymap, key_name, pressed
from worklog_tui.tui.keys import refusal
from worklog_tui.tui.rooms.settings import Option, key_commands, options, stepped, with_keys, worded
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.typing_keys import Once, TypingKeys, passed_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.tui.app import WorklogApp
    from worklog_tui.tui.view.paint import Run

_LABEL = 20


def _told(path: Path) -> str:
    """The path as people write it, from their home."""
    home = os.path.expanduser("~")
    return f"~{os.sep}{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


class Line(NamedTuple):
    """One line of the list: a setting, a command with its keys, or a heading (neither)."""

    words: str = ""
    option: Option | None = None
    command: Command | None = None


class SettingsList(ScrollView, can_focus=True):
    """All settings, then the keys of all commands; draws itself."""

    def __init__(self, paint: Paint, screen: SettingsScreen) -> None:
        super().__init__()
        self.paint, self.owner = paint, screen
        self.lines: list[Line] = []
        self.at = 0

    def fill(self, found: Sequence[Option]) -> None:
        """The lines anew."""
        self.lines = [Line(option=option) for option in found]
        group = ""
        for command in key_commands():
            if command.group != group:
                group = command.group
                self.lines += [Line(), Line(f"Keys · {group}")]
            self.lines.append(Line(command=command))
        self.virtual_size = Size(self.size.width, len(self.lines))

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.lines))

    @property
    def line(self) -> Line:
        """The selected line."""
        return self.lines[self.at]

    def step(self, by: int) -> None:
        """Moves the selection over headings; at an end it stays."""
        to = self.at
        left = abs(by)
        while left and 0 <= (nxt := to + (1 if by > 0 else -1)) < len(self.lines):
            to = nxt
            left -= bool(self.lines[to].option or self.lines[to].command)
        while not (self.lines[to].option or self.lines[to].command):
            to -= 1 if by > 0 else -1
        self.select(to)

    def select(self, at: int) -> None:
        """Selects a line and shows it."""
        self.at = at
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= at < top + height:
            self.scroll_to(y=at if at < top else at - height + 1, animate=False, force=True)
        self.refresh()
        self.owner.say("")

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self.lines):
            return self.paint.strip([], width)
        line, on = self.lines[at], at == self.at
        return self.paint.strip(self._runs(line, on, width), width, "row" if on else "")

    def _runs(self, line: Line, on: bool, width: int) -> list[Run]:
        if line.option is None and line.command is None:
            return [("  " + line.words, "heading")]
        label, value, how = self.owner.shown(line)
        room = 32 if width >= _LABEL + 66 else width - _LABEL - 2  # on a narrow screen the help stands below the list
        marks = ("◂ ", " ▸") if on and line.option is not None and line.option.choices else ("  ", "")
        value = text.cut(text.clean(value), room - 4)
        out: list[Run] = [("▸ " if on else "  ", "key"), (text.fit(label, _LABEL), "title" if on else "text")]
        out += [(marks[0], "key"), (value, "number" if line.option else "key"), (marks[1], "key")]
        gap = room - text.width(value) - len(marks[0]) - len(marks[1])
        return [*out, (" " * max(1, gap), ""), (text.cut(how, max(0, width - 2 - _LABEL - room - 1)), "muted")]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        inside = event.get_content_offset(self)
        at = inside.y + self.scroll_offset.y if inside is not None else len(self.lines)
        if at >= len(self.lines) or not (self.lines[at].option or self.lines[at].command):
            return
        again = at == self.at
        self.select(at)
        if event.button == 3:
            self.owner.menu((event.screen_x, event.screen_y))
        elif again or event.chain == 2:
            self.owner.enter()


class Told(DrawnLine):
    """What the selected line does, what went wrong, which keys apply."""

    words, tone = "", "muted"

    def runs(self, width: int) -> list[Run]:
        return [(" " + text.cut(text.clean(self.words), width - 2), self.tone)]


class Entry(TypingKeys, Input):
    """A setting typed as text: Enter keeps it."""

    def _leaving(self, event: events.Key) -> bool:
        if event.key not in ("escape", "ctrl+g"):
            return False
        screen = self.screen
        assert isinstance(screen, SettingsScreen)  # noqa: S101 - it is made for that screen alone
        screen.leave_entry()
        return True


class SettingsScreen(Once, ModalScreen[None]):
    """Left by q or Esc. While ``waiting`` for a key, the next one pressed is the command's."""

    CSS_PATH = styles_dir() / "settings.tcss"
    AUTO_FOCUS = "SettingsList"
    app: WorklogApp

    def __init__(self, keymap: Keymap, languages: Sequence[str] = ()) -> None:
        super().__init__()
        self.keymap, self.languages = keymap, tuple(languages)
        self.paint = Paint(self, "bar")
        self.waiting: Command | None = None
        self.adding = False
        self.list = SettingsList(self.paint, self)
        self.told, self.hint = Told(self.paint, id="told"), Told(self.paint, id="hint")

    def compose(self) -> ComposeResult:
        yield self.list
        yield self.told
        yield self.hint

    def on_mount(self) -> None:
        from worklog_tui.storage.paths import app_paths

        themes = [name for name in self.app.available_themes if not name.startswith(("worklog-", "ansi-"))]
        self.list.fill(options(self.languages, themes))
        self.list.border_title = "Settings"
        self.list.border_subtitle = text.content(f"kept at once in {_told(app_paths().settings)}")
        self.say("")

    # --- what it shows -------------------------------------------------------------------------------------------

    def shown(self, line: Line) -> tuple[str, str, str]:
        """A line's label, value and help."""
        if line.option is not None:
            value = getattr(self.app.settings, line.option.name)
            word = worded(line.option, value)
            return line.option.label, word or "$VISUAL, $EDITOR", line.option.help
        assert line.command is not None  # noqa: S101 - headings are drawn elsewhere
        own = self.keymap.keys(line.command)
        words = "press a key…" if self.waiting is line.command else "  ".join(key_name(key) for key in own)
        usual = (
            "" if own == line.command.keys else f" (usually {'  '.join(map(key_name, line.command.keys)) or 'none'})"
        )
        return line.command.label, words or "–", line.command.help + usual

    def say(self, words: str, *, bad: bool = False) -> None:
        """A sentence below the list; without one, what the selected line does."""
        line = self.list.line if self.list.lines else Line()
        if not words and (line.option or line.command):
            words = self.shown(line)[2]
        self.told.words, self.told.tone = words, "bad" if bad else "text"
        if self.waiting is not None:
            keys = "press the new key · esc leaves it as it is"
        elif line.command is not None:
            keys = "enter other key   a one more key   x usual keys   q back"
        elif line.option is not None and not line.option.choices:
            keys = "enter type it   x the usual   q back"
        else:
            keys = "←→ enter change   x the usual   q back"
        self.hint.words = keys
        self.told.refresh()
        self.hint.refresh()

    # --- changing ------------------------------------------------------------------------------------------------

    def put(self, name: str, value: object) -> None:
        """One setting has this value from now on; it is kept in the file at once."""
        from worklog_tui.storage.settings import has_comments

        lost = has_comments()
        failure = self.app.change_setting(name, value)
        self.paint.forget()
        self.list.refresh()
        if failure:
            self.say(f"For this run only: {failure}", bad=True)
        else:
            self.say("Kept; the comments in the settings file are gone: they do not survive a change." if lost else "")

    def change(self, by: int) -> None:
        """The next value of the selected setting."""
        option = self.list.line.option
        if option is not None and option.choices:
            self.put(option.name, stepped(option, getattr(self.app.settings, option.name), by))

    def enter(self) -> None:
        """Changes what is selected."""
        line = self.list.line
        if line.command is not None:
            self._wait(line.command, adding=False)
        elif line.option is not None and line.option.choices:
            self.change(1)
        elif line.option is not None:
            self._type(line.option)

    def reset(self) -> None:
        """What is selected as it is without settings."""
        line = self.list.line
        if line.command is not None:
            taken = next((why for k in line.command.keys if (why := refusal(self.keymap, line.command, k))), None)
            if taken:
                self.say(taken, bad=True)
            else:
                self._give(line.command, None)
        elif line.option is not None:
            from worklog_tui.storage.settings import Settings

            self.put(line.option.name, getattr(Settings(), line.option.name))

    def _wait(self, command: Command, *, adding: bool) -> None:
        self.waiting, self.adding = command, adding
        self.list.refresh()
        self.say(f"{'One more' if adding else 'The new'} key for “{command.label}”: press it.")

    def _take(self, key: str) -> None:
        """The key pressed while waiting."""
        command, self.waiting = self.waiting, None
        self.list.refresh()
        if command is None or (key == "escape" and command.id != "back"):
            self.say("")
            return
        why = refusal(self.keymap, command, key)
        if why:
            self.say(why, bad=True)
        else:
            old = [k for k in self.keymap.keys(command) if k != key] if self.adding else []
            self._give(command, [*old, key])

    def _give(self, command: Command, keys: list[str] | None) -> None:
        self.put("keys", with_keys(self.app.settings, command, keys))
        self.list.refresh()

    def _type(self, option: Option) -> None:
        entry = Entry(str(getattr(self.app.settings, option.name) or ""), placeholder="code --wait", compact=True)
        self.mount(entry, before=self.hint)
        entry.focus()
        self.hint.words = "enter keep   esc cancel"
        self.hint.refresh()

    def leave_entry(self) -> None:
        """What is typed is forgotten."""
        self._typed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        option = self.list.line.option
        self._typed()
        if option is not None:
            self.put(option.name, " ".join(event.value.split()) or None)

    def _typed(self) -> None:
        for entry in self.query(Input):
            entry.remove()
        self.list.focus()
        self.say("")

    def menu(self, at: tuple[int, int]) -> None:
        """What can be done with the selected line, by mouse."""
        from worklog_tui.tui.screens.picker import Choice, Picker

        line = self.list.line
        one = [Choice("enter", "Another key"), Choice("add", "One more key")] if line.command else []
        choices = [*(one or [Choice("enter", "Change")]), Choice("reset", "As usual")]

        def chosen(name: str | None) -> None:
            if name == "add" and line.command is not None:
                self._wait(line.command, adding=True)
            elif name is not None:
                (self.reset if name == "reset" else self.enter)()

        self.app.push_screen(Picker(self.shown(line)[0], choices, at=at), chosen)

    # --- keys ----------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if not passed_on(self, event) and self._pressed(pressed(event.key, event.character)):
            event.stop()
            event.prevent_default()

    def _pressed(self, key: str) -> bool:
        if self.waiting is not None:
            self._take(key)
        elif self.query(Input):
            if key != "escape":
                return False
            self._typed()
        elif key in ("q", "escape", "ctrl+q"):
            self.dismiss()
        else:
            return self._moved(key)
        return True

    def _moved(self, key: str) -> bool:
        page = max(1, self.list.size.height - 2)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "space": page, "pageup": -page, "end": 999,
                 "G": 999, "home": -999, "g": -999}  # fmt: skip
        if key in steps:
            self.list.step(steps[key])
        elif key in ("left", "h", "right", "l"):
            self.change(-1 if key in ("left", "h") else 1)
        elif key in ("enter", "e"):
            self.enter()
        elif key == "a" and self.list.line.command is not None:
            self._wait(self.list.line.command, adding=True)
        elif key in ("x", "delete"):
            self.reset()
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()
