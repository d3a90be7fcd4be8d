"""The text of a simple cell of an HTML table. Touches only the bytes between its tags, blanks around the text stay."""

from __future__ import annotations

import re

from worklog_tui.document.edits.spelling import clean, guard
from worklog_tui.document.html_tables import find_html_tables
from worklog_tui.document.model import Cell, Document, Refused, Table
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import ALL, Expectation, first_proven, require, unchanged
from worklog_tui.patterns import regex

_BREAK = regex(r"<br[ \t]*/?>", re.IGNORECASE)
_ENTITY = regex(r"&(?!#?\w+;)")
_BARE = regex(rb"&(?!#?\w+;)")
_MARKUP = regex(r"<(?!br[ \t]*/?>)", re.IGNORECASE)


def is_simple(text: str) -> bool:
    """Whether a cell's inner HTML is text and breaks only."""
    return _MARKUP.search(text) is None


def set_html_cell(doc: Document, table: int, row: int, column: int, value: str) -> Edit:
    """Cell ``column`` of body row ``row`` of HTML table ``table`` (all 0-based; ``find_html_tables``) reads ``value``.

    ``value``: text, its newlines become ``<br>``; ``<``, ``>`` and ``&`` are escaped, entities stay. Raises Refused.
    """
    of = _of(find_html_tables(doc), table)
    if not 0 <= row < len(of.rows) or not 0 <= column < of.columns:
        raise Refused("This cell is not on the page any more: reload it and try again.")
    cell = of.rows[row].cells[column]
    text = clean(value)
    if _lines(text) == _lines(cell.text):
        return unchanged(doc)
    if not is_simple(cell.text):
        raise Refused("This cell holds HTML of its own (a list, a link): edit it in your editor.")
    written = _written(doc, of, cell, text)
    guard(written, doc)
    old = doc.source[cell.content.start : cell.content.end]
    patch = Patch((Splice(cell.content.start, old, written.encode("utf-8")),))

    def reads(after: Document) -> None:
        now = find_html_tables(after)
        require(len(now) == len(find_html_tables(doc)), "it would make or end a table")
        was = _texts(of)
        was[row][column] = written
        require(_texts(now[table]) == was, "another cell would read differently")

    def letter(_: bytes, new: bytes) -> None:
        require(b"\n" not in new and new.count(b"<") == len(_BREAK.findall(written)), "it would not be plain text")

    expectation = Expectation(cell.content, reads, letter, ALL)
    return first_proven(doc, [(patch, expectation)], "This text cannot be written into the cell")


def _of(tables: tuple[Table, ...], index: int) -> Table:
    if not 0 <= index < len(tables):
        raise Refused("This table is not on the page any more: reload it and try again.")
    return tables[index]


def _written(doc: Document, of: Table, cell: Cell, text: str) -> str:
    """The text with what is HTML escaped; a lone ``&`` stays one where the table writes it so."""
    inner = doc.source[of.span.start : of.span.end]
    line_break = next((m[0] for m in _BREAK.finditer(doc.text(cell.content))), "")
    line_break = line_break or next((m[0] for m in _BREAK.finditer(doc.text(of.span))), "<br>")
    parts = _BREAK.split(text.replace("\n", line_break))
    breaks = _BREAK.findall(text.replace("\n", line_break))
    bare = b"&amp;" not in inner and _BARE.search(inner) is not None
    escaped = []
    for part in parts:
        safe = part if bare else _ENTITY.sub("&amp;", part)
        escaped.append(re.sub(r"[ \t]+", " ", safe.replace("<", "&lt;").replace(">", "&gt;")))
    return "".join(a + b for a, b in zip(escaped, [*breaks, ""], strict=True))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in _BREAK.split(text.replace("\n", "<br>"))]


def _texts(of: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in of.rows]
