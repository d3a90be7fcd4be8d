"""Lines of a page's constructs, and what several rules ask of them."""

from __future__ import annotations

from worklog_tui.document.model import Document
from worklog_tui.worklog.cells.display import plain


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
