"""The settings as the screen shows them: what each may be, what it does, and the room that opens the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.tui.commands import COMMANDS
from worklog_tui.tui.keys import changeable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.storage.settings import Settings as Values
    from worklog_tui.tui.commands import Command
    from worklog_tui.tui.screens.main import MainScreen


class Option(NamedTuple):
    """One setting. ``choices``: its values in the order of the arrows, each with its word; "": it is typed."""

    name: str
    label: str
    help: str
    choices: tuple[tuple[object, str], ...] = ()


_WIDTHS: Final = (None, 12, 16, 20, 24, 30, 36, 44)


def options(languages: Sequence[str], themes: Sequence[str]) -> tuple[Option, ...]:
    """The settings; ``languages`` and ``themes``: those there are."""
    return (
        Option("theme", "Colours", "Dark or light, or one of the themes Textual brings",
               ((None, "dark"), ("light", "light"), *((name, name) for name in themes))),
        Option("language", "Language first", "The language a week is shown in first, where it has several",
               ((None, "as the site has it"), *((code, code) for code in languages))),
        Option("author", "Author", "Who reviews and comments; empty: git's user.name, else the login"),
        Option("editor", "Editor", "The command that opens a page elsewhere; empty: $VISUAL, $EDITOR"),
        Option("lock_step", "Other language", "What the week's page in another language does when this one changes",
               (("mirror", "mirror: it follows"), ("ask", "ask each time"), ("off", "off: it stays"))),
        Option("carry", "Carry over", "What carrying tasks to the next week offers first",
               (("copy", "copy: they stay behind too"), ("move", "move: they go"))),
        Option("versions_days", "Versions kept", "How long saved versions of a page are kept; taken at the next start",
               tuple((d, "none" if d == 0 else f"{d} days") for d in (0, 7, 30, 90, 180, 365, 3650))),
        Option("versions_size", "Versions, at most", "What all of them may take on the disk; the oldest go first",
               tuple((size, f"{size} MB") for size in (16, 64, 256, 1024))),
        Option("list_width", "Week list", "How wide the list of weeks is, where the screen has 100 columns or more",
               tuple((w, "as it needs" if w is None else f"{w} columns") for w in _WIDTHS)),
    )  # fmt: skip


def worded(option: Option, value: object) -> str:
    """A value as the screen writes it."""
    if not option.choices:
        return str(value or "")
    return next((word for known, word in option.choices if known == value), str(value))


def stepped(option: Option, value: object, by: int) -> object:
    """The value ``by`` places on; one that is none of the choices counts as the first."""
    known = [choice for choice, _ in option.choices]
    at = known.index(value) if value in known else 0
    return known[(at + by) % len(known)]


def key_commands() -> tuple[Command, ...]:
    """The commands whose keys can be changed, in the order of the table, groups together."""
    found = [command for command in COMMANDS if changeable(command)]
    groups = list(dict.fromkeys(command.group for command in found))
    return tuple(sorted(found, key=lambda command: groups.index(command.group)))


def with_keys(settings: Values, command: Command, keys: Sequence[str] | None) -> dict[str, list[str]]:
    """The keys table of the file with this command's keys (None: its usual ones); ids as the file spells them."""
    others = {n: list(k) for n, k in settings.keys.items() if n.replace("-", "_") != command.id}
    if keys is None or tuple(keys) == command.keys:
        return others
    spelled = next((n for n in settings.keys if n.replace("-", "_") == command.id), command.id.replace("_", "-"))
    return others | {spelled: list(keys)}


class Settings:
    """Opens the screen of settings."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def do_settings(self) -> None:
        from worklog_tui.tui.screens.settings import SettingsScreen

        screen = self.screen

        def laid_out(_: None) -> None:
            screen.weeks.refresh(layout=True)  # what lies beneath another screen is not laid out anew

        screen.app.push_screen(SettingsScreen(screen.keymap, screen.session.journal.languages), laid_out)
