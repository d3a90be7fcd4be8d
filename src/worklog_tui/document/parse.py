"""``parse``: a page's bytes to a Document. Every input has one; nothing is normalised, nothing raises."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from worklog_tui.document.blocks import parse_blocks
from worklog_tui.document.frontmatter import split
from worklog_tui.document.headings import bold_heading, heading
from worklog_tui.document.limits import BODY_TOO_LARGE, MAX_BODY
from worklog_tui.document.lines import line_starts
from worklog_tui.document.lists import item_list
from worklog_tui.document.model import Block, BlockKind, Document, FrontMatter, Heading, ItemList, Span, Table
from worklog_tui.document.nodes import Node
from worklog_tui.document.tables import table

_KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph", "atx": "heading", "setext": "heading", "rule": "rule", "list": "list", "quote": "quote",
    "indented": "code", "fence": "code", "html": "html", "table": "table", "reference": "definition",
    "definitions": "definition", "footnote": "definition",
}  # fmt: skip


def parse(source: bytes) -> Document:
    """The document of a whole file, front matter and body. Linear in its length."""
    front = split(source)
    body = Span(front.span.end if front.kind is not None else _body_start(source), len(source))
    starts = line_starts(source)
    facts = _Facts(source, starts)
    head = _head_tiles(source, front, body)
    raw = None
    if body.end - body.start > MAX_BODY:
        raw = BODY_TOO_LARGE
        tiles = [Block("raw", body, facts.line_of(body.start))]
    else:
        facts.read(parse_blocks(source, body.start, body.end), source)
        tiles = facts.tiles(body)
    return Document(
        source=source,
        front_matter=front,
        body=body,
        body_line=facts.line_of(body.start),
        blocks=(*head, *tiles),
        headings=tuple(facts.headings),
        tables=tuple(facts.tables),
        lists=tuple(facts.lists),
        lossy=_lossy(source),
        raw=raw,
        line_starts=starts,
    )


def _body_start(source: bytes) -> int:
    return 3 if source.startswith(b"\xef\xbb\xbf") else 0


def _lossy(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _head_tiles(source: bytes, front: FrontMatter, body: Span) -> list[Block]:
    if not body.start:
        return []
    if front.kind is None:
        return [Block("blank", Span(0, body.start), 1)]
    start = front.span.start
    line = 1 + source.count(b"\n", 0, start)
    before = [Block("blank", Span(0, start), 1)] if start else []
    return [*before, Block("front_matter", Span(start, body.start), line)]


class _Facts:
    """Collects what the tree of blocks says, in source order."""

    def __init__(self, source: bytes, starts: tuple[int, ...]) -> None:
        self.source = source
        self.starts = starts
        self.headings: list[Heading] = []
        self.tables: list[Table] = []
        self.lists: list[ItemList] = []
        self.top: list[Node] = []
        self.line_of: Callable[[int], int] = lambda offset: bisect_right(starts, offset)

    def read(self, root: Node, text: bytes) -> None:
        """Take in a tree parsed from ``text``."""
        self.top = sorted(root.children, key=lambda node: node.start)
        waiting = [(node, False, False) for node in reversed(self.top)]
        while waiting:
            node, nested, in_list = waiting.pop()
            self._take(node, text, nested=nested, in_list=in_list)
            if node.children:
                below = in_list or node.kind == "list"
                children = sorted(node.children, key=lambda child: child.start, reverse=True)
                waiting += [(child, True, below) for child in children]

    def _take(self, node: Node, text: bytes, *, nested: bool, in_list: bool) -> None:
        kind = node.kind
        if kind == "table":
            self.tables.append(table(self.source, text, node, self.line_of, nested=nested))
        elif kind == "list":
            if not in_list:
                self.lists.append(item_list(self.source, node, self.line_of))
        elif kind in ("atx", "setext"):
            self.headings.append(heading(self.source, text, node, self.line_of(node.start), nested=nested))
        elif kind == "paragraph" and not in_list:
            found = bold_heading(self.source, node, self.line_of(node.start), nested=nested)
            if found is not None:
                self.headings.append(found)

    def tiles(self, body: Span) -> list[Block]:
        """The body cut into blocks and the blank lines between them."""
        out: list[Block] = []
        at = body.start
        for node in self.top:
            start = max(node.line_start, at)
            end = max(node.end, start)
            if start > at:
                out.append(Block("blank", Span(at, start), self.line_of(at)))
            if end > start:
                kind = _KINDS[node.kind]
                out.append(Block(kind, Span(start, end), self.line_of(start), node.level if kind == "heading" else 0))
                at = end
        if at < body.end:
            out.append(Block("blank", Span(at, body.end), self.line_of(at)))
        return out
