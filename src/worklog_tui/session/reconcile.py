"""Three versions of a page → one: our edits and another program's, where the two do not meet. Pure.

They meet where they change the same bytes, or the same leaf (cell, item, heading, paragraph, link, front matter value).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, Splice
from worklog_tui.session.rebase import carry, difference

if TYPE_CHECKING:
    from worklog_tui.document.model import Document

_MEETS = "Another program has changed the same place of this page."


def reconciled(base: bytes, mine: bytes, theirs: bytes) -> Document:
    """The page with both changes, parsed. Raises Refused where they meet or where it would not read as both."""
    from worklog_tui.document.parse import parse

    ours, others = finer(difference(base, mine)), finer(difference(base, theirs))
    same = set(ours.splices) & set(others.splices)
    carried = carry(_without(ours, same), others)
    merged = carried.apply(theirs)
    if merged != carry(_without(others, same), ours).apply(mine):
        raise Refused(_MEETS)
    document = parse(merged)
    _prove(parse(base), parse(mine), parse(theirs), document)
    return document


def finer(patch: Patch) -> Patch:
    """The same change with less in it: of lines that were changed one by one, only what differs in each."""
    out: list[Splice] = []
    for splice in patch.splices:
        old, new = splice.old.splitlines(keepends=True), splice.new.splitlines(keepends=True)
        if len(old) != len(new):
            out.append(splice)
            continue
        at = splice.start
        for was, now in zip(old, new, strict=True):
            if was != now:
                out.append(_trimmed(at, was, now))
            at += len(was)
    return Patch(tuple(out))


def _trimmed(at: int, old: bytes, new: bytes) -> Splice:
    """What differs between two lines, cut at whole characters."""
    head = _common(old, new)
    while head and (_inside(old, head) or _inside(new, head)):
        head -= 1
    tail = _common(old[head:][::-1], new[head:][::-1])
    while tail and (_inside(old, len(old) - tail) or _inside(new, len(new) - tail)):
        tail -= 1
    return Splice(at + head, old[head : len(old) - tail], new[head : len(new) - tail])


def _common(one: bytes, two: bytes) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _inside(text: bytes, at: int) -> bool:
    """Whether a character of UTF-8 goes on at this byte."""
    return at < len(text) and text[at] & 0xC0 == 0x80


def _without(patch: Patch, splices: set[Splice]) -> Patch:
    return Patch(tuple(s for s in patch.splices if s not in splices))


def _prove(base: Document, mine: Document, theirs: Document, merged: Document) -> None:
    """Every leaf is there as often as the two changes, told from what each has added and taken, make it."""
    was, ours, others, now = (_leaves(doc) for doc in (base, mine, theirs, merged))
    for leaf in was.keys() | ours.keys() | others.keys() | now.keys():
        both = ours[leaf] + others[leaf] - was[leaf]
        same = ours[leaf] if ours[leaf] == others[leaf] else both  # the same change, made by both
        if now[leaf] not in (both, same):
            raise Refused(_MEETS)


def _leaves(doc: Document) -> Counter[tuple[object, ...]]:
    from worklog_tui.document.proof import facts

    out: Counter[tuple[object, ...]] = Counter(fact[2] for fact in facts(doc))
    for table in doc.tables:
        for row in (table.header, *table.rows):
            out.update(("column", at, cell.text) for at, cell in enumerate(row.cells))
    for block in doc.blocks:
        if block.kind not in ("blank", "table", "list", "front_matter"):
            out["text", block.kind, doc.text(block.span)] += 1
    front = doc.front_matter
    out["front", front.kind, front.locked, front.error] += 1
    out.update(("value", entry.key, repr(entry.value)) for entry in front.entries)
    return out
