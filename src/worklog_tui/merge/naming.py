"""What people call a construct of a page, and what it says: ``Task 3 · End``, ``30 Sep``. Pure."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from worklog_tui.document.model import Row, Table
    from worklog_tui.merge.units import Unit
    from worklog_tui.worklog.model import Field, Task, Week

_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_BLANKS = regex(r"(?:&(?:emsp|ensp|nbsp|thinsp);|\s)+", re.IGNORECASE)
_BULLET = regex(r"^(?:[-*+•◦]|\d{1,3}[.)])\s+")
_MARKS = regex(r"^\s*#+\s+|\s+#+\s*$")
_BLOCKS = {"heading": "Heading", "code": "Code", "html": "HTML", "quote": "Quote", "rule": "Rule", "table": "Table",
           "shortcode": "Shortcode", "definition": "Link definition"}  # fmt: skip


class Names:
    """Of one version of a page."""

    def __init__(self, week: Week) -> None:
        self.week = week

    def where(self, unit: Unit, at: int) -> str:
        """The construct that begins at this byte."""
        if unit.kind in ("row", "cell", "line"):
            return self._in_table(unit, at)
        if unit.kind == "entry":
            return _key(unit)
        if unit.kind in ("item", "words"):
            return f"{self.section(at)} · item"
        if unit.kind in ("front matter", "page"):
            return "Front matter" if unit.kind == "front matter" else "The page"
        name = _BLOCKS.get(str(unit.key), "List" if unit.kind == "list" else "Text")
        return name if name == "Heading" else f"{self.section(at)} · {name.lower() if name != 'HTML' else name}"

    def section(self, at: int) -> str:
        """The section around a byte."""
        held = [s for s in self.week.sections if s.span.start <= at < max(s.span.end, s.span.start + 1)]
        heading = held[-1].heading if held else None
        return plain(heading.text).strip().rstrip(" :") if heading is not None else "The beginning"

    def role(self, at: int) -> str:
        """The role of the column around a byte of a task; "" elsewhere."""
        found = self._row(at)
        if found is None or found[2] is None:
            return ""
        column = next((i for i, cell in enumerate(found[1].cells) if cell.span.start <= at <= cell.span.end), -1)
        return (found[2].fields[column].column.role or "") if 0 <= column < len(found[2].fields) else ""

    def text(self, unit: Unit, at: int) -> str:
        """What it says, as one line."""
        if unit.kind == "entry":
            return self._value(unit)
        if unit.kind == "row":
            return self._row_text(at)
        if unit.kind == "cell":
            found = self._field(unit, at)
            date = _date(*found) if found is not None else None
            if date is not None:
                return f"{date.day} {date:%b %Y}" if date.year != self._year else f"{date.day} {date:%b}"
        text = unit.data.decode("utf-8", "replace")
        if unit.key == "heading":
            text = _MARKS.sub("", text)
        return words(text.replace("\\|", "|"))

    # --- tables --------------------------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> list[tuple[Table, Row, Task | None]]:
        tasks = {(t.table, t.row): t for t in self.week.tasks}
        return [
            (table, row, tasks.get((number, at)))
            for number, table in enumerate(self.week.document.tables)
            for at, row in [(-1, table.header), *enumerate(table.rows)]
        ]

    @cached_property
    def _year(self) -> int:
        return self.week.days[0].year if self.week.days is not None else 0

    def _row(self, at: int) -> tuple[Table, Row, Task | None] | None:
        return next((r for r in self._rows if r[1].span.start - len(r[1].prefix) <= at < r[1].span.end), None)

    def _in_table(self, unit: Unit, at: int) -> str:
        found = self._row(at)
        if found is None:
            return f"{self.section(at)} · table"
        table, row, task = found
        name = f"Task {task.number}" if task is not None else f"{self.section(at)} · row"
        if row is table.header:
            name = f"{self.section(at)} · column"
        if unit.kind == "row":
            return name
        column = next((i for i, cell in enumerate(row.cells) if cell.span.start <= at <= cell.span.end), None)
        if column is None:
            return name
        header = words(table.header.cells[column].text) if column < len(table.header.cells) else ""
        return f"{name} · {header or f'column {column + 1}'}"

    def _field(self, unit: Unit, at: int) -> tuple[Task, Field] | None:
        found = self._row(at)
        task = found[2] if found is not None else None
        column = unit.key if isinstance(unit.key, int) else -1
        return (task, task.fields[column]) if task is not None and 0 <= column < len(task.fields) else None

    def _row_text(self, at: int) -> str:
        found = self._row(at)
        if found is None:
            return ""
        return " · ".join(text for cell in found[1].cells if (text := words(cell.text)))

    # --- front matter --------------------------------------------------------------------------------------------

    def _value(self, unit: Unit) -> str:
        document = self.week.document
        entry = document.front_matter.find(*unit.key) if isinstance(unit.key, tuple) else None
        if entry is not None and isinstance(entry.value, str):
            return " ".join(entry.value.split())
        if entry is not None and entry.value_span is not None:
            return " ".join(document.text(entry.value_span).split())
        return words(unit.data.decode("utf-8", "replace"))


def words(text: str) -> str:
    """Markdown as one plain line: breaks as strokes, bullets away."""
    lines = [_BULLET.sub("", _BLANKS.sub(" ", line).strip()) for line in _BREAK.sub("\n", text).split("\n")]
    return " / ".join(line for line in (plain(line).strip() for line in lines) if line)


def _date(task: Task, field: Field) -> dt.date | None:
    if field.column.role in ("start", "date"):
        return task.start.date
    return task.end.date if field.column.role == "end" else None


def _key(unit: Unit) -> str:
    parts = unit.key if isinstance(unit.key, tuple) else ()
    return "Page · " + (".".join(str(part) for part in parts) or "value")
