"""Edits of outlines a person makes, one item at a time, for tests: what is asked, and which lines that touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from worklog_tui.worklog.model import Outline, OutlineItem

NEW = "words nobody wrote before"
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[ \t\u00a0\u2002\u2003]|&[a-z0-9]+;)*(?:[-+*•◦▪‣·–—](?:[ \t\u00a0]|&nbsp;)*)?")


class OutlineEdit(NamedTuple):
    """``order``: of each line afterwards, which line it was (None: the new one). ``touched``: lines, by what they were,
    that may be written otherwise."""

    kind: str
    outline: Outline
    order: tuple[int | None, ...]
    touched: frozenset[int]


def end_of(outline: Outline, at: int) -> int:
    """Where the item's children end."""
    end = at + 1
    while end < len(outline) and outline[end].level > outline[at].level:
        end += 1
    return end


def edits(outline: Outline, at: int) -> Iterator[OutlineEdit]:
    """Every edit of item ``at``, those only that leave all others at their level."""
    item, n, end = outline[at], len(outline), end_of(outline, at)
    every, own = tuple(range(n)), frozenset(range(at, end))

    def put(where: int, level: int) -> tuple[Outline, tuple[int | None, ...]]:
        made = (*outline[:where], OutlineItem(level, NEW), *outline[where:])
        return made, (*every[:where], None, *every[where:])

    yield OutlineEdit("change", (*outline[:at], item._replace(text=NEW), *outline[at + 1 :]), every, frozenset({at}))
    yield OutlineEdit("add", *put(end, item.level), frozenset())
    yield OutlineEdit("add below", *put(at + 1, item.level + 1), frozenset())
    if at or (end < n and outline[end].level == 0):
        yield OutlineEdit("remove", outline[:at] + outline[end:], every[:at] + every[end:], own)
    if at and outline[at - 1].level >= item.level:
        yield OutlineEdit("indent", _shifted(outline, at, end, 1), every, own)
    if item.level and (end == n or outline[end].level < item.level):
        yield OutlineEdit("outdent", _shifted(outline, at, end, -1), every, own)
    if end < n and outline[end].level == item.level:
        stop = end_of(outline, end)
        order = every[:at] + every[end:stop] + every[at:end] + every[stop:]
        yield OutlineEdit("move", tuple(outline[i] for i in order), order, own)


def _shifted(outline: Outline, at: int, end: int, by: int) -> Outline:
    return tuple(OutlineItem(x.level + by * (at <= i < end), x.text) for i, x in enumerate(outline))


def pieces(cell: str) -> list[str]:
    """A cell's bytes between its breaks; the blanks around the whole cell are padding and left out."""
    return _BREAK.split(cell.strip(" \t"))


def breaks(cell: str) -> list[str]:
    """Its breaks as they are spelled."""
    return _BREAK.findall(cell)


def differences(before: str, after: str, edit: OutlineEdit) -> list[str]:
    """Lines the edit did not ask to change whose bytes are others now. Blanks before the first line's bullet, and
    before a break that is another line's now, do not count."""
    was, now = pieces(before), pieces(after)
    assert len(now) == len(edit.order), (before, after)
    out = []
    for at, source in enumerate(edit.order):
        if source is None or source in edit.touched:
            continue
        old, new = was[source].rstrip(" \t"), now[at].rstrip(" \t")
        if not at or not source:
            old, new = old.lstrip(" \t"), new.lstrip(" \t")
        if old != new:
            out.append(f"{old!r} -> {new!r}")
    return out


def bare(line: str) -> str:
    """A line of HTML without indent and bullet."""
    return _LEAD.sub("", line.strip(" \t\r\n"), count=1).strip(" \t\r\n")
