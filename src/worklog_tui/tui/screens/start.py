"""The first screen, where there is no journal: try the demo, open one used before, pick a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from worklog_tui.resources import styles_dir
from worklog_tui.tui.commands import Keymap, available, pressed
from worklog_tui.tui.screens.picker import Choice, Picker
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.footer import Footer
from worklog_tui.tui.widgets.toast import Toast
from worklog_tui.tui.widgets.typing_keys import passed_on

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.tui.view.paint import Run

DEMO, FOLDER, NEW = "demo", "folder", "new"
HERE, UP = ".", ".."


class Offer(NamedTuple):
    """One line that can be chosen. ``id``: demo, folder, new, or the path of a journal."""

    id: str
    label: str
    note: str


def offers(recent: list[tuple[str, str]]) -> list[Offer]:
    """What the first screen offers; ``recent``: path and title of journals used before, the last one first."""
    out = [Offer(path, title or os.path.basename(path), path) for path, title in recent]
    out.append(Offer(DEMO, "Try the demo", "a scratch copy of a sample journal: nothing of yours is touched"))
    out.append(Offer(NEW, "New journal", "a small Hugo site of its own, or a worklog section in the site you pick"))
    out.append(Offer(FOLDER, "Pick a folder", "a Hugo site, a worklog section, or a folder of week pages"))
    return out


class StartList(ScrollView, can_focus=True):
    """Title, what is wrong, and the offers."""

    def __init__(self, paint: Paint, found: list[Offer], why: str) -> None:
        super().__init__()
        self.paint, self.offers, self.why = paint, found, why
        self.at = 0

    def lines(self, width: int) -> list[tuple[list[Run], int]]:
        """All lines with the offer they belong to (-1: none); one for each offer where not all would be seen."""
        out = self._lines(width, wide=True)
        return out if len(out) <= self.screen.size.height * 9 // 10 - 1 else self._lines(width, wide=False)

    def _lines(self, width: int, *, wide: bool) -> list[tuple[list[Run], int]]:
        out: list[tuple[list[Run], int]] = [([("  worklog", "heading")], -1), ([], -1)]
        words = self.why or "No journal here. A journal is a Hugo site with a worklog, or a folder of week pages."
        out += [
            ([("  " + line, "bad" if self.why else "text")], -1) for line in text.wrap(text.clean(words), width - 4)
        ]
        out.append(([], -1))
        column = min(max(text.width(text.clean(offer.label)) for offer in self.offers) + 2, width // 3)
        for at, offer in enumerate(self.offers):
            on, label, note = at == self.at, text.clean(offer.label), text.clean(offer.note)
            mark = ("▸ " if on else "  ", "key")
            if wide:
                out.append(([mark, (text.cut(label, width - 2), "title")], at))
                out += [([("    " + text.cut(note, width - 5), "muted")], at), ([], -1)]
            else:
                row = [mark, (text.fit(label, column), "title"), (text.cut(note, width - column - 2), "muted")]
                out.append((row, at))
        return out

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.lines(max(20, self.size.width))))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(max(20, width)))

    def step(self, by: int) -> None:
        """Moves the selection."""
        self.at = max(0, min(len(self.offers) - 1, self.at + by))
        first = next(i for i, (_, offer) in enumerate(self.lines(self.size.width)) if offer == self.at)
        if not self.scroll_offset.y <= first < self.scroll_offset.y + self.size.height - 1:
            self.scroll_to(y=first, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        lines = self.lines(width)
        at = y + self.scroll_offset.y
        runs, offer = lines[at] if at < len(lines) else ([], -1)
        ground = "row" if offer >= 0 and offer == self.at else ""
        return self.paint.strip(runs, width, ground)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        lines = self.lines(self.size.width)
        at = event.y + self.scroll_offset.y
        if at < len(lines) and lines[at][1] >= 0:
            self.at = lines[at][1]
            self.refresh()
            self.screen.run_command("choose")  # type: ignore[attr-defined]

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()


class StartScreen(Screen[None]):
    """Offers journals; the app opens what is chosen."""

    CSS_PATH = styles_dir() / "start.tcss"
    AUTO_FOCUS = ""

    def __init__(self, keymap: Keymap, why: str = "", recent: list[tuple[str, str]] | None = None) -> None:
        super().__init__()
        self.keymap, self.why = keymap, why
        self.recent = recent or []
        self.paint = Paint(self)
        self.folder = Path.cwd()

    def compose(self) -> ComposeResult:
        yield StartList(self.paint, offers(self.recent), self.why)
        footer = Footer(Paint(self, "bar"), self.keymap)
        footer.where = "start"
        yield footer
        yield Toast()

    def on_mount(self) -> None:
        self.set_focus(self.query_one(StartList))

    def press(self, event: events.Key) -> bool:
        """A key on this screen."""
        if passed_on(self, event):
            return True
        command = self.keymap.find("start", pressed(event.key, event.character))
        if command is None:
            return False
        self.run_command(command.id)
        return True

    def run_command(self, name: str) -> None:
        """Runs a command of the table."""
        handler = getattr(self, f"do_{name}", None)
        if handler is not None:
            handler()

    def do_start_up(self) -> None:
        self.query_one(StartList).step(-1)

    def do_start_down(self) -> None:
        self.query_one(StartList).step(1)

    def do_choose(self) -> None:
        found = self.query_one(StartList)
        offer = found.offers[found.at]
        if offer.id == FOLDER:
            self._pick()
        elif offer.id == NEW:
            self._pick_new()
        elif offer.id == DEMO:
            self._open(self.app.demo())  # type: ignore[attr-defined]
        else:
            self._open(Path(offer.id))

    def _open(self, path: Path) -> None:
        self.app.open_path(path)  # type: ignore[attr-defined]

    def _pick(self) -> None:
        folders = _folders(self.folder)
        choices = [Choice(HERE, "Open this folder", str(self.folder)), Choice(UP, "..", "the folder above")]
        choices += [Choice(name, name + "/") for name in folders]
        self.app.push_screen(Picker(f"Folder: {self.folder}", choices, narrow=True), self._picked)

    def _picked(self, name: str | None) -> None:
        if name is None:
            return
        if name == HERE:
            self._open(self.folder)
            return
        self.folder = self.folder.parent if name == UP else self.folder / name
        self._pick()

    def _pick_new(self) -> None:
        choices = [Choice(HERE, "Make it here", str(_place_for(self.folder))), Choice(UP, "..", "the folder above")]
        choices += [Choice(name, name + "/") for name in _folders(self.folder)]
        self.app.push_screen(Picker(f"New journal in: {self.folder}", choices, narrow=True), self._picked_new)

    def _picked_new(self, name: str | None) -> None:
        if name is None:
            return
        if name != HERE:
            self.folder = self.folder.parent if name == UP else self.folder / name
            self._pick_new()
            return
        from worklog_tui.document.model import Refused
        from worklog_tui.session.founding import found_journal
        from worklog_tui.storage.errors import StorageError

        try:
            made = found_journal(_place_for(self.folder), day=self.app.today)  # type: ignore[attr-defined]
        except (Refused, StorageError, OSError) as error:
            self.query_one(Toast).show(str(error), bad=True)
            return
        self._open(made.first)

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap))

    def do_palette(self) -> None:
        offered = [c for c in available("start") if c.menu and hasattr(self, f"do_{c.id}")]
        choices = [Choice(c.id, c.label, self.keymap.names(c), c.group) for c in offered]
        self.app.push_screen(
            Picker("Commands", choices, narrow=True), lambda name: self.run_command(name) if name else None
        )

    def do_theme(self) -> None:
        self.app.change_setting("theme", "light" if self.app.current_theme.dark else None)  # type: ignore[attr-defined]
        self.paint.forget()
        self.refresh(layout=True)

    def do_settings(self) -> None:
        from worklog_tui.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.keymap))

    def do_start_leave(self) -> None:
        self.app.exit()

    def do_quit(self) -> None:
        self.app.exit()


def _place_for(folder: Path) -> Path:
    """Where a new journal goes: into the site, or the empty folder, that was picked; else a folder of its own in it."""
    from worklog_tui.session.finding import find_place

    try:
        empty = not any(not name.startswith(".") for name in os.listdir(folder))
    except OSError:
        return folder
    return folder if empty or find_place(str(folder)).site else folder / "worklog"


def _folders(folder: Path) -> list[str]:
    """The folders in a folder, hidden ones left out; at most 500."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]
    except OSError:
        return []
    return sorted(names, key=str.casefold)[:500]
