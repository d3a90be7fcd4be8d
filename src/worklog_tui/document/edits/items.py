"""List items: text set, items removed (children go with them); adding and indenting stand beside."""

from __future__ import annotations

from collections.abc import Collection

from worklog_tui.document.edits.adding import add_item, start_list
from worklog_tui.document.edits.indent import indent_item
from worklog_tui.document.edits.item_lines import (
    Spot,
    blanked,
    content_lead,
    is_empty_line,
    item_end,
    line_start,
    marker_at,
    shares_line,
    size,
    spots,
)
from worklog_tui.document.edits.places import item_of, line_end_at, list_of
from worklog_tui.document.edits.reading import item_lines, list_says, said
from worklog_tui.document.edits.spelling import clean
from worklog_tui.document.model import Document, ListItem, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import ALL, Expectation, first_proven, require, unchanged

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
    lines = item_lines(doc, value, shortcodes)
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

    end = span.end
    while not it.text and doc.source[end : end + 1] in (b" ", b"\t"):
        end += 1  # the blanks an empty item ends with
    patch = Patch((Splice(span.start, doc.source[span.start : end], new),))
    expectation = Expectation(
        Span(marker, max(end, marker + 1)), lambda after: list_says(doc, after, list, wanted), letter, ALL
    )
    return first_proven(doc, [(patch, expectation)], "This text cannot be written into the item")


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
    expectation = Expectation(Span(start, upto), lambda after: list_says(doc, after, list, wanted), None, shape)
    # text right above a list needs an empty line when the next number is not 1,
    # two lists something between them (CommonMark 5.3)
    line_end = line_end_at(doc, start)
    instead = (b"", line_end, b"<!-- -->" + line_end)
    spellings = [(Patch((Splice(start, doc.source[start:end], new),)), expectation) for new in instead]
    return first_proven(doc, spellings, "This item cannot be taken out")


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
