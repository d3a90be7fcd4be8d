"""Items added to a list, and lists begun."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worklog_tui.document.edits.item_lines import (
    Spot,
    content_lead,
    first_marker,
    gap_after,
    is_empty_line,
    item_end,
    lead,
    line_start,
    marker_at,
    next_marker,
    padding,
    shares_line,
    size,
    spots,
)
from worklog_tui.document.edits.places import item_of, line_end_at, list_of
from worklog_tui.document.edits.reading import Said, item_lines, list_says, said
from worklog_tui.document.edits.spelling import clean
from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import BUT_ITEMS, Expectation, first_proven, require
from worklog_tui.record import record


@record
class _Place:
    """Where a new item goes and how its line begins."""

    at: int
    index: int  # in ``walk()``
    begin: bytes  # before its marker
    marker: str
    above: bytes = b""  # an empty line that parts it from the item above
    below: bytes = b""
    on_line: bool = False  # it begins on its parent's line


def add_item(
    doc: Document,
    list: int,
    after: int | None,
    text: str,
    level: int = 0,
    *,
    shortcodes: Collection[str] = (),
) -> Edit:
    """A new item below item ``after`` of ``walk()`` (None: at the end of the list), at ``level``. Raises Refused.

    One level deeper than that item (more is not possible) it is its first child, else it stands below its children.
    """
    items = list_of(doc, list)
    where = spots(items)
    if after is not None:
        item_of(items, after)
    index = len(where) - 1 if after is None else after
    lines = item_lines(doc, clean(text), shortcodes)
    level = max(0, min(level, where[index].item.level + 1))
    while where[index].item.level > level:
        index = next(i for i, spot in enumerate(where) if spot.item is where[index].parent)
    place = _as_child(doc, where, index) if level > where[index].item.level else _as_sibling(doc, where, index)
    wanted = said(items)
    wanted.insert(place.index, (level, place.marker, "\n".join(lines)))
    pad = padding(doc, where[index].item)
    # an empty line above is tried where the item would run into what stands there
    above = dict.fromkeys((place.above, place.above or line_end_at(doc, place.at)))
    spellings = ((_written(doc, place, empty, pad, lines), _expected(doc, list, place.at, wanted)) for empty in above)
    return first_proven(doc, spellings, "This item cannot be added here")


def _as_sibling(doc: Document, where: list[Spot], index: int) -> _Place:
    spot = where[index]
    marker = next_marker(spot.siblings, spot.item)
    return _Place(
        item_end(doc, spot.item), index + size(spot.item), lead(doc, spot.item), marker, above=gap_after(doc, spot)
    )


def _as_child(doc: Document, where: list[Spot], index: int) -> _Place:
    parent = where[index].item
    if parent.children:
        child = parent.children[0]
        spot = where[index + 1]
        marker, begin = first_marker(child.marker), lead(doc, child)
        if shares_line(doc, spot):
            return _Place(marker_at(doc, child), index + 1, begin, marker, on_line=True)
        return _Place(line_start(doc, child), index + 1, begin, marker, below=gap_after(doc, spot))
    begin = content_lead(doc, parent)
    marker = first_marker(parent.marker)
    cousin = next((spot for spot in where if spot.item.level == parent.level + 1), None)
    if cousin is not None and cousin.parent is not None:
        marker = first_marker(cousin.item.marker)
        deeper = len(lead(doc, cousin.item)) - len(lead(doc, cousin.parent))
        least = len(begin) - len(lead(doc, parent))
        if least < deeper < least + 4:
            begin = lead(doc, parent) + b" " * deeper
    return _Place(item_end(doc, parent), index + 1, begin, marker)


def _written(doc: Document, place: _Place, above: bytes, pad: bytes, lines: Sequence[str]) -> Patch:
    line_end = line_end_at(doc, place.at)
    first = place.begin + place.marker.encode() + pad
    rest = place.begin + b" " * len(place.marker) + pad
    text = line_end.join((rest if i else first) + line.encode("utf-8") for i, line in enumerate(lines))
    if place.on_line:
        new = text[len(place.begin) :] + line_end + place.begin
    elif doc.source.endswith(b"\n", 0, place.at):
        new = above + text + line_end + place.below
    else:
        new = line_end + above + text
    return Patch((Splice(place.at, b"", new),))


def _expected(doc: Document, list: int, at: int, wanted: list[Said]) -> Expectation:
    return Expectation(Span(at, at), lambda after: list_says(doc, after, list, wanted), None, BUT_ITEMS)


def start_list(doc: Document, at_block: int, text: str, *, shortcodes: Collection[str] = ()) -> Edit:
    """A list of one item before block ``at_block`` (the number of blocks: at the end of the page). Raises Refused."""
    if not 0 <= at_block <= len(doc.blocks):
        raise Refused(f"There is no block {at_block + 1} on this page. Reload the page and try again.")
    at = doc.blocks[at_block].span.start if at_block < len(doc.blocks) else len(doc.source)
    if at < doc.body.start:
        raise Refused("A list cannot stand before the front matter.")
    lines = item_lines(doc, clean(text), shortcodes)
    used = [it.marker for items in doc.lists for it in items.items]
    markers = sorted("-*+", key=lambda marker: -used.count(marker))
    spellings = (_begun(doc, at, marker, lines) for marker in markers)
    return first_proven(doc, spellings, "A list cannot be begun here")


def _begun(doc: Document, at: int, marker: str, lines: Sequence[str]) -> tuple[Patch, Expectation]:
    line_end = line_end_at(doc, at)
    before, behind = parted(doc, at, line_end)
    body = line_end.join((b"  " if i else marker.encode() + b" ") + line.encode() for i, line in enumerate(lines))
    index = sum(1 for items in doc.lists if items.span.start < at)
    wanted = [(0, marker, "\n".join(lines))]

    def reads(after: Document) -> None:
        require(len(after.lists) == len(doc.lists) + 1, "it would join another list")
        require(said(after.lists[index]) == wanted, "the item would read differently")

    patch = Patch((Splice(at, b"", before + body + behind),))
    return patch, Expectation(Span(at, at), reads, None, frozenset())


def parted(doc: Document, at: int, line_end: bytes) -> tuple[bytes, bytes]:
    """What a new block at ``at`` needs before and behind it to stand between empty lines."""
    above, below = doc.source[doc.body.start : at], doc.source[at:]
    before = behind = b""
    if above.endswith(b"\n"):
        start = above.rfind(b"\n", 0, len(above) - 1) + 1
        before = b"" if is_empty_line(above[start:]) else line_end
    elif above:
        before = line_end * 2
    if below:
        behind = line_end if is_empty_line(below.split(b"\n", 1)[0]) else line_end * 2
    elif not above or above.endswith(b"\n"):
        behind = line_end
    return before, behind
