"""From the tree of blocks to the values of a Document: headings, tables, lists, links, tiles."""

from __future__ import annotations

from bisect import bisect_right

from worklog_tui.document.blocks import parse_blocks
from worklog_tui.document.headings import bold_heading, heading
from worklog_tui.document.lines import line_end
from worklog_tui.document.links import LinkReader
from worklog_tui.document.lists import item_list
from worklog_tui.document.model import Block, BlockKind, Heading, ItemList, Link, Span, Table
from worklog_tui.document.nodes import Node
from worklog_tui.document.shortcodes import PAGE, Shadow
from worklog_tui.document.tables import table

_COMMENT = 2  # the HTML block type of <!-- -->
_KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph", "atx": "heading", "setext": "heading", "rule": "rule", "list": "list", "quote": "quote",
    "indented": "code", "fence": "code", "html": "html", "table": "table", "reference": "definition",
    "definitions": "definition", "footnote": "definition",
}  # fmt: skip


class Facts:
    """Collects what the documents of a shadow say, in source order."""

    def __init__(self, source: bytes, starts: tuple[int, ...], shadow: Shadow) -> None:
        self.source = source
        self.starts = starts
        self.shadow = shadow
        self.headings: list[Heading] = []
        self.tables: list[Table] = []
        self.lists: list[ItemList] = []
        self.links: list[Link] = []
        self.top: list[Node] = []
        code: list[list[tuple[int, int]]] = []  # of each document: where nothing in it is rendered
        for text, start, end, owner in shadow.documents:
            if owner >= 0 and _within(code[owner], start):
                code.append([(start, end)])
                continue
            root = parse_blocks(text, start, end)
            if owner == PAGE:
                self.top = sorted(root.children, key=_start)
            self._read(root, text, inside=owner != PAGE)
            code.append(_verbatim(root) if len(shadow.documents) > 1 else [])
        self._sort()

    def line_of(self, offset: int) -> int:
        """1-based line of a byte offset."""
        return bisect_right(self.starts, offset)

    def _sort(self) -> None:
        """A shortcode's inner document is read after the one around it, a term's table after its descriptions."""
        self.headings.sort(key=lambda found: found.span)
        self.tables.sort(key=lambda found: found.span)
        self.lists.sort(key=lambda found: found.span)
        self.links.sort(key=lambda found: found.span)

    def _read(self, root: Node, text: bytes, *, inside: bool) -> None:
        links = LinkReader(self.source, text, root, self.line_of)
        opened = self.shadow.opened
        waiting = [(node, False, False) for node in sorted(root.children, key=_start, reverse=True)]
        while waiting:
            node, nested, in_list = waiting.pop()
            deep = nested or inside or (bool(opened) and _within(opened, node.start))
            self._take(node, text, links, nested=deep, in_list=in_list)
            if node.children:
                below = in_list or node.kind == "list"
                waiting += [(child, True, below) for child in sorted(node.children, key=_start, reverse=True)]
        self.links += links.links

    def _take(self, node: Node, text: bytes, links: LinkReader, *, nested: bool, in_list: bool) -> None:
        kind = node.kind
        if kind == "paragraph":
            links.paragraph(node)
            if not in_list and (node.parent is None or node.parent.kind != "definitions"):
                found = bold_heading(self.source, node, self.line_of(node.start), nested=nested)
                if found is not None:
                    self.headings.append(found)
        elif kind == "table":
            made = table(self.source, text, node, self.line_of, nested=nested)
            self.tables.append(made)
            links.table(made)
        elif kind == "list":
            if not in_list:
                self.lists.append(item_list(self.source, text, node, self.line_of))
        elif kind in ("atx", "setext"):
            title = heading(self.source, text, node, self.line_of(node.start), nested=nested)
            self.headings.append(title)
            if kind == "atx":
                links.span(title.text_span)
            else:
                links.paragraph(node)

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
                if kind == "paragraph" and self.shadow.words and self._only_calls(node):
                    kind = "shortcode"
                level = node.level if kind == "heading" else 0
                out.append(Block(kind, Span(start, end), self.line_of(start), level))
                at = end
        if at < body.end:
            out.append(Block("blank", Span(at, body.end), self.line_of(at)))
        return _merged(self.source, out, self.shadow.opened) if self.shadow.opened else out

    def _only_calls(self, node: Node) -> bool:
        start, end = node.lines[0][0], node.lines[-1][1]
        rest = bytearray(self.source[start:end])
        for a, b in self.shadow.words:
            if a >= start and b <= end:
                rest[a - start : b - start] = b" " * (b - a)
        return not rest.strip()


def _start(node: Node) -> int:
    return node.start


def _verbatim(root: Node) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    waiting = root.children[:]
    while waiting:
        node = waiting.pop()
        if node.kind in ("fence", "indented") or (node.kind == "html" and node.level == _COMMENT):
            out.append((node.start, node.end))
        waiting += node.children
    return sorted(out)


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    i = bisect_right(spans, (at, 1 << 62)) - 1
    return i >= 0 and at < spans[i][1]


def _merged(source: bytes, blocks: list[Block], opened: list[tuple[int, int]]) -> list[Block]:
    """A shortcode with its inner text is one tile of whole lines, whatever blocks it was read as."""
    out: list[Block] = []
    i = 0
    for block in blocks:
        while i < len(opened) and opened[i][1] <= block.span.start:
            i += 1
        inside = i < len(opened) and opened[i][0] < block.span.end
        last = out[-1] if out and out[-1].kind == "shortcode" else None
        if last is None or not _same_line_or_call(source, last, block, opened[i][0] if inside else len(source)):
            out.append(Block("shortcode", block.span, block.line) if inside else block)
            continue
        end = block.span.end
        if block.kind == "blank" and not inside:  # only the rest of the closing tag's line
            end = min(end, line_end(source, block.span.start))
        out[-1] = Block("shortcode", Span(last.span.start, end), last.line)
        if end < block.span.end:
            out.append(Block("blank", Span(end, block.span.end), block.line + 1))
    return out


def _same_line_or_call(source: bytes, last: Block, block: Block, opened: int) -> bool:
    """Whether the block goes on in the line, or in the shortcode, in which the tile ``last`` ends."""
    return opened < last.span.end or source[block.span.start - 1] != 0x0A
