"""Where a link stands: in the text of which cell, item or block, and at which of its characters."""

from __future__ import annotations

from typing import NamedTuple

from worklog_tui.document.model import Link, Refused, Span
from worklog_tui.worklog.model import Field, Reference, Task, Week


class Place(NamedTuple):
    """A link in the text that holds it: ``start`` to ``end`` in characters of that text."""

    start: int
    end: int
    label: str  # what stays of it among words; empty for a bare address
    task: Task | None = None
    field: Field | None = None
    item: tuple[int, int] | None = None
    block: int = -1
    heading: int = -1


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def place_of(week: Week, index: int) -> Place:
    """The place of link ``index`` (as in ``Document.links``). Raises Refused where it stands in no one text."""
    document = week.document
    if not 0 <= index < len(document.links):
        raise Refused("This reference is not on the page any more: reload it and try again.")
    link = document.links[index]
    label = link.label if link.label_span is not None else ""
    reference = next((ref for ref in week.references if ref.link == index), None)
    if reference is not None and reference.task is not None:
        return _in_cell(week, reference, link, label)
    for number, items in enumerate(document.lists):
        if not within(link.span, items.span):
            continue
        for at, item in enumerate(items.walk()):
            if within(link.span, item.text_span):
                raw = document.text(link.span)
                start = _same(item.text, raw, document.text(Span(item.text_span.start, link.span.start)).count(raw))
                return Place(start, start + len(raw), label, item=(number, at))
    for number, heading in enumerate(document.headings):
        if within(link.span, heading.text_span):
            start = len(document.text(Span(heading.text_span.start, link.span.start)))
            end = start + len(document.text(link.span))
            return Place(start, end, label or link.target, heading=number)
    block = next((n for n, b in enumerate(document.blocks) if within(link.span, b.span)), None)
    if block is None:
        raise Refused("This reference stands in more than one block: edit the page as text.")
    start = len(document.text(Span(document.blocks[block].span.start, link.span.start)))
    return Place(start, start + len(document.text(link.span)), label, block=block)


def text_at(week: Week, place: Place) -> str:
    """The whole text the place is in."""
    document = week.document
    if place.field is not None:
        return place.field.text
    if place.item is not None:
        return document.lists[place.item[0]].walk()[place.item[1]].text
    if place.heading >= 0:
        return document.text(document.headings[place.heading].text_span)
    return document.text(document.blocks[place.block].span)


def _in_cell(week: Week, reference: Reference, link: Link, label: str) -> Place:
    document = week.document
    task = week.tasks[(reference.task or 1) - 1]
    cells = document.tables[task.table].rows[task.row].cells
    for field in task.fields:
        if field.column.index < len(cells) and within(link.span, cells[field.column.index].content):
            before = document.text(Span(cells[field.column.index].content.start, link.span.start)).replace("\\|", "|")
            raw = document.text(link.span).replace("\\|", "|")
            return Place(len(before), len(before) + len(raw), label.replace("\\|", "|"), task, field)
    raise Refused("This reference stands outside the table's columns: edit the page as text.")


def _same(text: str, raw: str, nth: int) -> int:
    """Where the ``nth`` occurrence of ``raw`` begins."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(raw, at + 1)
        if at < 0:
            raise Refused("This reference runs over a line's end: edit its item as text.")
    return at
