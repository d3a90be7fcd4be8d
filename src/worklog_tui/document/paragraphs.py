"""What a finished paragraph turns out to be: link reference definitions at its start, then perhaps a table.

After goldmark's parser/link_ref.go and extension/table.go (ParagraphTransformers of priority 100 and 200).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from worklog_tui.document.cursor import SPACE
from worklog_tui.document.limits import MAX_PARENS
from worklog_tui.document.nodes import Node, position, remove_child
from worklog_tui.document.rows import count_cells
from worklog_tui.patterns import regex

PUNCT = rb"[!-/:-@\[-`{-~]"
_LABEL = regex(rb"\[((?:\\" + PUNCT + rb"|[^\[\]])*+)\]:", re.S)
_ANGLE = regex(rb"<((?:\\" + PUNCT + rb"|[^>\n])*+)>")
_WORD = regex(rb"(?:\\" + PUNCT + rb"|[^ \t\r\n()])*+")
_RUN = regex(rb"[ \t\r\n]+")
_SPACES = regex(rb"[ \t\r\n]*")
TITLES = {
    b'"': regex(rb'"(?:\\' + PUNCT + rb'|[^"])*+"', re.S),
    b"'": regex(rb"'(?:\\" + PUNCT + rb"|[^'])*+'", re.S),
    b"(": regex(rb"\((?:\\" + PUNCT + rb"|[^()])*+\)", re.S),
}
_DELIMITER = regex(rb"[ \t\r\n\f]*:?-+:?[ \t\r\n\f]*\Z")


def transform(text: bytes, node: Node) -> None:
    """Split the paragraph ``node`` up in its parent; its ``parent`` is None afterwards when nothing of it is left."""
    start = node.lines[0][0]
    if text[start : start + 1] == b"[":
        _take_references(text, node)
    if node.parent is not None and len(node.lines) > 1:
        _take_table(text, node)


def _take_table(text: bytes, node: Node) -> None:
    lines = node.lines
    for i in range(1, len(lines)):
        start, end = lines[i]
        if text[start] not in b"|:-" or node.indents[i] > 3:
            continue
        columns = _delimiter_columns(text[start:end], indented=node.indents[i] > 0)
        if not columns:
            continue
        if count_cells(text, *lines[i - 1]) > columns:
            return
        parent = node.parent
        assert parent is not None  # noqa: S101  a paragraph that is open or just closed stands in a block
        table = Node("table", lines[i - 1][0], lines[i - 2][1] if i > 1 else node.line_start)
        table.lines = lines[i - 1 :]
        table.end = node.end
        table.columns = columns
        table.parent = parent
        table.blank_before = node.blank_before and i == 1
        parent.children.insert(position(parent, node) + 1, table)
        if i == 1:
            remove_child(parent, node)
            return
        node.end = lines[i - 2][1]
        node.lines = lines[: i - 1]
        start, end = node.lines[-1]
        node.lines[-1] = (start, start + len(text[start:end].rstrip(SPACE)))
        return


def _delimiter_columns(line: bytes, *, indented: bool) -> int:
    """How many columns the delimiter line has; 0: it is none. A line of dashes alone, first to last byte, is none."""
    if line.strip(b" \t\r\n-|:") or not (indented or line.strip(b"-")):
        return 0
    columns = line.split(b"|")
    if not columns[0].strip(SPACE):
        del columns[0]
    if columns and not columns[-1].strip(SPACE):
        del columns[-1]
    return len(columns) if all(_DELIMITER.match(column) for column in columns) else 0


def _take_references(text: bytes, node: Node) -> None:
    """Link reference definitions at the start become "reference" nodes before the paragraph."""
    lines = node.lines
    starts = [0]
    for start, end in lines:
        starts.append(starts[-1] + end - start)
    joined = b"".join([text[start:end] for start, end in lines])
    done = 0  # lines taken
    at = 0
    while True:
        found = _reference(joined, at, starts)
        if found is None:
            break
        label, target, at, last = found
        first = done
        done = max(last, first + 1)
        _insert_reference(node, (first, done), label, _origin(lines, starts, target))
    if not done:
        return
    if done >= len(lines):
        parent = node.parent
        assert parent is not None  # noqa: S101  as above
        remove_child(parent, node)
        return
    node.line_start = lines[done - 1][1]
    node.lines = lines[done:]
    node.indents = node.indents[done:]
    node.start = node.lines[0][0]


def _origin(lines: list[tuple[int, int]], starts: list[int], span: tuple[int, int]) -> tuple[int, int]:
    line = min(bisect_right(starts, span[0]) - 1, len(lines) - 1)
    shift = lines[line][0] - starts[line]
    return span[0] + shift, span[1] + shift


def _insert_reference(node: Node, lines: tuple[int, int], label: bytes, target: tuple[int, int]) -> None:
    first, last = lines
    parent = node.parent
    assert parent is not None  # noqa: S101  as above
    start = node.lines[first][0]
    made = Node("reference", start, node.lines[first - 1][1] if first else node.line_start)
    made.lines = node.lines[first:last]
    made.end = node.lines[last - 1][1] if last < len(node.lines) else node.end
    made.data = (label_key(label), *target)
    made.parent = parent
    made.blank_before = node.blank_before and not first
    parent.children.insert(position(parent, node), made)


def label_key(label: bytes) -> str:
    """The form in which labels are compared (goldmark's util.ToLinkReference)."""
    return _RUN.sub(b" ", label.strip(SPACE)).decode("utf-8", "replace").casefold()


Found = tuple[bytes, tuple[int, int], int, int]  # label, target span, where to go on, first line not taken


def _reference(joined: bytes, at: int, starts: list[int]) -> Found | None:
    at = _skip(joined, at)
    match = _LABEL.match(joined, at)
    if match is None or not match[1].strip(SPACE):
        return None
    at = _skip(joined, match.end())
    target = destination(joined, at)
    if target is None:
        return None
    span, at = target
    line = bisect_right(starts, min(at, len(joined) - 1)) - 1 if joined[at - 1 : at] != b"\n" else 0
    line_end = starts[line + 1]
    alone = not joined[at:line_end].strip(SPACE)
    after = _skip(joined, at)
    plain = (match[1], span, max(after, line_end) if alone else after, line + 1)
    opener = joined[after : after + 1]
    if opener not in TITLES or not opener:
        return plain if alone else None
    if after == at:
        return None
    title = TITLES[opener].match(joined, after)
    if title is None:
        return (*plain[:2], line_end, line + 1) if alone else None
    last = bisect_right(starts, title.end() - 1) - 1
    if joined[title.end() : starts[last + 1]].strip(SPACE):
        return (match[1], span, line_end, line + 1) if alone else None
    return match[1], span, starts[last + 1], last + 1


def _skip(joined: bytes, at: int) -> int:
    match = _SPACES.match(joined, at)
    return match.end() if match else at


def destination(joined: bytes, at: int) -> tuple[tuple[int, int], int] | None:
    """The target at ``at`` (parser/link.go, parseLinkDestination): its span without <>, and where it ends."""
    angle = _ANGLE.match(joined, at)
    if angle is not None:
        return angle.span(1), angle.end()
    if joined[at : at + 1] == b"<":
        return None
    start, depth = at, 0
    while True:
        match = _WORD.match(joined, at)
        at = match.end() if match else at
        byte = joined[at : at + 1]
        if byte == b"(":
            depth += 1
            if depth > MAX_PARENS:
                return None
        elif byte == b")":
            depth -= 1
            if depth < 0:
                break
        else:
            break
        at += 1
    return ((start, at), at) if at > start else None
