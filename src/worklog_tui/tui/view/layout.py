"""Where everything stands on the page widget: panes → lines, column widths, folding. Pure: no colours here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import FRONT, LINKS, Pane, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from worklog_tui.worklog.model import Task, Week

GUTTER: Final = 2
HEADING: Final = -1
TALL: Final = 17  # lines of the page widget from which blank lines part the panes and long items wrap

STEP: Final = 4  # the detail's room grows in steps: weeks that are much alike are divided alike
_EDGE: Final = 1
_MOST: Final = 40  # more lines than any screen gives the detail


class Line(NamedTuple):
    """One line of the page. ``row`` -1: the pane's heading line; ``sub``: which line of a wrapped row."""

    kind: Literal["heading", "row", "columns", "gap"]
    pane: int
    row: int = HEADING
    sub: int = 0
    last: bool = True


class Layout(NamedTuple):
    """All lines, what is folded, and the column places of every column set."""

    lines: tuple[Line, ...]
    folded: frozenset[int]
    places: Mapping[tuple[int, int], tuple[tuple[int, int], ...]]  # (pane, column set) → (x, width) of each column
    wrapped: Mapping[tuple[int, int], tuple[str, ...]]  # (pane, row) → its lines, where more than one
    spans: Mapping[tuple[int, int], tuple[int, int]]  # (pane, row) → first line, number of lines


def lay_out(panes: Sequence[Pane], width: int, height: int, focus: int, folds: Mapping[str, bool]) -> Layout:
    """Lines for ``panes``. On a low screen what has no room folds to its heading, but for the focus and the tasks.

    On a tall one only the front matter and the list of references fold: the rest is scrolled.
    """
    airy = height >= TALL
    wrapped: dict[tuple[int, int], tuple[str, ...]] = {}
    if airy:
        for p, pane in enumerate(panes):
            for r, row in enumerate(pane.rows):
                words = wrap_row(row, width, 3)
                if len(words) > 1:
                    wrapped[p, r] = words
    sizes = [1 + sum(len(wrapped.get((p, r), (0,))) for r in range(len(pane.rows))) for p, pane in enumerate(panes)]
    folded = _folded(panes, sizes, height, focus, folds, 1 if airy else 0)
    lines: list[Line] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for p, pane in enumerate(panes):
        spans[p, HEADING] = (len(lines), 1)
        lines.append(Line("heading", p))
        if p not in folded:
            for r, row in enumerate(pane.rows):
                if row.columns > 0 and row.kind != "cell" and pane.rows[r - 1].columns != row.columns:
                    lines.append(Line("columns", p, r))
                count = len(wrapped.get((p, r), (0,)))
                spans[p, r] = (len(lines), count)
                lines += [Line("row", p, r, sub, sub == count - 1) for sub in range(count)]
        if airy and p + 1 < len(panes) and (p not in folded or p + 1 not in folded or p == 0):
            lines.append(Line("gap", p))
    places = {
        (p, c): columns_of(pane, c, width) for p, pane in enumerate(panes) for c in range(len(pane.columns))
    }  # fmt: skip
    return Layout(tuple(lines), folded, places, wrapped, spans)


def opening(plan: Layout, panes: Sequence[Pane], pane: int, row: int, height: int) -> int:
    """The line a page opens at: the first heading from which all tasks of the cursor's table are seen, at most theirs.

    ``pane``, ``row``: the cursor. It is seen in any case, with a few lines below it where there are some.
    """
    at = plan.spans.get((pane, row), (0, 1))[0]
    rows = panes[pane].rows if pane < len(panes) else ()
    if not (0 <= row < len(rows) and rows[row].kind == "task"):
        return 0 if at < height else at
    same = [r for r, other in enumerate(rows) if (other.kind, other.columns) == ("task", rows[row].columns)]
    first, last = (plan.spans.get((pane, r), (at, 1))[0] for r in (same[0], same[-1]))
    above = (y for y, line in enumerate(plan.lines[:first]) if not y or line.kind == "heading")
    top = next((y for y in above if last - y < height), first - 1)  # the heading, or the line of the columns
    if at - top >= height:
        top = at - height // 3
    return max(0, min(top, len(plan.lines) - height))


def _folded(
    panes: Sequence[Pane], sizes: Sequence[int], height: int, focus: int, folds: Mapping[str, bool], gap: int
) -> frozenset[int]:
    shut: set[int] = set()
    order = sorted(range(len(panes)), key=lambda p: (panes[p].id == FRONT, panes[p].id == LINKS, p))
    free = height - len(panes)
    for p in order:  # what always stands open comes off first
        if p == focus or panes[p].noun == "task":
            free -= sizes[p] - 1 + gap
    for p in order:
        pane = panes[p]
        if pane.id in folds:
            if folds[pane.id] and p != focus:
                shut.add(p)
            continue
        if p == focus or pane.noun == "task":
            continue
        need = sizes[p] - 1 + gap
        if pane.id == FRONT or (need > free and (not gap or pane.id == LINKS)):
            shut.add(p)
        else:
            free -= need
    return frozenset(shut)


def wrap_row(row: Row, width: int, most: int) -> tuple[str, ...]:
    """The lines of a row that takes the whole width, at most ``most``; what is left out is marked."""
    if row.columns >= 0 or row.kind == "new":
        return ("",)
    room = width - text_x(row) - 1
    first = text.clean(row.cells[0].text)
    if text.width(first) <= room:
        return (first,)
    lines = text.wrap(first, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], text.cut(" ".join(lines[most - 1 :]), room)]
    return tuple(lines)


def text_x(row: Row) -> int:
    """Where the words of a text row begin."""
    indent = GUTTER + min(row.level, 6) * 2
    return indent + (text.width(row.bullet) + 1 if row.bullet else 0)


def columns_of(pane: Pane, column_set: int, width: int) -> tuple[tuple[int, int], ...]:
    """(x, width) of each column of one set: natural widths where they fit, else the shared columns give way."""
    specs = pane.columns[column_set]
    rows = [row for row in pane.rows if row.columns == column_set]
    gap = 2 if width >= 66 else 1
    room = width - GUTTER - gap * (len(specs) - 1) - 1
    want = []
    for i, spec in enumerate(specs):
        longest = max((_cell_width(row, i) for row in rows), default=0)
        title = text.width(spec.title) if spec.role != "task" else 0
        want.append(max(spec.low, min(spec.high, max(longest, title))))
    sizes = _share(specs, want, room)
    places = []
    x = GUTTER
    for size in sizes:
        places.append((x, size))
        x += size + gap
    return tuple(places)


def _cell_width(row: Row, column: int) -> int:
    if column >= len(row.cells):
        return 0
    cell = row.cells[column]
    return text.width(text.clean(cell.text)) + (len(f" +{cell.more}") if cell.more else 0)


def _share(specs: Sequence[object], want: Sequence[int], room: int) -> list[int]:
    from worklog_tui.tui.view.panes import ColumnSpec

    columns = [spec for spec in specs if isinstance(spec, ColumnSpec)]
    sizes = list(want)
    over = sum(sizes) - room
    if over > 0:
        shared = [i for i, spec in enumerate(columns) if spec.share]
        for i in shared:
            sizes[i] = columns[i].low
        left = room - sum(sizes)
        while left > 0 and shared:
            total = sum(columns[i].share for i in shared)
            grew = 0
            for i in list(shared):
                add = min(want[i] - sizes[i], max(1, left * columns[i].share // total), left - grew)
                sizes[i] += max(0, add)
                grew += max(0, add)
                if sizes[i] >= want[i]:
                    shared.remove(i)
            if not grew:
                break
            left -= grew
        while sum(sizes) > room and max(sizes) > 3:  # narrower than all lows: the widest gives way
            sizes[sizes.index(max(sizes))] -= 1
    else:
        grow = next((i for i, spec in enumerate(columns) if spec.share and spec.high > 900), None)
        if grow is not None:
            sizes[grow] += -over
    return sizes


# --- how much room a week would take: counted, not laid out ---


def lines_needed(week: Week, panes: Sequence[Pane], width: int) -> tuple[int, int]:
    """Lines of the page as it stands open, and of the longest detail in ``width`` cells, rounded up."""
    open_ones = [pane for pane in panes if pane.id not in (FRONT, LINKS)]
    page = len(panes) + len(open_ones) + sum(len(pane.rows) for pane in open_ones)
    page += sum(
        len(row.cells[0].text) // width for pane in open_ones for row in pane.rows if row.kind in ("item", "text")
    )
    longest = 0
    for task in week.tasks:
        longest = max(longest, _task(task, width))
        if longest >= _MOST:
            break
    return page, -(-(longest + _EDGE) // STEP) * STEP


def _task(task: Task, width: int) -> int:
    out = 1 + _lines((item.text for item in (*task.task, *task.detail)), width)
    out += len(task.references) + bool(task.references) + bool(task.detail)
    for field in task.fields:
        if field.column.role in (None, "status", "note") and field.text.strip():
            out += 1 + len(field.text) // width + 1
    return out


def _lines(texts: Iterable[str], width: int) -> int:
    return sum(len(text) // max(1, width - 4) + 1 for text in texts if text.strip())
