"""The bytes of list items, line by line: what stands before a marker, where an item's lines end."""

from __future__ import annotations

from worklog_tui.document.edits.places import line_end_at
from worklog_tui.document.model import Document, ItemList, ListItem
from worklog_tui.patterns import regex
from worklog_tui.record import record

_NUMBER = regex(r"(\d{1,9})([.)])")


@record
class Spot:
    """An item among its siblings."""

    item: ListItem
    siblings: tuple[ListItem, ...]
    parent: ListItem | None

    @property
    def index(self) -> int:
        """Its place among its siblings."""
        return next(i for i, sibling in enumerate(self.siblings) if sibling is self.item)


def spots(items: ItemList) -> list[Spot]:
    """Every item in source order (as ``walk()``), with its siblings and parent."""
    out: list[Spot] = []

    def visit(siblings: tuple[ListItem, ...], parent: ListItem | None) -> None:
        for item in siblings:
            out.append(Spot(item, siblings, parent))
            visit(item.children, item)

    visit(items.items, None)
    return out


def size(item: ListItem) -> int:
    """How many items it is, its children counted."""
    return 1 + sum(size(child) for child in item.children)


def line_start(doc: Document, item: ListItem) -> int:
    """The offset at which the item's first line begins."""
    return doc.line_starts[item.line - 1]


def shares_line(doc: Document, spot: Spot) -> bool:
    """Whether the item begins on the line of the one it is in (``- - x``)."""
    return spot.parent is not None and spot.index == 0 and line_start(doc, spot.parent) == line_start(doc, spot.item)


def marker_at(doc: Document, item: ListItem) -> int:
    """The offset of the item's marker."""
    start = line_start(doc, item)
    at = doc.source.rfind(item.marker.encode(), start, max(item.text_span.start, start + len(item.marker)))
    return at if at >= 0 else start


def lead(doc: Document, item: ListItem) -> bytes:
    """What a sibling's line begins with: quote marks stay, markers of outer items become blanks."""
    return blanked(doc.source[line_start(doc, item) : marker_at(doc, item)])


def blanked(before: bytes) -> bytes:
    """The bytes with all but quote marks and tabs as blanks: what a line below begins with."""
    return bytes(byte if byte in b">\t" else 0x20 for byte in before)


def padding(doc: Document, item: ListItem) -> bytes:
    """The blanks between marker and text; one where there is no text, or code."""
    between = doc.source[marker_at(doc, item) + len(item.marker) : item.text_span.start]
    usual = between and not between.strip(b" \t") and len(between) <= 4
    return between if usual else b" "


def content_lead(doc: Document, item: ListItem) -> bytes:
    """What the lines under the item's first line begin with."""
    return lead(doc, item) + b" " * len(item.marker) + padding(doc, item)


def is_empty_line(line: bytes) -> bool:
    """Whether nothing but blanks and quote marks stand on it."""
    return not line.strip(b" \t\r\n>")


def item_end(doc: Document, item: ListItem) -> int:
    """The offset after the item's last line with text, its children's included."""
    start, end = line_start(doc, item), item.span.end
    if doc.source[end - 1 : end] != b"\n":
        end = doc.source.find(b"\n", end) + 1 or len(doc.source)
    while end > start:
        above = doc.source.rfind(b"\n", start, end - 1) + 1
        if above <= start or not is_empty_line(doc.source[above:end]):
            return end
        end = above
    return end


def next_marker(siblings: tuple[ListItem, ...], after: ListItem) -> str:
    """The marker of an item below ``after``: numbers count on, unless all siblings have the same number."""
    number = _NUMBER.fullmatch(after.marker)
    if number is None:
        return after.marker
    if len(siblings) > 1 and len({sibling.marker for sibling in siblings}) == 1:
        return after.marker
    return f"{min(int(number[1]) + 1, 999_999_999)}{number[2]}"


def first_marker(like: str) -> str:
    """The marker of a first item in a list of this kind."""
    number = _NUMBER.fullmatch(like)
    return f"1{number[2]}" if number else like


def gap_after(doc: Document, spot: Spot) -> bytes:
    """The empty line that stands between this item and its neighbour, if one does."""
    i = spot.index
    pairs = [(j, j + 1) for j in (i, i - 1) if j >= 0 and j + 1 < len(spot.siblings)]
    for upper, lower in pairs[:1]:
        end, start = item_end(doc, spot.siblings[upper]), line_start(doc, spot.siblings[lower])
        if end < start:
            line = doc.source[end:start].split(b"\n")[0].rstrip(b"\r")
            return line.rstrip(b" \t") + line_end_at(doc, start)
    return b""
