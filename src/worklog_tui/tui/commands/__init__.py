"""The one table of commands, a module a part of the app. Keys, footer, help, palette and context menus all read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands import asides, board, editors, friday, main, publish, review, twins
from worklog_tui.tui.commands.command import EDITOR, EVERYWHERE, LISTS, Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["EDITOR", "EVERYWHERE", "LISTS", "Command"]

COMMANDS: Final[tuple[Command, ...]] = (
    *main.TABLE,
    *twins.TABLE,
    *friday.TABLE,
    *asides.TABLE,
    *board.TABLE,
    *review.TABLE,
    *publish.TABLE,
    *editors.TABLE,
)

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}

INPUT_METHOD: Final[Mapping[str, str]] = {"ơ": "[", "Ơ": "[", "ư": "]", "Ư": "]", "đ": "d", "Đ": "D"}
"""What Telex makes of keys that are commands here: the command is meant, not the letter."""

_KEY_NAMES: Final[Mapping[str, str]] = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup",
    "alt+up": "alt+↑", "alt+down": "alt+↓", "ctrl+left": "ctrl+←", "ctrl+right": "ctrl+→", "f1": "F1",
}  # fmt: skip


def key_name(key: str) -> str:
    """How a key is written on screen."""
    return _KEY_NAMES.get(key, key)


def key_names(command: Command) -> str:
    """All keys of a command, as written on screen."""
    return "  ".join(key_name(key) for key in command.keys)


def pressed(key: str, character: str | None) -> str:
    """The key of an event as the table writes it."""
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return INPUT_METHOD.get(character, character) if not key.startswith("alt+") else key
    return key


class Keymap:
    """Key → command for one part of the screen; ``remap`` (settings) gives other keys to a command id."""

    def __init__(self, remap: Mapping[str, Iterable[str]] | None = None) -> None:
        self._remap = {name: tuple(keys) for name, keys in (remap or {}).items() if name in BY_ID}
        self._tables: dict[str, dict[str, Command]] = {}

    def keys(self, command: Command) -> tuple[str, ...]:
        """The command's keys."""
        return self._remap.get(command.id, command.keys)

    @property
    def changed(self) -> bool:
        """Whether a command has other keys than its own."""
        return bool(self._remap)

    def names(self, command: Command) -> str:
        """The command's keys, as written on screen."""
        return "  ".join(key_name(key) for key in self.keys(command))

    def called(self, name: str) -> str:
        """What sentences call the key of a command: its first one, else its place in the palette."""
        keys = self.keys(BY_ID[name])
        return key_name(keys[0]) if keys else f"“{BY_ID[name].label}” in the palette"

    @property
    def undoes(self) -> str:
        """``u takes it back``: how most news of an edit ends."""
        return f"{self.called('undo')} takes it back"

    def take(self, remap: Mapping[str, Iterable[str]]) -> None:
        """Other keys from now on; whoever holds this keymap sees them."""
        self._remap = {name: tuple(keys) for name, keys in remap.items() if name in BY_ID}
        self._tables.clear()

    def find(self, where: str, key: str) -> Command | None:
        """The command of this key in this part of the screen."""
        table = self._tables.get(where)
        if table is None:
            table = {k: c for c in COMMANDS if where in c.where for k in self.keys(c)}
            self._tables[where] = table
        return table.get(key)


def available(where: str) -> tuple[Command, ...]:
    """The commands of one part of the screen, in table order."""
    return tuple(c for c in COMMANDS if where in c.where)


def footer(where: str) -> tuple[Command, ...]:
    """The commands the footer names there, most useful first."""
    return tuple(sorted((c for c in available(where) if c.hint), key=lambda c: c.hint))
