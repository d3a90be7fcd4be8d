"""What people call the place of a comment: ``Task 2, Tue 30 Sep``. Pure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from worklog_tui.worklog.cells.display import day_month
from worklog_tui.worklog.reading.days import ENGLISH

if TYPE_CHECKING:
    from worklog_tui.worklog.review.anchors import Anchor
    from worklog_tui.worklog.review.pieces import Piece


def place_words(anchor: Anchor, piece: Piece | None) -> str:
    """The place, as the page has it now; where it is gone (``piece`` None), as it was."""
    kind = anchor.kind
    number = piece.number if piece is not None else anchor.number
    group = piece.group if piece is not None else anchor.group
    if kind == "task":
        return f"Task {number}{_day(group)}"
    if kind == "item":
        return f"{group.capitalize()} · item" if group else "Item"
    return "Section" if kind == "section" else "The page"


def _day(iso: str) -> str:
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return ""
    return f", {ENGLISH[day.weekday()][:3]} {day_month(day)}"
