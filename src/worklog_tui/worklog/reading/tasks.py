"""Task tables: their columns, and each row as a task whose days and dates are read the page's own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from worklog_tui.document.model import Document
from worklog_tui.record import record
from worklog_tui.worklog.cells.cell_text import read_outline
from worklog_tui.worklog.model import Column, DateValue, Day, Field, Habits, Reference, TableKind, Task, TaskTable
from worklog_tui.worklog.reading.date_text import Found, find_dates
from worklog_tui.worklog.reading.dates import Anchors, find_order
from worklog_tui.worklog.reading.days import DayText, find_convention, read_day, weekday_of
from worklog_tui.worklog.reading.roles import column_roles, is_task_table
from worklog_tui.worklog.reading.vocabulary import Vocabulary

_DATE_ROLES = ("start", "end", "date")
_ROW = (("day",), ("start", "date"), ("end", "date"), ("task",), ("detail",))  # what a row is read by, as _task has it


@record
class RawTable:
    """A table whose columns make it one of tasks; ``rows`` as Hugo renders them."""

    index: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def texts(self, *roles: str) -> list[str]:
        """Of each row, the text of the first column of one of these roles; "" where there is none."""
        place = next((c.index for c in self.columns if c.role in roles), None)
        return [""] * len(self.rows) if place is None else [row[place] for row in self.rows]


def with_html_tables(doc: Document, vocabulary: Vocabulary) -> Document:
    """The document with its simple HTML tables of tasks after its Markdown tables."""
    if b"<table" not in doc.source and b"<TABLE" not in doc.source:
        return doc
    from worklog_tui.document.html_tables import find_html_tables

    found = []
    for table in find_html_tables(doc):
        headers, rows = table.texts(table.header), tuple(table.texts(row) for row in table.rows)
        if is_task_table(column_roles(headers, rows, vocabulary)):
            found.append(table)
    return doc._replace(tables=(*(t for t in doc.tables if not t.html), *found)) if found else doc


def find_task_tables(doc: Document, vocabulary: Vocabulary) -> tuple[RawTable, ...]:
    """Every table with a task-like column beside a day or date column."""
    out = []
    for i, table in enumerate(doc.tables):
        headers = table.texts(table.header)
        rows = tuple(table.texts(row) for row in table.rows)
        roles = column_roles(headers, rows, vocabulary)
        if is_task_table(roles):
            columns = tuple(Column(n, h, r) for n, (h, r) in enumerate(zip(headers, roles, strict=True)))
            out.append(RawTable(i, columns, rows))
    return tuple(out)


def page_habits(tables: Sequence[RawTable], others: Sequence[dt.date], texts: Sequence[str]) -> Habits:
    """How the page writes days and dates. ``others``: dates of the front matter, nearest first; ``texts``: title and
    headings, whose dates lend their year too.
    """
    seen: list[tuple[Found, DayText | None]] = []
    days: list[tuple[DayText, Found | None]] = []
    for table in tables:
        for day_text, start, end in zip(
            table.texts("day"), table.texts("start", "date"), table.texts("end"), strict=True
        ):
            day = read_day(day_text)
            begins, ends = find_dates(start or day_text), find_dates(end)
            seen += [(f, day if n == 0 else None) for n, f in enumerate(begins)] + [(f, None) for f in ends]
            days.append((day, begins[0] if begins else None))
    order = find_order(seen, others[0] if others else None)
    known = sorted(d for f, _ in seen if f.year is not None and (d := f.date(order)) is not None)
    middle = known[len(known) // 2 : len(known) // 2 + 1]
    named = tuple(d for text in texts for f in find_dates(text) if f.year is not None and (d := f.date(order)))
    anchors = Anchors(order, (*middle, *named, *others))
    convention = find_convention([(day, anchors.date(f) if f else None) for day, f in days])
    return Habits(order, convention, anchors.known)


def read_tasks(
    doc: Document, tables: Sequence[RawTable], habits: Habits, references: Sequence[Sequence[Reference]]
) -> tuple[TaskTable, ...]:
    """All task tables; numbers run on through the page. ``references``: of each row, in the same order."""
    anchors = Anchors(habits.order, habits.known_dates, habits.known_dates[0] if habits.known_dates else None)
    out: list[TaskTable] = []
    number = 0
    for table in tables:
        tasks = []
        dated = [c.index for c in table.columns if c.role in (*_DATE_ROLES, "day")]
        of_roles = [table.texts(*roles) for roles in _ROW]
        for row, texts in enumerate(zip(*of_roles, strict=True)):
            near = _near([table.rows[row][i] for i in dated], anchors)
            tasks.append(_task(doc, table, row, texts, near, habits, tuple(references[number]), number + 1))
            number += 1
        kind: TableKind = "html" if doc.tables[table.index].html else "markdown"
        out.append(TaskTable(table.index, table.columns, tuple(tasks), kind))
    return tuple(out)


def _task(
    doc: Document,
    table: RawTable,
    row: int,
    texts: tuple[str, ...],
    near: Anchors,
    habits: Habits,
    references: tuple[Reference, ...],
    number: int,
) -> Task:
    day_text, start_text, end_text, task, detail = texts
    start = near.first(start_text)
    end = near.last(end_text)
    day = read_day(day_text)
    held = near.first(day_text) if day.style == "date" else None
    return Task(
        number=number,
        table=table.index,
        row=row,
        line=doc.tables[table.index].rows[row].line,
        fields=tuple(Field(c, text) for c, text in zip(table.columns, table.rows[row], strict=True)),
        day=Day(day_text, weekday_of(day, habits.convention, held)),
        task=read_outline(task),
        detail=read_outline(detail) if detail else (),
        start=DateValue(start_text, start),
        end=DateValue(end_text, end),
        references=references,
        kind="html" if doc.tables[table.index].html else "markdown",
    )


def _near(texts: Sequence[str], anchors: Anchors) -> Anchors:
    """The anchors with the row's own dates that bear a year first: they lend it to those beside them."""
    found = [f for text in texts for f in find_dates(text)]
    if all(f.year is not None for f in found):
        return anchors
    own = tuple(d for f in found if f.year is not None and (d := f.date(anchors.order)))
    return Anchors(anchors.order, own + anchors.known, anchors.middle) if own else anchors
