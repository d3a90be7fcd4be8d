"""Other keys for commands: which may be given, and why one may not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.patterns import regex
from worklog_tui.tui.commands import BY_ID, COMMANDS, EDITOR, INPUT_METHOD, Command, Keymap, key_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SAME: Final = {
    "ctrl+h": "Backspace", "ctrl+i": "Tab", "ctrl+j": "Enter", "ctrl+m": "Enter", "ctrl+left_square_bracket": "Esc",
    "ctrl+[": "Esc",
}  # fmt: skip
"""Keys a terminal sends as another one."""
_NAME: Final = regex(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*(?:[a-z][a-z0-9_]*|\S)")


_LINES: Final = EDITOR | {"find", "filter", "shelf_line"}
"""Parts of the screen where letters are text."""
_IN_EDITORS: Final = frozenset({"keep_next", "cancel"})


def changeable(command: Command) -> bool:
    """Whether the command's keys can be changed: in editors those of two, elsewhere all; on the first screen and in
    dialogs keys are what they are.
    """
    return command.id in _IN_EDITORS or bool(command.where - EDITOR - {"start"})


def forbidden(key: str) -> str | None:
    """Why no command may have this key, in one sentence; None: one may."""
    name = key_name(key)
    if key in _SAME:
        return f"{name} cannot be a command: terminals send it as {_SAME[key]}."
    if key == "ctrl+c":
        return "ctrl+c cannot be a command: it is the terminal's own."
    if key in ("backspace", "shift+backspace", "ctrl+backspace"):
        return "Backspace cannot be a command: input methods send it while they compose a letter."
    if len(key) == 1 and key.isdigit():
        return f"{name} cannot be a command: input methods (VNI) type digits to set marks on letters."
    if key in INPUT_METHOD:
        return f"{name} cannot be a command: input methods make it of {INPUT_METHOD[key]}, which is meant then."
    if key.startswith("alt+") and len(key) == 5 and key[4].isalpha():
        return f"{name} cannot be a command: terminals send it as Esc followed by {key[4]}."
    if not _NAME.fullmatch(key) or (len(key) == 1 and not key.isprintable()):
        return f"“{key}” is not the name of a key: write one like d, ctrl+x, f5, alt+up or space."
    return None


def clash(keymap: Keymap, command: Command, key: str) -> Command | None:
    """The command that has this key already where this one applies."""
    for other in COMMANDS:
        if other.id != command.id and other.where & command.where and key in keymap.keys(other):
            return other
    return None


def refusal(keymap: Keymap, command: Command, key: str) -> str | None:
    """Why the command may not have this key, in one sentence that says what to do; None: it may."""
    if why := forbidden(key):
        return why
    if key == "ctrl+q" and command.id != "quit":
        return "ctrl+q always quits: choose another key."
    if command.where & _LINES and (len(key) == 1 or key == "space"):
        return f"{key_name(key)} is typed as text there: choose a key like f5 or ctrl+x."
    if key == "escape" and "escape" not in command.keys:
        return "esc always leaves: choose another key."
    other = clash(keymap, command, key)
    if other is not None:
        return f"{key_name(key)} is “{other.label}” already: give that another key first, or choose another one here."
    return None


def checked(asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, tuple[str, ...]], str | None]:
    """The keys of the settings file that can be used, by command id; and what is wrong with others, in one sentence.

    A command with a key it may not have keeps its own keys.
    """
    taken: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    wished: dict[str, tuple[str, ...]] = {}
    for name, keys in asked.items():
        command = BY_ID.get(name.replace("-", "_"))
        if command is None or not changeable(command):
            wrong.append(f"{name} is no command whose keys can be changed")
        elif bad := next((key for key in keys if forbidden(key)), None):
            wrong.append(f"{bad!r} cannot be a key of {name}")
        else:
            wished[command.id] = tuple(keys)
    keymap = Keymap(wished)
    for name, keys in wished.items():
        why = next((key for key in keys if refusal(keymap, BY_ID[name], key)), None)
        if why is None:
            taken[name] = keys
        else:
            other = clash(keymap, BY_ID[name], why)
            wrong.append(f"{why} of {name} " + (f"is the key of {other.id} too" if other is not None else "is taken"))
    last = Keymap(taken)
    for name in [n for n, keys in taken.items() if any(refusal(last, BY_ID[n], key) for key in keys)]:
        del taken[name]  # it was to have a key whose owner has it still
    if not wrong:
        return taken, None
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return taken, f"Keys in the settings: {wrong[0]}{more}; the usual keys stand in. Change them with , (Settings)."


__all__ = ["changeable", "checked", "clash", "forbidden", "refusal"]
