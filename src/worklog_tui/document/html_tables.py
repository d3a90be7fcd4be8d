"""Simple HTML tables of a page: rows and cells as spans. Whatever is nested or odd is no table here.

A ``<table>`` begins in an HTML block and may run over several of them, for an empty line ends a block (CommonMark 4.6):
then all between its tags is HTML blocks and empty lines, or it is left alone. Inner texts are raw HTML for goldmark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from worklog_tui.document.model import Cell, Document, Row, Span, Table
from worklog_tui.patterns import regex
from worklog_tui.record import record

_TAG = regex(rb"<!--.*?-->|</?([A-Za-z][A-Za-z0-9-]*+)[^<>]*+>", re.DOTALL)
_SPANS = regex(rb"\b(?:colspan|rowspan)\b", re.IGNORECASE)
_OPEN = regex(rb"<table\b", re.IGNORECASE)
_CLOSE = regex(rb"</table\s*>", re.IGNORECASE)
_AROUND = frozenset({b"table", b"thead", b"tbody", b"tfoot", b"tr", b"td", b"th", b"caption", b"colgroup", b"col"})
_GROUPS = frozenset({b"thead", b"tbody", b"tfoot"})
_BLANKS = b" \t\r\n"
_MOST = 1 << 18  # bytes of a table; larger ones are for an editor


class _Odd(Exception):
    """This is no simple table."""


def find_html_tables(doc: Document) -> tuple[Table, ...]:
    """Every simple table of the page in source order, as ``Table`` with ``html`` set; ``text`` of a cell is its inner
    HTML with blanks joined. The delimiter is the header once more.
    """
    if _OPEN.search(doc.source, doc.body.start) is None:
        return ()
    out = []
    for start, end in _regions(doc):
        try:
            out.append(_table(doc, start, end))
        except _Odd:
            continue
    return tuple(out)


def _regions(doc: Document) -> Iterator[tuple[int, int]]:
    """Where a table begins and ends, if only HTML blocks and empty lines stand between."""
    done = reach = 0
    closes = [m.span() for m in _CLOSE.finditer(doc.source, doc.body.start)]
    for i, block in enumerate(doc.blocks):
        if block.kind != "html" or block.span.start < done:
            continue
        opened = _OPEN.search(doc.source, *block.span)
        if opened is None:
            continue
        reach = max(reach, i)
        while reach + 1 < len(doc.blocks) and doc.blocks[reach + 1].kind in ("html", "blank"):
            reach += 1
        limit = min(doc.blocks[reach].span.end, opened.start() + _MOST)
        closed = bisect_left(closes, (opened.start(), 0))
        if closed < len(closes) and closes[closed][1] <= limit:
            done = closes[closed][1]
            yield opened.start(), done


@record
class _Cell:
    """A cell while it is read."""

    name: bytes
    start: int
    end: int


def _table(doc: Document, start: int, end: int) -> Table:
    rows: list[Row] = []
    headed: list[bool] = []
    cells: list[_Cell] = []
    row = -1
    at = start
    inside: tuple[bytes, int] | None = None  # the cell that is open, and where its text begins
    text = doc.source[start:end]
    if b"{{" in text or text.rfind(b"<!--") > text.rfind(b"-->"):
        raise _Odd
    for tag in _TAG.finditer(doc.source, start, end):
        name = (tag[1] or b"").lower()
        closing = tag[0].startswith(b"</")
        if inside is not None:
            if closing and name == inside[0]:
                cells.append(_Cell(name, inside[1], tag.start()))
                inside, at = None, tag.end()
            elif name in _AROUND:
                raise _Odd
            continue
        if doc.source[at : tag.start()].strip(_BLANKS):
            raise _Odd
        at = tag.end()
        if name in (b"td", b"th") and not closing and row >= 0 and not _SPANS.search(tag[0]):
            inside = (name, tag.end())
        elif name == b"tr" and not closing and row < 0:
            row, cells = tag.start(), []
        elif name == b"tr" and closing and row >= 0:
            rows.append(_row(doc, row, tag.end(), cells))
            headed.append(all(cell.name == b"th" for cell in cells))
            row = -1
        elif (name == b"table" and row < 0) or (name in _GROUPS and row < 0) or not name:
            continue
        else:
            raise _Odd
    return _made(doc, Span(start, end), rows, headed)


def _row(doc: Document, start: int, end: int, cells: list[_Cell]) -> Row:
    return Row(Span(start, end), tuple(_cell(doc, cell) for cell in cells), doc.line_of(start))


def _cell(doc: Document, cell: _Cell) -> Cell:
    raw = doc.source[cell.start : cell.end]
    lead = len(raw) - len(raw.lstrip(_BLANKS))
    content = Span(cell.start + lead, cell.start + lead + len(raw.strip(_BLANKS)))
    return Cell(Span(cell.start, cell.end), content, re.sub(r"[ \t\r\n]+", " ", doc.text(content)))


def _made(doc: Document, span: Span, rows: list[Row], headed: list[bool]) -> Table:
    if not rows or not headed[0] or any(headed[1:]) or len(_OPEN.findall(doc.source[span.start : span.end])) != 1:
        raise _Odd
    columns = len(rows[0].cells)
    if not columns or any(len(row.cells) != columns for row in rows):
        raise _Odd
    return Table(rows[0], rows[0], tuple(rows[1:]), columns, span, rows[0].line, html=True)
