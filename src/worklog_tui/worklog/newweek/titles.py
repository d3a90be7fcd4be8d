"""Titles and headings of a new week: their number and dates moved on, the subject of the last week taken off."""

from __future__ import annotations

import itertools
import re

from worklog_tui.patterns import regex
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.site.names import fold

_PARTED = regex(r"\s*(?::|[-–—|•·]+(?=\s))\s*|\s+[-–—|:]+\s+")
_NUMBERS = regex(r"\d+")
_BLANKS = regex(r"\s+")
_FEW = 3  # words beside the dates of a part that says when the week was
_FIXED = frozenset(
    ("worklog", "work", "log", "report", "weekly", "notes", "journal", "diary", "nhat", "ky", "cong", "viec", "bao",
     "cao", "thuc", "tap", "hang", "tuan")
)  # fmt: skip


def shape(text: str) -> str:
    """What two weeks' texts are compared by: numbers, dates, case, marks and spacing do not count."""
    for found in reversed(find_dates(text)):
        text = text[: found.span[0]] + "#" + text[found.span[1] :]
    return _BLANKS.sub(" ", _NUMBERS.sub("#", fold(text))).strip(" .:")


def retitled(text: str, before: str | None, advance: Advance) -> str:
    """The title of the new week. ``before``: that of the week before the model's, which shows what does not change.

    ``Week 12: Load tests`` becomes ``Week 13``; ``Week 12 Worklog`` becomes ``Week 13 Worklog``.
    """
    kept = text if before is not None and shape(before) == shape(text) else _fixed(text, before)
    return advance.text(kept, own=True)


def _fixed(text: str, before: str | None) -> str:
    """The text without the parts beside its week number that name the subject."""
    named = mentions(text)
    if not named:
        return text
    known = {shape(part) for part in _PARTED.split(before)} if before is not None else None
    start, end = named[0].span()
    cuts = [m for m in _PARTED.finditer(text) if not _in_date(text, m)]
    left = [m for m in cuts if m.end() <= start]
    right = [m for m in cuts if m.start() >= end]
    first, last = 0, len(text)
    if left and not _stays(text[: left[-1].start()], known):
        first = left[-1].end()
    edges = [*[m.span() for m in right], (len(text), len(text))]
    for (at, behind), (following, _) in itertools.pairwise(edges):
        if not _stays(text[behind:following], known):
            last = at
            break
    return text[first:last]


def _in_date(text: str, cut: re.Match[str]) -> bool:
    spans = [f.span for f in find_dates(text)]
    between = itertools.pairwise(spans)
    inside = any(a < cut.end() and cut.start() < b for a, b in spans)
    return inside or any(one[1] <= cut.start() and cut.end() <= two[0] and one != two for one, two in between)


def _stays(part: str, known: set[str] | None) -> bool:
    if mentions(part) or (find_dates(part) and len(shape(part).replace("#", "").split()) <= _FEW):
        return True
    return shape(part) in known if known is not None else set(shape(part).split()) <= _FIXED
