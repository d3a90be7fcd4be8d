"""List items: text set, added, removed; a new list begun. An item's children go with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worklog_tui.document.edits.indent import indent_item
from worklog_tui.document.edits.item_lines import (
    Spot,
    blanked,
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
from worklog_tui.document.edits.reading import said
from worklog_tui.document.edits.spelling import clean, guard, paragraph
from worklog_tui.document.model import Document, ListItem, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import ALL, BUT_ITEMS, Expectation, first_proven, require, unchanged

__all__ = ["add_item", "indent_item", "remove_item", "set_item", "start_list"]


def set_item(doc: Document, list: int, item: int, text: str, *, shortcodes: Collection[str] = ()) -> Edit:
    """The item's own text reads ``text`` (Markdown; newlines are soft breaks); children stay. Raises Refused.

    A line that would start a block of its own gets a backslash: ``1. x`` is written ``1\\. x``.
    """
    items = list_of(doc, list)
    it = item_of(items, item)
    value = clean(text)
    if value == it.text:
        return unchanged(doc)
    lines = _lines(doc, value, shortcodes)
    new = _set_bytes(doc, it, lines)
    span = it.text_span
    marker = marker_at(doc, it)
    shared = bool(it.children) and line_start(doc, it.children[0]) == line_start(doc, it)
    wanted = said(items)
    wanted[item] = (it.level, it.marker, "\n".join(lines))

    def letter(old: bytes, written: bytes) -> None:
        require(written.startswith(it.marker.encode()), "its marker would change")
        grown = written.count(b"\n") - old.count(b"\n") - (len(lines) - 1 - it.text.count("\n"))
        require(grown == (1 if shared else 0), "its lines would be others")

    patch = Patch((Splice(span.start, doc.source[span.start : span.end], new),))
    expectation = Expectation(
        Span(marker, max(span.end, marker + 1)), lambda after: _list_says(doc, after, list, wanted), letter, ALL
    )
    return first_proven(doc, [(patch, expectation)], "This text cannot be written into the item")


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
    lines = _lines(doc, clean(text), shortcodes)
    above = where[index]
    level = max(0, min(level, above.item.level + 1))
    while above.item.level > level:
        index = next(i for i, spot in enumerate(where) if spot.item is above.parent)
        above = where[index]
    if level > above.item.level:
        at, begin, marker, gap = _as_child(doc, above, where)
        place = index + 1
    else:
        at, gap = item_end(doc, above.item), gap_after(doc, above)
        begin, marker = lead(doc, above.item), next_marker(above.siblings, above.item)
        place = index + size(above.item)
    pad = padding(doc, above.item)
    wanted = said(items)
    wanted.insert(place, (level, marker, "\n".join(lines)))
    first = begin + marker.encode() + pad
    rest = begin + b" " * len(marker) + pad
    line_end = line_end_at(doc, at)
    if level > above.item.level and above.item.children and shares_line(doc, where[index + 1]):
        at = marker_at(doc, above.item.children[0])
        pieces = [(first[len(begin) :] if i == 0 else rest) + line.encode("utf-8") for i, line in enumerate(lines)]
        new = line_end.join([*pieces, begin])
        expectation = Expectation(Span(at, at), lambda after: _list_says(doc, after, list, wanted), None, BUT_ITEMS)
        return first_proven(doc, [(Patch((Splice(at, b"", new),)), expectation)], "This item cannot be added here")
    new = line_end.join((first if i == 0 else rest) + line.encode("utf-8") for i, line in enumerate(lines))
    blank = gap or line_end
    spellings = [_added(doc, list, at, before + new, wanted) for before in dict.fromkeys((gap, blank))]
    return first_proven(doc, spellings, "This item cannot be added here")


def remove_item(doc: Document, list: int, item: int) -> Edit:
    """The item and its children go, with the empty lines that parted it from its neighbour. Raises Refused."""
    items = list_of(doc, list)
    item_of(items, item)
    where = spots(items)
    spot = where[item]
    if shares_line(doc, spot) and len(spot.siblings) == 1:  # an empty item goes with the one thing in it
        item -= 1
        spot = where[item]
    start, end, upto = _removed_lines(doc, spot, where)
    wanted = said(items)
    del wanted[item : item + size(spot.item)]
    shape: frozenset[str] = frozenset({"block"} if wanted else ())
    expectation = Expectation(Span(start, upto), lambda after: _list_says(doc, after, list, wanted), None, shape)
    # text right above a list needs an empty line when the next number is not 1,
    # two lists something between them (CommonMark 5.3)
    line_end = line_end_at(doc, start)
    instead = (b"", line_end, b"<!-- -->" + line_end)
    spellings = [(Patch((Splice(start, doc.source[start:end], new),)), expectation) for new in instead]
    return first_proven(doc, spellings, "This item cannot be taken out")


def start_list(doc: Document, at_block: int, text: str, *, shortcodes: Collection[str] = ()) -> Edit:
    """A list of one item before block ``at_block`` (the number of blocks: at the end of the page). Raises Refused."""
    if not 0 <= at_block <= len(doc.blocks):
        raise Refused(f"There is no block {at_block + 1} on this page. Reload the page and try again.")
    at = doc.blocks[at_block].span.start if at_block < len(doc.blocks) else len(doc.source)
    if at < doc.body.start:
        raise Refused("A list cannot stand before the front matter.")
    lines = _lines(doc, clean(text), shortcodes)
    used = [it.marker for items in doc.lists for it in items.items]
    markers = sorted("-*+", key=lambda marker: -used.count(marker))
    spellings = (_begun(doc, at, marker, lines) for marker in markers)
    return first_proven(doc, spellings, "A list cannot be begun here")


def _begun(doc: Document, at: int, marker: str, lines: Sequence[str]) -> tuple[Patch, Expectation]:
    line_end = line_end_at(doc, at)
    before, behind = _parted(doc, at, line_end)
    body = line_end.join((b"  " if i else marker.encode() + b" ") + line.encode() for i, line in enumerate(lines))
    index = sum(1 for items in doc.lists if items.span.start < at)
    wanted = [(0, marker, "\n".join(lines))]

    def reads(after: Document) -> None:
        require(len(after.lists) == len(doc.lists) + 1, "it would join another list")
        require(said(after.lists[index]) == wanted, "the item would read differently")

    patch = Patch((Splice(at, b"", before + body + behind),))
    return patch, Expectation(Span(at, at), reads, None, frozenset())


def _parted(doc: Document, at: int, line_end: bytes) -> tuple[bytes, bytes]:
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


def _lines(doc: Document, value: str, shortcodes: Collection[str]) -> list[str]:
    if not value:
        raise Refused("An item needs text: to have none, take the item out.")
    guard(value, doc, shortcodes)
    return paragraph(value)


def _set_bytes(doc: Document, it: ListItem, lines: list[str]) -> bytes:
    """The item's text as bytes: lines it has already keep theirs, new ones are indented as its text is."""
    span = it.text_span
    raw = doc.source[span.start : span.end].split(b"\n") if it.text else []
    had = it.text.split("\n") if it.text else []
    line_end = line_end_at(doc, span.end)
    begin = content_lead(doc, it)
    out: list[bytes] = []
    for i, line in enumerate(lines):
        if i < len(raw) and had[i] == line and i < len(lines) - 1 and i < len(raw) - 1:
            out.append(raw[i] + b"\n")
            continue
        indent = b"" if i == 0 else begin
        if 0 < i < len(raw):
            indent = raw[i][: len(raw[i]) - len(raw[i].lstrip(b" \t>"))]
        out.append(indent + line.encode("utf-8") + (line_end if i < len(lines) - 1 else b""))
    blank = b"" if doc.source[span.start - 1 : span.start] in (b" ", b"\t") else b" "
    if it.children and line_start(doc, it.children[0]) == line_start(doc, it):
        out.append(line_end + blanked(doc.source[line_start(doc, it) : marker_at(doc, it.children[0])]))
    return blank + b"".join(out)


def _as_child(doc: Document, above: Spot, where: list[Spot]) -> tuple[int, bytes, str, bytes]:
    """Offset, line beginning, marker and empty line of a first child."""
    parent = above.item
    if parent.children:
        child = parent.children[0]
        at = line_start(doc, child)
        return at, lead(doc, child), first_marker(child.marker), b""
    cousin = next((s for s in where if s.item.level == parent.level + 1 and s.parent is not None), None)
    marker = first_marker(cousin.item.marker if cousin else parent.marker)
    begin = content_lead(doc, parent)
    if cousin is not None and cousin.parent is not None:
        deeper = len(lead(doc, cousin.item)) - len(lead(doc, cousin.parent))
        begin = max(begin, lead(doc, parent) + b" " * deeper, key=len) if deeper < len(begin) + 4 else begin
    return item_end(doc, parent), begin, marker, b""


def _added(
    doc: Document, list: int, at: int, new: bytes, wanted: list[tuple[int, str, str]]
) -> tuple[Patch, Expectation]:
    line_end = line_end_at(doc, at)
    whole = new + line_end if doc.source.endswith(b"\n", 0, at) else line_end + new
    expectation = Expectation(Span(at, at), lambda after: _list_says(doc, after, list, wanted), None, BUT_ITEMS)
    return Patch((Splice(at, b"", whole),)), expectation


def _removed_lines(doc: Document, spot: Spot, where: list[Spot]) -> tuple[int, int, int]:
    """Start and end of what goes, and the end of what that may touch."""
    start, end = line_start(doc, spot.item), item_end(doc, spot.item)
    below = spot.siblings[spot.index + 1 :]
    if below and shares_line(doc, spot):
        end = marker_at(doc, below[0])
        return marker_at(doc, spot.item), end, max(below[0].text_span.start, end + 1)
    if below:
        end = line_start(doc, below[0])
        return start, end, max(below[0].text_span.start, end + 1)
    if len(where) > size(spot.item):
        while start > doc.body.start:
            above = doc.source.rfind(b"\n", 0, start - 1) + 1
            if not is_empty_line(doc.source[above:start]):
                break
            start = above
    if end == len(doc.source) and not doc.source.endswith(b"\n") and start > doc.body.start:
        start -= 2 if doc.source.endswith(b"\r\n", 0, start) else 1
    return start, end, end


def _list_says(before: Document, after: Document, list: int, wanted: list[tuple[int, str, str]]) -> None:
    """By meaning: the list has these items, or is gone with its last one."""
    if not wanted:
        require(len(after.lists) == len(before.lists) - 1, "two lists would become one")
        return
    require(len(after.lists) == len(before.lists), "it would make, part or join lists")
    require(said(after.lists[list]) == wanted, "the list would read differently")
