"""Files a person may pick by path: folders and files of some endings below what is typed. Reads names only."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_MOST = 2000  # names of a folder that are looked at


class Found(NamedTuple):
    """A file or folder; ``path`` is absolute, a folder's ends with a separator."""

    path: str
    name: str
    folder: bool
    size: int = 0


def typed_path(text: str, cwd: Path) -> str:
    """The path a typed or dropped text means: quotes, ``file://`` and a shell's backslashes read. Ends as it was typed.

    A terminal gives a file that is dropped on it quoted, or with backslashes before blanks.
    """
    words = text.strip()
    if words.startswith("file://"):
        words = unquote(urlsplit(words).path)
    elif words[:1] in ("'", '"'):
        words = words.strip(words[0])
    elif os.sep == "/" and re.search(r"\\[ ()'\"&]", words):
        try:
            words = " ".join(shlex.split(words))
        except ValueError:
            words = text.strip()
    if not words:
        return ""
    full = os.path.join(cwd, os.path.expanduser(words))
    return full + os.sep if words.endswith(("/", os.sep)) and not full.endswith(os.sep) else full


def matching_files(path: str, endings: Sequence[str], cwd: Path) -> list[Found]:
    """What a path so far may mean: of its folder, subfolders first; "": the newest files of the usual folders."""
    if not path:
        return _recent(endings, cwd)
    folder, _, begun = path.rpartition(os.sep)
    wanted = begun.casefold()
    found = [f for f in _names(folder + os.sep, endings) if wanted in f.name.casefold()]
    return sorted(found, key=lambda f: (not f.name.casefold().startswith(wanted), not f.folder, f.name.casefold()))


def _recent(endings: Sequence[str], cwd: Path) -> list[Found]:
    home = Path.home()
    folders = (cwd, home / "Pictures", home / "Pictures" / "Screenshots", home / "Downloads", home / "Desktop")
    files = {f.path: f for folder in folders for f in _names(str(folder), endings) if not f.folder}

    def changed(found: Found) -> float:
        try:
            return os.stat(found.path).st_mtime
        except OSError:
            return 0.0

    return sorted(files.values(), key=changed, reverse=True)[:50]


def _names(folder: str, endings: Sequence[str]) -> list[Found]:
    out: list[Found] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or len(out) >= _MOST:
                    continue
                if entry.is_dir():
                    out.append(Found(os.path.join(folder, entry.name) + os.sep, entry.name + os.sep, folder=True))
                elif entry.name.lower().rpartition(".")[2] in endings and entry.is_file():
                    size = entry.stat().st_size
                    out.append(Found(os.path.join(folder, entry.name), entry.name, folder=False, size=size))
    except OSError:
        return out
    return out
