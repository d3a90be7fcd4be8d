"""Finds the construct an index names, or refuses with a sentence."""

from __future__ import annotations

from worklog_tui.document.model import Block, Document, Heading, ItemList, Link, ListItem, Refused, Row, Table

_GONE = "Reload the page and try again."


def table_of(doc: Document, index: int) -> Table:
    """The table at ``index``; Refused when there is none."""
    if not 0 <= index < len(doc.tables):
        raise Refused(doc.raw or f"There is no table {index + 1} on this page. {_GONE}")
    return doc.tables[index]


def row_of(table: Table, index: int, *, header: bool = True) -> Row:
    """The body row at ``index``; -1 is the header where that may be edited."""
    if index == -1 and header:
        return table.header
    if not 0 <= index < len(table.rows):
        raise Refused(f"There is no row {index + 1} in this table. {_GONE}")
    return table.rows[index]


def list_of(doc: Document, index: int) -> ItemList:
    """The outermost list at ``index``."""
    if not 0 <= index < len(doc.lists):
        raise Refused(doc.raw or f"There is no list {index + 1} on this page. {_GONE}")
    return doc.lists[index]


def item_of(items: ItemList, index: int) -> ListItem:
    """The item at ``index`` of ``walk()``."""
    walked = items.walk()
    if not 0 <= index < len(walked):
        raise Refused(f"There is no item {index + 1} in this list. {_GONE}")
    return walked[index]


def heading_of(doc: Document, index: int) -> Heading:
    """The heading at ``index``."""
    if not 0 <= index < len(doc.headings):
        raise Refused(doc.raw or f"There is no heading {index + 1} on this page. {_GONE}")
    return doc.headings[index]


def block_of(doc: Document, index: int) -> Block:
    """The block at ``index``."""
    if not 0 <= index < len(doc.blocks):
        raise Refused(f"There is no block {index + 1} on this page. {_GONE}")
    return doc.blocks[index]


def link_of(doc: Document, index: int) -> Link:
    """The link or image at ``index``."""
    if not 0 <= index < len(doc.links):
        raise Refused(doc.raw or f"There is no link {index + 1} on this page. {_GONE}")
    return doc.links[index]


def line_end_at(doc: Document, offset: int) -> bytes:
    """The line end in use at ``offset``: that of the line before it, else the page's first."""
    source = doc.source
    at = source.rfind(b"\n", 0, offset)
    if at < 0:
        at = source.find(b"\n")
    return b"\r\n" if at > 0 and source[at - 1 : at] == b"\r" else b"\n"
