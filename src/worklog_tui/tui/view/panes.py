"""The week as panes of rows and cells: what the page widget draws and the cursor moves in. Pure values, no Textual.

A row says what it stands for by ``kind`` and ``at`` (indexes into week and document), so that edits find their target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.document.model import Key
from worklog_tui.document.places import Places
from worklog_tui.tui.view.people import WEEKDAYS, short_date
from worklog_tui.tui.view.text import LONGEST
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from worklog_tui.document.model import Block, Document, Entry, Span
    from worklog_tui.worklog.model import DateValue, Field, Outline, Section, Task, TaskTable, Week

RowKind = Literal["task", "item", "cell", "text", "raw", "front", "link", "new"]
MOST_ROWS: Final = 2000
"""Rows of a page that are shown; a real week has a hundred. What is beyond is said, and left to an editor."""

BULLETS: Final = ("•", "◦", "▪", "·")
FRONT: Final = "front"
LINKS: Final = "links"
HIDDEN_BLOCKS: Final = frozenset({"blank", "heading", "rule", "front_matter"})
RAW_NAMES: Final = {
    "code": "code", "html": "HTML", "quote": "quote", "shortcode": "shortcode", "table": "table",
    "definition": "link definition", "raw": "raw text",
}  # fmt: skip


class Cell(NamedTuple):
    """One cell as it is drawn: a single plain line; ``more`` counts the lines that are not shown."""

    text: str
    more: int = 0
    tone: str = ""  # "", muted, bad, link, number


class ColumnSpec(NamedTuple):
    """A column: its narrowest and widest width in cells, and its share of what is left."""

    title: str
    low: int
    high: int
    share: int = 0
    role: str = ""


class Row(NamedTuple):
    """One selectable row. ``columns`` indexes the pane's column sets; -1: the text takes the whole width. ``sign``: one
    character behind the cursor's mark.
    """

    kind: RowKind
    cells: tuple[Cell, ...]
    at: tuple[int, ...] = ()
    level: int = 0
    columns: int = -1
    key: Key = ()
    bullet: str = ""
    sign: str = ""


class Pane(NamedTuple):
    """One part of the page. ``heading``: index into Document.headings, None where it has none to edit."""

    id: str
    title: str
    rows: tuple[Row, ...]
    noun: str
    columns: tuple[tuple[ColumnSpec, ...], ...] = ()
    heading: int | None = None
    section: int | None = None
    role: str = ""
    summary: str = ""

    @property
    def size(self) -> int:
        """Rows that hold something."""
        return sum(1 for row in self.rows if row.kind != "new")


def panes_of(week: Week) -> tuple[Pane, ...]:
    """The week's parts in reading order: front matter, the sections as the page has them, all references."""
    places = _PagePlaces(week)
    panes = [_front_pane(week)]
    left = MOST_ROWS
    for index, section in enumerate(week.sections):
        if left <= 0:
            panes.append(_beyond())
            break
        pane = _section_pane(week, index, section, places, left)
        if pane is not None:
            panes.append(pane)
            left -= len(pane.rows)
    if week.references:
        panes.append(_links_pane(week))
    return tuple(panes)


# --- front matter ------------------------------------------------------------------------------------------------


def _front_pane(week: Week) -> Pane:
    front = week.document.front_matter
    rows: list[Row] = []
    for entry in front.entries:
        if isinstance(entry.value, dict | list) and entry.value:
            continue  # its values have rows of their own
        rows.append(
            Row("front", (Cell(_key_text(entry.key)), Cell(value_text(week.document, entry))), (), 0, 0, entry.key)
        )
    if front.locked or front.error:
        rows.append(Row("raw", (Cell(front.locked or front.error or "", tone="bad"),)))
    if not front.locked:
        rows.append(Row("new", (Cell("new key"),)))
    widest = max((len(row.cells[0].text) for row in rows if row.kind == "front"), default=6)
    columns = (ColumnSpec("Key", min(widest + 1, 16), min(widest + 1, 24)), ColumnSpec("Value", 10, 999, 1))
    summary = " · ".join(
        f"{row.cells[0].text} {row.cells[1].text.strip()}"
        for row in rows
        if row.kind == "front" and row.key[0] != "title" and row.cells[1].text.strip()
    )
    return Pane(FRONT, "Page", tuple(rows), "key", (columns,), summary=summary or "no front matter")


def _key_text(key: Key) -> str:
    out = ""
    for part in key:
        out += f"[{part}]" if isinstance(part, int) else (f".{part}" if out else part)
    return out


def value_text(document: Document, entry: Entry) -> str:
    """A front matter value as one line of text: strings as they read, others as the page spells them."""
    if isinstance(entry.value, str):
        return entry.value
    if entry.value is None or entry.value_span is None:
        return ""
    return document.text(entry.value_span)


# --- sections ----------------------------------------------------------------------------------------------------


class _PagePlaces:
    """Where the page's headings, lists and tables stand."""

    def __init__(self, week: Week) -> None:
        document = week.document
        self.tasks = week.task_tables
        self.headings = {heading.span: index for index, heading in enumerate(document.headings)}
        self.lists = Places(items.span for items in document.lists)
        self.tables = Places(table.span for table in document.tables)
        self._of_tasks = Places(document.tables[t.table].span for t in self.tasks)

    def tasks_within(self, span: Span) -> list[TaskTable]:
        """The task tables in a block."""
        return [self.tasks[at] for at in self._of_tasks.within(*span)]

    def tasks_meeting(self, span: Span) -> list[TaskTable]:
        """The task tables that have a part of a block."""
        return [self.tasks[at] for at in self._of_tasks.meeting(*span)]


def _beyond() -> Pane:
    """What stands for the rest of a page that has too many rows."""
    words = f"This page has over {MOST_ROWS:,} rows: the rest is not shown here, open it in your own editor."
    return Pane("beyond", "The rest of the page", (Row("raw", (Cell(words, tone="bad"),)),), "part")


def _section_pane(week: Week, index: int, section: Section, places: _PagePlaces, left: int) -> Pane | None:
    document = week.document
    rows: list[Row] = []
    sets: list[tuple[ColumnSpec, ...]] = []
    for block_index in section.blocks:
        if len(rows) > left:
            break
        block = document.blocks[block_index]
        if block.kind not in HIDDEN_BLOCKS:
            _add_block(week, block_index, block, places, rows, sets)
    heading = None if section.heading is None else places.headings.get(section.heading.span)
    if heading is None and not rows:
        return None
    if len(rows) > left:
        rows = [*rows[:left], *_beyond().rows]
    has_tasks = any(row.kind == "task" for row in rows) or (
        section.role == "tasks" and any(spec.role for specs in sets for spec in specs)
    )
    noun = "task" if has_tasks else "item" if any(row.kind == "item" for row in rows) else "part"
    rows.append(Row("new", (Cell("new task" if has_tasks else "new item"),)))
    title = plain(section.heading.text).rstrip(" :") if section.heading else "Before the first heading"
    return Pane(f"s{index}", title, tuple(rows), noun, tuple(sets), heading, index, section.role or "")


def _add_block(
    week: Week,
    index: int,
    block: Block,
    places: _PagePlaces,
    rows: list[Row],
    sets: list[tuple[ColumnSpec, ...]],
) -> None:
    document = week.document
    if block.kind in ("html", "blank") and _html_rows(week, block, places, rows, sets):
        return
    inside = places.tasks_within(block.span)
    if block.kind == "list" and not inside:
        for number in places.lists.within(*block.span):
            rows += _item_rows(number, document.lists[number].walk()[: MOST_ROWS + 1])
        return
    if block.kind == "table" and not inside:
        from worklog_tui.tui.view.tables import table_rows

        plain_tables = places.tables.within(*block.span)
        if plain_tables:
            specs, cells = table_rows(document, plain_tables[0], len(sets))
            sets.append(specs)
            rows += cells
            return
    if not (inside and block.kind == "table"):
        rows.append(_text_row(document, index, block))
    for table in inside:
        sets.append(task_columns(table))
        rows += [_task_row(task, len(sets) - 1, week) for task in table.tasks[: MOST_ROWS + 1]]


def _html_rows(
    week: Week, block: Block, places: _PagePlaces, rows: list[Row], sets: list[tuple[ColumnSpec, ...]]
) -> bool:
    """The rows of an HTML table that begins in the block; True also for a block it only runs over."""
    covered = False
    for table in places.tasks_meeting(block.span):
        span = week.document.tables[table.table].span
        if table.kind == "html":
            covered = True
            if block.span.start <= span.start:
                sets.append(task_columns(table))
                rows += [_task_row(task, len(sets) - 1, week) for task in table.tasks[: MOST_ROWS + 1]]
    return covered


def _item_rows(number: int, items: tuple[object, ...]) -> list[Row]:
    from worklog_tui.document.model import ListItem

    rows: list[Row] = []
    for at, item in enumerate(items):
        assert isinstance(item, ListItem)  # noqa: S101 - narrows the type
        bullet = item.marker if item.marker[:1].isdigit() else BULLETS[min(item.level, len(BULLETS) - 1)]
        text = words(item.text).strip()
        rows.append(Row("item", (Cell(text),), (number, at), item.level, bullet=bullet))
    return rows


def _text_row(document: Document, index: int, block: Block) -> Row:
    source = document.text(block.span)
    if block.kind == "paragraph":
        return Row("text", (Cell(" ".join(words(source).split())),), (index,))
    lines = [line for line in source.strip("\r\n").split("\n") if line.strip()]
    name = RAW_NAMES.get(block.kind, block.kind)
    first = lines[0].strip() if lines else ""
    return Row("raw", (Cell(f"{name}  {first}", max(0, len(lines) - 1), "muted"),), (index,))


# --- tasks -------------------------------------------------------------------------------------------------------


def task_columns(table: TaskTable) -> tuple[ColumnSpec, ...]:
    """The drawn columns of a task table, one for each of its own, in its own order."""
    out = []
    for column in table.columns:
        role = column.role or ""
        title = plain(column.header) or f"#{column.index + 1}"
        if role == "day":
            out.append(ColumnSpec("Day", 3, 5, role=role))
        elif role in ("start", "end", "date"):
            out.append(ColumnSpec({"start": "Start", "end": "End", "date": "Date"}[role], 6, 12, role=role))
        elif role in ("task", "detail"):
            out.append(ColumnSpec("Task" if role == "task" else title, 14, 999, 3, role=role))
        elif role == "reference":
            out.append(ColumnSpec("Refs", 5, 26, 1, role=role))
        elif role == "status":
            out.append(ColumnSpec(title, 6, 12, 1, role=role))
        else:
            out.append(ColumnSpec(title, 6, 30, 1, role=role))
    return tuple(out)


def _task_row(task: Task, columns: int, week: Week) -> Row:
    year = week.days[0].year if week.days else None
    cells = tuple(_task_cell(task, field, year) for field in task.fields)
    if not week.habits.known_dates and task.number > 1:  # one year is missing, not one in every row
        cells = tuple(cell._replace(tone="muted") if _bare_date(cell) else cell for cell in cells)
    return Row("task", cells, (task.number,), 0, columns)


def _bare_date(cell: Cell) -> bool:
    """Whether the cell shows a day and month that could not be read for want of a year."""
    if cell.tone != "bad":
        return False
    from worklog_tui.worklog.reading.date_text import find_dates

    return any(found.year is None for found in find_dates(cell.text))


def _task_cell(task: Task, field: Field, year: int | None) -> Cell:
    role = field.column.role
    if role == "day":
        if task.day.weekday is None:
            return Cell(plain(task.day.text), tone="" if task.day.text.strip() else "muted")
        return Cell(WEEKDAYS[task.day.weekday - 1])
    if role in ("start", "date"):
        return _date_cell(task.start, year)
    if role == "end":
        return _date_cell(task.end, year)
    if role == "task":
        return outline_cell(task.task)
    if role == "detail":
        return outline_cell(task.detail)
    if role == "reference":
        return _reference_cell(task, field)
    return outline_cell(cell_outline(field.text))


def _date_cell(value: DateValue, year: int | None) -> Cell:
    if value.date is not None:
        return Cell(short_date(value.date, year))
    text = plain(value.text)
    return Cell(f"{text} ?" if text.strip() else "", tone="bad")


def outline_cell(outline: Outline) -> Cell:
    """An outline's first line with words, and how many lines follow."""
    for at, item in enumerate(outline):
        text = words(item.text).strip()
        if text:
            return Cell(text, sum(1 for rest in outline[at + 1 :] if words(rest.text[:LONGEST]).strip()))
    return Cell("")


def words(markdown: str) -> str:
    """A text as it reads; of a very long one as much as is ever drawn."""
    return plain(markdown if len(markdown) <= 2 * LONGEST else markdown[: 2 * LONGEST] + "…")


def _reference_cell(task: Task, field: Field) -> Cell:
    references = task.references
    if not references:
        return outline_cell(cell_outline(field.text))
    return Cell(reference_label(references[0].label, references[0].target), len(references) - 1, "link")


def reference_label(label: str, target: str) -> str:
    """A link's own words; where it has none, its address without the scheme."""
    words = plain(label).strip()
    if words and words != target:
        return words
    return target.split("://", 1)[-1].rstrip("/")


def cell_outline(text: str) -> Outline:
    """The outline of any cell."""
    from worklog_tui.worklog.cells.outline import read_outline

    return read_outline(text)


# --- references --------------------------------------------------------------------------------------------------


def _links_pane(week: Week) -> Pane:
    columns = (
        ColumnSpec("Reference", 14, 999, 2), ColumnSpec("Address", 14, 999, 3), ColumnSpec("From", 6, 8),
    )  # fmt: skip
    rows = tuple(
        Row(
            "link",
            (
                Cell(reference_label(ref.label, ref.target), tone="link"),
                Cell(ref.target.split("://", 1)[-1], tone="muted"),
                Cell(f"task {ref.task}" if ref.task else "text", tone="muted"),
            ),
            (ref.link,),
            columns=0,
        )
        for ref in week.references[:MOST_ROWS]
    )
    if len(week.references) > MOST_ROWS:
        rows += _beyond().rows
    return Pane(LINKS, "References", rows, "link", (columns,))
