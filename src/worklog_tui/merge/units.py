"""A page as a tree of units that tile its bytes: front matter entries, tables of rows of cells, lists of items, blocks.

A unit is what two people change independently of each other. What lies between units (pipes, bullets, fences) is glue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from worklog_tui.document.parse import parse
from worklog_tui.document.places import Places
from worklog_tui.patterns import regex

if TYPE_CHECKING:
    from worklog_tui.document.model import Block, Cell, Document, FrontMatter, ListItem, Row, Table

Kind = Literal[
    "page", "front matter", "entry", "table", "row", "cell", "list", "item", "line", "words", "glue", "blank",
    "block",
]  # fmt: skip
LINES: frozenset[Kind] = frozenset(("entry", "row", "item", "list", "table", "front matter", "block", "blank"))
"""Units that are whole lines."""


class Unit(NamedTuple):
    """``key`` tells units of a kind apart (an entry's path, a heading's or fence's kind); ``parts`` tile ``data``."""

    kind: Kind
    data: bytes
    key: object = None
    parts: tuple[Unit, ...] = ()
    line: int = 0  # 1-based, of the first byte


_BREAK = regex(rb"[ \t]*<br[ \t]*/?>", re.IGNORECASE)

_Cut = tuple[int, int, Unit]


def page_unit(source: bytes) -> Unit:
    """The whole page."""
    doc = parse(source)
    tables, lists = Places(t.span for t in doc.tables), Places(i.span for i in doc.lists)
    blocks = [
        (b.span.start, b.span.end, _block(doc, b, tables.within(*b.span), lists.within(*b.span)))
        for b in doc.blocks
        if b.span.start < b.span.end
    ]
    return Unit("page", source, None, _tiled(doc, 0, len(source), blocks), 1)


def _tiled(doc: Document, start: int, end: int, cuts: Iterable[_Cut]) -> tuple[Unit, ...]:
    """The cuts with glue between them."""
    out: list[Unit] = []
    at = start
    for left, right, unit in sorted(cuts, key=lambda cut: cut[:2]):
        if left < at or right > end:
            continue  # inside the one before: it went with that
        if at < left:
            out.append(_leaf(doc, "glue", at, left))
        out.append(unit)
        at = right
    if at < end:
        out.append(_leaf(doc, "glue", at, end))
    return tuple(out)


def _leaf(doc: Document, kind: Kind, start: int, end: int, key: object = None) -> Unit:
    return Unit(kind, doc.source[start:end], key, (), doc.line_of(start))


def _unit(doc: Document, kind: Kind, start: int, end: int, cuts: Sequence[_Cut], key: object = None) -> Unit:
    if not cuts:
        return _leaf(doc, kind, start, end, key)
    return Unit(kind, doc.source[start:end], key, _tiled(doc, start, end, cuts), doc.line_of(start))


def _block(doc: Document, block: Block, with_tables: Iterable[int], with_lists: Iterable[int]) -> Unit:
    start, end = block.span
    if block.kind == "blank":
        return _leaf(doc, "blank", start, end)
    if block.kind == "front_matter":
        return _unit(doc, "front matter", start, end, _entries(doc, doc.front_matter))
    tables = [_table(doc, doc.tables[at]) for at in with_tables]
    lists = [
        (i.span.start, i.span.end, _unit(doc, "list", *i.span, [_item(doc, item) for item in i.items]))
        for i in (doc.lists[at] for at in with_lists)
    ]
    cuts = sorted([*tables, *lists], key=lambda cut: cut[:2])
    if len(cuts) == 1 and (cuts[0][0], cuts[0][1]) == (start, end):
        return cuts[0][2]
    return Unit("block", doc.source[start:end], block.kind, _tiled(doc, start, end, cuts) if cuts else (), block.line)


def _entries(doc: Document, front: FrontMatter) -> list[_Cut]:
    """The outermost entries; what is inside one goes with it."""
    return [
        (e.span.start, e.span.end, _leaf(doc, "entry", e.span.start, e.span.end, e.key))
        for e in front.entries
        if len(e.key) == 1 and e.span.start < e.span.end
    ]


def _table(doc: Document, table: Table) -> _Cut:
    rows = [_row(doc, row) for row in (table.header, table.delimiter, *table.rows)]
    start, end = min(rows[0][0], table.span.start), max(rows[-1][1], table.span.end)
    return start, end, _unit(doc, "table", start, end, rows)


def _row(doc: Document, row: Row) -> _Cut:
    start, end = row.span.start - len(row.prefix), row.span.end
    cells = [(*c.span, _unit(doc, "cell", *c.span, _cell_lines(doc, c), at)) for at, c in enumerate(row.cells)]
    return start, end, _unit(doc, "row", start, end, cells)


def _cell_lines(doc: Document, cell: Cell) -> list[_Cut]:
    """The lines of a cell that has several: each but the first with the break before it."""
    start, end = cell.content
    breaks = [m.start() for m in _BREAK.finditer(doc.source, start, end) if m.start() > start]
    if not breaks:
        return []
    return [(a, b, _leaf(doc, "line", a, b)) for a, b in pairwise([start, *breaks, end])]


def _item(doc: Document, item: ListItem) -> _Cut:
    start, end = item.span
    cuts: list[_Cut] = [_item(doc, child) for child in item.children]
    if item.text_span.start < item.text_span.end:
        cuts.append((*item.text_span, _leaf(doc, "words", *item.text_span)))
    return start, end, _unit(doc, "item", start, end, cuts)
