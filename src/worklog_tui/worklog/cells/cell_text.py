"""A cell's Markdown as lines: their breaks, indents and bullets, and the levels these make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.model import Outline, OutlineItem

BREAK = r"<br[ \t]*/?>"
GAP = regex(BREAK, re.IGNORECASE)  # with the blanks before it, which split_lines takes in: faster so
_HTML_GAP = regex(
    rf"[ \t]*(?:(?:{BREAK}|</?(?:ul|ol|li|p|div)\b[^<>]*>)[ \t]*)+", re.IGNORECASE
)  # a run of tags counts as one gap: <ul><li> … </li><li>
_HTML_LIST = regex(r"<li\b", re.IGNORECASE)
_OPENS = regex(r"<(/?)(?:ul|ol)\b", re.IGNORECASE)
_INDENT = r"(?:[ \t\u00a0\u2002\u2003]|&(?:emsp|ensp|nbsp|ensp14|emsp13);)*"
_BULLET = r"(?:[-*•◦▪‣·–—](?:[ \t\u00a0]+|&nbsp;)+|[-+•◦▪‣](?=[^\W\d]|[\[!(`*\"'“<])|\+(?:[ \t\u00a0]+|&nbsp;)+)"
_LEAD = regex(rf"({_INDENT})({_BULLET})?")
_NUMBERED = regex(r"\d{1,3}[.)][ \t]")
_WIDTHS = {"\u00a0": 1, "\u2002": 2, "\u2003": 4, "&nbsp;": 1, "&ensp;": 2, "&emsp;": 4, "&emsp13;": 3, "&ensp14;": 2}
_WIDE = regex("|".join(_WIDTHS))
_OPAQUE = regex(r"`+[^`]*`+|!?\[[^\[\]]*\]\([^()\s]*(?:\s[^()]*)?\)")
_RANKS = {"": 0, "1": 1, "-": 2, "–": 2, "—": 2, "*": 3, "•": 4, "·": 4, "+": 5, "◦": 6, "▪": 6, "‣": 6}


@record
class Line:
    """One line of a cell as written: ``gap`` (its break) + ``lead`` (indent and bullet) + ``text``."""

    gap: str
    lead: str
    text: str
    level: int

    @property
    def item(self) -> OutlineItem:
        """What the line says."""
        return OutlineItem(self.level, self.text)


@record
class CellText:
    """A cell as lines; head and tail are breaks and tags before the first and after the last of them."""

    head: str
    lines: tuple[Line, ...]
    tail: str
    html: bool = False  # its lines are those of an HTML list

    def __str__(self) -> str:
        return self.head + "".join(f"{ln.gap}{ln.lead}{ln.text}" for ln in self.lines) + self.tail


def read_outline(text: str) -> Outline:
    """The outline of a cell: one item a line; levels by indent, then by bullets (``+`` below ``-``)."""
    if "<" not in text:
        line = split_lead(text.strip(" \t"))
        return (OutlineItem(0, line[1]),) if line[1] else ()
    if _HTML_LIST.search(text) is not None:
        return tuple([line.item for line in read_cell(text).lines])
    lines = [split_lead(body) for _, body in split_lines(text.rstrip(" \t"), GAP)]
    first = next((at for at, (_, body) in enumerate(lines) if body), len(lines))
    lines = lines[first:]
    while lines and not lines[-1][1]:
        del lines[-1]
    if not lines:
        return ()
    lines[-1] = (lines[-1][0], lines[-1][1].rstrip(" \t"))
    stack: list[tuple[int, str]] = []
    return tuple([OutlineItem(level_of(stack, lead, body) if body else 0, body) for lead, body in lines])


def read_cell(text: str) -> CellText:
    """The cell split into lines; ``str()`` of it is ``text`` again."""
    html = _HTML_LIST.search(text) is not None
    core = text.rstrip(" \t")
    pieces = split_lines(core, _HTML_GAP if html else GAP)
    start, end = 0, len(pieces)
    while start < end and not split_lead(pieces[start][1])[1]:
        start += 1
    while end > start and not split_lead(pieces[end - 1][1])[1]:
        end -= 1
    if start == end:
        return CellText("", (), text, html)
    head = "".join(gap + body for gap, body in pieces[:start]) + (pieces[start][0] if start else "")
    body = [("", pieces[start][1]), *pieces[start + 1 : end]] if start else pieces[:end]
    tail = "".join(gap + rest for gap, rest in pieces[end:]) + text[len(core) :]
    last_gap, last = body[-1]
    trimmed = last.rstrip(" \t")
    body[-1] = (last_gap, trimmed)
    return CellText(head, _lines(body, _depths(head, body) if html else None), last[len(trimmed) :] + tail, html)


def split_lines(text: str, gaps: re.Pattern[str]) -> list[tuple[str, str]]:
    """(gap, text after it) pairs; breaks inside code spans and links are no gaps."""
    shadow = text
    if "`" in text or "](" in text:
        shadow = _OPAQUE.sub(lambda m: "x" * len(m[0]), text)
    pieces: list[tuple[str, str]] = []
    gap, at = "", 0
    for match in gaps.finditer(shadow):
        start = at + len(shadow[at : match.start()].rstrip(" \t"))
        pieces.append((gap, text[at:start]))
        at = match.end()
        gap = text[start:at]
    pieces.append((gap, text[at:]))
    return pieces


def split_lead(segment: str) -> tuple[str, str]:
    """Indent and bullet of a line, and the text after them."""
    match = _LEAD.match(segment)
    end = match.end() if match else 0
    return segment[:end], segment[end:]


def _lines(pieces: Sequence[tuple[str, str]], depths: Sequence[int] | None) -> tuple[Line, ...]:
    lines: list[Line] = []
    stack: list[tuple[int, str]] = []
    for i, (gap, body) in enumerate(pieces):
        lead, text = split_lead(body)
        if not text:
            lines.append(Line(gap, lead, "", 0))
        elif depths is not None:
            lines.append(Line(gap, lead, text, depths[i]))
        else:
            lines.append(Line(gap, lead, text, level_of(stack, lead, text)))
    return tuple(lines)


@lru_cache(maxsize=256)
def _lead(lead: str) -> tuple[int, str]:
    """Width of the indent, and the bullet."""
    mark = lead.rstrip(" \t\u00a0").removesuffix("&nbsp;").rstrip(" \t\u00a0")[-1:]
    width = sum(_WIDTHS[m] for m in _WIDE.findall(lead.rstrip("-+*•◦▪‣·–— \t")))
    return width, mark if mark in _RANKS else ""


def level_of(stack: list[tuple[int, str]], lead: str, text: str) -> int:
    """The level of a line with text; the stack holds (indent, bullet) of the lines it stands under."""
    width, bullet = _lead(lead)
    if not bullet and _NUMBERED.match(text):
        bullet = "1"
    while stack and stack[-1][0] > width:
        stack.pop()
    if (width, bullet) in stack:
        del stack[stack.index((width, bullet)) + 1 :]
    elif not stack or stack[-1][0] < width or _RANKS[bullet] > _RANKS[stack[-1][1]]:
        stack.append((width, bullet))
    return len(stack) - 1


def _depths(head: str, pieces: Sequence[tuple[str, str]]) -> list[int]:
    """Levels of an HTML list's lines: how many lists are open, text before them at 0 too."""
    depth, out = 0, []
    for gap in (head, *(gap for gap, _ in pieces[1:])):
        for match in _OPENS.finditer(gap):
            depth += -1 if match[1] else 1
        out.append(max(0, depth - 1))
    return out
