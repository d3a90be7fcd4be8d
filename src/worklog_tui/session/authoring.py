"""Who reviews and comments here: the name in the settings, else git's, else that of the login."""

from __future__ import annotations

import getpass
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.storage.settings import Settings

_PATIENCE: Final = 2.0  # seconds for git
_LONGEST: Final = 80


def author_of(settings: Settings, folder: Path) -> str:
    """The name; never empty. Asks git where the settings say nothing: not for the UI thread."""
    return _plain(settings.author or "") or _plain(_git_name(folder)) or _plain(_login()) or "someone"


def _git_name(folder: Path) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "config", "user.name"],
            check=False,
            capture_output=True,
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST]
