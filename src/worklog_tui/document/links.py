"""Where links are looked for: the text of paragraphs, headings and cells, without the markers before its lines."""

from __future__ import annotations

import re
from collections.abc import Callable

from worklog_tui.document.cursor import SPACE
from worklog_tui.document.inline import Definitions, Found, Scanner, may_link, resolve
from worklog_tui.document.model import Link, Row, Span, Table
from worklog_tui.document.nodes import Node
from worklog_tui.patterns import regex

_TASK = regex(rb"\[[ \t\r\nxX]\][ \t\r\n]*")
_FOOTNOTE_LABEL = regex(rb"\[\^(.*?)\]:", re.S)


class LinkReader:
    """Finds the links of one document; ``text`` is its shadow, ``source`` the file."""

    def __init__(self, source: bytes, text: bytes, root: Node, line_of: Callable[[int], int]) -> None:
        self.source = source
        self.text = text
        self.line_of = line_of
        self.definitions, self.footnotes = _definitions(source, root)
        self.links: list[Link] = []

    def paragraph(self, node: Node) -> None:
        """The links of a paragraph or an underlined heading."""
        start, end = node.lines[0][0], node.lines[-1][1]
        text = self.text[start:end]
        if not may_link(text):
            return
        if node.parent is not None and node.parent.kind == "definitions":  # each line of it is a term
            for line in node.lines:
                self.span(Span(*line))
            return
        if len(node.lines) > 1:
            text = _without_markers(text, start, node.lines)
        skip = 0
        parent = node.parent
        if text[:1] == b"[" and parent is not None and parent.kind == "item" and parent.children[0] is node:
            box = _TASK.match(text)
            skip = box.end() if box else 0
        self._scan(text, start, skip)

    def span(self, span: Span) -> None:
        """The links of one line's part."""
        text = self.text[span.start : span.end]
        if may_link(text):
            self._scan(text, span.start, 0)

    def table(self, table: Table) -> None:
        """The links of the cells Hugo shows."""
        self._row(table.header, table.columns)
        for row in table.rows:
            self._row(row, table.columns)

    def _row(self, row: Row, columns: int) -> None:
        if may_link(self.text[row.span.start : row.span.end]):
            for cell in row.cells[:columns]:
                self.span(cell.content)

    def _scan(self, text: bytes, base: int, skip: int) -> None:
        for found in Scanner(text, self.definitions, self.footnotes).scan(skip):
            self.links.append(self._link(found, base))

    def _link(self, found: Found, base: int) -> Link:
        source = self.source
        start, end = found.start + base, found.end + base
        label_span = target_span = None
        target = found.target
        if found.target_start >= 0:
            target_span = Span(found.target_start + base, found.target_end + base)
            written = source[target_span.start : target_span.end]
            if self.text is not source and self.text[target_span.start : target_span.end] != written:
                target = written.decode("utf-8", "replace")  # a shortcode's call stands in it
        if found.label_start >= 0:
            label_span = Span(found.label_start + base, found.label_end + base)
            label = source[label_span.start : label_span.end].decode("utf-8", "replace")
        else:
            label = source[target_span.start : target_span.end].decode("utf-8", "replace") if target_span else target
        return Link(
            kind=found.kind,
            image=found.image,
            span=Span(start, end),
            label=label,
            label_span=label_span,
            target=target,
            target_span=target_span,
            line=self.line_of(start),
        )


def _without_markers(text: bytes, start: int, lines: list[tuple[int, int]]) -> bytes:
    """The text with what stands before its lines (quote markers) blanked."""
    out: bytearray | None = None
    at = lines[0][1]
    for a, b in lines[1:]:
        if a > at and text[at - start : a - start].strip(SPACE):
            out = bytearray(text) if out is None else out
            out[at - start : a - start] = b" " * (a - at)
        at = b
    return text if out is None else bytes(out)


def _definitions(source: bytes, root: Node) -> tuple[Definitions, frozenset[bytes]]:
    """What reference-style links may name: labels and their targets, the first of a label; and footnotes."""
    targets: Definitions = {}
    footnotes: set[bytes] = set()
    waiting = root.children[::-1]
    while waiting:
        node = waiting.pop()
        if node.kind == "reference" and node.data is not None:
            key, start, end = node.data
            targets.setdefault(key, resolve(source[start:end]))
        elif node.kind == "footnote":
            match = _FOOTNOTE_LABEL.match(source, node.start)
            if match is not None:
                footnotes.add(match[1])
        if node.children:
            waiting += node.children[::-1]
    return targets, frozenset(footnotes)
