"""Splices with their old bytes. A patch knows its inverse; applying checks that the old bytes are still there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from worklog_tui.document.model import Document, Refused


class Splice(NamedTuple):
    """At byte ``start``, ``old`` becomes ``new``."""

    start: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        """Byte offset after the old bytes."""
        return self.start + len(self.old)


class Patch(NamedTuple):
    """Splices in ascending order that do not overlap; offsets are of the source they apply to."""

    splices: tuple[Splice, ...]

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return all(s.old == s.new for s in self.splices)

    def apply(self, source: bytes) -> bytes:
        """The new bytes. Raises Refused when the old bytes are not there."""
        out: list[bytes] = []
        at = 0
        for s in self.splices:
            if s.start < at or source[s.start : s.end] != s.old:
                raise Refused("The page has changed here since it was read: reload it and try again.")
            out += [source[at : s.start], s.new]
            at = s.end
        out.append(source[at:])
        return b"".join(out)

    @property
    def inverse(self) -> Patch:
        """The patch that brings the old bytes back."""
        back: list[Splice] = []
        shift = 0
        for s in self.splices:
            back.append(Splice(s.start + shift, s.new, s.old))
            shift += len(s.new) - len(s.old)
        return Patch(tuple(back))


_Piece = tuple[int, int] | bytes  # a span of the source, or new bytes


def joined(source: bytes, patches: Iterable[Patch]) -> Patch:
    """One patch of ``source`` that does them one after the other, each made for what the one before it makes."""
    pieces: list[_Piece] = [(0, len(source))]
    for patch in patches:
        for splice in reversed(patch.splices):
            left, right = _parted(pieces, splice.start)
            pieces = [*left, splice.new, *_parted(right, len(splice.old))[1]]
    out: list[Splice] = []
    at, new = 0, b""
    for piece in [*pieces, (len(source), len(source))]:
        if isinstance(piece, bytes):
            new += piece
        elif piece[0] < piece[1] or piece[0] == len(source):
            if source[at : piece[0]] != new:
                out.append(Splice(at, source[at : piece[0]], new))
            at, new = piece[1], b""
    return Patch(tuple(out))


def _parted(pieces: list[_Piece], at: int) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces before and after byte ``at`` of what they make."""
    for i, piece in enumerate(pieces):
        size = len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]
        if at <= size:
            if isinstance(piece, bytes):
                return [*pieces[:i], piece[:at]], [piece[at:], *pieces[i + 1 :]]
            middle = piece[0] + at
            return [*pieces[:i], (piece[0], middle)], [(middle, piece[1]), *pieces[i + 1 :]]
        at -= size
    return pieces, []


class Edit(NamedTuple):
    """A patch that was proven: ``after`` is the re-parsed result of applying it to ``before``."""

    patch: Patch
    before: Document
    after: Document
