"""An item with its children, one level deeper or out. Only the blanks before its lines change, and its own marker."""

from __future__ import annotations

from collections.abc import Callable

from worklog_tui.document.edits.item_lines import (
    Spot,
    blanked,
    content_lead,
    first_marker,
    is_empty_line,
    item_end,
    lead,
    line_start,
    marker_at,
    next_marker,
    padding,
    size,
    spots,
)
from worklog_tui.document.edits.places import item_of, line_end_at, list_of
from worklog_tui.document.edits.reading import said
from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import BUT_ITEMS, Expectation, first_proven, require, unchanged


def indent_item(doc: Document, list: int, item: int, by: int) -> Edit:
    """The item with its children goes one level deeper (``by`` 1: under the item above) or out (-1). Raises Refused."""
    items = list_of(doc, list)
    item_of(items, item)
    if by == 0:
        return unchanged(doc)
    if abs(by) != 1:
        raise Refused("An item moves one level at a time.")
    where = spots(items)
    spot = where[item]
    begin, marker = _deeper(doc, spot) if by > 0 else _out(doc, spot, where)
    wanted = said(items)
    for i in range(item, item + size(spot.item)):
        wanted[i] = (wanted[i][0] + by, *wanted[i][1:])
    wanted[item] = (wanted[item][0], marker, wanted[item][2])
    start, end = line_start(doc, spot.item), item_end(doc, spot.item)

    def reads(after: Document) -> None:
        require(len(after.lists) == len(doc.lists), "it would part or join lists")
        require(said(after.lists[list]) == wanted, "the list would read differently")

    like = spot.parent if spot.parent is not None and by < 0 else spot.siblings[spot.index - 1]
    # items below it that become its children need an empty line when their number is not 1 (CommonMark 5.3)
    empty = Splice(end, b"", blanked(begin).rstrip() + line_end_at(doc, end))
    quotes = lead(doc, spot.item).count(b">")
    spellings = []
    for more in ([], [empty]):
        # items that become its children must stand as far in as its text: its padding may be in the way
        for pad in (b"", padding(doc, like)):
            splices, shift = _splices(doc, spot, begin, marker, pad)
            expectation = Expectation(Span(start, end), reads, _letter(quotes, shift), BUT_ITEMS)
            spellings.append((Patch((*splices, *more)), expectation))
    return first_proven(doc, spellings, "This item cannot be moved there")


def _letter(quotes: int, shift: int) -> Callable[[bytes, bytes], None]:
    """By letter: the lines below the item's first say the same, all moved by as much."""

    def check(old: bytes, new: bytes) -> None:
        one, two = old.rstrip().split(b"\n")[1:], new.rstrip().split(b"\n")[1:]
        require(len(one) == len(two), "it would make or end a line")
        for was, now in zip(one, two, strict=True):
            (width, text), (after, same) = _taken_apart(was, quotes), _taken_apart(now, quotes)
            moved = after == max(0, width + shift) or is_empty_line(was)
            require(text == same and moved, "more than its indent would change")

    return check


def _taken_apart(line: bytes, quotes: int) -> tuple[int, bytes]:
    """Columns of the blanks behind the quote marks around the list, and the text after them."""
    marks, text = _blanks(line, quotes)
    return _columns(line[:text]) - _columns(line[:marks]), line[text:]


def _deeper(doc: Document, spot: Spot) -> tuple[bytes, str]:
    """What stands before the marker of the item, and the marker, one level deeper."""
    if spot.index == 0:
        raise Refused("The first item has no item above it to go under.")
    above = spot.siblings[spot.index - 1]
    if above.children:
        last = above.children[-1]
        return lead(doc, last), next_marker(above.children, last)
    return content_lead(doc, above), first_marker(spot.item.marker)


def _out(doc: Document, spot: Spot, where: list[Spot]) -> tuple[bytes, str]:
    """The same, one level out: below the item it was under."""
    parent = spot.parent
    if parent is None:
        raise Refused("This item is at the outermost level.")
    siblings = next(s.siblings for s in where if s.item is parent)
    return lead(doc, parent), next_marker(siblings, parent)


def _splices(doc: Document, spot: Spot, begin: bytes, marker: str, pad: bytes) -> tuple[list[Splice], int]:
    """What changes line by line, and by how many columns the lines below the first one move."""
    item, source = spot.item, doc.source
    start, end, at = line_start(doc, item), item_end(doc, item), marker_at(doc, item)
    had = padding(doc, item) if pad and item.text else b""
    old = source[start : at + len(item.marker) + len(had)]
    new = begin + marker.encode() + (pad if had else b"")
    out = [Splice(start, old, new)]
    shift = _columns(blank(new)) - _columns(blank(old))
    quotes = old.count(b">")
    line = source.find(b"\n", at, end) + 1
    while line:
        below = source.find(b"\n", line, end) + 1
        text = source[line : below or end]
        if not is_empty_line(text):
            marks, behind = _blanks(text, quotes)
            width = _columns(text[:behind]) - _columns(text[:marks])
            blanks = b" " * max(0, width + shift)
            if width + shift != width and blanks != text[marks:behind]:
                out.append(Splice(line + marks, text[marks:behind], blanks))
        line = below
    return out, shift


def _blanks(line: bytes, quotes: int) -> tuple[int, int]:
    """Where the blanks behind the line's first ``quotes`` quote marks begin and end."""
    marks = at = 0
    while at < len(line) and (line[at] in b" \t" or (line[at] == 0x3E and quotes > 0)):
        if line[at] == 0x3E:
            quotes -= 1
            marks = at + 1
        at += 1
    return marks, at


def blank(before: bytes) -> bytes:
    """The bytes as blanks of the same columns."""
    return bytes(0x09 if byte == 0x09 else 0x20 for byte in before)


def _columns(before: bytes) -> int:
    return len(before.expandtabs(4))
