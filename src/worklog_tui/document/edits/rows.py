"""Rows of a table: added, removed, moved, duplicated. Touches only the row's line with its line end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worklog_tui.document.edits.padding import Widths, full_widths, is_padded
from worklog_tui.document.edits.places import line_end_at, row_of, table_of
from worklog_tui.document.edits.spelling import clean, guard, in_cell, read_cell
from worklog_tui.document.model import Document, Refused, Row, Span, Table
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import BUT_ROWS, Expectation, cells_by_letter, first_proven, require, unchanged
from worklog_tui.record import record

Texts = tuple[str, ...]


@record
class _Shape:
    """How a new row is written: as its neighbour."""

    leading: bool
    trailing: bool
    pad: str
    widths: Widths | None

    def line(self, cells: Sequence[str]) -> str:
        return ("|" if self.leading else "") + "|".join(
            self._cell(i, text, len(cells)) for i, text in enumerate(cells)
        ) + ("|" if self.trailing else "")  # fmt: skip

    def _cell(self, index: int, text: str, count: int) -> str:
        if self.widths is not None:
            width = self.widths.columns[index]
            return f" {text} " + " " * max(0, width - 2 - self.widths.measure(text))
        left = self.pad if index or self.leading else ""
        right = self.pad if index < count - 1 or self.trailing else ""
        if not text or text.endswith("\\"):
            return left + text + " " if left + text else " "
        return left + text + right


def insert_row(
    doc: Document,
    table: int,
    at: int,
    cells: Sequence[str],
    *,
    line_break: str = "<br>",
    shortcodes: Collection[str] = (),
) -> Edit:
    """A new body row that becomes row ``at`` (0 to the number of rows); missing cells are empty. Raises Refused."""
    of = table_of(doc, table)
    if not 0 <= at <= len(of.rows):
        raise Refused(f"There is no row {at} to put a new row after: the table has {len(of.rows)}.")
    if len(cells) > of.columns:
        raise Refused(f"This table has {of.columns} columns, not {len(cells)}.")
    written = [in_cell(clean(cell), line_break) for cell in cells] + [""] * (of.columns - len(cells))
    for cell in written:
        guard(cell, doc, shortcodes)
    texts = tuple(read_cell(cell) for cell in written)
    lines = (_shape(doc, of, at, framed=framed).line(written) for framed in (False, True))
    spellings = (_inserted(doc, table, at, line.encode("utf-8"), texts) for line in dict.fromkeys(lines))
    return first_proven(doc, spellings, "This row cannot be written here")


def duplicate_row(doc: Document, table: int, row: int) -> Edit:
    """The same bytes once more, right below. Raises Refused."""
    of = table_of(doc, table)
    line = row_of(of, row, header=False)
    raw = doc.source[line.span.start : line.span.end].rstrip(b"\r\n")
    texts = tuple(cell.text for cell in line.cells)
    return first_proven(doc, [_inserted(doc, table, row + 1, raw, texts)], "This row cannot be doubled")


def remove_row(doc: Document, table: int, row: int) -> Edit:
    """The row goes, with its line. Raises Refused.

    The last line of a file without a final newline takes the line end before it, as adding it would put one there.
    """
    of = table_of(doc, table)
    line = row_of(of, row, header=False)
    start, end = line.span.start - len(line.prefix), line.span.end
    if not doc.source.endswith(b"\n", start, end):
        start -= 2 if doc.source.endswith(b"\r\n", 0, start) else 1
    patch = Patch((Splice(start, doc.source[start:end], b""),))
    kept = [_texts(r) for i, r in enumerate(of.rows) if i != row]

    def letter(old: bytes, new: bytes) -> None:
        require(old.count(b"\n") == 1 and not new, "it would take more than the row")

    expectation = Expectation(Span(start, end), lambda after: _rows_are(doc, after, table, kept), letter, BUT_ROWS)
    return first_proven(doc, [(patch, expectation)], "This row cannot be taken out")


def move_row(doc: Document, table: int, row: int, to: int) -> Edit:
    """The row becomes row ``to`` of its table, the others keep their order. Raises Refused."""
    of = table_of(doc, table)
    row_of(of, row, header=False)
    row_of(of, to, header=False)
    if row == to:
        return unchanged(doc)
    rows = list(of.rows)
    rows.insert(to, rows.pop(row))
    moved = of.rows[min(row, to) : max(row, to) + 1]
    region = Span(moved[0].span.start - len(moved[0].prefix), moved[-1].span.end)
    order = rows[min(row, to) : max(row, to) + 1]
    lines = [doc.source[r.span.start - len(r.prefix) : r.span.end] for r in order]

    def letter(old: bytes, new: bytes) -> None:
        same = sorted(line.rstrip(b"\r\n") for line in old.split(b"\n")) == sorted(
            line.rstrip(b"\r\n") for line in new.split(b"\n")
        )
        require(same and len(old) == len(new), "a row would change")

    expectation = Expectation(
        region, lambda after: _rows_are(doc, after, table, [_texts(r) for r in rows]), letter, BUT_ROWS
    )
    patch = _moved(doc, of, row, to) if all(line.endswith(b"\n") for line in lines) else _rewritten(doc, region, lines)
    return first_proven(doc, [(patch, expectation)], "This row cannot be moved")


def _moved(doc: Document, of: Table, row: int, to: int) -> Patch:
    line = of.rows[row]
    start, end = line.span.start - len(line.prefix), line.span.end
    raw = doc.source[start:end]
    target = of.rows[to]
    at = target.span.end if to > row else target.span.start - len(target.prefix)
    gone, there = Splice(start, raw, b""), Splice(at, b"", raw)
    return Patch((gone, there) if to > row else (there, gone))


def _rewritten(doc: Document, region: Span, lines: list[bytes]) -> Patch:
    """The lines in their new order where the last one has no line end: it stays the last one's."""
    end = line_end_at(doc, region.end)
    bare = [line.rstrip(b"\r\n") if not line.endswith(b"\n") else line for line in lines]
    bare = [line if line.endswith(b"\n") else line + end for line in bare]
    new = b"".join(bare)
    new = new[: -len(b"\r\n" if new.endswith(b"\r\n") else b"\n")]
    return Patch((Splice(region.start, doc.source[region.start : region.end], new),))


def _inserted(doc: Document, table: int, at: int, line: bytes, texts: Texts) -> tuple[Patch, Expectation]:
    of = doc.tables[table]
    above = of.rows[at - 1] if at else of.delimiter
    beside = of.rows[at - 1] if at else (of.rows[0] if of.rows else of.delimiter)
    position = above.span.end
    line_end = line_end_at(doc, position)
    whole = beside.prefix + line
    new = whole + line_end if doc.source.endswith(b"\n", 0, position) else line_end + whole
    patch = Patch((Splice(position, b"", new),))
    wanted = [_texts(r) for r in of.rows]
    wanted.insert(at, texts)

    def letter(_: bytes, written: bytes) -> None:
        require(written.count(b"\n") == 1, "it would be more than one line")
        require(cells_by_letter(line) == len(texts), "it would have other cells")

    expectation = Expectation(
        Span(position, position), lambda after: _rows_are(doc, after, table, wanted), letter, BUT_ROWS
    )
    return patch, expectation


def _shape(doc: Document, of: Table, at: int, *, framed: bool) -> _Shape:
    like = of.rows[at - 1] if at else (of.rows[0] if of.rows else of.header)
    raw = doc.source[like.span.start : like.span.end].strip(b" \t\r\n")
    pad = " " if len(like.cells) < of.columns or is_padded(like) else ""
    if framed:
        return _Shape(True, True, pad or " ", None)
    widths = full_widths(doc, of)
    leading = raw.startswith(b"|")
    trailing = raw.endswith(b"|") and len(raw) > 1
    return _Shape(leading, trailing, pad, widths if leading and trailing else None)


def _rows_are(before: Document, after: Document, table: int, wanted: list[Texts]) -> None:
    """By meaning: the table has these rows, and is the same else."""
    require(len(after.tables) == len(before.tables), "it would make or end a table")
    one, two = before.tables[table], after.tables[table]
    require(_texts(one.header) == _texts(two.header) and one.columns == two.columns, "the header would change")
    require([_texts(r) for r in two.rows] == wanted, "the rows would read differently")


def _texts(row: Row) -> Texts:
    return tuple(cell.text for cell in row.cells)


__all__ = ["duplicate_row", "insert_row", "move_row", "remove_row"]
