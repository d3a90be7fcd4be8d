"""A cell's text. Touches only the bytes between the cell's pipes (a missing cell: the end of its row)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from worklog_tui.document.edits.padding import Widths, fitted, full_widths, padded_like
from worklog_tui.document.edits.places import row_of, table_of
from worklog_tui.document.edits.spelling import clean, escaped_start, guard, in_cell, kept_in_cell, read_cell
from worklog_tui.document.model import Document, Refused, Row, Span, Table
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import (
    ALL,
    BUT_ROWS,
    Expectation,
    cells_by_letter,
    first_proven,
    require,
    unchanged,
)
from worklog_tui.record import record


@record
class _Place:
    """The cell that is edited."""

    doc: Document
    table: int
    row: int
    column: int

    @property
    def of(self) -> Table:
        return self.doc.tables[self.table]

    @property
    def line(self) -> Row:
        return self.of.header if self.row < 0 else self.of.rows[self.row]


def set_cell(
    doc: Document,
    table: int,
    row: int,
    column: int,
    value: str,
    *,
    line_break: str = "<br>",
    shortcodes: Collection[str] = (),
) -> Edit:
    """The cell reads ``value``: Markdown with bare pipes; newlines become ``line_break``, outer blanks are trimmed.

    ``row`` -1 is the header. A cell the row does not have yet is added at its end. ``shortcodes``: names the site has;
    calls of others are refused unless they stand on the page already. Raises Refused.
    """
    place = _Place(doc, table, row, column)
    of = table_of(doc, table)
    line = row_of(of, row)
    if not 0 <= column < of.columns:
        raise Refused(f"This table has {of.columns} columns: there is no column {column + 1}.")
    text = clean(value)
    written = in_cell(text, line_break)
    now = line.cells[column] if column < len(line.cells) else None
    if now is None and not written:
        return unchanged(doc)
    if now is not None and (text == now.text or written == doc.text(now.content)):
        return unchanged(doc)
    guard(written, doc, shortcodes)
    if now is not None and in_cell(now.text, line_break) != doc.text(now.content):
        written = kept_in_cell(doc.text(now.content), text, line_break)
    spellings = _spellings(place, written) if now is not None else _added(place, written)
    return first_proven(doc, spellings, "This text cannot be written into the cell")


def _spellings(place: _Place, written: str) -> Iterator[tuple[Patch, Expectation]]:
    """The cell as it stands, with the pipes its row leaves out, with a backslash before what would start a block."""
    source, line, cell = place.doc.source, place.line, place.line.cells[place.column]
    opens = place.column == 0 and not source.startswith(b"|", line.span.start)
    closes = source[cell.span.end : cell.span.end + 1] != b"|"
    widths = full_widths(place.doc, place.of)
    for text in dict.fromkeys((written, escaped_start(written))):
        inner = _inside(place, text, widths)
        yield _splice(place, inner, text)
        if closes:
            yield _splice(place, _closed(inner), text)
        if opens:
            yield _splice(place, b"|" + _led(inner), text)
        if opens and closes:
            yield _splice(place, b"|" + _led(_closed(inner)), text)


def _inside(place: _Place, text: str, widths: Widths | None) -> bytes:
    """What stands between the pipes: the text in the cell's own padding."""
    cell = place.line.cells[place.column]
    if widths is not None:
        inner = fitted(text, place.doc.text(cell.span), widths, place.column)
    else:
        inner = padded_like(text, place.doc.text(cell.span), place.line)
    if inner.endswith("\\") or not inner:
        inner += " "  # a backslash would escape the pipe; two pipes with nothing between are no cell at a line's end
    return inner.encode("utf-8")


def _closed(inner: bytes) -> bytes:
    return (inner if inner.endswith((b" ", b"\t")) else inner + b" ") + b"|"


def _led(inner: bytes) -> bytes:
    return inner if inner.startswith((b" ", b"\t")) else b" " + inner


def _splice(place: _Place, inner: bytes, text: str) -> tuple[Patch, Expectation]:
    span = place.line.cells[place.column].span
    patch = Patch((Splice(span.start, place.doc.source[span.start : span.end], inner),))
    return patch, Expectation(place.line.span, lambda after: _reads(place, after, text), _letter(place), ALL)


def _added(place: _Place, written: str) -> Iterator[tuple[Patch, Expectation]]:
    """A cell its row does not have: between two pipes at the end, else after the last one."""
    doc, line = place.doc, place.line
    raw = doc.source[line.span.start : line.span.end]
    end = line.span.start + len(raw.rstrip(b" \t\r\n"))
    missing = place.column - len(line.cells)
    compact = any(c.span == c.content and c.text for c in line.cells) and line.gap is not None
    pad = "" if compact else " "
    tail = written + (" " if written.endswith("\\") or not compact else "")
    if line.gap is not None:
        texts = ["" if compact and not missing else " ", *["| "] * missing] if missing else [pad]
        yield _insert(place, line.gap, "".join(texts) + tail, written)
        return
    if doc.source[end - 2 : end] == b"\\|":  # a frame only as long as it ends the line
        patch = Patch((Splice(end - 1, b"|", (" |" * (missing + 1) + f" {tail.rstrip(' ')} |").encode("utf-8")),))
        yield patch, Expectation(line.span, lambda after: _reads(place, after, written), _letter(place), BUT_ROWS)
        return
    if doc.source[end - 1 : end] == b"|":
        yield _insert(place, end, " |" * missing + f" {tail.rstrip(' ')} |", written)
        return
    open_end = " |" * (missing + 1) + f" {written}"
    yield _insert(place, end, open_end, written)
    yield _insert(place, end, open_end + " |", written)


def _insert(place: _Place, at: int, new: str, text: str) -> tuple[Patch, Expectation]:
    patch = Patch((Splice(at, b"", new.encode("utf-8")),))
    return patch, Expectation(place.line.span, lambda after: _reads(place, after, text), _letter(place), BUT_ROWS)


def _letter(place: _Place) -> Callable[[bytes, bytes], None]:
    """By letter: the same line ends, and as many cells as with a plain word in this one."""
    line, source = place.line, place.doc.source
    had = place.column < len(line.cells)
    span = line.cells[place.column].span if had else Span(line.span.end, line.span.end)
    plain = source[line.span.start : span.start] + b"x" + source[span.end : line.span.end]
    cells = (
        cells_by_letter(plain)
        if had
        else cells_by_letter(source[slice(*line.span)]) + place.column + 1 - len(line.cells)
    )
    broken = source.count(b"\n", *span)  # a shortcode call in a cell may run over lines
    opens = not source.startswith(b"|", line.span.start)

    def check(old: bytes, new: bytes) -> None:
        require(old.count(b"\n") == new.count(b"\n") + broken, "it would break the row")
        require(bool(new.strip(b" \t\r\n")), "the row would become an empty line")
        require(cells_by_letter(new) == cells, "the row would have other cells")
        if opens and not new.startswith(b"|") and place.column == 0:
            start = new.decode("utf-8", "replace").strip(" \t\r\n")
            require(escaped_start(start) == start and not start.startswith("<"), "the row would become something else")

    return check


def _reads(place: _Place, after: Document, text: str) -> None:
    """By meaning: this cell says ``text``; the others of its row, and their links, say what they said."""
    before = place.of
    require(len(after.tables) == len(place.doc.tables), "it would make or end a table")
    now = after.tables[place.table]
    require(len(now.rows) == len(before.rows), "the table would have other rows")
    line = now.header if place.row < 0 else now.rows[place.row]
    had = [c.text for c in place.line.cells] + [""] * (place.column + 1 - len(place.line.cells))
    have = [c.text for c in line.cells]
    require(len(have) == len(had), "the row would have other cells")
    require(have[place.column] == read_cell(text), "the cell would read differently")
    del had[place.column], have[place.column]
    require(had == have, "another cell would read differently")
    require(
        _links(place.doc, place.line, place.column) == _links(after, line, place.column),
        "a link in another cell would read differently",
    )


def _links(doc: Document, line: Row, but: int) -> list[tuple[object, ...]]:
    out: list[tuple[object, ...]] = []
    spans: list[tuple[int, Span]] = [(i, c.span) for i, c in enumerate(line.cells) if i != but]
    for link in doc.links:
        if line.span.start <= link.span.start < line.span.end:
            inside = [i for i, span in spans if span.start <= link.span.start and link.span.end <= span.end]
            out += [(i, link.kind, link.image, link.label, link.target) for i in inside]
    return out
