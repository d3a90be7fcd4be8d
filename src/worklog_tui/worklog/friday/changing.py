"""A draft changed by hand: lines dropped, brought back, merged, moved, folded, and edited as a whole. What a line says
may change; where it came from stays known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import Final

from worklog_tui.worklog.friday.alike import key
from worklog_tui.worklog.friday.model import Draft, Line, Source, all_sources
from worklog_tui.worklog.model import OutlineItem
from worklog_tui.worklog.reading.words import words

_SAME: Final = 0.5  # of its letters: it is that line, in other words
_PAIRS: Final = 20_000  # lines beside lines; where there are more only equal ones are looked for
_HELD: Final = 0.7  # of a line's words: the new one holds it, beside others


def end_of(lines: Sequence[Line], at: int) -> int:
    """Where the lines beneath line ``at`` end."""
    end = at + 1
    while end < len(lines) and lines[end].level > lines[at].level:
        end += 1
    return end


def drop(draft: Draft, at: int) -> Draft:
    """Line ``at`` is left out, with all beneath it."""
    end = end_of(draft.lines, at)
    gone = draft.lines[at]._replace(under=(*draft.lines[at].under, *draft.lines[at + 1 : end]), why="dropped")
    return Draft((*draft.lines[:at], *draft.lines[end:]), (*draft.out, gone))


def bring_back(draft: Draft, at: int) -> Draft:
    """What was left out (``at`` in ``out``) is put in after all, where its row stands among the others."""
    line = draft.out[at]
    order = _order(line)
    back = (line._replace(level=0, why="", said="", under=()), *_raised(line.under, line.level))
    place = next((i for i, one in enumerate(draft.lines) if one.level == 0 and _order(one) > order), len(draft.lines))
    return Draft((*draft.lines[:place], *back, *draft.lines[place:]), (*draft.out[:at], *draft.out[at + 1 :]))


def toggle(draft: Draft, at: int) -> Draft:
    """What stands beneath line ``at`` is folded away, or shown again."""
    line = draft.lines[at]
    if line.under:
        return Draft((*draft.lines[:at], line._replace(under=()), *line.under, *draft.lines[at + 1 :]), draft.out)
    end = end_of(draft.lines, at)
    if end == at + 1:
        return draft
    folded = line._replace(under=draft.lines[at + 1 : end])
    return Draft((*draft.lines[:at], folded, *draft.lines[end:]), draft.out)


def titles(draft: Draft) -> Draft:
    """Everything beneath a title folded away; where that is so already, all of it shown."""
    fold = any(line.level for line in draft.lines)
    at = 0
    while at < len(draft.lines):
        line = draft.lines[at]
        shows = line.level == 0 and not line.under and end_of(draft.lines, at) > at + 1
        if shows if fold else line.under:
            draft = toggle(draft, at)
        at += 1
    return draft


def merge(draft: Draft, at: int) -> Draft:
    """Line ``at`` and the one above it on its level become one, from both their sources."""
    above = next((i for i in range(at - 1, -1, -1) if draft.lines[i].level <= draft.lines[at].level), None)
    if above is None:
        return draft
    first, second = draft.lines[above], draft.lines[at]
    text = f"{first.text.rstrip(' .;:')}; {second.text.strip()}"
    one = first._replace(text=text, sources=_joined(first.sources, second.sources), under=first.under + second.under)
    lines = list(draft.lines)
    lines[above] = one
    del lines[at]
    return Draft(_levelled(lines), draft.out)


def move(draft: Draft, at: int, by: int) -> tuple[Draft, int]:
    """Line ``at`` with all beneath it one place up or down among its siblings; and where it stands then."""
    lines, end = draft.lines, end_of(draft.lines, at)
    own = lines[at:end]
    if by > 0:
        if end >= len(lines) or lines[end].level < lines[at].level:
            return draft, at
        stop = end_of(lines, end)
        return Draft((*lines[:at], *lines[end:stop], *own, *lines[stop:]), draft.out), at + stop - end
    first = at - 1
    while first >= 0 and lines[first].level > lines[at].level:
        first -= 1
    if first < 0 or lines[first].level < lines[at].level:
        return draft, at
    return Draft((*lines[:first], *own, *lines[first:at], *lines[end:]), draft.out), first


def shift(draft: Draft, at: int, by: int) -> Draft:
    """Line ``at`` with all beneath it one level deeper or further out, as far as there is one."""
    level = draft.lines[at].level + by
    if level < 0 or level > (draft.lines[at - 1].level + 1 if at else 0):
        return draft
    end = end_of(draft.lines, at)
    moved = tuple(line._replace(level=max(0, line.level + by)) for line in draft.lines[at:end])
    return Draft(_levelled([*draft.lines[:at], *moved, *draft.lines[end:]]), draft.out)


def edited(draft: Draft, outline: Sequence[OutlineItem]) -> Draft:
    """The lines as an editor left them. A line that still says what one or several did keeps their sources; what no
    line says any more was dropped.
    """
    old = list(draft.lines)
    new = [item for item in outline if item.text.strip()]
    of = _retraced(old, new)
    lines = [
        Line(
            item.level,
            item.text.strip(),
            _joined(*(old[i].sources for i in found)),
            tuple(under for i in found for under in old[i].under),
        )
        for item, found in zip(new, of, strict=True)
    ]
    kept = {at for found in of for at in found}
    held = {source for line in lines for source in all_sources(line)}
    gone = [
        line._replace(why="dropped")
        for at, line in enumerate(old)
        if at not in kept and not held.issuperset(all_sources(line))
    ]
    return Draft(_levelled(lines), (*draft.out, *gone))


def resumed(fresh: Draft, first: Collection[str], outline: Sequence[OutlineItem]) -> Draft:
    """A draft that was left, as ``outline``, on top of a new one: what was dropped stays dropped, lines nobody touched
    (``first``: those the draft began with) say what their rows say now or go with them, and what was not there yet is
    there too.
    """
    made = edited(fresh, outline)
    now = {line.sources: line.text for line in fresh.lines if line.sources}
    lines = [one._replace(text=now.get(one.sources, one.text)) if one.text in first else one for one in made.lines]
    made = made._replace(lines=_levelled([one for one in lines if one.sources or one.text not in first]))
    while True:
        late = next((i for i, one in enumerate(made.out) if one.why == "dropped" and one.text not in first), None)
        if late is None:
            return made
        made = bring_back(made, late)


def without(draft: Draft, before: Draft, words: Collection[str]) -> Draft:
    """The draft, its lines that ``before`` has not left out where they say one of these."""
    held = {line.text for line in before.lines}
    while True:
        late = next((i for i, one in enumerate(draft.lines) if one.text in words and one.text not in held), None)
        if late is None:
            return draft
        draft = drop(draft, late)


def _retraced(old: Sequence[Line], new: Sequence[OutlineItem]) -> list[list[int]]:
    """Of each new line, which of the old ones it says: the same text, those whose words it holds, else the likest."""
    of: list[list[int]] = [[] for _ in new]
    left = set(range(len(old)))
    matcher = SequenceMatcher(None, [line.text for line in old], [item.text.strip() for item in new], autojunk=False)
    for tag, a1, a2, b1, _ in matcher.get_opcodes():
        if tag == "equal":
            for n in range(a2 - a1):
                of[b1 + n].append(a1 + n)
                left.discard(a1 + n)
    same: dict[str, list[int]] = {}
    for i in sorted(left, reverse=True):
        same.setdefault(old[i].text, []).append(i)
    for at, item in enumerate(new):
        if not of[at] and (i := (same.get(item.text.strip()) or [-1]).pop()) >= 0:
            of[at].append(i)
            left.discard(i)
    if len(left) * sum(not found for found in of) > _PAIRS:
        return of
    for at, item in enumerate(new):
        if not of[at] or item.text.strip() != old[of[at][0]].text:
            own = set(words(item.text))
            held = [i for i in sorted(left) if _holds(own, old[i].text)]
            of[at] += held
            left -= set(held)
    for at, item in enumerate(new):
        if of[at] or not left:
            continue
        text = key(item.text)
        best = max(sorted(left), key=lambda i: SequenceMatcher(None, key(old[i].text), text, autojunk=False).ratio())
        if SequenceMatcher(None, key(old[best].text), text, autojunk=False).ratio() >= _SAME:
            of[at].append(best)
            left.discard(best)
    return of


def _holds(own: set[str], text: str) -> bool:
    theirs = set(words(text))
    return bool(theirs) and len(theirs & own) >= _HELD * len(theirs)


def _joined(*many: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for sources in many for source in sources))


def _order(line: Line) -> tuple[int, int]:
    first = next(iter(all_sources(line)), None)
    return (first.task or 10_000, first.line) if first is not None else (10_001, 0)


def _raised(lines: Sequence[Line], by: int) -> tuple[Line, ...]:
    return tuple(line._replace(level=max(1, line.level - by)) for line in lines)


def _levelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    out: list[Line] = []
    for line in lines:
        out.append(line._replace(level=min(line.level, out[-1].level + 1 if out else 0)))
    return tuple(out)
