"""Tables as Hugo renders them: header, delimiter line, rows."""

from __future__ import annotations

from collections.abc import Callable

from worklog_tui.document.model import Row, Span, Table
from worklog_tui.document.nodes import Node
from worklog_tui.document.rows import cells


def table(source: bytes, text: bytes, node: Node, line_of: Callable[[int], int], *, nested: bool) -> Table:
    """The table of a "table" node; pipes are looked for in ``text``, where shortcode calls are blotted out."""
    rows: list[Row] = []
    line_start = node.line_start
    for start, end in node.lines:
        stop = _row_end(source, text, end)
        found, gap = cells(text, source, start, end)
        rows.append(Row(Span(start, stop), found, line_of(start), source[line_start:start], gap))
        line_start = stop
    span = Span(node.line_start, rows[-1].span.end)
    if nested:
        span = Span(rows[0].span.start, span.end)
    return Table(rows[0], rows[1], tuple(rows[2:]), node.columns, span, rows[0].line, nested)


def _row_end(source: bytes, text: bytes, end: int) -> int:
    """The end of the row's line; a line end that stands for a shortcode's tag is not the row's."""
    stop = text.find(b"\n", end - 1)
    if stop < 0:
        return len(text)
    return stop + 1 if source[stop : stop + 1] == b"\n" else stop
