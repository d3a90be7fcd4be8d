"""What one intention asks of the twin: the nouns that fields.py and lines.py share."""

from __future__ import annotations

import re
from typing import NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Field, Task, Week
from worklog_tui.worklog.twins.shape import Part, TextPart

HERE_ONLY = "changed here only"
"""How a note ends that says no more than that words are each page's own."""
_ADDRESS = regex(r"[a-z][a-z0-9+.-]*://\S+|www\.\S+", re.IGNORECASE)


class Copied(NamedTuple):
    """A text that arrives on the twin as it stands here."""

    part: TextPart
    text: str


class Changes(NamedTuple):
    """What one intention asks of the twin; see ``Mirror``."""

    intentions: tuple[i.Intention, ...] = ()
    copies: tuple[Copied, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None


def has_words(text: str) -> bool:
    """Whether there is something to translate in it: letters outside of addresses."""
    return any(char.isalpha() for char in _ADDRESS.sub("", plain(text)))


class Rows(NamedTuple):
    """The weeks and the row in each: before, after, and on the twin."""

    week: Week
    after: Week
    twin: Week
    was: Task
    now: Task
    there: Task


class Spot(NamedTuple):
    """An item on both pages: the indexes of its list here and there, its own in both."""

    part: Part
    own: int
    there: int
    item: int


def named(field: Field) -> str:
    """What sentences call a field."""
    return f"“{plain(field.column.header).strip()}”" if field.column.header.strip() else "the cell"
