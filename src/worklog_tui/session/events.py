"""What a session tells. Callbacks may come from any thread."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from worklog_tui.session.journal import Journal, PageRef
    from worklog_tui.worklog.model import Week

Cause = Literal["edit", "undo", "redo", "disk"]
SaveState = Literal["saved", "saving", "failed"]


class WeekChanged(NamedTuple):
    """The page reads differently now. ``week`` None: it can no longer be read."""

    page: PageRef
    week: Week | None
    cause: Cause


class SaveChanged(NamedTuple):
    """The page's save state. ``message`` is a sentence where it failed."""

    page: PageRef
    state: SaveState
    message: str
    at: dt.datetime


class JournalChanged(NamedTuple):
    """Weeks came or went; ``session.journal`` is the new one."""

    journal: Journal


Event = WeekChanged | SaveChanged | JournalChanged
