"""What may begin at a place in a line, in goldmark's order of precedence (parser/*.go, extension/*.go of 1.8)."""

from __future__ import annotations

import re
from collections.abc import Callable

from worklog_tui.document.cursor import SPACE, Cursor, ItemMarker
from worklog_tui.document.nodes import Node, remove_child
from worklog_tui.patterns import regex

Opened = tuple[Node, bool] | None  # the new block and whether it may hold blocks
Start = Callable[[Cursor, Node], Opened]

_ITEM = regex(rb"([-*+]|[0-9]{1,9}[.)])(?=[ \t\n]|\Z)")  # not before a CR: so goldmark reads it
_RULE = regex(rb"(?:(?:-[ \t\r\n]*+){3,}|(?:\*[ \t\r\n]*+){3,}|(?:_[ \t\r\n]*+){3,})\Z")
_ATX = regex(rb"(#{1,6}+)(?=[ \t\r\n]|\Z)")
_FENCE = regex(rb"(`{3,}|~{3,})([^\n]*)")
_FOOTNOTE = regex(rb"\[\^((?:[^\]\[\\\n]|\\.)++)\]:", re.S)
_SETEXT = regex(rb"(=++|-++)[ \t\r\n]*+\Z")
_ATTRIBUTES = (
    rb"""(?:[ \t\n\f\r]++[a-zA-Z_:][a-zA-Z0-9:._-]*+"""
    rb"""(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:[^"'=<>`\x00-\x20]++|'[^']*+'|"[^"]*+"))?+)*+"""
)
_HTML_1 = regex(rb"(?i)<(?:script|pre|style)(?=[\s>]|/>|\Z)")
_HTML_4 = regex(rb"<![A-Z]+")
_HTML_6 = regex(rb"</?([a-zA-Z0-9]+)(?=[ \t\n\f\r>]|/>|\Z)")
_HTML_7 = regex(rb"<(/?)([a-zA-Z0-9]++)(" + _ATTRIBUTES + rb")[ \t\n\f\r]*+/?>[ \t\n\f\r]*+\Z")
_BLOCK_TAGS = frozenset(
    b"address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt "
    b"fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li "
    b"link main menu menuitem meta nav noframes ol optgroup option p param search section source summary table tbody "
    b"td tfoot th thead title tr track ul".split()
)
_RAW_TAGS = (b"script", b"style", b"pre", b"textarea")


def new(cursor: Cursor, kind: str) -> Node:
    """A node that begins where the cursor's indent ends."""
    return Node(kind, cursor.indent_end, cursor.line_start)  # type: ignore[arg-type]


def setext_bar(line: bytes) -> int:
    """1 or 2 when the line (from its indent on) is the bar under a heading, else 0 (parser/setext_headings.go)."""
    match = _SETEXT.match(line)
    return 0 if match is None else 1 if line[0] == 0x3D else 2


def is_rule(line: bytes) -> bool:
    """Whether the line (from its indent on) is a thematic break: three or more of one of ``* - _`` and white space."""
    return _RULE.match(line) is not None


def rule(cursor: Cursor, _parent: Node) -> Opened:
    """A thematic break."""
    return (new(cursor, "rule"), False) if is_rule(cursor.rest()) else None


def item_marker(cursor: Cursor) -> ItemMarker | None:
    """The list marker the line goes on with (parser/list.go, parseListItem), indented by at most three spaces."""
    key = cursor.indent_end, cursor.width
    if cursor.marker_at != key:
        cursor.marker_at = key
        cursor.marker = _item_marker(cursor)
    return cursor.marker


def _item_marker(cursor: Cursor) -> ItemMarker | None:
    if cursor.width > 3 or cursor.has_tab:
        return None  # a tab is no indent here, even of one column
    match = _ITEM.match(cursor.text, cursor.indent_end, cursor.line_end)
    if match is None:
        return None
    after = match.end()
    blank = not cursor.text[after : cursor.line_end].strip(SPACE)
    return ItemMarker(cursor.width, match[1], after, blank)


def list_(cursor: Cursor, parent: Node) -> Opened:
    """A list; its first item opens right after."""
    stack = cursor.stack
    last = stack[-1] if stack else None
    if (last is not None and last.kind == "list") or cursor.skip_list:
        cursor.skip_list = False
        return None
    found = item_marker(cursor)
    if found is None:
        return None
    interrupts = last is not None and last.kind == "paragraph" and last.parent is parent
    if interrupts and (found.blank or (found.ordered and int(found.marker[:-1]) != 1)):
        return None
    node = new(cursor, "list")
    node.marker = found.marker[-1:].decode("ascii")
    node.ordered = found.ordered
    cursor.empty_item = False
    return node, True


def item(cursor: Cursor, parent: Node) -> Opened:
    """An item of the list that stands above."""
    if parent.kind != "list":
        return None
    found = item_marker(cursor)
    if found is None:
        return None
    last = parent.children[-1].offset if parent.children else 0
    if found.indent - last > 3:
        return None
    cursor.empty_item = False
    node = new(cursor, "item")
    node.marker = found.marker.decode("ascii")
    node.indent = found.indent
    base = found.indent + len(found.marker)
    if found.blank:
        node.offset = base + 1
        node.text_start = min(found.after, cursor.line_end)
        cursor.move(found.after, 0)
        return node, False
    cursor.move(found.after, 0)
    width = cursor.tabbed(base, cursor.indent_end)
    offset = 1 if width > 4 else width
    node.offset = base + offset
    cursor.width = width
    cursor.skip_columns(offset, column=base)
    node.text_start = cursor.pos if width > 4 else cursor.indent_end
    return node, True


def atx(cursor: Cursor, _parent: Node) -> Opened:
    """``# heading``."""
    text, start, end = cursor.text, cursor.indent_end, cursor.line_end
    match = _ATX.match(text, start, end)
    if match is None:
        return None
    node = new(cursor, "atx")
    node.level = match.end() - start
    rest = text[match.end() : end]
    stripped = rest.strip(SPACE)
    begin = match.end() + len(rest) - len(rest.lstrip(SPACE)) if stripped else match.end()
    node.lines.append((begin, begin + len(stripped)))
    return node, False


def fence(cursor: Cursor, _parent: Node) -> Opened:
    """A fenced code block."""
    match = _FENCE.match(cursor.text, cursor.indent_end, cursor.line_end)
    if match is None or (match[1][:1] == b"`" and b"`" in match[2]):
        return None
    node = new(cursor, "fence")
    node.level = len(match[1])
    node.marker = match[1][:1].decode("ascii")
    return node, False


def quote(cursor: Cursor, _parent: Node) -> Opened:
    """A block quote."""
    node = new(cursor, "quote")
    return (node, True) if quote_marker(cursor) else None


def quote_marker(cursor: Cursor) -> bool:
    """Step over ``>`` and one column of space (parser/blockquote.go); False where there is none."""
    text, at, end = cursor.text, cursor.indent_end, cursor.line_end
    if cursor.width > 3 or at >= end or text[at] != 0x3E:
        return False
    at += 1
    if at < end and text[at] == 0x20:
        cursor.move(at + 1, 0)
    elif at < end and text[at] == 0x09:
        cursor.move(at, 0)
        width = 4 - cursor.column() % 4
        cursor.move(at + 1, width - 1)
    else:
        cursor.move(at, 0)
    return True


def html(cursor: Cursor, _parent: Node) -> Opened:
    """A block of HTML (parser/html_block.go); ``level`` is its type."""
    if cursor.has_tab:
        return None
    line = cursor.rest()
    kind = 0
    if _HTML_1.match(line):
        kind = 1
    elif line.startswith(b"<!--"):
        kind = 2
    elif line.startswith(b"<?"):
        kind = 3
    elif _HTML_4.match(line):
        kind = 4
    elif line.startswith(b"<![CDATA["):
        kind = 5
    else:
        kind = _html_by_tag(cursor, line)
    if not kind:
        return None
    node = new(cursor, "html")
    node.level = kind
    return node, False


def _html_by_tag(cursor: Cursor, line: bytes) -> int:
    match = _HTML_6.match(line)
    if match is not None and match[1].lower() in _BLOCK_TAGS:
        return 6
    match = _HTML_7.match(line)
    if match is None:
        return 0
    name = match[2].lower()
    if name in _BLOCK_TAGS:
        return 6
    in_paragraph = bool(cursor.stack) and cursor.stack[-1].kind == "paragraph"
    if name in _RAW_TAGS or in_paragraph or (match[1] and match[3]):
        return 0
    return 7


def footnote(cursor: Cursor, _parent: Node) -> Opened:
    """``[^n]: text`` (extension/footnote.go)."""
    match = _FOOTNOTE.match(cursor.text, cursor.indent_end, cursor.line_end)
    if match is None or not match[1].strip(SPACE):
        return None
    node = new(cursor, "footnote")
    cursor.move(match.end(), 0)
    return node, True


def description(cursor: Cursor, parent: Node) -> Opened:
    """``: text`` inside a definition list."""
    if parent.kind != "definitions" or cursor.width or cursor.text[cursor.indent_end] != 0x3A:
        return None
    node = new(cursor, "description")
    term = parent.term
    parent.term = None
    if term is not None and term.parent is not None:
        remove_child(term.parent, term)
        term.parent = parent
        parent.children.append(term)
    cursor.move(cursor.indent_end + 1, 0)
    cursor.width = cursor.tabbed(1, cursor.indent_end)
    cursor.skip_columns(parent.offset - 1, column=1)
    return node, True
