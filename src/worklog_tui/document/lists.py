"""Lists as trees of items, each with its own text."""

from __future__ import annotations

from collections.abc import Callable

from worklog_tui.document.model import ItemList, ListItem, Span
from worklog_tui.document.nodes import Node
from worklog_tui.document.rows import line_text

_TAB = 0x09


def item_list(source: bytes, text: bytes, node: Node, line_of: Callable[[int], int]) -> ItemList:
    """The outermost list ``node`` with everything in it."""
    items = _items(source, text, node, 0, line_of)
    return ItemList(Span(items[0].span.start, node.end), items, node.loose, items[0].line)


def _items(source: bytes, text: bytes, node: Node, level: int, line_of: Callable[[int], int]) -> tuple[ListItem, ...]:
    # depth is bounded by limits.MAX_DEPTH, so this recursion is too
    return tuple([_item(source, text, child, level, line_of) for child in node.children])


def _item(source: bytes, text: bytes, node: Node, level: int, line_of: Callable[[int], int]) -> ListItem:
    text_span, own = _own_text(source, text, node)
    before = source[node.line_start : node.start]
    marker = len(node.marker)
    children: list[ListItem] = []
    for child in _inner_lists(node):
        children += _items(source, text, child, level + 1, line_of)
    first = not before.strip(b" \t>")
    return ListItem(
        span=Span(node.line_start if first else node.start, max(node.end, node.start + marker)),
        text_span=text_span,
        text=own,
        marker=node.marker,
        indent=_columns(before),
        padding=max(node.offset - node.indent - marker, 0),
        level=level,
        line=line_of(node.start),
        children=tuple(children),
    )


def _own_text(source: bytes, text: bytes, node: Node) -> tuple[Span, str]:
    first = node.children[0] if node.children else None
    if first is None or first.kind not in ("paragraph", "atx", "setext"):
        return Span(node.text_start, node.text_start), ""
    start = first.lines[0][0]
    lines = [line_text(source, text, a, b) for a, b in first.lines]
    end = first.lines[-1][0] + len(lines[-1])
    return Span(start, end), b"\n".join(lines).decode("utf-8", "replace")


def _inner_lists(node: Node) -> list[Node]:
    """The lists under an item that no other list stands between, in source order."""
    found: list[Node] = []
    waiting = node.children[::-1]
    while waiting:
        child = waiting.pop()
        if child.kind == "list":
            found.append(child)
        else:
            waiting += child.children[::-1]
    return found


def _columns(before: bytes) -> int:
    column = 0
    for byte in before:
        column += 4 - column % 4 if byte == _TAB else 1
    return column
