"""The page in the person's own editor: which program, how it is called. No shell ever reads the command."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class NoEditor(Exception):
    """No editor can be started. ``str(error)`` says what to do."""


def command(environ: Mapping[str, str], path: Path, line: int | None = None) -> list[str]:
    """The words of the command: $VISUAL, else $EDITOR, else what is there. Raises NoEditor."""
    wish = environ.get("VISUAL") or environ.get("EDITOR") or ""
    if wish.strip():
        try:
            words = shlex.split(wish, posix=os.name != "nt")
        except ValueError as error:
            raise NoEditor(f"$EDITOR cannot be read ({error}): set it to a program's name.") from error
        if shutil.which(words[0]) is None:
            raise NoEditor(f"{words[0]} was not found: set $EDITOR to a program's name.")
    else:
        fallback = ("notepad",) if os.name == "nt" else ("nano", "vim", "vi", "emacs")
        found = next((name for name in fallback if shutil.which(name)), None)
        if found is None:
            raise NoEditor("No editor was found: set $EDITOR to a program's name.")
        words = [found]
    name = os.path.basename(words[0])
    if line is not None and name in ("vi", "vim", "nvim", "nano", "emacs", "kak", "micro", "joe"):
        words.append(f"+{line}")
    return [*words, str(path.absolute())]


def run(words: list[str]) -> int:
    """Runs the editor in this terminal until it ends; its exit code. Raises NoEditor."""
    try:
        return subprocess.run(words, check=False).returncode
    except OSError as error:
        raise NoEditor(f"{words[0]} could not be started: {error.strerror or error}.") from error
