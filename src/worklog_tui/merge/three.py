"""Three versions of a page become one: each construct by itself, so that only one place changed by both is a conflict.

The rules, one by one, are the table in docs/merge.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.merge.align import pairs
from worklog_tui.merge.proof import proven
from worklog_tui.merge.units import LINES, Kind, Unit, page_unit

if TYPE_CHECKING:
    from collections.abc import Iterable


class Conflict(NamedTuple):
    """One place both have changed. The bytes are those of the smallest construct; b"" where a side deleted it."""

    kind: str
    base: bytes
    mine: bytes
    theirs: bytes
    line: int  # 1-based, in the base


Piece = bytes | Conflict
_Group = tuple[Kind, list[Piece]]  # what one unit became


class Merged(NamedTuple):
    """The page in pieces: bytes that are certain, and conflicts between them."""

    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places somebody must decide."""
        return tuple(p for p in self.pieces if isinstance(p, Conflict))

    def resolved(self, choose: Callable[[Conflict], bytes]) -> bytes:
        """The page with each conflict as ``choose`` says."""
        return b"".join(p if isinstance(p, bytes) else choose(p) for p in self.pieces)


def merge(base: bytes, mine: bytes, theirs: bytes) -> Merged:
    """Both changes of ``base`` in one page. What cannot be proven is one conflict, of kind ``page``."""
    if theirs in (mine, base):
        return Merged((mine,))
    if mine == base:
        return Merged((theirs,))
    found = Merged(tuple(_joined(_merged(page_unit(base), page_unit(mine), page_unit(theirs)))))
    if found.conflicts or proven(base, mine, theirs, found.resolved(lambda _: b"")):
        return found
    return Merged((Conflict("page", base, mine, theirs, 1),))


def _merged(base: Unit, mine: Unit, theirs: Unit) -> list[Piece]:
    """Three versions of one unit."""
    if theirs.data in (mine.data, base.data):
        return [mine.data]
    if mine.data == base.data:
        return [theirs.data]
    if base.parts and mine.parts and theirs.parts:
        return _Parts(base, mine, theirs).merged()
    ends = _line_end_apart(base, mine, theirs)
    return ends if ends is not None else [Conflict(base.kind, base.data, mine.data, theirs.data, base.line)]


def _line_end_apart(base: Unit, mine: Unit, theirs: Unit) -> list[Piece] | None:
    """One has changed only the line end (a last line that got one): the other's text with that."""
    texts = [u.data.rstrip(b"\r\n") for u in (base, mine, theirs)]
    if base.kind not in LINES and base.kind != "glue":
        return None
    if texts[0] == texts[1]:
        return [texts[2] + mine.data[len(texts[1]) :]]
    if texts[0] == texts[2] or texts[1] == texts[2]:
        return [texts[1] + theirs.data[len(texts[2]) :]]
    return None


class _Side:
    """One version's parts beside the base's."""

    def __init__(self, base: Sequence[Unit], parts: Sequence[Unit]) -> None:
        self.parts = parts
        self.of_base = pairs(base, parts)
        self.base_of = {j: i for i, j in self.of_base.items()}
        self.order = [self.base_of[j] for j in range(len(parts)) if j in self.base_of]

    def added(self) -> dict[int, list[Unit]]:
        """New parts by the base part they stand behind (-1: at the beginning)."""
        out: dict[int, list[Unit]] = {}
        behind = -1
        for j, part in enumerate(self.parts):
            if j in self.base_of:
                behind = self.base_of[j]
            else:
                out.setdefault(behind, []).append(part)
        return out

    def part(self, i: int) -> Unit | None:
        """The version of base part ``i``."""
        j = self.of_base.get(i)
        return None if j is None else self.parts[j]


class _Parts:
    """The parts of a unit all three have."""

    def __init__(self, base: Unit, mine: Unit, theirs: Unit) -> None:
        self.base, self.whole = base.parts, (base, mine, theirs)
        self.mine, self.theirs = _Side(base.parts, mine.parts), _Side(base.parts, theirs.parts)

    def merged(self) -> list[Piece]:
        """All parts, in the order of the side that moved some; a conflict where both moved some differently."""
        order = self._order()
        if order is None:
            base, mine, theirs = self.whole
            return [Conflict("order", base.data, mine.data, theirs.data, base.line)]
        at = {i: n for n, i in enumerate(order)}
        ours, others = self._settled(self.mine, at), self._settled(self.theirs, at)
        groups = self._additions(ours.get(-1, []), others.get(-1, []))
        for i in order:
            groups.append((self.base[i].kind, self._one(i)))
            groups += self._additions(ours.get(i, []), others.get(i, []))
        return self._lines([(kind, pieces) for kind, pieces in groups if any(pieces)])

    def _order(self) -> list[int] | None:
        """The base parts either side still has."""
        mine, theirs = self.mine.order, self.theirs.order
        both = set(mine) & set(theirs)
        a, b = [i for i in mine if i in both], [i for i in theirs if i in both]
        if a != b and a != sorted(a) and b != sorted(b):
            return None
        lead, follow = (mine, theirs) if a != sorted(a) else (theirs, mine)
        out = list(lead)
        for n, i in enumerate(follow):
            if i not in both:
                before = next((f for f in reversed(follow[:n]) if f in out), None)
                out.insert(out.index(before) + 1 if before is not None else 0, i)
        return out

    @staticmethod
    def _settled(side: _Side, at: dict[int, int]) -> dict[int, list[Unit]]:
        """Additions behind a part that is gone stand behind the last one before it that is there."""
        out: dict[int, list[Unit]] = {}
        for behind, units in side.added().items():
            where = next((i for i in range(behind, -1, -1) if i in at), -1)
            out.setdefault(where, []).extend(units)
        return out

    def _one(self, i: int) -> list[Piece]:
        base, mine, theirs = self.base[i], self.mine.part(i), self.theirs.part(i)
        if mine is not None and theirs is not None:
            return _merged(base, mine, theirs)
        left = mine if mine is not None else theirs
        if left is None or left.data == base.data or left.kind in ("blank", "glue"):
            return []  # deleted by one, left alone by the other
        lost = b""
        return [Conflict(base.kind, base.data, mine.data if mine else lost, theirs.data if theirs else lost, base.line)]

    def _additions(self, ours: Sequence[Unit], others: Sequence[Unit]) -> list[_Group]:
        """Ours first; what both added alike once."""
        same = {unit.data.strip() for unit in ours if unit.kind not in ("blank", "glue")}
        kept = [unit for unit in others if unit.data.strip() not in same]
        if ours and all(unit.kind in ("blank", "glue") for unit in kept):
            kept = []
        clash = self._same_key(ours, kept)
        if clash:
            mine, theirs = b"".join(u.data for u in ours), b"".join(u.data for u in kept)
            return [(ours[0].kind, [Conflict(ours[0].kind, b"", mine, theirs, self.whole[0].line)])]
        return [(unit.kind, [unit.data]) for unit in (*ours, *kept)]

    @staticmethod
    def _same_key(ours: Iterable[Unit], others: Iterable[Unit]) -> bool:
        """Whether both have added an entry, or a cell, of one name."""
        keys = {unit.key for unit in ours if unit.kind in ("entry", "cell")}
        return any(unit.key in keys for unit in others if unit.kind in ("entry", "cell"))

    def _lines(self, groups: Sequence[_Group]) -> list[Piece]:
        """A line that is no longer the last one gets the end it never had."""
        end = b"\r\n" if b"\r\n" in self.whole[0].data else b"\n"
        out: list[Piece] = []
        for n, (kind, pieces) in enumerate(groups):
            out += pieces
            last = out[-1]
            follows = n + 1 < len(groups) and groups[n + 1][0] in LINES
            if kind in LINES and follows and isinstance(last, bytes) and not last.endswith((b"\n", b"\r")):
                out[-1] = last + end
        return out


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, bytes) and out and isinstance(out[-1], bytes):
            out[-1] += piece
        else:
            out.append(piece)
    return out
