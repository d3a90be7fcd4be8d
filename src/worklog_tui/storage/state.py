"""What we remember between runs: which journals were opened last, and where in them. Losing it loses nothing else."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from worklog_tui.record import as_dict, record, replace
from worklog_tui.storage.lowlevel import replace_own

_KEEP = 20


@record
class Recent:
    """A journal opened before. ``path`` opens it again; ``page`` (relative to its root) was shown last."""

    path: str
    title: str = ""
    page: str | None = None
    language: str | None = None


def _file(state: Path | None) -> Path:
    if state is None:
        from worklog_tui.storage.paths import app_paths

        state = app_paths().state
    return state / "recent.json"


def recent_journals(state: Path | None = None) -> tuple[Recent, ...]:
    """The journals opened before, last one first. A missing or broken file is no journals."""
    import json

    try:
        found = json.loads(_file(state).read_bytes())
        return tuple(_recent(entry) for entry in found["journals"][:_KEEP])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def _recent(entry: dict[str, object]) -> Recent:
    def text(key: str) -> str | None:
        value = entry.get(key)
        return value if isinstance(value, str) else None

    return Recent(str(entry["path"]), text("title") or "", text("page"), text("language"))


def remember(journal: Recent, state: Path | None = None) -> None:
    """Put this journal first. A state folder that cannot be written is no error."""
    import json

    journal = replace(journal, path=os.path.abspath(journal.path))  # it is opened again from anywhere
    others = [r for r in recent_journals(state) if r.path != journal.path]
    data = {"journals": [as_dict(r) for r in [journal, *others][:_KEEP]]}
    with contextlib.suppress(OSError):
        replace_own(str(_file(state)), json.dumps(data, ensure_ascii=False, indent=1).encode(), durable=False)
