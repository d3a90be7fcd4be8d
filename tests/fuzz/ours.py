"""Readers of files the app keeps itself, given any bytes: what cannot be understood is said, or counts as nothing."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from worklog_tui.session.nouns import PageRef
from worklog_tui.storage.errors import PageUnreadable

UNDERSTOOD = (ValueError, KeyError, TypeError, RecursionError)
"""What ``session/memory.py`` passes over in a kept history."""


@cache
def readers() -> Sequence[Callable[[bytes], object]]:
    """One for each kind of file; they share a scratch folder that goes when the process ends."""
    memory = Path("/dev/shm")  # noqa: S108 - only where it is there; a disk would take the time
    root = Path(tempfile.mkdtemp(prefix="worklog-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / ".worklog").mkdir()
    page = PageRef(str(root), "_index.md", "en", 4)
    return [_settings(root), _shared(root), _drafts(root), _history(page), _recent(root), _versions, _recovery(root)]


def _settings(root: Path) -> Callable[[bytes], object]:
    from worklog_tui.storage import settings

    file = root / "settings.toml"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        found = settings.load(file)
        assert found.warning is None or "\n" not in found.warning
        return found

    return read


def _shared(root: Path) -> Callable[[bytes], object]:
    from worklog_tui.storage.shared import load_tables

    file = root / ".worklog" / "translate.toml"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        with contextlib.suppress(PageUnreadable):
            return load_tables(root, file.name)
        return None

    return read


def _drafts(root: Path) -> Callable[[bytes], object]:
    from worklog_tui.storage.drafts import DraftStore

    store, file = DraftStore(root / "state"), root / "state" / "drafts" / "1-abcdef.draft"
    file.parent.mkdir(parents=True)

    def read(data: bytes) -> object:
        file.write_bytes(data)
        return store.left_behind()

    return read


def _history(page: PageRef) -> Callable[[bytes], object]:
    from worklog_tui.session import steps_text

    def read(data: bytes) -> object:
        with contextlib.suppress(*UNDERSTOOD):
            steps_text.name_of(data)
            return steps_text.read(data, page)
        return None

    return read


def _recent(root: Path) -> Callable[[bytes], object]:
    from worklog_tui.storage.state import recent_journals

    def read(data: bytes) -> object:
        (root / "recent.json").write_bytes(data)
        return recent_journals(root)

    return read


def _versions(data: bytes) -> object:
    from worklog_tui.storage.versions import _versions as lines

    return lines(data)


def _recovery(root: Path) -> Callable[[bytes], object]:
    from worklog_tui.storage.recovery import RecoveryStore

    store, folder = RecoveryStore(root / "state"), root / "state" / "recovery"
    folder.mkdir(parents=True)

    def read(data: bytes) -> object:
        for file in folder.iterdir():
            file.unlink()
        (folder / "0123456789-1-abcdef.page").write_bytes(data)
        return store.left_behind()

    return read
