"""A small reader of pages, of our own and for the judging only: it shares no line with the app's.

A page is its lines; of a table row the cells count, of a cell its items, dates and links as a visitor would see them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_BREAK = re.compile(r"<br\s*/?>", re.I)
_BULLET = re.compile(r"[-+*•]\s+")


class Item(NamedTuple):
    """One item of a cell."""

    level: int
    text: str


Judge = Callable[[str], bool]


def cells(line: str) -> list[str]:
    """The cells of a table row, as written."""
    parts = re.split(r"(?<!\\)\|", line.strip(" \t\r\n"))
    return parts[1:-1]


def items(cell: str) -> list[Item]:
    """The items of a cell: the text between breaks, without its bullet; an em space before it is a level."""
    out = []
    for part in _BREAK.split(cell):
        level = 1 if "&emsp;" in part else 0
        bare = part.replace("&emsp;", " ").strip()
        mark = _BULLET.match(bare)
        if mark is not None:
            level = 1 if bare[0] == "+" else level
            bare = bare[mark.end() :].strip()
        out.append(Item(level, bare))
    return out


def is_items(*wanted: Item) -> Judge:
    """The cell holds these items."""
    return lambda cell: items(cell) == list(wanted)


def is_link(target: str) -> Judge:
    """The cell is one link there: bare, in angle brackets, or with any label."""
    forms = re.compile(rf"(?:<{re.escape(target)}>|{re.escape(target)}|\[[^\]]*\]\({re.escape(target)}\))")
    return lambda cell: forms.fullmatch(cell.strip()) is not None


def is_exactly(text: str) -> Judge:
    """The cell reads so."""
    return lambda cell: cell.strip() == text


def assert_only(before: bytes, after: bytes, row: str, changed: Mapping[int, Judge]) -> None:
    """Only the cells ``changed`` (by column) of the row that holds ``row`` are other, and each is as its judge says."""
    old, new = before.split(b"\n"), after.split(b"\n")
    at = [i for i, line in enumerate(old) if row.encode() in line and line.startswith(b"|")]
    assert len(at) == 1, f"{row} names {len(at)} rows"
    assert new[: at[0]] == old[: at[0]], "lines above the row changed"
    assert new[at[0] + 1 :] == old[at[0] + 1 :], "lines below the row changed"
    was, now = old[at[0]], new[at[0]]
    assert was.endswith(b"\r") == now.endswith(b"\r"), "the line's end changed"
    then, here = cells(was.decode()), cells(now.decode())
    assert len(then) == len(here), f"{len(here)} cells: {now.decode()}"
    for column, (a, b) in enumerate(zip(then, here, strict=True)):
        if column in changed:
            assert changed[column](b), f"column {column + 1} reads {b!r}"
        else:
            assert b == a, f"column {column + 1} was {a!r}, is {b!r}"


def assert_rows(before: bytes, after: bytes, order: list[str]) -> None:
    """The page's table rows are the same lines in this order (each named by what it holds), all else as it was."""
    old, new = before.split(b"\n"), after.split(b"\n")
    rows = [next(i for i, line in enumerate(old) if name.encode() in line) for name in order]
    wanted = list(old)
    for place, row in zip(sorted(rows), rows, strict=True):
        wanted[place] = old[row]
    assert new == wanted


def list_below(text: str, heading: str) -> list[str]:
    """The items of the list below a heading, up to the next one."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("#") and heading in line)
    out = []
    for line in lines[at + 1 :]:
        if line.startswith("#"):
            break
        if line.strip():
            assert re.match(r"[-*+] +\S", line), f"not an item: {line!r}"
            out.append(line[1:].strip())
    return out
