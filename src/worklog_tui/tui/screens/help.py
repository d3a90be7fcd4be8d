"""Every key, from the command table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from worklog_tui.resources import styles_dir
from worklog_tui.tui.commands import COMMANDS, LISTS, Keymap, key_name
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.typing_keys import Once, passed_on

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.tui.view.paint import Run

MARKS = (
    ("·", "faint", "both languages in step"),
    ("≠", "warn", "the languages differ"),
    ("–", "faint", "no twin in another language"),
    ("!", "bad", "the page has problems"),
    ("✗", "bad", "the page cannot be read"),
    ("↑", "number", "the week is not published as it is: hand in brings it there"),
    ("?", "bad", "a date that could not be read"),
    ("✎", "warn", "a text copied from the other language, still to translate"),
    ("❝", "number", "open comments: on this row, in this week"),
    ("~", "text", "in the review: changed since it was reviewed"),
    ("+3", "faint", "three more lines: read them below"),
    ("■", "good", "board: a day with an entry; ● today"),
    ("□", "warn", "board: a weekday without one; ○ today, not yet"),
)

_LEFT = 18  # cells before the words


def help_lines(keymap: Keymap, width: int = 400, place: str = "") -> list[list[Run]]:
    """The lines of the help, two columns wide in ``width`` cells; what ``place`` alone has comes first."""
    room = max(20, width - _LEFT - 2)
    out: list[list[Run]] = []
    own = {command.group for command in COMMANDS if place in command.where and not command.where & LISTS}
    groups = dict.fromkeys(command.group for command in COMMANDS)
    for group in sorted(groups, key=lambda name: name not in own):
        out += [[], [("  " + group, "heading")]]
        for command in (c for c in COMMANDS if c.group == group):
            keys = "  ".join(key_name(key) for key in keymap.keys(command))
            out += _row(keys or "palette", "key" if keys else "faint", command.help, room)
    out += [[], [("  Marks", "heading")]]
    for mark, tone, words in MARKS:
        out += _row(mark, tone, words, room)
    return out[1:]


def _row(left: str, tone: str, words: str, room: int) -> list[list[Run]]:
    first, *more = text.wrap(words, room)
    return [
        [("  ", ""), (text.fit(left, _LEFT - 2), tone), (first, "text")],
        *([(" " * _LEFT, ""), (line, "text")] for line in more),
    ]


class HelpLines(ScrollView, can_focus=True):
    """The help, scrolled by arrows, space and the wheel."""

    def __init__(self, paint: Paint, keymap: Keymap, place: str) -> None:
        super().__init__()
        self.paint, self.keymap, self.place = paint, keymap, place
        self.lines: list[list[Run]] = []

    def on_resize(self) -> None:
        self.lines = help_lines(self.keymap, self.size.width - 2, self.place)  # the bar beside it
        self.virtual_size = Size(self.size.width, len(self.lines))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        runs = self.lines[at] if at < len(self.lines) else []
        return self.paint.strip(runs, width)


class HelpScreen(Once, ModalScreen[None]):
    """Left by q, Esc or the key that opened it. ``place``: the part of the command table whose keys come first."""

    CSS_PATH = styles_dir() / "help.tcss"

    def __init__(self, keymap: Keymap, place: str = "") -> None:
        super().__init__()
        self.keymap, self.place = keymap, place

    def compose(self) -> ComposeResult:
        lines = HelpLines(Paint(self, "bar"), self.keymap, self.place)
        lines.border_title = "Keys"
        lines.border_subtitle = "↑↓ space · q closes"
        yield lines

    def on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            return
        lines = self.query_one(HelpLines)
        steps = {"j": 1, "k": -1, "down": 1, "up": -1, "space": 10, "pagedown": 10, "pageup": -10, "G": 999, "g": -999,
                 "end": 999, "home": -999}  # fmt: skip
        if event.key in ("q", "escape", "question_mark", "f1", "enter"):
            self.dismiss()
        elif event.key in steps:
            lines.scroll_to(y=lines.scroll_offset.y + steps[event.key], animate=False)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()
