"""Links of a cell or an item, and the form a page writes them in."""

from __future__ import annotations

from collections import Counter

from worklog_tui.document.model import Link, LinkKind, ListItem, Span
from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Column, Task, Week

_BARE = regex(r"https?://[^\s<>|]+")
_AUTO = regex(r"<(https?://[^\s<>|]+)>")

Numbered = tuple[int, Link]
"""A link with its index in ``Document.links``."""


def cell_links(week: Week, task: Task, column: int) -> list[Numbered]:
    """The links of one field, images left out."""
    cells = week.document.tables[task.table].rows[task.row].cells
    return _inside(week, cells[column].content) if column < len(cells) else []


def item_links(week: Week, item: ListItem) -> list[Numbered]:
    """The links of an item's own text."""
    return _inside(week, item.text_span)


def _inside(week: Week, span: Span) -> list[Numbered]:
    found = ((at, week.document.links[at]) for at in week.document.links_in(span))
    return [(at, link) for at, link in found if not link.image and link.span.end <= span.end]


def link_form(week: Week, column: Column) -> LinkKind | None:
    """How the page writes addresses without a label in a column; None: it has none there."""
    kinds = Counter(
        link.kind
        for task in week.tasks
        for _, link in cell_links(week, task, column.index)
        if link.kind in ("bare", "autolink")
    )
    return kinds.most_common(1)[0][0] if kinds else None


def in_form(text: str, form: LinkKind | None) -> str:
    """A line that is one address and nothing else, as ``<address>`` or bare; any other line stays."""
    if form == "autolink" and _BARE.fullmatch(text):
        return f"<{text}>"
    if form == "bare" and (found := _AUTO.fullmatch(text)):
        return found[1]
    return text
