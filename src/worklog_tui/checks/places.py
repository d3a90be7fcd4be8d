"""Lines of a page's constructs, and what several rules ask of them."""

from __future__ import annotations

from itertools import pairwise

from worklog_tui.document.model import Document
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain

_GLUED = regex(rb"(?m)^[ \t]*-(?=[^\W\d_]|[\xc3-\xe1])")


def front_line(doc: Document, *key: str) -> int:
    """The line of a front matter value; that of the front matter where the value is missing."""
    entry = doc.front_matter.find(*key)
    return doc.line_of((entry or doc.front_matter).span.start)


def writable(doc: Document) -> bool:
    """Whether values of the front matter can be changed."""
    front = doc.front_matter
    return front.kind in ("yaml", "toml", "json") and not front.error and not front.locked


def shown(text: str, room: int = 40) -> str:
    """A text as a sentence quotes it."""
    words = " ".join(plain(text).split())
    return words if len(words) <= room else words[: room - 1] + "…"


def count(number: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def glued_lines(doc: Document) -> tuple[int, ...]:
    """The lines that begin with ``-`` and a letter, two at least together: a list to the writer, text to Hugo."""
    out: list[int] = []
    if _GLUED.search(doc.source, doc.body.start):
        for block in doc.blocks:
            if block.kind in ("paragraph", "list"):
                text = doc.source[block.span.start : block.span.end].split(b"\n")
                at = [n for n, line in enumerate(text, block.line) if _GLUED.match(line)]
                if any(b - a <= 2 for a, b in pairwise(at)):  # an image may stand between them
                    out += at
    return tuple(out)
