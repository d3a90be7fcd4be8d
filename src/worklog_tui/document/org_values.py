"""Org front matter (``#+TITLE: x`` lines on top): Hugo reads it in Markdown pages too. Read here, never written."""

from __future__ import annotations

from worklog_tui.document.model import Entry, Span
from worklog_tui.document.values import Reading
from worklog_tui.patterns import regex

READ_ONLY = "Org front matter is shown and not edited here: open the page in your editor."

_LINE = regex(rb"#\+([^:\n]+?)(\[\])?:([^\n]*?)\r?(?:\n|\Z)")


def read_org(source: bytes, content: Span) -> Reading:
    """Title, weight and other text values of Org lines."""
    entries = []
    for m in _LINE.finditer(source, content.start, content.end):
        key = m[1].decode("utf-8", "replace").lower()
        text = m[3].decode("utf-8", "replace").strip()
        value = text.split() if m[2] or key in ("tags", "categories", "aliases") else text
        entries.append(Entry((key,), value, Span(*m.span(1)), Span(*m.span(3)), Span(*m.span())))
    return Reading(tuple(entries), locked=READ_ONLY)
