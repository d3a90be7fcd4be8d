"""The one door from page text to the screen: made safe, measured in cells, cut or wrapped to a width.

Nothing here parses markup: a page may hold ``[@click=…]`` or escape sequences, and both are shown as the text they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.filter import LineFilter

from worklog_tui.patterns import regex
from worklog_tui.worklog.visible import visible

if TYPE_CHECKING:
    from textual.color import Color

LONGEST = 4000
"""Characters of one value that are ever measured or drawn; beyond it the text is cut (a 1 MB line costs seconds)."""

_SPACES = regex(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORDS = regex(r"\S+\s*|\s+")


def clean(text: str) -> str:
    """One line of page text, safe to draw: blanks for tabs and line ends, symbols for what a terminal would obey."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    if text.isascii() and text.isprintable():
        return text
    return visible(_SPACES.sub(" ", text))


def content(text: str) -> Content:
    """Text for any widget that would otherwise read markup from a ``str``."""
    return Content("\n".join(clean(line) for line in text.split("\n")))


def width(text: str) -> int:
    """Cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int) -> str:
    """At most ``cells`` wide; what is cut is marked with an ellipsis."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return set_cell_size(text, cells - 1).rstrip() + "…"


def fit(text: str, cells: int) -> str:
    """Exactly ``cells`` wide: cut, or filled with blanks."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most ``cells``, broken at blanks; a word longer than a line is broken where it must be."""
    cells = max(1, cells)
    lines: list[str] = []
    line, used = "", 0
    for word in _WORDS.findall(text):
        size = width(word.rstrip())
        if used and used + size > cells:
            lines.append(line.rstrip())
            line, used = "", 0
            if not word.strip():
                continue
        rest = word
        while width(rest.rstrip()) > cells:
            head = set_cell_size(rest, cells).rstrip(" ") or rest[:1]
            lines.append(head)
            rest = rest[len(head) :]
        line += rest
        used += width(rest)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


class SafeText(LineFilter):
    """The last guard before the terminal: no segment carries a character it would obey, whoever made the segment."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Segments with such characters dropped; control segments, which are Textual's own, stay."""
        out = segments
        for index, (text, style, control) in enumerate(segments):
            if control is None and not text.isprintable():
                safe = _one_cell(visible(text))
                if safe != text:
                    if out is segments:
                        out = list(segments)
                    out[index] = Segment(safe, style)
        return out


_SPELLED = regex(r"<U\+[0-9A-F]{4,6}>")


def _one_cell(text: str) -> str:
    """Invisible characters drawn as nothing: at this point the layout is done and widths must not grow."""
    return _SPELLED.sub("", text)
