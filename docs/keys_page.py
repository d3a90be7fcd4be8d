"""Writes docs/keys.md from the table of commands. ``make screenshots`` runs it."""

from __future__ import annotations

from pathlib import Path

from worklog_tui.tui.commands import COMMANDS, Command, key_names

PAGE = Path(__file__).with_name("keys.md")
_INTRO = """# Keys

Every command, from the table the app itself goes by (`src/worklog_tui/tui/commands/`). Those without a key are in the
palette (`:`). Keys can be changed in the settings by the id in the last column.
"""


def keys_page() -> str:
    """The page's text."""
    parts = [_INTRO]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        parts.append(f"\n## {group}\n\n| key | | id |\n| --- | --- | --- |\n")
        parts += [_row(command) for command in COMMANDS if command.group == group]
    return "".join(parts)


def _row(command: Command) -> str:
    keys = " ".join(f"`{key}`" for key in key_names(command).split())
    return f"| {keys} | {command.help} | `{command.id}` |\n".replace("|  |", "| |")


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
