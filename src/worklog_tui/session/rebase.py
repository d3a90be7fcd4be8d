"""Patches that meet: what lies between two versions, and one patch carried over another. Pure."""

from __future__ import annotations

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, Splice

_MAX_LINES = 2_000


def difference(old: bytes, new: bytes) -> Patch:
    """The lines that differ, as a patch from ``old`` to ``new``."""
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = _same(a, b)
    last = _same(a[first:][::-1], b[first:][::-1])
    middle_a, middle_b = a[first : len(a) - last], b[first : len(b) - last]
    at = sum(map(len, a[:first]))
    if len(middle_a) > _MAX_LINES or len(middle_b) > _MAX_LINES:
        return Patch((Splice(at, b"".join(middle_a), b"".join(middle_b)),))
    offsets = [at]
    for line in middle_a:
        offsets.append(offsets[-1] + len(line))
    import difflib

    matcher = difflib.SequenceMatcher(None, middle_a, middle_b, autojunk=False)
    splices = [
        Splice(offsets[i1], b"".join(middle_a[i1:i2]), b"".join(middle_b[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    return Patch(tuple(splices))


def _same(a: list[bytes], b: list[bytes]) -> int:
    """How many lines at the beginning are equal."""
    return next((i for i, (one, two) in enumerate(zip(a, b, strict=False)) if one != two), min(len(a), len(b)))


def carry(patch: Patch, over: Patch) -> Patch:
    """``patch`` as it applies after ``over``, both made for the same bytes. Raises Refused where the two meet."""
    out: list[Splice] = []
    for mine in patch.splices:
        shift = 0
        for other in over.splices:
            if _meet(mine, other):
                raise Refused("Another program has changed the same place since: it is left as it is.")
            if other.end <= mine.start:
                shift += len(other.new) - len(other.old)
        out.append(Splice(mine.start + shift, mine.old, mine.new))
    return Patch(tuple(out))


def _meet(one: Splice, two: Splice) -> bool:
    if one.start == two.start and (not one.old or not two.old):
        return not one.old and not two.old  # two insertions at one place have no order
    return one.start < two.end and two.start < one.end
