"""The blanks around a cell's text. An edit never re-pads another row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from worklog_tui.document.edits.spelling import BLANKS
from worklog_tui.document.model import Document, Row, Table
from worklog_tui.record import record


def screen_width(text: str) -> int:
    """Columns on a screen: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@record
class Widths:
    """The width of every column of a table padded throughout, by one measure of text."""

    columns: tuple[int, ...]
    measure: Callable[[str], int]


def full_widths(doc: Document, table: Table) -> Widths | None:
    """The columns' widths if every row, the header and the delimiter line included, is padded to them; else None."""
    lines = (table.header, table.delimiter, *table.rows)
    if len(lines) < 3 or any(len(line.cells) != table.columns for line in lines):
        return None
    if any(doc.source[line.cells[-1].span.end : line.cells[-1].span.end + 1] != b"|" for line in lines):
        return None
    texts = [[doc.text(cell.span) for cell in line.cells] for line in lines]
    for measure in (len, screen_width):
        first = tuple(measure(text) for text in texts[0])
        if all(tuple(measure(text) for text in line) == first for line in texts[1:]):
            blanks = any(text != text.strip(BLANKS) for line in texts for text in line)
            return Widths(first, measure) if blanks else None
    return None


def blanks_around(cell: str) -> tuple[str, str]:
    """The cell's blanks before and after its text; a blank cell has them all before."""
    inner = cell.lstrip(BLANKS)
    return cell[: len(cell) - len(inner)], inner[len(inner.rstrip(BLANKS)) :]


def fitted(text: str, cell: str, widths: Widths, column: int) -> str:
    """The text at the cell's old width where it fits, else with one blank on each side."""
    width, used = widths.columns[column], widths.measure(text)
    lead, trail = blanks_around(cell)
    if not cell.strip(BLANKS):
        lead, trail = " ", ""
    if used + 2 > width:
        return f"{lead[:1]}{text} "
    if len(lead) > 1 and len(trail) <= 1:  # set to the right
        return " " * (width - used - 1) + text + " "
    lead = lead if len(lead) + used + 1 <= width else " "
    return lead + text + " " * (width - used - len(lead))


def padded_like(text: str, cell: str, line: Row) -> str:
    """The text between the cell's own blanks; in a blank cell, as the row's other cells are padded."""
    lead, trail = blanks_around(cell)
    if cell.strip(BLANKS):
        return lead + text + trail
    if len(cell) >= len(text) + 2:
        return f" {text}".ljust(len(cell))
    pad = " " if cell or is_padded(line) else ""
    return f"{pad}{text}{pad}"


def is_padded(line: Row) -> bool:
    """Whether the row's cells keep a blank from their pipes (a row without text counts as padded)."""
    filled = [cell for cell in line.cells if cell.text]
    return not filled or any(
        cell.content.start > cell.span.start or cell.content.end < cell.span.end for cell in filled
    )
