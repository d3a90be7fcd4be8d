"""What differs between two versions of a page, in words: tasks and cells, items, values, blocks of text. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, Splice
from worklog_tui.merge.align import pairs
from worklog_tui.merge.naming import Names
from worklog_tui.merge.units import LINES, Unit, page_unit
from worklog_tui.worklog.model import Week

Sort = Literal["changed", "added", "removed", "moved", "spacing"]
_SILENT = ("glue", "blank")


class Change(NamedTuple):
    """One difference. ``where``: the construct as people call it; ``was`` and ``now``: its text, "" where there was
    none; ``old`` and ``new``: its bytes; ``at``: where ``new`` stands (or would stand) in the later version.
    """

    sort: Sort
    kind: str
    where: str
    was: str
    now: str
    old: bytes
    new: bytes
    at: int

    @property
    def sentence(self) -> str:
        """One line, of any length."""
        if self.sort == "added":
            return f"{self.where} added: {self.now}"
        if self.sort == "removed":
            return f"{self.where} removed: {self.was}"
        if self.sort == "moved":
            return f"{self.where} moved: {self.now}"
        if self.sort == "spacing":
            return self.where
        return f"{self.where}: {self.was or '(empty)'} → {self.now or '(empty)'}"


def changes(before: Week, after: Week) -> tuple[Change, ...]:
    """From ``before`` to ``after``, in the order of the page."""
    one, two = before.document.source, after.document.source
    if one == two:
        return ()
    found = list(_Walk(Names(before), Names(after)).between(page_unit(one), 0, page_unit(two), 0))
    if not found:
        return (Change("spacing", "page", "Blank space only", "", "", one, two, 0),)
    return tuple(sorted(found, key=lambda change: change.at))


def put_back(before: Week, after: Week, change: Change, read: Callable[[bytes], Week]) -> Patch:
    """The patch of ``after`` that takes this one difference back; every other one stays. Raises Refused."""
    if change.sort == "moved":
        raise Refused("What was moved is not put back alone: restore the whole version.")
    source = after.document.source
    patch = Patch((Splice(change.at, change.new, _fitting(source, change)),))
    made = patch.apply(source)
    left = Counter(_same(c) for c in changes(before, after) if c != change and c.sort != "spacing")
    if Counter(_same(c) for c in changes(before, read(made)) if c.sort != "spacing") != left:
        raise Refused("This cannot be put back alone without changing something else: restore the whole version.")
    return patch


def _same(change: Change) -> tuple[str, str, bytes, bytes]:
    return change.sort, change.kind, change.old.strip(), change.new.strip()


def _fitting(source: bytes, change: Change) -> bytes:
    """The old bytes, with the line ends their new neighbours need."""
    old, at = change.old, change.at
    if change.kind not in LINES or not old:
        return old
    end = b"\r\n" if b"\r\n" in source else b"\n"
    if at and not source[:at].endswith((b"\n", b"\r")):
        old = end + old
    if at + len(change.new) < len(source) and not old.endswith((b"\n", b"\r")):
        old += end
    return old


class _Walk:
    """Two trees of units, side by side. Offsets are of their first bytes."""

    def __init__(self, before: Names, after: Names) -> None:
        self.before, self.after = before, after

    def between(self, a: Unit, at_a: int, b: Unit, at_b: int) -> Iterator[Change]:
        if a.data == b.data:
            return
        if a.kind in _SILENT or b.kind in _SILENT:
            if a.data.strip() != b.data.strip() and a.kind == "glue":
                yield self._change("changed", a, at_a, b, at_b)
            return
        if not a.parts or not b.parts or a.kind != b.kind:
            if a.data.strip() != b.data.strip():
                yield self._change("changed", a, at_a, b, at_b)
            return
        yield from self._parts(a, at_a, b, at_b)

    def _parts(self, a: Unit, at_a: int, b: Unit, at_b: int) -> Iterator[Change]:
        found = pairs(a.parts, b.parts)
        left, right = _offsets(a, at_a), _offsets(b, at_b)
        moved = _moved([(i, found[i]) for i in sorted(found)])
        place = at_b  # behind what stood before, in the later version
        for i, unit in enumerate(a.parts):
            j = found.get(i)
            if j is None:
                if unit.kind not in _SILENT and unit.data.strip():
                    yield self._removed(unit, left[i], place)
                continue
            place = right[j] + len(b.parts[j].data)
            if i in moved and unit.kind not in _SILENT:
                yield self._change("moved", unit, left[i], b.parts[j], right[j])
            yield from self.between(unit, left[i], b.parts[j], right[j])
        taken = set(found.values())
        for j, unit in enumerate(b.parts):
            if j not in taken and unit.kind not in _SILENT and unit.data.strip():
                yield self._added(unit, right[j])

    def _change(self, sort: Sort, a: Unit, at_a: int, b: Unit, at_b: int) -> Change:
        where = self.after.where(b, at_b)
        was, now = self.before.text(a, at_a), self.after.text(b, at_b)
        if was == now and sort == "changed":  # the words are the same: how they are written is not
            was, now = (u.data.decode("utf-8", "replace").strip() for u in (a, b))
        return Change(sort, a.kind, where, was, now, a.data, b.data, at_b)

    def _removed(self, unit: Unit, at: int, place: int) -> Change:
        where, was = self.before.where(unit, at), self.before.text(unit, at)
        return Change("removed", unit.kind, where, was, "", unit.data, b"", place)

    def _added(self, unit: Unit, at: int) -> Change:
        return Change("added", unit.kind, self.after.where(unit, at), "", self.after.text(unit, at), b"", unit.data, at)


def _offsets(unit: Unit, at: int) -> list[int]:
    out = []
    for part in unit.parts:
        out.append(at)
        at += len(part.data)
    return out


def _moved(found: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The left ones of the pairs that are not in the longest run both versions have in one order."""
    ends: list[int] = []  # the smallest last partner of a run of each length
    lengths = []
    for _, j in found:
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        lengths.append(length)
    kept, want = set(), len(ends) - 1
    for (i, _), length in zip(reversed(found), reversed(lengths), strict=True):
        if length == want:
            kept.add(i)
            want -= 1
    return frozenset(i for i, _ in found if i not in kept)
