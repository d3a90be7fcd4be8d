"""A merge that is not certain, as git shows one: whole lines between its conflict markers."""

from __future__ import annotations

from worklog_tui.merge.three import Conflict, Merged


class _Lines:
    """Gathers lines; the ones a conflict touches are kept in both versions until they end."""

    def __init__(self, labels: tuple[str, str], size: int, end: bytes) -> None:
        self.out = bytearray()
        self._open: tuple[bytes, bytes] | None = None  # what both versions of the unfinished lines say
        self._head = b""  # of the line being written, while no conflict is in it
        self._labels, self._size, self._end = labels, size, end

    def certain(self, data: bytes) -> None:
        if self._open is not None:
            mine, theirs = self._open
            if (mine and not mine.endswith(b"\n")) or (theirs and not theirs.endswith(b"\n")):
                rest = data.find(b"\n") + 1 or len(data)
                self._open = mine + data[:rest], theirs + data[:rest]
                data = data[rest:]
            if not data:
                return
            self.close()
        whole = data.rfind(b"\n") + 1
        if whole:
            self.out += self._head + data[:whole]
            self._head = data[whole:]
        else:
            self._head += data

    def conflict(self, one: Conflict) -> None:
        mine, theirs = self._open or (self._head, self._head)
        self._head = b""
        self._open = mine + one.mine, theirs + one.theirs

    def close(self) -> None:
        """What is unfinished is written."""
        if self._open is not None:
            mine, theirs = (side + self._end if side and not side.endswith(b"\n") else side for side in self._open)
            self.out += self._mark(b"<", self._labels[0]) + mine + self._mark(b"=", "")
            self.out += theirs + self._mark(b">", self._labels[1])
            self._open = None
        self.out += self._head
        self._head = b""

    def _mark(self, sign: bytes, label: str) -> bytes:
        words = f" {label}".encode() if label else b""
        return sign * self._size + words + self._end


def with_markers(merged: Merged, *, labels: tuple[str, str] = ("ours", "theirs"), size: int = 7) -> bytes:
    """The page with git's conflict markers (``size`` signs, as ``%L`` gives) around the lines to be decided."""
    first = next((p for p in merged.pieces if isinstance(p, bytes)), b"")
    lines = _Lines(labels, size, b"\r\n" if b"\r\n" in first else b"\n")
    for piece in merged.pieces:
        if isinstance(piece, bytes):
            lines.certain(piece)
        else:
            lines.conflict(piece)
    lines.close()
    return bytes(lines.out)
