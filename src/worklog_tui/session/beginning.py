"""What a session does once, at its beginning: where its own files are, and what a killed run left behind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.nouns import Journal


_OWN = ("", "recovery", "set-aside", "drafts")
"""Folders below the state folder in which files of ours are replaced."""

_KEPT = ("", "comments", "reviewed")
"""Folders beside the pages in which they are."""


def default_state_dir() -> Path:
    """Where the app keeps what is its own."""
    from worklog_tui.storage.paths import app_paths

    return app_paths().state


def finish_interrupted(state: Path, journal: Journal) -> tuple[str, ...]:
    """Clears away what a killed run left: temporary files beside pages, half-written pages."""
    sweep(journal)
    for name in _OWN:
        _sweep_folder(str(state / name))
    if not os.path.isdir(state / "copies"):
        return ()
    from worklog_tui.storage import inplace

    return inplace.finish_interrupted(state)


def sweep(journal: Journal) -> None:
    """Takes temporary files of ours away that lie beside the pages, and in what is kept beside the journal."""
    if journal.listing is not None and journal.listing.temps:
        from worklog_tui.storage.save import sweep_temps

        sweep_temps(journal.listing.temps)
    for name in _KEPT:
        _sweep_folder(os.path.join(journal.root, ".worklog", name))


def _sweep_folder(folder: str) -> None:
    try:
        temps = tuple(os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(".wl-"))
    except OSError:
        return
    if temps:
        from worklog_tui.storage.save import sweep_temps

        sweep_temps(temps)
