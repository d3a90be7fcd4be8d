"""Lines and links of a changed cell or list on the twin: they come, go and move as here; words are each page's own."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from worklog_tui.document.model import LinkKind
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import Field, Outline, OutlineItem, Week
from worklog_tui.worklog.twins.changes import HERE_ONLY, Changes, Copied, Rows, Spot, has_words, named
from worklog_tui.worklog.twins.links import cell_links, in_form, item_links, link_form
from worklog_tui.worklog.twins.shape import Part

_ALIKE: Final = 0.5  # of a line's letters: it is the same line, changed


def changed_text(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """What the change of one cell's text asks of the twin's cell."""
    was, now, other = read_outline(old.text), read_outline(new.text), read_outline(there.text)
    origin = origins(was, now)
    if origin == list(range(len(was))) and [x.level for x in was] == [x.level for x in now]:
        return _links(rows, old, new, there)
    name = rows.twin.language or "the twin"
    if [(x.level, bool(x.text)) for x in was] != [(x.level, bool(x.text)) for x in other]:
        count = "1 line" if len(was) == 1 else f"{len(was)} lines"
        if len(was) == len(other):
            return Changes(
                reason=f"row {rows.was.number}: the lines of {named(old)} are indented differently in {name}"
            )
        return Changes(reason=f"row {rows.was.number}: {named(old)} has {count}, {name} has {len(other)}")
    form = link_form(rows.twin, there.column)
    lines, copies = _lines_there("tasks", origin, now, other, form)
    return Changes((i.SetFieldOutline(rows.there.number, there.column.index, lines),), copies)


def _lines_there(
    part: Part, origin: Sequence[int | None], now: Outline, other: Outline, form: LinkKind | None
) -> tuple[Outline, tuple[Copied, ...]]:
    """The twin's lines in the order of ours: its own words where it has them, else ours, as copies."""
    lines, copies = [], []
    for item, at in zip(now, origin, strict=True):
        if at is not None:
            lines.append(OutlineItem(item.level, other[at].text))
            continue
        lines.append(OutlineItem(item.level, in_form(item.text, form)))
        if has_words(item.text):
            copies.append(Copied(part, lines[-1].text))
    return tuple(lines), tuple(copies)


def origins(was: Outline, now: Outline) -> list[int | None]:
    """Of each line, which one it was before: the same words, kept or moved, else the likest changed in its place."""
    out: list[int | None] = [None] * len(now)
    left = set(range(len(was)))
    gaps: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, [x.text for x in was], [x.text for x in now], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            out[b1:b2] = range(a1, a2)
            left -= set(range(a1, a2))
        else:
            gaps.append((range(a1, a2), range(b1, b2)))
    for at, item in enumerate(now):
        if out[at] is None and (moved := next((n for n in sorted(left) if was[n].text == item.text), None)) is not None:
            out[at] = moved
            left.discard(moved)
    for old, new in gaps:
        _changed(was, now, [n for n in old if n in left], [n for n in new if out[n] is None], out)
    return out


def _changed(was: Outline, now: Outline, old: list[int], new: list[int], out: list[int | None]) -> None:
    """As many lines here as there were: each is the one before it. Else the likest are the same, the others new."""
    if len(old) == len(new):
        for a, b in zip(old, new, strict=True):
            out[b] = a
        return
    pairs = sorted(
        ((SequenceMatcher(None, was[a].text, now[b].text).ratio(), -abs(a - b), a, b) for a in old for b in new),
        reverse=True,
    )
    for ratio, _, a, b in pairs:
        if ratio >= _ALIKE and out[b] is None and a not in out:
            out[b] = a


def _links(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """The lines are those there were: link targets follow; their words, and all other words, do not."""
    had = cell_links(rows.week, rows.was, old.column.index)
    has = cell_links(rows.after, rows.now, new.column.index)
    number, column = rows.there.number, there.column.index
    if len(had) != len(has):
        return _more_links(rows, old, new, there)
    targets = [(a.target, b.target) for (_, a), (_, b) in zip(had, has, strict=True)]
    if all(a == b for a, b in targets):
        return Changes(notes=(f"row {number}: the words of {named(old)} {HERE_ONLY}",))
    others = cell_links(rows.twin, rows.there, column)
    if [a for a, _ in targets] != [link.target for _, link in others]:
        return Changes(notes=(f"row {number} has other links in {rows.twin.language or 'the twin'}",))
    changed = [(at, b) for (at, _), (a, b) in zip(others, targets, strict=True) if a != b]
    return Changes(tuple(i.SetLink(at, target=target) for at, target in changed))


def _more_links(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """Links that came or went inside a line: followed where the line reads the same here and there."""
    if old.text.strip() == there.text.strip():
        copies = (Copied("tasks", new.text.strip()),) if has_words(new.text) else ()
        outline = read_outline(new.text)
        return Changes((i.SetFieldOutline(rows.there.number, there.column.index, outline),), copies)
    before, text, other = old.text.strip(), new.text.strip(), there.text.strip()
    if old.column.role == "reference" and text.startswith(before):
        more = text[len(before) :]
        copies = (Copied("tasks", other + more),) if has_words(more) else ()
        return Changes((i.SetField(rows.there.number, there.column.index, other + more),), copies)
    return Changes(notes=(f"row {rows.there.number}: the words of {named(old)} {HERE_ONLY}",))


def changed_item(week: Week, after: Week, twin: Week, at: Spot) -> Changes:
    """What the change of one item's text asks of the twin's item: its link targets, or a first text."""
    part, item = at.part, at.item
    was = week.document.lists[at.own].walk()[item]
    now = after.document.lists[at.own].walk()[item]
    other = twin.document.lists[at.there].walk()[item]
    if not was.text.strip() and not other.text.strip():
        copies = (Copied(part, now.text),) if has_words(now.text) else ()
        return Changes((i.SetItem(at.there, item, now.text),), copies)
    had, has = item_links(week, was), item_links(after, now)
    others = item_links(twin, other)
    same = len(had) == len(has) and [x.target for _, x in had] == [x.target for _, x in others]
    changed = [(n, b.target) for (n, _), (_, a), (_, b) in zip(others, had, has, strict=False) if a.target != b.target]
    if not same or not changed:
        return Changes(notes=(f"{part.capitalize()}: the words of item {item + 1} {HERE_ONLY}",))
    return Changes(tuple(i.SetLink(n, target=target) for n, target in changed))


def changed_list(week: Week, twin: Week, at: Spot, outline: Outline) -> Changes:
    """What a list that reads as ``outline`` now asks of the twin's list: items that come, go and move; no words."""
    was = tuple(OutlineItem(x.level, x.text) for x in week.document.lists[at.own].walk())
    other = tuple(OutlineItem(x.level, x.text) for x in twin.document.lists[at.there].walk())
    origin = origins(was, outline)
    if origin == list(range(len(was))) and [x.level for x in was] == [x.level for x in outline]:
        return Changes(notes=(f"{at.part.capitalize()}: the words {HERE_ONLY}",))
    lines, copies = _lines_there(at.part, origin, outline, other, None)
    return Changes((i.SetListOutline(at.there, lines),), copies)
