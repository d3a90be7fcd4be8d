"""Accepted bytes not yet on the disk, kept in the state folder so that no crash and no failed save loses them."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from worklog_tui.record import record
from worklog_tui.storage.locks import page_key
from worklog_tui.storage.lowlevel import replace_own


@record
class Kept:
    """What another run left behind: the page, the digest it was based on, its bytes, and the file that holds them."""

    page: str
    base: str
    data: bytes
    file: Path


def set_aside(state: Path, real: str, data: bytes, stamp: str) -> Path:
    """A plain copy of a text of this page, durable, that nothing of ours removes or overwrites. Raises OSError."""
    folder, name = os.path.split(real)
    stem, ending = os.path.splitext(name)
    name = f"{os.path.basename(folder)}-{stem}-{stamp}"
    path = state / "set-aside" / f"{name}{ending}"
    while os.path.lexists(path):  # another one of the same second
        path = path.with_name(f"{name}-{os.urandom(2).hex()}{ending}")
    replace_own(str(path), data)
    return path


class RecoveryStore:
    """One run's kept pages. Names carry a mark of the run, so that two runs never overwrite each other's."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "recovery"
        self._mark = f"{os.getpid():x}-{os.urandom(4).hex()}"

    def keep(self, real: str, base: str, data: bytes) -> bool:
        """Keep these bytes for the page in place of earlier ones of this run. False where that is not possible."""
        head = json.dumps({"page": real, "base": base, "bytes": len(data)}).encode()
        try:
            replace_own(str(self._path(real)), head + b"\n" + data, durable=False)
        except OSError:
            return False
        return True

    def drop(self, real: str) -> None:
        """The page is on the disk: nothing is to be kept any more."""
        with contextlib.suppress(OSError):
            os.unlink(self._path(real))

    def set_aside(self, real: str, data: bytes, stamp: str) -> Path | None:
        """A copy of text the user decided against, as a plain file that nothing of ours removes. None: not possible."""
        try:
            return set_aside(self._folder.parent, real, data, stamp)
        except OSError:
            return None

    def file(self, real: str) -> Path:
        """Where this run keeps the page's bytes."""
        return self._path(real)

    def left_behind(self) -> tuple[Kept, ...]:
        """What earlier runs kept and never saved. A file that cannot be understood is passed over, not removed."""
        out: list[Kept] = []
        with contextlib.suppress(OSError):
            for file in sorted(self._folder.glob("*.page")):
                if file.stem.endswith(self._mark):
                    continue
                with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                    head, _, data = file.read_bytes().partition(b"\n")
                    facts = json.loads(head)
                    if facts["bytes"] == len(data):
                        out.append(Kept(str(facts["page"]), str(facts["base"]), data, file))
        return tuple(out)

    def _path(self, real: str) -> Path:
        return self._folder / f"{page_key(real)}-{self._mark}.page"
