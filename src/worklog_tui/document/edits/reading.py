"""What a list says, for comparing: level, marker and text of every item in source order."""

from __future__ import annotations

from worklog_tui.document.model import ItemList

Said = tuple[int, str, str]


def said(items: ItemList) -> list[Said]:
    """Level, marker and own text of every item."""
    return [(item.level, item.marker, item.text) for item in items.walk()]
