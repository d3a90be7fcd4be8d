"""Files of records in a folder of ``.worklog/``: listed, read and changed safely, whoever else writes there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason
from worklog_tui.storage.files import inside, read_page
from worklog_tui.storage.records import NotRecords
from worklog_tui.storage.shared import FOLDER

LIMIT: Final = 256 * 1024
"""Bytes of one file; what is larger is nobody's comment."""
MOST: Final = 10_000
"""Files of one folder that are looked at."""
_END: Final = ".toml"
_ATTRIBUTES: Final = ".gitattributes"
_UNION: Final = "# Records are lines of their own: a merge keeps those of both sides.\n*.toml merge=union\n"


class Stamp(NamedTuple):
    """By what a file is known to be the same without reading it."""

    mtime_ns: int
    size: int
    inode: int


class RecordFolder:
    """One folder of them. ``state``: our state folder, for the locks among our own processes."""

    def __init__(self, root: Path, folder: str, state: Path) -> None:
        self._root, self._folder, self._state = root, folder, state
        self.path = root / FOLDER / folder

    def stamps(self) -> dict[str, Stamp]:
        """Every file of records there by its name, in order. What cannot be listed has none."""
        out: dict[str, Stamp] = {}
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if entry.name.endswith(_END) and not entry.name.startswith("."):
                        found = entry.stat(follow_symlinks=False)
                        out[entry.name] = Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
                        if len(out) >= MOST:
                            break
        except OSError:
            return {}
        return dict(sorted(out.items()))

    def called(self, name: str) -> str:
        """How sentences name the file."""
        return f"“{FOLDER}/{self._folder}/{name}”"

    def read(self, name: str) -> bytes:
        """The file's bytes. Raises PageUnreadable with a sentence."""
        try:
            return read_page(self.path / name, within=self._root, limit=LIMIT).data
        except PageUnreadable as error:
            if "larger than" in str(error):
                raise PageUnreadable(
                    f"{self.called(name)} is larger than {LIMIT // 1024} KiB: it is not read."
                ) from error
            raise

    def change(self, name: str, change: Callable[[bytes], bytes]) -> bytes:
        """The file as ``change`` makes it of what stands there now (b"": nothing yet; returned: away with it).

        Durable, one writer at a time. ``change`` may raise NotRecords: the file is then left alone. Raises NotSaved.
        """
        from worklog_tui.storage.locks import page_lock

        path = self.path / name
        try:
            self._confined(name)
            with page_lock(str(path), self._state):
                held = self.read(name) if os.path.lexists(path) else b""
                made = change(held)
                if made != held:
                    self._write(path, made)
                return made
        except PageUnreadable as error:
            raise NotSaved(str(error)) from error
        except NotRecords as error:
            wrong = f"{self.called(name)} is not as it should be: mend it in your editor, then try again."
            raise NotSaved(wrong) from error
        except OSError as error:
            raise NotSaved(f"{self.called(name)} was not saved: {reason(error)}.") from error

    def _confined(self, name: str) -> None:
        if os.path.basename(name) != name or not name.endswith(_END):
            raise NotSaved(f"“{name}” is no name of a file of records.")
        root = os.path.realpath(self._root)
        for folder in (self.path.parent, self.path):
            if not inside(os.path.realpath(folder), root):
                raise NotSaved(f"“{FOLDER}” is a link to a place outside the journal: nothing is written there.")
        if os.path.islink(self.path / name):
            raise NotSaved(f"{self.called(name)} is a link: nothing is written there.")

    def _write(self, path: Path, data: bytes) -> None:
        from worklog_tui.storage.lowlevel import replace_own

        if not data:
            path.unlink(missing_ok=True)
            return
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(exist_ok=True)
        attributes = path.parent / _ATTRIBUTES
        if not os.path.lexists(attributes):
            replace_own(str(attributes), _UNION.encode(), durable=False)
        replace_own(str(path), data, mode=0o666)
