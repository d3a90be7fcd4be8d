"""Where the block parser stands in the current line: byte position, columns of a tab not yet used, indent, blankness.

Columns count a tab up to the next multiple of four, as goldmark's ``util.IndentWidth`` does.
"""

from __future__ import annotations

from worklog_tui.document.nodes import Node
from worklog_tui.patterns import regex

SPACE = b" \t\r\n"  # goldmark's util.IsSpace
_INDENT = regex(rb"[ \t]*")
_TAB = 0x09


class ItemMarker:
    """A list marker at the cursor: indent before it, the marker itself, and whether text follows."""

    __slots__ = ("after", "blank", "indent", "marker")

    def __init__(self, indent: int, marker: bytes, after: int, blank: bool) -> None:
        self.indent = indent
        self.marker = marker
        self.after = after  # byte offset after the marker
        self.blank = blank

    @property
    def ordered(self) -> bool:
        """Whether it counts."""
        return len(self.marker) > 1


class Cursor:
    """The state of one block parse; ``text`` is never changed."""

    __slots__ = (
        "blank",
        "empty_item",
        "indent_end",
        "line_end",
        "line_start",
        "marker",
        "marker_at",
        "pad",
        "pos",
        "previous_blank",
        "root",
        "skip_list",
        "stack",
        "text",
        "width",
    )

    def __init__(self, text: bytes, start: int) -> None:
        self.text = text
        self.root = Node("root", start, start)
        self.stack: list[Node] = []  # open blocks, outermost first
        self.line_start = self.line_end = self.pos = self.indent_end = start
        self.pad = 0  # columns left of a tab that was used in part: they stand before ``pos``
        self.width = 0  # columns of the indent from here
        self.blank = False  # whether the rest of the line is white space
        self.skip_list = False  # goldmark's skipListParserKey: the next list marker opens an item, not a list
        self.empty_item = False  # goldmark's emptyListItemWithBlankLinesKey
        self.marker: ItemMarker | None = None  # the marker looked for last, and where: indent's end and width
        self.marker_at = (-1, 0)
        self.previous_blank: list[bool] = []  # for each open block of the line before: was the line blank there

    def begin(self, start: int, end: int) -> None:
        """Take up the line ``start``-``end`` (its "\\n" included)."""
        self.line_start = start
        self.line_end = end
        self.move(start, 0)

    def move(self, pos: int, pad: int) -> None:
        """Stand at ``pos`` with ``pad`` unused columns before it."""
        text, end = self.text, self.line_end
        self.pos = pos
        self.pad = pad
        if pos < end and text[pos] > 0x20:  # most lines
            self.indent_end = pos
            self.width = pad
            self.blank = False
            return
        match = _INDENT.match(text, pos, end)
        stop = match.end() if match else pos
        self.indent_end = stop
        if stop > pos and text.find(b"\t", pos, stop) >= 0:
            self.width = self.tabbed(self.column(), stop)
        else:
            self.width = pad + stop - pos
        self.blank = stop >= end or (text[stop] in SPACE and not text[stop:end].strip(SPACE))

    def column(self) -> int:
        """The column of ``pos``, unused columns not counted (goldmark's LineOffset)."""
        column = 0
        for byte in self.text[self.line_start : self.pos]:
            column += 4 - column % 4 if byte == _TAB else 1
        return column - self.pad

    def tabbed(self, column: int, stop: int) -> int:
        """Columns of the white space up to ``stop`` when ``pos`` stands in ``column``."""
        width = self.pad
        for byte in self.text[self.pos : stop]:
            width += 4 - (column + width) % 4 if byte == _TAB else 1
        return width

    def skip_columns(self, columns: int, *, column: int | None = None) -> None:
        """Go ``columns`` into the indent, which must be at least as wide; ``column``: where tabs are counted from."""
        if columns <= 0:
            return
        if self.has_tab:
            at, width = self.pos, self.pad
            column = self.column() if column is None else column
            while width < columns:
                width += 4 - (column + width) % 4 if self.text[at] == _TAB else 1
                at += 1
            self.move(at, width - columns)
        elif columns <= self.pad:
            self.move(self.pos, self.pad - columns)
        else:
            self.move(self.pos + columns - self.pad, 0)

    @property
    def has_tab(self) -> bool:
        """Whether the indent from here on holds a tab; some constructs allow only spaces before them."""
        return self.text.find(b"\t", self.pos, self.indent_end) >= 0

    def rest(self) -> bytes:
        """The rest of the line from where the indent ends, line end included."""
        return self.text[self.indent_end : self.line_end]
