"""Splices with their old bytes. A patch knows its inverse; applying checks that the old bytes are still there."""

from __future__ import annotations

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


class Edit(NamedTuple):
    """A patch that was proven: ``after`` is the re-parsed result of applying it to ``before``."""

    patch: Patch
    before: Document
    after: Document
