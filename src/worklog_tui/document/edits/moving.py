"""An item with its children, moved among its siblings. What stands between them (empty lines) stays where it is."""

from __future__ import annotations

from worklog_tui.document.edits.item_lines import (
    is_empty_line,
    item_end,
    line_start,
    marker_at,
    shares_line,
    size,
    spots,
)
from worklog_tui.document.edits.places import item_of, list_of
from worklog_tui.document.edits.reading import Said, list_says, said
from worklog_tui.document.model import Document, ItemList, ListItem, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import Expectation, facts, first_proven, require, unchanged


def move_item(doc: Document, list: int, item: int, by: int) -> Edit:
    """The item stands ``by`` siblings lower (negative: higher). Raises Refused.

    Numbers stay where they are, so that they go on counting: Hugo begins a list at the number of its first item.
    """
    items = list_of(doc, list)
    item_of(items, item)
    spot = spots(items)[item]
    to = spot.index + by
    if by == 0:
        return unchanged(doc)
    if not 0 <= to < len(spot.siblings):
        raise Refused(f"This item is the {'first' if by < 0 else 'last'} one of its level here.")
    low, high = sorted((spot.index, to))
    block = spot.siblings[low : high + 1]
    if shares_line(doc, spots(items)[_at(items, block[0])]):
        raise Refused("This list begins on the line of the item above it: edit the page as text to move its items.")
    order = [*range(1, len(block)), 0] if by > 0 else [len(block) - 1, *range(len(block) - 1)]
    patch = _moved(doc, block, order)
    region = Span(line_start(doc, block[0]), item_end(doc, block[-1]))
    wanted = _wanted(items, block, order)
    leaves = _leaves(doc)

    def reads(after: Document) -> None:
        list_says(doc, after, list, wanted)
        require(_leaves(after) == leaves, "something in it would read differently")

    expectation = Expectation(region, reads, _same_lines if _same_markers(block) else None, frozenset())
    return first_proven(doc, [(patch, expectation)], "This item cannot be moved there")


def _at(items: ItemList, item: ListItem) -> int:
    return next(i for i, one in enumerate(items.walk()) if one is item)


def _moved(doc: Document, block: tuple[ListItem, ...], order: list[int]) -> Patch:
    """Each place gets the lines of the item that comes there; line ends at the places' ends stay."""
    splices = []
    for place, source in enumerate(order):
        here, comes = block[place], block[source]
        start, end = line_start(doc, here), _text_end(doc, here)
        new = _numbered(doc, comes, here.marker)
        old = doc.source[start:end]
        if old != new:
            splices.append(Splice(start, old, new))
    return Patch(tuple(splices))


def _text_end(doc: Document, item: ListItem) -> int:
    """The end of the item's last line, its line end not included."""
    end = item_end(doc, item)
    return (
        end
        - len(doc.source[line_start(doc, item) : end])
        + len(doc.source[line_start(doc, item) : end].rstrip(b"\r\n"))
    )


def _numbered(doc: Document, item: ListItem, marker: str) -> bytes:
    """The item's lines with another number; those below the first move by as much as the number grows."""
    raw = doc.source[line_start(doc, item) : _text_end(doc, item)]
    if marker == item.marker:
        return raw
    at = marker_at(doc, item) - line_start(doc, item)
    first, *rest = raw.split(b"\n")
    first = first[:at] + marker.encode() + first[at + len(item.marker) :]
    grown = len(marker) - len(item.marker)
    quoted = len(raw[:at]) - len(raw[:at].lstrip(b"> \t")) if b">" in raw[:at] else 0
    return b"\n".join([first, *(_shifted(line, quoted, grown) for line in rest)])


def _shifted(line: bytes, quoted: int, by: int) -> bytes:
    head, body = line[:quoted], line[quoted:]
    if is_empty_line(line) or not by:
        return line
    if by > 0:
        return head + b" " * by + body
    blanks = len(body) - len(body.lstrip(b" "))
    return head + body[min(-by, blanks) :]


def _wanted(items: ItemList, block: tuple[ListItem, ...], order: list[int]) -> list[Said]:
    before = said(items)
    start = _at(items, block[0])
    parts: list[list[Said]] = []
    for item in block:
        parts.append(before[start : start + size(item)])
        start += size(item)
    first = _at(items, block[0])
    out = before[:first]
    for place, source in enumerate(order):
        level, _, text = parts[source][0]
        out += [(level, block[place].marker, text), *parts[source][1:]]
    return out + before[start:]


def _leaves(doc: Document) -> list[tuple[object, ...]]:
    """What cells, links, headings and items say, in any order; markers of items left out."""
    found = []
    for _, _, fact in facts(doc):
        found.append(("item", fact[1], fact[3]) if fact[0] == "item" else fact)
    return sorted(found, key=repr)


def _same_markers(block: tuple[ListItem, ...]) -> bool:
    return len({item.marker for item in block}) == 1


def _same_lines(old: bytes, new: bytes) -> None:
    """By letter: the same lines in another order."""
    one, two = ([line.rstrip(b"\r") for line in data.split(b"\n")] for data in (old, new))
    require(sorted(one) == sorted(two), "a line would change")
