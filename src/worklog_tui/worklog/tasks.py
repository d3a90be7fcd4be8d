"""Task tables: their columns, and each row as a task whose days and dates are read the page's own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from worklog_tui.document.model import Document
from worklog_tui.record import record
from worklog_tui.worklog.cell_text import read_outline
from worklog_tui.worklog.date_text import Found, find_dates
from worklog_tui.worklog.dates import Anchors, find_order
from worklog_tui.worklog.days import DayText, find_convention, read_day, weekday_of
from worklog_tui.worklog.model import Column, DateValue, Day, Field, Habits, Reference, Task, TaskTable
from worklog_tui.worklog.roles import column_roles, is_task_table
from worklog_tui.worklog.vocabulary import Vocabulary

_DATE_ROLES = ("start", "end", "date")


@record
class RawTable:
    """A table whose columns make it one of tasks; ``rows`` as Hugo renders them."""

    index: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def at(self, row: int, *roles: str) -> str:
        """The text of the row's first column of one of these roles; "" where there is none."""
        return next((self.rows[row][c.index] for c in self.columns if c.role in roles), "")


def find_task_tables(doc: Document, vocabulary: Vocabulary) -> tuple[RawTable, ...]:
    """Every Markdown table with a task-like column beside a day or date column."""
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
        for row in range(len(table.rows)):
            day = read_day(table.at(row, "day"))
            begins = find_dates(table.at(row, "start", "date") or table.at(row, "day"))
            ends = find_dates(table.at(row, "end"))
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
        for row in range(len(table.rows)):
            tasks.append(_task(doc, table, row, number + 1, anchors, habits, tuple(references[number])))
            number += 1
        out.append(TaskTable(table.index, table.columns, tuple(tasks)))
    return tuple(out)


def _task(
    doc: Document,
    table: RawTable,
    row: int,
    number: int,
    anchors: Anchors,
    habits: Habits,
    references: tuple[Reference, ...],
) -> Task:
    near = _near(table, row, anchors)
    start_text, end_text = table.at(row, "start", "date"), table.at(row, "end", "date")
    start = near.first(start_text)
    end = near.last(end_text)
    day_text = table.at(row, "day")
    day = read_day(day_text)
    held = near.first(day_text) if day.style == "date" else None
    return Task(
        number=number,
        table=table.index,
        row=row,
        line=doc.tables[table.index].rows[row].line,
        fields=tuple(Field(c, text) for c, text in zip(table.columns, table.rows[row], strict=True)),
        day=Day(day_text, weekday_of(day, habits.convention, held)),
        task=read_outline(table.at(row, "task")),
        detail=read_outline(table.at(row, "detail")),
        start=DateValue(start_text, start),
        end=DateValue(end_text, end),
        references=references,
    )


def _near(table: RawTable, row: int, anchors: Anchors) -> Anchors:
    """The anchors with the row's own dates that bear a year first: they lend it to those beside them."""
    texts = [text for c, text in zip(table.columns, table.rows[row], strict=True) if c.role in (*_DATE_ROLES, "day")]
    found = [f for text in texts for f in find_dates(text)]
    if all(f.year is not None for f in found):
        return anchors
    own = tuple(d for f in found if f.year is not None and (d := f.date(anchors.order)))
    return Anchors(anchors.order, own + anchors.known, anchors.middle) if own else anchors
