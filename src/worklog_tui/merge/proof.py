"""A merge counts only if the merged page reads as both changes: every leaf as often as the three versions make it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from worklog_tui.document.parse import parse
from worklog_tui.document.proof import facts
from worklog_tui.patterns import regex

if TYPE_CHECKING:
    from worklog_tui.document.model import Document

_BREAK = regex(r"[ \t]*<br[ \t]*/?>", re.IGNORECASE)

Leaf = tuple[object, ...]


def proven(base: bytes, mine: bytes, theirs: bytes, merged: bytes) -> bool:
    """Whether ``merged`` says what both sides have added to ``base``, and nothing either has taken away."""
    was, ours, others, now = (leaves(parse(source)) for source in (base, mine, theirs, merged))
    for leaf in was.keys() | ours.keys() | others.keys() | now.keys():
        old, one, two = was[leaf], ours[leaf], others[leaf]
        right = {one + two - old}
        if one > old and two > old:
            right.add(max(one, two))  # what both added alike stands once
        elif one < old and two < old:
            right.add(min(one, two))
        if now[leaf] not in right:
            return False
    return True


def leaves(doc: Document) -> Counter[Leaf]:
    """What a page says, cell by cell and item by item, and how often."""
    out: Counter[Leaf] = Counter(fact[2] for fact in facts(doc) if fact[2][0] != "cell")
    for table in doc.tables:
        for row in (table.header, *table.rows):
            lines = [(at, line) for at, cell in enumerate(row.cells) for line in _BREAK.split(cell.text)]
            out.update(("cell", at, line) for at, line in lines)
    for block in doc.blocks:
        if block.kind not in ("blank", "table", "list", "front_matter"):
            out["text", block.kind, doc.text(block.span)] += 1
    front = doc.front_matter
    out["front", front.kind, front.locked, front.error] += 1
    out.update(("value", entry.key, repr(entry.value)) for entry in front.entries)
    return out
