"""Which unit of one version is which of another: equal ones first, then the most alike in between, then moved ones."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from worklog_tui.patterns import regex

if TYPE_CHECKING:
    from worklog_tui.merge.units import Unit

_WORDS = regex(rb"[^\s|<>&;]+")
_ALIKE = 0.2  # less than that in common is another unit
_MOVED = 0.6  # a unit that moved and changed too must have more in common
_MOST = 4_000  # comparisons between two runs of units; beyond that they are paired in order


def pairs(base: Sequence[Unit], other: Sequence[Unit]) -> dict[int, int]:
    """Index in ``base`` → index in ``other``; what is missing was deleted, what is not named was added."""
    found: dict[int, int] = {}
    a, b = _ids(base, other)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(range(a1, a2), range(b1, b2), strict=True))
        elif tag == "replace":
            found.update(_between(base, other, range(a1, a2), range(b1, b2)))
    _moved(base, other, found)
    return found


def _ids(base: Sequence[Unit], other: Sequence[Unit]) -> tuple[list[int], list[int]]:
    """Equal units have the same number; blanks and glue beside different units are no landmarks by themselves."""
    seen: dict[object, int] = {}

    def number(unit: Unit) -> int:
        return seen.setdefault((unit.kind, unit.key, unit.data.rstrip(b"\r\n")), len(seen))

    return [number(u) for u in base], [number(u) for u in other]


def _between(base: Sequence[Unit], other: Sequence[Unit], a: range, b: range) -> dict[int, int]:
    """In order, the pairs that have most in common."""
    if len(a) == len(b) and all(_same_kind(base[i], other[j]) for i, j in zip(a, b, strict=True)):
        return dict(zip(a, b, strict=True))
    if len(a) * len(b) > _MOST:
        return {i: j for i, j in zip(a, b, strict=False) if _same_kind(base[i], other[j])}
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    score = [[_alike(base[i], other[j]) for j in b] for i in a]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: dict[int, int] = {}
    i = j = 0
    while i < len(a) and j < len(b):
        if score[i][j] >= _ALIKE and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            found[a[i]] = b[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _moved(base: Sequence[Unit], other: Sequence[Unit], found: dict[int, int]) -> None:
    """Adds what stands elsewhere in the other version."""
    taken = set(found.values())
    free = [j for j in range(len(other)) if j not in taken and other[j].kind not in ("blank", "glue")]
    for i, unit in enumerate(base):
        if i in found or unit.kind in ("blank", "glue") or not free:
            continue
        j = max(free, key=lambda j: _alike(unit, other[j]))
        if _alike(unit, other[j]) >= _MOVED:
            found[i] = j
            free.remove(j)


def _same_kind(one: Unit, two: Unit) -> bool:
    return one.kind == two.kind and (one.key == two.key or one.kind == "block")


def _alike(one: Unit, two: Unit) -> float:
    """0 (another unit) to 1 (the same)."""
    if one.kind != two.kind:
        return 0.0
    if one.kind in ("entry", "cell"):
        return 1.0 if one.key == two.key else 0.0
    if one.kind in ("blank", "glue", "front matter", "words"):
        return 1.0
    a, b = _WORDS.findall(one.data), _WORDS.findall(two.data)
    if not a and not b:
        return 1.0
    common = len(set(a) & set(b))
    return 2 * common / (len(set(a)) + len(set(b)))
