"""What a parsed page is made of. Frozen values; all offsets are byte offsets into the whole file, lines are 1-based."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Literal, NamedTuple

FrontMatterKind = Literal["yaml", "toml", "json", "org"]  # org: read, never written
BlockKind = Literal[
    "front_matter", "blank", "heading", "paragraph", "list", "table", "code", "html", "rule", "quote",
    "shortcode", "definition", "raw",
]  # fmt: skip
LinkKind = Literal["inline", "reference", "autolink", "bare"]
Key = tuple[str | int, ...]


class Span(NamedTuple):
    """Bytes ``start`` to ``end`` (exclusive) of the file."""

    start: int
    end: int


class Refused(Exception):
    """An edit that is not made. ``str(error)`` is one clear sentence for the user that says what to do."""


class Entry(NamedTuple):
    """One value of the front matter. ``key``: the path to it: ``("title",)``, ``("menu", "main")``, ``("tags", 0)``."""

    key: Key
    value: object  # as Hugo types it: str, int, float, bool, None, datetime/date, list, dict
    key_span: Span | None
    value_span: Span | None  # the scalar with its quotes; None: no bytes of its own (empty value)
    span: Span  # the whole entry with its line end: what removing it takes


class FrontMatter(NamedTuple):
    """The front matter as Hugo splits it. ``kind`` None: the page has none."""

    kind: FrontMatterKind | None
    span: Span  # BOM and blank lines before it not included; up to where the body begins
    content: Span  # between the fences (JSON: with its braces)
    entries: tuple[Entry, ...] = ()  # every scalar and container, in source order
    error: str | None = None  # why its values cannot be read (one sentence); the body stays usable
    locked: str | None = None  # why it is shown raw and read-only (guard of size or nesting)

    def find(self, *key: str | int) -> Entry | None:
        """The entry of this path; keys compare case-blind. The last one wins, but one with capitals before one without
        (Hugo's rule: maps.PrepareParams writes those over the others)."""
        wanted = _folded(key)
        found = None
        for entry in reversed(self.entries):
            if entry.key == wanted:
                found = found or entry
            elif len(entry.key) == len(wanted) and _folded(entry.key) == wanted:
                return entry
        return found

    def value(self, *key: str | int) -> object:
        """The value of this path, or None."""
        entry = self.find(*key)
        return None if entry is None else entry.value


def _folded(key: Key) -> Key:
    return tuple([part.lower() if isinstance(part, str) else part for part in key])


class Block(NamedTuple):
    """One tile of the file. The blocks' spans, concatenated, are the file."""

    kind: BlockKind
    span: Span
    line: int
    level: int = 0  # heading level; 0 elsewhere


class Heading(NamedTuple):
    """A heading: ``atx``, ``setext``, or ``bold`` (a paragraph that is one bold run, used as a heading)."""

    style: Literal["atx", "setext", "bold"]
    level: int  # 1-6; bold: 7
    span: Span  # its lines, line end included
    text_span: Span  # the text alone, without #, ===, ** and closing #s
    text: str
    line: int
    nested: bool = False  # inside a quote, list or shortcode


class Cell(NamedTuple):
    """One cell of a row. ``span``: all bytes between its pipes; ``content``: trimmed of space, tab, CR, LF."""

    span: Span
    content: Span
    text: str  # the content decoded, ``\\|`` read as ``|``


class Row(NamedTuple):
    """One line of a table. ``cells`` are those written: may be fewer or more than the table's columns."""

    span: Span  # the line with its line end (without the prefix of a quote or list it stands in: see ``prefix``)
    cells: tuple[Cell, ...]
    line: int
    prefix: bytes = b""  # bytes of the line before the row: quote markers, list indent, blanks
    gap: int | None = None  # offset between two pipes that end the line: no cell stands there, its text may


class Table(NamedTuple):
    """A Markdown table Hugo renders; ``html``: a simple HTML one (html_tables.py), never among ``parse``'s."""

    header: Row
    delimiter: Row
    rows: tuple[Row, ...]
    columns: int  # of the delimiter row, which rules
    span: Span
    line: int  # of the header row
    nested: bool = False  # inside a quote, list or shortcode
    html: bool = False

    def texts(self, row: Row) -> tuple[str, ...]:
        """The row's cell texts padded or cut to the table's columns, as Hugo renders it."""
        texts = tuple(cell.text for cell in row.cells[: self.columns])
        return texts + ("",) * (self.columns - len(texts))


class ListItem(NamedTuple):
    """One item. ``span`` takes its children with it; ``text_span`` is its own text (may run over several lines)."""

    span: Span
    text_span: Span
    text: str  # own text; the lines of a soft-wrapped item joined by "\n" without their indent
    marker: str  # "-", "*", "+", "1.", "2)"
    indent: int  # columns before the marker
    padding: int  # columns between marker and text
    level: int  # 0 for the outermost list
    line: int
    children: tuple[ListItem, ...] = ()


class ItemList(NamedTuple):
    """An outermost list with its items as a tree."""

    span: Span
    items: tuple[ListItem, ...]
    loose: bool
    line: int

    def walk(self) -> tuple[ListItem, ...]:
        """All items in source order."""
        out: list[ListItem] = []

        def visit(items: tuple[ListItem, ...]) -> None:
            for item in items:
                out.append(item)
                visit(item.children)

        visit(self.items)
        return tuple(out)


class Link(NamedTuple):
    """A link or image. ``target`` as Hugo resolves it (entities and backslashes read)."""

    kind: LinkKind
    image: bool
    span: Span
    label: str
    label_span: Span | None  # None for autolinks and bare URLs (their text is the target)
    target: str
    target_span: Span | None  # None where the target stands in a definition elsewhere
    line: int


class Document(NamedTuple):
    """One page: its bytes and every construct found in them, as Hugo would read it."""

    source: bytes
    front_matter: FrontMatter
    body: Span
    body_line: int
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    lists: tuple[ItemList, ...] = ()
    links: tuple[Link, ...] = ()  # links and images in source order
    lossy: bool = False  # the text has invalid UTF-8, shown as U+FFFD
    raw: str | None = None  # why the body is shown raw (too large): blocks then hold one "raw" tile
    line_starts: tuple[int, ...] = (0,)

    def text(self, span: Span) -> str:
        """The span's text; invalid UTF-8 reads as U+FFFD."""
        return self.source[span.start : span.end].decode("utf-8", "replace")

    def links_in(self, span: Span) -> range:
        """Which of ``links`` begin in the span."""
        start = attrgetter("span.start")
        first = bisect_left(self.links, span.start, key=start)
        return range(first, bisect_left(self.links, span.end, first, key=start))

    def line_of(self, offset: int) -> int:
        """1-based line of a byte offset."""
        return bisect_right(self.line_starts, offset)
