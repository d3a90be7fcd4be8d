"""The tree the block parser builds: small mutable nodes over byte offsets, gone once the Document is made."""

from __future__ import annotations

from typing import Literal

NodeKind = Literal[
    "root", "paragraph", "atx", "setext", "rule", "list", "item", "indented", "fence", "html", "quote",
    "definitions", "description", "footnote", "table", "reference",
]  # fmt: skip


class Node:
    """One block. ``start``: its first byte after the markers around it; ``end``: the end of its last line."""

    __slots__ = (
        "blank_before",
        "children",
        "columns",
        "data",
        "end",
        "indent",
        "indents",
        "kind",
        "level",
        "line_start",
        "lines",
        "loose",
        "marker",
        "offset",
        "ordered",
        "parent",
        "start",
        "term",
        "text_start",
    )

    def __init__(self, kind: NodeKind, start: int = 0, line_start: int = 0) -> None:
        self.kind: NodeKind = kind
        self.start = start
        self.line_start = line_start  # where the line it opens on begins
        self.end = start
        self.lines: list[tuple[int, int]] = []  # text lines without the indent and markers before them
        self.indents: list[int] = []  # paragraph: columns before each of its lines
        self.children: list[Node] = []
        self.parent: Node | None = None
        self.blank_before = False
        self.level = 0  # heading: 1-6; fence: length; HTML: its type of 1-7; table: index of its delimiter line
        self.offset = 0  # item and description: columns its content is indented by; fence: columns of its own indent
        self.indent = 0  # item: columns before its marker
        self.marker = ""  # item: the marker; fence: its character
        self.ordered = False
        self.loose = False
        self.columns = 0  # table
        self.text_start = 0  # item: where its content begins
        self.data: tuple[str, int, int] | None = None  # reference: its label, and the span of its target
        self.term: Node | None = None  # definitions: the paragraph that becomes the term


def remove_child(parent: Node, node: Node) -> None:
    """Take ``node`` out of ``parent``; looked for from the end, where the parser works."""
    del parent.children[position(parent, node)]
    node.parent = None


def position(parent: Node, node: Node) -> int:
    """The index of ``node`` among its parent's children, looked for from the end."""
    for i in range(len(parent.children) - 1, -1, -1):
        if parent.children[i] is node:
            return i
    raise ValueError("not a child")
