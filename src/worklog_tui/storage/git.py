"""The user's own git, run as a program: what it reads it reads without running anything, what it writes it says.

Looking runs no hook and no file monitor of the repository (both are commands its configuration names) and takes no lock
another git would wait for; committing and pushing run the user's hooks, as their own git would.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from worklog_tui.storage.errors import StorageError
from worklog_tui.storage.programs import Ran, find_program, run_program

MISSING: Final = "git was not found: install it (https://git-scm.com/downloads); the pages stay as they are."

WRITE_TIME: Final = 180.0
"""Seconds a commit or a push may take: hooks and pictures take their time."""
FETCH_TIME: Final = 30.0
_LOOK_TIME = 60.0
_OWN = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_EXTERNAL_DIFF", "GIT_QUARANTINE_PATH",
)  # fmt: skip
"""Set inside hooks and by tools: they would lead to another repository than the journal's."""


class GitFailed(StorageError):
    """git did not do it. ``said``: its own words."""

    def __init__(self, said: str) -> None:
        super().__init__(next((line.strip() for line in said.splitlines() if line.strip()), "git failed."))
        self.said = said


class Git:
    """git in one folder. ``asks``: it may ask for passwords in the terminal it was called from."""

    def __init__(self, folder: Path, program: str, *, asks: bool = False) -> None:
        self.folder, self.program, self.asks = folder, program, asks

    def look(self, *words: str, index: Path | None = None, feed: bytes = b"") -> Ran:
        """A command that only reads. Raises ProgramMissing, ProgramSlow."""
        safe = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "gc.auto=0")
        return self._run((*safe, *words), _LOOK_TIME, {"GIT_OPTIONAL_LOCKS": "0"}, index, feed)

    def text(self, *words: str, index: Path | None = None, feed: bytes = b"") -> str:
        """What a reading command says, trimmed. Raises GitFailed, ProgramMissing, ProgramSlow."""
        ran = self.look(*words, index=index, feed=feed)
        if ran.code:
            raise GitFailed(ran.words)
        return ran.out.decode("utf-8", "surrogateescape").strip()

    def write(self, *words: str, feed: bytes = b"", timeout: float = WRITE_TIME) -> Ran:
        """A command that changes the repository, with the user's hooks. Raises ProgramMissing, ProgramSlow."""
        return self._run(words, timeout, {"GIT_EDITOR": "true"}, None, feed)

    def _run(
        self, words: Sequence[str], timeout: float, more: Mapping[str, str], index: Path | None, feed: bytes
    ) -> Ran:
        environ = {key: value for key, value in os.environ.items() if key not in _OWN}
        environ |= {"LANGUAGE": "en", "GIT_LITERAL_PATHSPECS": "1", **more}  # sentences are read in English
        if index is not None:
            environ["GIT_INDEX_FILE"] = str(index)
        if not self.asks:
            environ["GIT_TERMINAL_PROMPT"] = "0"
            environ.pop("GPG_TTY", None)
        command = [self.program, "-C", str(self.folder), *words]
        return run_program(
            command, cwd=str(self.folder), timeout=timeout, environ=environ, feed=feed, alone=not self.asks
        )


def find_git(folder: Path, *, asks: bool = False) -> Git | None:
    """The git on PATH, for this folder; None: there is none."""
    program = find_program("git")
    return Git(folder, program, asks=asks) if program is not None else None


def repository_near(folder: Path) -> bool:
    """Whether a repository may lie around the folder: told by names alone."""
    return any((level / ".git").exists() for level in (folder, *folder.parents))
