"""One line of a table taken apart at its pipes (goldmark's extension/table.go, parseRow).

A pipe separates unless the byte before it is a backslash, however many backslashes stand there; code spans protect
nothing. The first and the last pipe of the trimmed line are its frame, even an escaped last one.
"""

from __future__ import annotations

from worklog_tui.document.cursor import SPACE
from worklog_tui.document.model import Cell, Span


def trimmed(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The span without white space around it."""
    part = text[start:end]
    left = part.lstrip(SPACE)
    start = end - len(left)
    return start, start + len(left.rstrip(SPACE))


def line_text(source: bytes, text: bytes, start: int, end: int) -> bytes:
    """What the line says, without white space at its end; a line end that stands for a shortcode's tag is one."""
    return source[start : start + len(text[start:end].rstrip(SPACE))]


def spans(text: bytes, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """What stands between the pipes of the line, and the offset of a gap: two pipes at the end with no cell between."""
    start, end = trimmed(text, start, end)
    if start == end:
        return [], None
    at = start + 1 if text[start] == 0x7C else start
    framed = text[end - 1] == 0x7C
    limit = end - 1 if framed else end
    out: list[tuple[int, int]] = []
    while at < limit:
        stop = text.find(b"|", at, limit)
        while stop > 0 and text[stop - 1] == 0x5C:
            stop = text.find(b"|", stop + 1, limit)
        stop = stop if stop >= 0 else limit
        # the byte before a cell's first byte is a pipe, so a pipe there is never an escaped one
        out.append((at, stop))
        at = stop + 1
    gap = limit if framed and at == limit and limit > start else None
    return out, gap


def count_cells(text: bytes, start: int, end: int) -> int:
    """How many cells the line has."""
    return len(spans(text, start, end)[0])


def cells(text: bytes, source: bytes, start: int, end: int) -> tuple[tuple[Cell, ...], int | None]:
    """The line's cells and its gap; ``text`` is what pipes are looked for in, ``source`` what the cells say."""
    found, gap = spans(text, start, end)
    return tuple([_cell(source, at, stop) for at, stop in found]), gap


def _cell(source: bytes, start: int, end: int) -> Cell:
    raw = source[start:end].lstrip(SPACE)
    begin = end - len(raw)
    raw = raw.rstrip(SPACE)
    text = raw.decode("utf-8", "replace")
    if b"\\|" in raw:
        text = text.replace("\\|", "|")
    return Cell(Span(start, end), Span(begin, begin + len(raw)), text)
