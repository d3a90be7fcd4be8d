"""A merge that is not certain, decided place by place: mine, theirs, or both where both can stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from worklog_tui.merge.naming import Names, words
from worklog_tui.merge.three import Conflict, Merged
from worklog_tui.merge.units import Unit, page_unit
from worklog_tui.patterns import regex

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Week

Choice = Literal["mine", "theirs", "both"]

_WHOLE = "(the whole page)"
_PIPE = re.compile(r"(?<!\\)\|")
_ITEM = regex(rb"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\Z")
_LINES = ("row", "item", "list", "block", "table")
_PLAIN = frozenset(("day", "start", "end", "date", "status"))
"""Columns that hold one value."""


class Place(NamedTuple):
    """One place to decide. ``mine``, ``theirs``: what they say, "" where a side deleted it; ``both``: whether both can
    stand."""

    where: str
    mine: str
    theirs: str
    both: bool


def places(merged: Merged, base: Week) -> tuple[Place, ...]:
    """The merge's conflicts, in their order; ``base``: what both began with."""
    names, tree = Names(base), page_unit(base.document.source)
    out = []
    for at, piece in enumerate(merged.pieces):
        if isinstance(piece, Conflict):
            where, role = _named(piece, names, tree)
            can = role not in _PLAIN and _both(merged, at) is not None
            mine, theirs = (_said(piece.kind, side) for side in (piece.mine, piece.theirs))
            out.append(Place(where, mine, theirs, can))
    return tuple(out)


def settled(merged: Merged, choices: Sequence[Choice]) -> bytes:
    """The page with each conflict as chosen. Raises ValueError where both cannot stand."""
    out: list[bytes] = []
    left = list(choices)
    for at, piece in enumerate(merged.pieces):
        if isinstance(piece, bytes):
            out.append(piece)
            continue
        choice = left.pop(0)
        both = _both(merged, at) if choice == "both" else None
        if choice == "both" and both is None:
            raise ValueError("Both cannot stand here.")
        out.append(piece.mine if choice == "mine" else piece.theirs if choice == "theirs" else both or b"")
    return b"".join(out)


def _both(merged: Merged, at: int) -> bytes | None:
    """Mine, then theirs, as the construct takes two; None: it does not."""
    one = merged.pieces[at]
    if isinstance(one, bytes) or not one.mine.strip() or not one.theirs.strip():
        return None
    end = b"\r\n" if b"\r\n" in one.base + one.mine + one.theirs else b"\n"
    if one.kind in _LINES:
        gap = b"" if one.mine.endswith((b"\n", b"\r")) else end
        return one.mine + gap + (end if one.kind == "block" else b"") + one.theirs
    if one.kind == "line":
        lead = b"" if _BREAK.match(one.theirs) else b" <br> "
        return one.mine + lead + one.theirs
    if one.kind == "cell":
        return one.mine.rstrip() + b" <br> " + one.theirs.strip() + b" "
    before = merged.pieces[at - 1] if at else b""
    if one.kind == "words" and isinstance(before, bytes):
        head = before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1 :]
        if _ITEM.match(head) and b"\n" not in one.mine + one.theirs:
            return one.mine + end + head + one.theirs
    return None


_BREAK = regex(rb"\s*<br\s*/?>", re.IGNORECASE)


def _said(kind: str, data: bytes) -> str:
    if kind == "page":
        return _WHOLE
    text = data.decode("utf-8", "replace")
    if kind == "row":
        cells = (words(cell.replace("\\|", "|")) for cell in _PIPE.split(text.strip()))
        return " · ".join(cell for cell in cells if cell)
    return words(text.replace("\\|", "|"))


def _named(one: Conflict, names: Names, tree: Unit) -> tuple[str, str]:
    """What people call the place, and the role of its column."""
    found = _find(tree, 0, one)
    if one.kind == "order":
        return "Order of rows or items", ""
    if found is None:
        return ("The page" if one.kind == "page" else "Both have added"), ""
    unit, at = found
    return names.where(unit, at), names.role(at) if unit.kind in ("cell", "line") else ""


def _find(unit: Unit, at: int, one: Conflict) -> tuple[Unit, int] | None:
    """The construct of the base the conflict is about."""
    if unit.kind == one.kind and unit.data == one.base and unit.line == one.line:
        return unit, at
    for part in unit.parts:
        found = _find(part, at, one) if part.line <= one.line else None
        if found is not None:
            return found
        at += len(part.data)
    return None
