"""What an open block makes of the next line: does it go on, and after which markers (goldmark's Continue methods)."""

from __future__ import annotations

from collections.abc import Callable

from worklog_tui.document import starts
from worklog_tui.document.cursor import SPACE, Cursor
from worklog_tui.document.nodes import Node

CLOSE, LEAF, INSIDE = 0, 1, 2  # the block ends, takes the line as its own, or may hold blocks in it


def _continue_list(cursor: Cursor, node: Node) -> int:
    last = node.children[-1]
    if cursor.blank:
        if not last.children:
            cursor.empty_item = True
        return INSIDE
    offset = last.offset
    empty = not last.children
    width = cursor.width
    if width < offset or empty:
        if width < 4:
            found = starts.item_marker(cursor)
            if found is not None and found.indent - offset < 4:
                if found.marker[-1:].decode("ascii") != node.marker or found.ordered != node.ordered:
                    return CLOSE
                if not found.ordered and starts.is_rule(cursor.rest()):
                    return CLOSE
                return INSIDE
        if not empty:
            return CLOSE
    if empty and width < offset:
        return CLOSE
    return CLOSE if cursor.empty_item else INSIDE


def _continue_item(cursor: Cursor, node: Node) -> int:
    if cursor.blank:
        cursor.move(max(cursor.pos, cursor.line_end - 1), 0)
        return INSIDE
    empty = not node.children and cursor.empty_item
    if (empty or cursor.width < node.offset) and cursor.width < 4:
        if starts.item_marker(cursor) is not None:
            cursor.skip_list = True
            return CLOSE
        if not empty:
            return CLOSE
    if cursor.width >= node.offset:
        cursor.skip_columns(node.offset)
    return INSIDE


def _continue_quote(cursor: Cursor, _node: Node) -> int:
    return INSIDE if starts.quote_marker(cursor) else CLOSE


def _continue_indented(cursor: Cursor, _node: Node) -> int:
    return LEAF if cursor.blank or cursor.width >= 4 else CLOSE


def _continue_fence(cursor: Cursor, node: Node) -> int:
    if cursor.width < 4 and not cursor.blank:
        line = cursor.rest()
        bare = line.lstrip(node.marker.encode("ascii"))
        if len(line) - len(bare) >= node.level and not bare.strip(SPACE):
            return _take_last(cursor, node)
    return LEAF


def _take_last(cursor: Cursor, node: Node) -> int:
    """The line closes the block and belongs to it."""
    node.end = cursor.line_end
    cursor.move(cursor.line_end, 0)
    return CLOSE


_HTML_ENDS = {2: b"-->", 3: b"?>", 4: b">", 5: b"]]>"}
_RAW_ENDS = (b"</script>", b"</pre>", b"</style>", b"</textarea>")


def _continue_html(cursor: Cursor, node: Node) -> int:
    if node.level >= 6:
        return CLOSE if cursor.blank else LEAF
    if node.offset == 0:  # the line after the first: did the first close the block?
        node.offset = 1
        if _ends_html(node.level, cursor.text[node.start : node.end]):
            return CLOSE
    line = cursor.text[cursor.pos : cursor.line_end]
    return _take_last(cursor, node) if _ends_html(node.level, line) else LEAF


def _ends_html(kind: int, line: bytes) -> bool:
    if kind == 1:
        low = line.lower()
        return any(mark in low for mark in _RAW_ENDS)
    return _HTML_ENDS[kind] in line


def _continue_footnote(cursor: Cursor, _node: Node) -> int:
    return _continue_indent(cursor, 4)


def _continue_definitions(cursor: Cursor, node: Node) -> int:
    return _continue_indent(cursor, node.offset)


def _continue_indent(cursor: Cursor, columns: int) -> int:
    if cursor.blank:
        return INSIDE
    if cursor.width < columns:
        return CLOSE
    cursor.skip_columns(columns)
    return INSIDE


CONTINUE: dict[str, Callable[[Cursor, Node], int]] = {
    "list": _continue_list,
    "item": _continue_item,
    "quote": _continue_quote,
    "indented": _continue_indented,
    "fence": _continue_fence,
    "html": _continue_html,
    "footnote": _continue_footnote,
    "definitions": _continue_definitions,
    "description": lambda _cursor, _node: INSIDE,
    "rule": lambda _cursor, _node: CLOSE,
    "atx": lambda _cursor, _node: CLOSE,
    "setext": lambda _cursor, _node: CLOSE,
}
