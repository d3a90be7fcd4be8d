"""A page's history as the bytes that are kept of it between runs, and back."""

from __future__ import annotations

import datetime as dt
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from worklog_tui.document.patch import Patch, Splice
from worklog_tui.session.history import HistoryEntry
from worklog_tui.session.nouns import PageRef

STEPS: Final = 100
"""Changes of a page that are kept."""
BYTES: Final = 512 * 1024
"""And how much they may hold, old and new bytes together."""

_FORM = 1


class KeptSteps(NamedTuple):
    """``digest``: of the page's bytes behind the last change that stands."""

    rel: str
    digest: str
    done: tuple[HistoryEntry, ...]
    undone: tuple[HistoryEntry, ...]


def write(kept: KeptSteps) -> bytes:
    """The last changes; no bytes where there are none."""
    done, undone = _bounded(kept.done), _bounded(kept.undone)
    if not done and not undone:
        return b""
    found = {
        "form": _FORM,
        "rel": kept.rel,
        "digest": kept.digest,
        "done": [_entry(e) for e in done],
        "undone": [_entry(e) for e in undone],
    }
    return json.dumps(found).encode()


def read(data: bytes, page: PageRef) -> KeptSteps:
    """The changes of this page. Raises ValueError, KeyError, TypeError for what is not ours."""
    found = json.loads(data)
    done, undone = ([_read(one, page) for one in found[name]] for name in ("done", "undone"))
    return KeptSteps(str(found["rel"]), str(found["digest"]), tuple(done), tuple(undone))


def name_of(data: bytes) -> str:
    """The page these bytes are about. Raises ValueError, KeyError, TypeError."""
    found = json.loads(data)
    if found["form"] != _FORM:
        raise ValueError(found["form"])
    return str(found["rel"])


def _bounded(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    out: list[HistoryEntry] = []
    size = 0
    for entry in reversed(entries[-STEPS:]):
        size += sum(len(s.old) + len(s.new) for s in entry.patch.splices)
        if size > BYTES:
            break
        out.append(entry)
    return out[::-1]


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "label": entry.label,
        "at": entry.at.isoformat(),
        "cause": entry.cause,
        "number": entry.number,
        "undone": entry.undone,
        "splices": [[s.start, b64encode(s.old).decode(), b64encode(s.new).decode()] for s in entry.patch.splices],
    }


def _read(found: dict[str, Any], page: PageRef) -> HistoryEntry:
    splices = tuple(
        Splice(int(start), b64decode(old, validate=True), b64decode(new, validate=True))
        for start, old, new in found["splices"]
    )
    cause = found["cause"]
    if cause not in ("edit", "undo", "redo", "disk"):
        raise ValueError(cause)
    at = dt.datetime.fromisoformat(found["at"])
    return HistoryEntry(
        page, str(found["label"]), Patch(splices), at, cause, int(found["number"]), int(found["undone"])
    )
