"""What lists say, for writing and for comparing."""

from __future__ import annotations

from collections.abc import Collection

from worklog_tui.document.edits.spelling import guard, paragraph
from worklog_tui.document.model import Document, ItemList, Refused
from worklog_tui.document.proof import require

Said = tuple[int, str, str]


def said(items: ItemList) -> list[Said]:
    """Level, marker and own text of every item."""
    return [(item.level, item.marker, item.text) for item in items.walk()]


def item_lines(doc: Document, value: str, shortcodes: Collection[str]) -> list[str]:
    """The lines an item's text is written in. Raises Refused for a text no item can have."""
    if not value:
        raise Refused("An item needs text: to have none, take the item out.")
    guard(value, doc, shortcodes)
    return paragraph(value)


def list_says(before: Document, after: Document, list: int, wanted: list[Said]) -> None:
    """By meaning: the list has these items, or is gone with its last one. Raises Unproven."""
    if not wanted:
        require(len(after.lists) == len(before.lists) - 1, "two lists would become one")
        return
    require(len(after.lists) == len(before.lists), "it would make, part or join lists")
    require(said(after.lists[list]) == wanted, "the list would read differently")
