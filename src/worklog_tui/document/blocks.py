"""The block structure of a page, line by line, by the rules of goldmark (parser/parser.go, parseBlocks and openBlocks).

Written after goldmark and not after CommonMark's text: where the two differ, Hugo follows goldmark. No recursion: the
open blocks are a list of bounded depth, so the time grows with the page's length only.
"""

from __future__ import annotations

from worklog_tui.document import starts
from worklog_tui.document.continuing import CLOSE, CONTINUE, INSIDE
from worklog_tui.document.cursor import SPACE, Cursor
from worklog_tui.document.limits import MAX_DEPTH
from worklog_tui.document.nodes import Node, remove_child
from worklog_tui.document.paragraphs import transform
from worklog_tui.document.starts import Start

_NONE, _OPENED, _PARAGRAPH = 0, 1, 2

_STARTS: dict[int, tuple[Start, ...]] = {
    0x2D: (starts.rule, starts.list_, starts.item),
    0x2A: (starts.rule, starts.list_, starts.item),
    0x2B: (starts.list_, starts.item),
    0x5F: (starts.rule,),
    0x23: (starts.atx,),
    0x60: (starts.fence,),
    0x7E: (starts.fence,),
    0x3E: (starts.quote,),
    0x3C: (starts.html,),
    0x5B: (starts.footnote,),
    0x3A: (starts.description,),
    **dict.fromkeys(range(0x30, 0x3A), (starts.list_, starts.item)),
}
_INTERRUPTS = frozenset((*_STARTS, 0x3D))


def parse_blocks(text: bytes, start: int, end: int) -> Node:
    """The tree of ``text[start:end]``; offsets are of ``text``. Never raises."""
    cursor = Cursor(text, start)
    at = start
    while at < end:
        stop = text.find(b"\n", at, end) + 1 or end
        cursor.begin(at, stop)
        _line(cursor)
        at = stop
    _close(cursor, len(cursor.stack) - 1, 0)
    return cursor.root


def _line(cursor: Cursor) -> None:
    blank_line = cursor.blank
    stack = cursor.stack
    if len(stack) == 1 and stack[0].kind == "paragraph" and _goes_on(cursor):
        _add_line(cursor, stack[0])
        stack[0].end = cursor.line_end
        cursor.previous_blank = [False]
        return
    if not stack:
        if not blank_line:
            cursor.previous_blank = []
            _open(cursor, cursor.root, True)
            _extend(cursor)
        return
    last = len(stack) - 1
    blanks: list[bool] = []
    before = cursor.previous_blank
    for i in range(last + 1):
        node = stack[i]
        blanks.append(cursor.blank)
        if node.kind != "paragraph":
            state = CONTINUE[node.kind](cursor, node)
            if state == INSIDE and i == last:
                _open(cursor, node, _was_blank(before, i + 1))
                break
            if state != CLOSE:
                continue
        parent = stack[i - 1] if i else cursor.root
        leaf = stack[last]
        if _open(cursor, parent, _was_blank(before, i)) != _PARAGRAPH:
            if last >= len(stack) or stack[last] is not leaf:
                last -= 1
            _close(cursor, last, i)
        break
    cursor.previous_blank = blanks
    if not blank_line or (stack and stack[-1].kind in ("fence", "html")):
        _extend(cursor)


def _goes_on(cursor: Cursor) -> bool:
    """Whether the line can only belong to the paragraph above it; quickly, for rows of tables and second lines."""
    return not cursor.blank and (cursor.width > 3 or cursor.text[cursor.indent_end] not in _INTERRUPTS)


def _extend(cursor: Cursor) -> None:
    end = cursor.line_end
    for node in cursor.stack:
        node.end = end


def _was_blank(levels: list[bool], level: int) -> bool:
    return bool(levels) and levels[min(level, len(levels) - 1)]


def _open(cursor: Cursor, parent: Node, blank: bool) -> int:
    """Open what begins here; a paragraph at the end of the open blocks may take the line as its own (also lazily)."""
    stack = cursor.stack
    result = _NONE
    paragraph = stack[-1] if stack and stack[-1].kind == "paragraph" else None
    while not cursor.blank:
        opened: tuple[Node, bool] | None = None
        if cursor.width <= 3:
            byte = cursor.text[cursor.indent_end]
            if (byte == 0x3A or (byte in (0x2D, 0x3D) and stack)) and result == _NONE:
                opened, gone = _from_paragraph(cursor, parent, byte)
                if gone:
                    paragraph = None
                    continue
            if opened is None and len(stack) < MAX_DEPTH:
                for begin in _STARTS.get(byte, ()):
                    opened = begin(cursor, parent)
                    if opened is not None:
                        break
        elif result == _OPENED or paragraph is None:
            opened = (starts.new(cursor, "indented"), False)
        if opened is None:
            if result == _NONE and paragraph is not None:
                break
            opened = (_paragraph(cursor), False)
        node, inside = opened
        node.blank_before = blank
        if node.parent is None:
            node.parent = parent
            parent.children.append(node)
        stack.append(node)
        result = _OPENED
        if not inside:
            return result
        parent = node
    if result == _NONE and paragraph is not None and not cursor.blank:
        _add_line(cursor, paragraph)
        return _PARAGRAPH
    return result


def _add_line(cursor: Cursor, paragraph: Node) -> None:
    start = cursor.indent_end
    text = cursor.text
    while text[start] in SPACE:  # the line is not blank
        start += 1
    paragraph.lines.append((start, cursor.line_end))
    paragraph.indents.append(cursor.tabbed(0, cursor.indent_end) if cursor.has_tab else cursor.width)


def _paragraph(cursor: Cursor) -> Node:
    node = Node("paragraph", cursor.indent_end, cursor.line_start)
    _add_line(cursor, node)
    return node


def _from_paragraph(cursor: Cursor, parent: Node, byte: int) -> tuple[tuple[Node, bool] | None, bool]:
    """A bar that makes the open paragraph a heading, or ``: `` that makes the paragraph before a term.

    The second value: the paragraph turned out to be a table or definitions, so the line must be read afresh.
    """
    if byte == 0x3A:
        return _definitions(cursor, parent)
    last = cursor.stack[-1]
    if last.kind != "paragraph" or last.parent is not parent or cursor.has_tab:
        return None, False
    level = starts.setext_bar(cursor.rest())
    if not level:
        return None, False
    if _finish(cursor):
        return None, True
    node = Node("setext", last.start, last.line_start)
    node.level = level
    node.lines = last.lines
    remove_child(parent, last)
    return (node, False), False


def _finish(cursor: Cursor) -> bool:
    """Close the open paragraph; True when nothing of it remains one."""
    node = cursor.stack.pop()
    _trim(cursor, node)
    node.indents = [0] * len(node.lines)  # goldmark trims the lines first here, but not where a paragraph just ends
    transform(cursor.text, node)
    return node.parent is None


def _definitions(cursor: Cursor, parent: Node) -> tuple[tuple[Node, bool] | None, bool]:
    if parent.kind == "definitions" or cursor.width or not parent.children or len(cursor.stack) >= MAX_DEPTH:
        return None, False
    after = cursor.indent_end + 1
    rest = cursor.text[after : cursor.line_end]
    spaces = rest[: len(rest) - len(rest.lstrip(b" \t"))]
    width = len((b" " + spaces).expandtabs(4)) - 1
    if width < 1:
        return None, False
    width = 5 if width >= 8 else width
    last = parent.children[-1]
    before = parent.children[-2] if len(parent.children) > 1 else None
    if last.kind == "definitions":
        node, term = last, None
    elif last.kind == "paragraph" and before is not None and before.kind == "definitions":
        node, term = before, last
    elif last.kind == "paragraph":
        if cursor.stack and cursor.stack[-1] is last and _finish(cursor):
            return None, True
        node, term = Node("definitions", last.start, last.line_start), last
    else:
        return None, False
    node.offset = width + 1
    node.term = term
    return (node, True), False


def _close(cursor: Cursor, last: int, first: int) -> None:
    stack = cursor.stack
    for i in range(last, first - 1, -1):
        node = stack[i]
        if node.kind == "paragraph":
            if node.parent is not None and node.parent.kind != "definitions":
                transform(cursor.text, node)
                if node.parent is not None:
                    _trim(cursor, node)
        elif node.kind == "list":
            node.loose = _is_loose(node)
    del stack[first : last + 1]


def _trim(cursor: Cursor, node: Node) -> None:
    start, end = node.lines[-1]
    node.lines[-1] = (start, start + len(cursor.text[start:end].rstrip(SPACE)))


def _is_loose(node: Node) -> bool:
    for i, item in enumerate(node.children):
        if i and item.blank_before:
            return True
        if any(child.blank_before for child in item.children[1:]):
            return True
    return False
