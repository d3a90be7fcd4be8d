"""What the screens beside the page share: a division into lines, keys that become commands, a list that they move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout, WidgetPlacement
from textual.screen import Screen

from worklog_tui.resources import styles_dir
from worklog_tui.tui.commands import pressed
from worklog_tui.tui.desk import part_of
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.toast import Toast
from worklog_tui.tui.widgets.typing_keys import Once, passed_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.tui.widgets.detail import Detail
    from worklog_tui.tui.widgets.listed import Listing

Result = TypeVar("Result")


class Rows(Layout):
    """Puts widgets where ``regions`` says, by their ids; what it does not name is not shown."""

    name = "rows"

    def __init__(self, regions: Callable[[int, int], Mapping[str, Region]]) -> None:
        self.regions = regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Called by Textual whenever the screen is laid out."""
        parts = self.regions(size.width, size.height)
        return [
            WidgetPlacement(parts[name], NULL_OFFSET, NULL_SPACING, c)
            for c in children
            if (name := part_of(c)) in parts
        ]


def stacked(width: int, *heights: tuple[str, int]) -> dict[str, Region]:
    """Regions from top to bottom, each with its name and its number of lines."""
    out, top = {}, 0
    for name, height in heights:
        out[name] = Region(0, top, width, max(0, height))
        top += max(0, height)
    return out


class Heading(DrawnLine):
    """One line: what is shown, at its right how much of it."""

    left = right = ""

    def say(self, left: str, right: str = "") -> None:
        """Other words; both may come from a page."""
        self.left, self.right = left, right
        self.refresh()

    def runs(self, width: int) -> list[Run]:
        right = text.cut(text.clean(self.right), width // 2)
        room = max(1, width - text.width(right) - 2)
        return [(" " + text.fit(text.clean(self.left), room - 1), "title"), (" " + right, "muted"), (" ", "")]


class Aside(Once, Screen[Result]):
    """A screen beside the page. ``PLACE``: the part of the command table its keys are in."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [styles_dir() / "aside.tcss"]
    PLACE: ClassVar[str] = ""
    heading: Heading
    listing: Listing  # these three where it is a list with what is selected below it
    detail: Detail

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main, self.keymap = main, main.keymap
        self.paint, self.bar_paint = Paint(self), Paint(self, "bar")
        self.footer, self.toast = Footer(self.bar_paint, main.keymap), Toast()
        self.footer.where = self.PLACE
        self._rows = Rows(self.regions)

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.listing
        yield self.detail
        yield self.footer
        yield self.toast

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """Where the widgets stand, by their ids."""
        raise NotImplementedError

    @property
    def cursor(self) -> Listing:
        """The list the keys move, where there are several; else the one there is."""
        return self.listing

    @property
    def place(self) -> str:
        """The part of the command table the next key is looked for in."""
        return self.PLACE

    @property
    def layout(self) -> Layout:
        """The screen's own division."""
        return self._rows

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, where: str, event: events.Key) -> bool:  # noqa: ARG002 - the lists of a screen share their keys
        """A key in a list; whether it was a command."""
        if passed_on(self, event):
            return True
        command = self.keymap.find(self.place, pressed(event.key, event.character))
        if command is not None:
            self.run_command(command.id)
        return command is not None

    def press_key(self, character: str) -> None:
        """Esc and a letter, fast: the list's command."""
        command = self.keymap.find(self.place, pressed(character, character))
        if command is not None:
            self.run_command(command.id)

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        getattr(self, f"do_{name}")()

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        self.run_command(message.command)

    def do_up(self) -> None:
        self.cursor.step(-1)

    def do_down(self) -> None:
        self.cursor.step(1)

    def do_first(self) -> None:
        self.cursor.step(-self.cursor.count)

    def do_last(self) -> None:
        self.cursor.step(self.cursor.count)

    def do_page_down(self) -> None:
        self.cursor.step(max(1, self.cursor.room.height - 1))

    def do_page_up(self) -> None:
        self.cursor.step(-max(1, self.cursor.room.height - 1))

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, self.PLACE))

    # --- words ---------------------------------------------------------------------------------------------------

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tells the person one line."""
        self.toast.show(words, bad=bad)

    def room(self, name: str) -> Any:
        """The main screen's."""
        return self.main.room(name)
