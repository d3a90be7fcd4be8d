"""Who reviews and comments here, where the settings name nobody: git's user, else the one of the login."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Final

from worklog_tui.storage.errors import StorageError
from worklog_tui.storage.git import find_git

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST: Final = 80


def known_as(folder: Path) -> str:
    """The name; never empty. Asks git: not for the UI thread."""
    return plain_name(_git_name(folder)) or plain_name(_login()) or "someone"


def plain_name(name: str) -> str:
    """A name on one line, of a length that can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST]


def _git_name(folder: Path) -> str:
    git = find_git(folder)
    try:
        return git.text("config", "user.name") if git is not None else ""
    except StorageError:
        return ""


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
