"""Lines of an outline as the editor holds them (two blanks a level): moved, indented, pasted. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worklog_tui.patterns import regex
from worklog_tui.tui.drafts import INDENT

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = regex(r"(\d{1,3})([.)]\s+)\S")
_NUMBERED: Final = regex(r"\d{1,3}[.)]\s+(?=\S)")
_BREAK: Final = regex(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)


def indent_of(line: str) -> int:
    """Blanks before the line's text."""
    return len(line) - len(line.lstrip(" "))


def block_end(lines: Sequence[str], row: int) -> int:
    """Where the children of line ``row`` end."""
    end = row + 1
    while end < len(lines) and lines[end].strip() and indent_of(lines[end]) > indent_of(lines[row]):
        end += 1
    return end


def moved(lines: Sequence[str], row: int, by: int) -> tuple[list[str], int] | None:
    """The lines with line ``row`` and its children one place up (-1) or down, and its row then; None: no place there.

    At the end of a parent's children it goes on into those of the next. Empty lines stay where they are.
    """
    out = list(lines)
    if not out[row].strip():
        return _swapped(out, row, row + by)
    start, end = row, block_end(out, row)
    level = indent_of(out[row])
    if by > 0:
        below = end
        while below < len(out) and not out[below].strip():
            below += 1
        if below == len(out) or indent_of(out[below]) < level - INDENT:
            return None
        stop = block_end(out, below) if indent_of(out[below]) == level else below + 1
        made = [*out[:start], *out[below:stop], *out[end:below], *out[start:end], *out[stop:]]
        return made, start + (stop - below) + (below - end)
    above = start
    while above and not out[above - 1].strip():
        above -= 1
    first = above - 1
    while first > 0 and indent_of(out[first]) > level and out[first].strip():
        first -= 1
    if first < 0:
        return None
    if indent_of(out[first]) < level:
        before = next((line for line in reversed(out[:first]) if line.strip()), None)
        if before is None or indent_of(before) < level - INDENT:
            return None
    return [*out[:first], *out[start:end], *out[above:start], *out[first:above], *out[end:]], first


def _swapped(lines: list[str], row: int, other: int) -> tuple[list[str], int] | None:
    if not 0 <= other < len(lines):
        return None
    lines[row], lines[other] = lines[other], lines[row]
    return lines, other


def indented(lines: Sequence[str], rows: range, by: int) -> list[str]:
    """The lines with these rows, and the children of the last, ``by`` levels deeper; as far as the line above lets."""
    out = list(lines)
    stop = block_end(out, rows.stop - 1)
    if by > 0 and rows.start in range(1, len(out)):
        above = next((line for line in reversed(out[: rows.start]) if line.strip()), "")
        if indent_of(out[rows.start]) > indent_of(above) or not above:
            return out
    if by > 0 and not rows.start:
        return out
    for row in range(rows.start, stop):
        have = indent_of(out[row])
        out[row] = " " * max(0, have - have % INDENT + by * INDENT) + out[row].lstrip(" ")
    return out


def next_number(line: str) -> str:
    """What a new item below a numbered one begins with: ``2. `` below ``1. x``."""
    match = _NUMBER.match(line.lstrip(" "))
    return f"{int(match[1]) + 1}{match[2]}" if match else ""


def pasted(text: str) -> list[str]:
    """Pasted lines as outline lines: their indents and bullets become levels; also lines parted by ``<br>``."""
    from worklog_tui.worklog.cells.outline import normal, read_outline

    lines = []
    for raw in _BREAK.sub("\n", text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = raw.expandtabs(4)
        words = line.lstrip(" \u3000")
        if words.strip():
            lines.append("\u00a0" * (len(line) - len(words)) + words.rstrip())
    if len(lines) > 1 and "<li" not in text.lower():
        outline = read_outline("<br>".join(lines))
    else:
        outline = read_outline(text.strip())
    return [
        " " * (INDENT * item.level) + _NUMBERED.sub("", item.text, count=1) for item in normal(outline) if item.text
    ]
