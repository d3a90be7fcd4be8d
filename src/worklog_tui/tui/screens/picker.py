"""A light list to choose from: commands, links, a context menu, a question. Typing narrows it where that helps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from worklog_tui.resources import styles_dir
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.typing_keys import Once, TypingKeys, passed_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


PATIENCE: Final = 0.6  # seconds


class Choice(NamedTuple):
    """One line. ``note`` stands at the right; both may hold page text."""

    id: str
    label: str
    note: str = ""
    group: str = ""


class Choices(ScrollView, can_focus=True):
    """The lines to choose from."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self.paint = paint
        self.choices: Sequence[Choice] = ()
        self.at = 0

    def show(self, choices: Sequence[Choice]) -> None:
        """Shows these, the first selected."""
        self.choices, self.at = choices, 0
        self.virtual_size = Size(self.size.width, len(choices))
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def step(self, by: int) -> None:
        """Moves the selection."""
        if not self.choices:
            return
        self.at = max(0, min(len(self.choices) - 1, self.at + by))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.at < top or self.at >= top + height:
            self.scroll_to(y=self.at if self.at < top else self.at - height + 1, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self.choices):
            empty = [("  nothing of that name", "muted")] if at == 0 else [("", "")]
            return self.paint.strip(empty, width)
        choice = self.choices[at]
        note = text.cut(text.clean(choice.note), width // 2)
        room = width - text.width(note) - 4
        runs = [
            ("▸ " if at == self.at else "  ", "key"),
            (text.fit(text.clean(choice.label), room), "title" if at == self.at else "text"),
            (" " + note + " ", "muted"),
        ]
        return self.paint.strip(runs, width, "row" if at == self.at else "")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.scroll_offset.y
        if at < len(self.choices):
            self.at = at
            self.screen.dismiss(self.choices[at].id)


class Question(Widget):
    """A title too long for the frame: all of it, on as many lines as it takes."""

    can_focus = False

    def __init__(self, words: str, width: int) -> None:
        super().__init__()
        self._lines = text.wrap(text.clean(words), width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines)

    def render(self) -> Content:
        return Content("\n".join(self._lines))


class Narrow(TypingKeys, Input):
    """What is typed to narrow the list."""

    def _leaving(self, event: events.Key) -> bool:
        screen = self.screen
        assert isinstance(screen, Picker)  # noqa: S101 - it is made for that screen alone
        return passed_on(screen, event) or screen.pressed(event.key)


class Picker(Once, ModalScreen[str | None]):
    """Gives back the id of what was chosen, or None. ``at``: where it stands (a context menu), else the middle."""

    CSS_PATH = styles_dir() / "picker.tcss"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        narrow: bool = False,
        at: tuple[int, int] | None = None,
        patient: bool = False,
    ) -> None:
        """``patient``: it was not asked for, so keys on their way when it comes are not its answer."""
        super().__init__()
        self.opens = time.monotonic() + (PATIENCE if patient else 0.0)
        self.heading, self.choices, self.narrow, self.at = title, choices, narrow, at
        self.paint = Paint(self, "bar")

    def _width(self) -> int:
        """As wide as its lines; for a long title, as wide as reads well."""
        widest = max(
            (text.width(text.clean(c.label)) + text.width(text.clean(c.note)) for c in self.choices), default=20
        )
        title = min(text.width(self.heading) + 8, 72)
        return min(max(34, widest + 9, title), self.app.size.width - 4)

    def compose(self) -> ComposeResult:
        width = self._width()
        with Vertical(id="box") as box:
            if text.width(text.clean(self.heading)) > width - 6:
                yield Question(self.heading, width - 4)
            else:
                box.border_title = text.content(self.heading)
            if self.narrow:
                yield Narrow(placeholder="type to find", compact=True)
            yield Choices(self.paint)

    def on_mount(self) -> None:
        lines = self.query_one(Choices)
        lines.show(self.choices)
        self._lay_out()
        (self.query_one(Narrow) if self.narrow else lines).focus()

    def _lay_out(self) -> None:
        """As tall as its lines; what is narrowed by typing keeps its upper edge, so that nothing jumps."""
        width, room = self._width(), self.app.size
        box = self.query_one("#box", Widget)
        box.styles.width = width
        tallest = min(max(1, len(self.choices)), max(3, room.height - 8))
        if self.at is not None:
            x = max(0, min(self.at[0], room.width - width))
            y = max(0, min(self.at[1], room.height - len(self.choices) - 2))
            self.styles.align = ("left", "top")
            box.styles.offset = (x, y)
        elif self.narrow:
            self.styles.align = ("center", "top")
            box.styles.offset = (0, max(0, (room.height - tallest - 4) // 2))
        self._fit()

    def _fit(self) -> None:
        lines = self.query_one(Choices)
        lines.styles.height = min(max(1, len(lines.choices)), max(3, self.app.size.height - 8))

    def on_resize(self) -> None:
        self._lay_out()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Choices).show(matching(self.choices, event.value))
        self._fit()

    def on_key(self, event: events.Key) -> None:
        if not passed_on(self, event):
            self._handle(event)

    def _handle(self, event: events.Key) -> None:
        if time.monotonic() < self.opens:
            event.stop()
            event.prevent_default()
            return
        if self.narrow and not isinstance(self.focused, Narrow) and self._early(event):
            event.stop()
        elif self.pressed(event.key):
            event.stop()
            event.prevent_default()

    def _early(self, event: events.Key) -> bool:
        """What came before the focus did is typed all the same."""
        field = self.query_one(Narrow)
        if event.key == "backspace":
            field.action_delete_left()
        elif event.is_printable and event.character:
            field.insert_text_at_cursor(event.character)
        else:
            return False
        return True

    def pressed(self, key: str) -> bool:
        """A key that chooses or leaves; False: it is none."""
        lines = self.query_one(Choices)
        plain = not self.narrow
        if key == "escape" or (plain and key == "q"):
            self.dismiss(None)
        elif key == "enter":
            self.dismiss(lines.choices[lines.at].id if lines.choices else None)
        elif key == "up" or (plain and key == "k"):
            lines.step(-1)
        elif key == "down" or (plain and key == "j"):
            lines.step(1)
        elif key in ("pageup", "pagedown"):
            lines.step(-8 if key == "pageup" else 8)
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def matching(choices: Sequence[Choice], query: str) -> list[Choice]:
    """The choices a query finds, the best first."""
    if not query.strip():
        return list(choices)
    from textual.fuzzy import FuzzySearch

    search = FuzzySearch()
    scored = [(search.match(query, f"{choice.label} {choice.group}")[0], i) for i, choice in enumerate(choices)]
    return [choices[i] for score, i in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0]
