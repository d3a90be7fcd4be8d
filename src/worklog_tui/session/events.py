"""What a session tells. Callbacks may come from any thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from worklog_tui.session.journal import Journal, PageRef
    from worklog_tui.worklog.model import Week

Cause = Literal["edit", "undo", "redo", "disk"]
SaveState = Literal["saved", "saving", "failed"]


@dataclass(frozen=True, slots=True)
class WeekChanged:
    """The page reads differently now. ``week`` None: it can no longer be read."""

    page: PageRef
    week: Week | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class SaveChanged:
    """The page's save state. ``message`` is a sentence where it failed."""

    page: PageRef
    state: SaveState
    message: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class JournalChanged:
    """Weeks came or went; ``session.journal`` is the new one."""

    journal: Journal


Event = WeekChanged | SaveChanged | JournalChanged
