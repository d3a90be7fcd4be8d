"""One line of the page as runs of text and tone: headings, rows, cells. Pure; the widget turns runs into strips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view import text
from worklog_tui.tui.view.layout import GUTTER, HEADING, Layout, Line, text_x
from worklog_tui.tui.view.panes import FRONT, Cell, Pane, Row

if TYPE_CHECKING:
    from worklog_tui.tui.view.paint import Run

Piece = tuple[str, str, str]
"""Text, tone, ground."""

MARKER = "▸ "
COPIED = "✎"
"""A text that came from the other language and waits to be translated."""
MARKED = "● "


def heading(pane: Pane, layout: Layout, index: int, width: int, on: bool, focused: bool, marked: int) -> list[Piece]:
    """A pane's heading line; ``on``: the cursor is there; ``focused``: somewhere in this pane; ``marked``: rows."""
    shut = index in layout.folded
    ground = "row" if on else ""
    places = layout.places.get((index, 0), ()) if not shut else ()
    titles = _titled(pane, places)
    room = (titles[0][0] - 2 if titles else width) - GUTTER
    name = text.cut(text.clean(pane.title), room - 6 if shut else room)
    out: list[Piece] = [(MARKER if on else "  ", "key", ground)]
    out.append((name, "heading" if focused or not shut else "text", "cell" if on else ground))
    if shut:
        out.append((f"  ({pane.size})", "muted", ground))
        if pane.summary and index:
            out.append(("  " + pane.summary, "faint", ground))
    x = GUTTER + text.width(name)
    told = f"  {MARKED}{marked} marked" if marked else ""
    if told and x + text.width(told) < room + GUTTER:
        out.append((told, "warn", ground))
        x += text.width(told)
    for place, size, title in titles:
        out.append((" " * (place - x), "faint", ground))
        shown = text.fit(title, size)
        out.append((shown, "faint", ground))
        x = place + size
    return out


def _titled(pane: Pane, places: tuple[tuple[int, int], ...]) -> list[tuple[int, int, str]]:
    """Column titles that stand on the heading line: those right of the words of the heading."""
    if not places or not any(row.columns == 0 for row in pane.rows) or pane.id == FRONT:
        return []
    specs = pane.columns[0]
    if not any(spec.title for spec in specs):
        return []  # the table's header is a row of its own
    main = next((i for i, spec in enumerate(specs) if spec.share and spec.high > 900), 0)
    return [(places[i][0], places[i][1], specs[i].title) for i in range(main + 1, len(specs))]


def columns_line(pane: Pane, layout: Layout, line: Line) -> list[Piece]:
    """The titles of a table that is not the first of its pane."""
    column_set = pane.rows[line.row].columns
    out: list[Piece] = []
    x = 0
    for (place, size), spec in zip(layout.places[line.pane, column_set], pane.columns[column_set], strict=True):
        out += [(" " * (place - x), "faint", ""), (text.fit(spec.title, size), "faint", "")]
        x = place + size
    return out


def row(
    pane: Pane, layout: Layout, line: Line, width: int, column: int | None, strong: bool, marked: bool
) -> list[Piece]:
    """A row's line. ``column``: the highlighted one (None: not the cursor's row); ``strong``: the page has focus."""
    item = pane.rows[line.row]
    ground = ("mark" if marked else "") if column is None else "row" if strong else "rest"
    marker = "  " if line.sub else MARKED if marked else MARKER if column is not None else "  "
    if item.columns >= 0:
        return _cells(item, layout.places[line.pane, item.columns], marker, ground, column, strong)
    return _words(item, layout, line, width, marker, ground)


def _lead(marker: str, sign: str, ground: str) -> list[Piece]:
    """What stands before the words: the cursor's mark, and the row's own sign."""
    return [(marker[:1], "key", ground), (sign, "number", ground)] if sign else [(marker, "key", ground)]


def _words(item: Row, layout: Layout, line: Line, width: int, marker: str, ground: str) -> list[Piece]:
    x = text_x(item)
    out = _lead(marker, "" if line.sub else item.sign, ground)
    if item.kind == "new":
        return [*out, ("+ " + item.cells[0].text, "new", ground)]
    lead = x - GUTTER - (text.width(item.bullet) + 1 if item.bullet else 0)
    if line.sub == 0 and item.bullet:
        out.append((" " * lead + item.bullet + " ", "faint", ground))
    else:
        out.append((" " * (x - GUTTER), "faint", ground))
    cell = item.cells[0]
    lines = layout.wrapped.get((line.pane, line.row))
    words = lines[line.sub] if lines else text.clean(cell.text)
    more = f" +{cell.more}" if cell.more and line.last else ""
    out.append((text.cut(words, width - x - len(more)), cell.tone, ground))
    if more:
        out.append((more, "faint", ground))
    return out


def _cells(
    item: Row, places: tuple[tuple[int, int], ...], marker: str, ground: str, column: int | None, strong: bool
) -> list[Piece]:
    out = _lead(marker, item.sign, ground)
    x = GUTTER
    for i, (place, size) in enumerate(places):
        if place > x:
            out.append((" " * (place - x), "", ground))
        here = column == i and strong
        out += _cell(item.cells[i] if i < len(item.cells) else Cell(""), size, "cell" if here else ground)
        x = place + size
    return out


def _cell(cell: Cell, size: int, ground: str) -> list[Piece]:
    words = text.clean(cell.text)
    if cell.tone == "copied":
        words = f"{COPIED} {words}"
    more = f" +{cell.more}" if cell.more else ""
    if not more:
        return [(text.fit(words, size), cell.tone, ground)]
    if size < len(more) + 3:
        return [(text.fit(words if size > 6 else str(cell.more + 1), size), cell.tone, ground)]
    words = text.cut(words, size - len(more))
    rest = size - len(more) - text.width(words)
    return [(words, cell.tone, ground), (more, "faint" if ground != "cell" else "", ground), (" " * rest, "", ground)]


def plain_runs(pieces: list[Piece]) -> list[Run]:
    """Runs without their grounds."""
    return [(words, tone) for words, tone, _ in pieces]


__all__ = ["HEADING", "Piece", "columns_line", "heading", "plain_runs", "row"]
