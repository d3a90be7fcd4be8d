"""Which sites may run what they ask for: said once by the user, forgotten when the site asks for other things."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from worklog_tui.storage.lowlevel import replace_own

_KEEP = 200


def is_trusted(state_dir: Path, root: Path, asks: Sequence[str]) -> bool:
    """Whether the user has said yes to just this, for the site at ``root``."""
    return _load(state_dir).get(os.path.realpath(root)) == _digest(asks)


def trust(state_dir: Path, root: Path, asks: Sequence[str]) -> None:
    """Remember the yes. A state folder that cannot be written is no error: it is asked again."""
    known = _load(state_dir)
    known[os.path.realpath(root)] = _digest(asks)
    data = json.dumps(dict(list(known.items())[-_KEEP:]), indent=1, sort_keys=True).encode()
    with suppress(OSError):
        replace_own(str(state_dir / "trusted.json"), data, durable=False)


def _load(state_dir: Path) -> dict[str, str]:
    try:
        found = json.loads((state_dir / "trusted.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def _digest(asks: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(asks).encode("utf-8", "replace")).hexdigest()
