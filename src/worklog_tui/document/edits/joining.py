"""A table row that a pasted line end has broken in two or more, and the way to join it.

goldmark ends a row at its line's end: what follows is a row of its own, or, where it looks like a list or stands below
an empty line, ends the table, and every row below it is plain text on the site.
"""

from __future__ import annotations

import re

from worklog_tui.document.edits.places import table_of
from worklog_tui.document.edits.rows import Texts
from worklog_tui.document.edits.spelling import read_cell
from worklog_tui.document.model import Document, Refused, Span, Table
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import Expectation, cells_by_letter, first_proven, require
from worklog_tui.patterns import regex
from worklog_tui.record import record

_MOST_LINES = 60  # a row broken into more is for an editor
_BREAK = regex(rb"<br[ \t]*/?>", re.IGNORECASE)
_BREAK_END = regex(rb"<br[ \t]*/?>[ \t]*\Z", re.IGNORECASE)
_STOP = regex(rb"[ \t]{0,3}(?:#{1,6}[ \t]|```|~~~|>|\|)")


@record
class Broken:
    """Row ``row`` of table ``table`` goes on to ``end``: the offset after its last part, without its line end."""

    table: int
    row: int
    start: int
    end: int


def find_broken(doc: Document) -> tuple[Broken, ...]:
    """Every row that has too few cells, no pipe at its end, and whose missing cells stand on the lines below."""
    out: list[Broken] = []
    for number, table in enumerate(doc.tables):
        if table.nested or not doc.source.startswith(b"|", table.header.span.start):
            continue
        done = 0
        for at, row in enumerate(table.rows):
            if len(row.cells) >= table.columns or row.span.start < done:
                continue
            end = _end(doc, table, row.span.start, row.span.end)
            if end is not None:
                out.append(Broken(number, at, row.span.start, end))
                done = end
    return tuple(out)


def join_row(doc: Document, table: int, row: int, *, line_break: str = "<br>") -> Edit:
    """The broken row on one line, its line ends as ``line_break``. Raises Refused where it is not broken."""
    table_of(doc, table)
    broken = next((b for b in find_broken(doc) if (b.table, b.row) == (table, row)), None)
    if broken is None:
        raise Refused("This row is not broken: its line holds all its cells, or the lines below hold no more of it.")
    raw = doc.source[broken.start : broken.end]
    lines = [line.strip(b" \t\r") for line in raw.split(b"\n")]
    parts = [line for line in lines if line]
    new = parts[0]
    for part in parts[1:]:
        new += (b" " if _BREAK.match(part) or _BREAK_END.search(new) else line_break.encode()) + part
    old = doc.tables[table]
    rows = [tuple(cell.text for cell in r.cells) for r in old.rows[:row]]

    def reads(after: Document) -> None:
        require(len(after.tables) >= len(doc.tables) and after.tables[table].span.start == old.span.start, "no table")
        now = after.tables[table]
        texts: list[Texts] = [tuple(cell.text for cell in r.cells) for r in now.rows]
        require(texts[:row] == rows, "a row above would read differently")
        require(len(now.rows[row].cells) == old.columns, "it would not be one whole row")
        said = " ".join(cell.text for cell in now.rows[row].cells)
        require(_words(said) == _words(read_cell(raw.decode("utf-8", "replace"))), "its words would change")

    def letter(before: bytes, after: bytes) -> None:
        require(after.startswith(new) and before.startswith(raw), "more than its lines would change")
        require(after[len(new) :] == before[len(raw) :], "more than its lines would change")

    patch = Patch((Splice(broken.start, raw, new),))
    region = Span(broken.start, _block_end(doc, broken.end))
    return first_proven(doc, [(patch, Expectation(region, reads, letter, frozenset()))], "This row cannot be joined")


def _end(doc: Document, table: Table, start: int, line_end: int) -> int | None:
    """Where the row's last part ends; None: it is not broken."""
    first = doc.source[start:line_end].rstrip(b" \t\r\n")
    if not first.startswith(b"|") or _closed(first):
        return None
    cells, at = cells_by_letter(first), line_end
    for _ in range(_MOST_LINES):
        stop = doc.source.find(b"\n", at)
        stop = len(doc.source) if stop < 0 else stop
        line = doc.source[at:stop].strip(b" \t\r")
        if at >= len(doc.source) or _STOP.match(line):
            return None
        if line:
            cells += cells_by_letter(line) - 1
        if cells > table.columns:
            return None
        if cells == table.columns and _closed(line):
            return at + len(doc.source[at:stop].rstrip(b" \t\r"))
        at = stop + 1
    return None


def _closed(line: bytes) -> bool:
    return line.endswith(b"|") and not line.endswith(b"\\|")


def _block_end(doc: Document, at: int) -> int:
    """The end of the text that may become rows of the table again: up to the next empty line."""
    while at < len(doc.source):
        stop = doc.source.find(b"\n", at) + 1 or len(doc.source)
        if not doc.source[at:stop].strip(b" \t\r\n") and stop - at > 0 and doc.source[at - 1 : at] == b"\n":
            return at
        at = stop
    return len(doc.source)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<br[ \t]*/?>", " ", text, flags=re.IGNORECASE))
