"""Copied rows put into a page, in that page's own forms: intentions, and what would be lost. Pure.

Columns are matched by role, else by their header; lines are written in the target's breaks and bullets, dates and days
as it writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.worklog.cells.cell_text import CellText
from worklog_tui.worklog.cells.dialect import Dialect
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.cells.list_outline import list_outline
from worklog_tui.worklog.cells.outline import read_cell, read_outline, write_outline
from worklog_tui.worklog.day.dayrows import Place, blank, next_number, table_of, text_in
from worklog_tui.worklog.day.jotting import Jotted
from worklog_tui.worklog.day.logging import appended, item_column
from worklog_tui.worklog.intentions import (
    AddItem,
    AddSectionItem,
    AddTask,
    Intention,
    SetListOutline,
)
from worklog_tui.worklog.links import form as linkform
from worklog_tui.worklog.model import Column, Outline, OutlineItem, Task, TaskTable, Week
from worklog_tui.worklog.plans.plan import date_form
from worklog_tui.worklog.reading.dates import replace_date
from worklog_tui.worklog.reading.days import read_day, weekday_of, write_day
from worklog_tui.worklog.reading.roles import header_meaning
from worklog_tui.worklog.reading.words import folded
from worklog_tui.worklog.rows.copying import (
    DATES,
    TEXTS,
    Clip,
    CopiedField,
    CopiedLink,
    CopiedTask,
    column_dialect,
    inline,
)


class Pasted(NamedTuple):
    """What pasting asks for. ``lost``: what the target has no place for, in words; ``size``: rows, items or links."""

    intentions: tuple[Intention, ...]
    lost: tuple[str, ...] = ()
    size: int = 0


def table_at(week: Week, after: int | None) -> TaskTable:
    """The table a row after this task (None: the last) belongs to. Raises Refused."""
    if not week.task_tables:
        raise Refused("This page has no task table to paste rows into: write one in your editor first.")
    if after is None:
        return week.task_tables[-1]
    return week.task_tables[0] if not after else table_of(week, week.tasks[after - 1])


def paste_tasks(week: Week, tasks: Sequence[CopiedTask], after: int | None, *, keep: bool = False) -> Pasted:
    """The rows below task ``after`` (0: on top; None: at the end). ``keep``: what has no column of its own goes among
    the lines of the task. Raises Refused."""
    table = table_at(week, after)
    asked: list[Intention] = []
    lost: dict[str, None] = {}
    for at, task in enumerate(tasks):
        row = row_for(week, table, task, keep=keep)
        asked.append(AddTask(None if after is None else after + at, row.values | _numbered(table, after, at)))
        lost |= dict.fromkeys(row.lost)
    return Pasted(tuple(asked), tuple(lost), len(tasks))


def _numbered(table: TaskTable, after: int | None, at: int) -> dict[int, str]:
    """What columns that count the rows say in the new row ``at`` (0: the first one) at the end of a table."""
    last = after if after is not None else table.tasks[-1].number if table.tasks else 0
    out: dict[int, str] = {}
    for column in table.columns:
        counts = column.role is None and header_meaning(column.header) == "number"
        first = next_number(table, column, Place(table, last)) if counts else None
        if first is not None:
            out[column.index] = re.sub(r"\d+", lambda m: str(int(m[0]) + at).zfill(len(m[0])), first, count=1)
    return out


class NewRow(NamedTuple):
    """A row's cells by column index, as Markdown, and what has no place among them."""

    values: dict[int, str]
    lost: tuple[str, ...]


def row_for(week: Week, table: TaskTable, task: CopiedTask, *, keep: bool = False) -> NewRow:
    """What a copied row says in a table."""
    pairs = matched(task.fields, table.columns)
    values: dict[int, str] = {}
    for column in table.columns:
        own = pairs.get(column.index)
        if column.role == "day":
            values[column.index] = _day(week, table, column, task, own)
        elif column.role in DATES:
            values[column.index] = _date(week, table, column, task, own)
        elif own is not None:
            fresh = not any(i.text for t in week.tasks for i in t.task + t.detail)  # a page that shows no habits yet
            lines = own.text if fresh else _lines(own, table, column, column_dialect(week, table, column))
            values[column.index] = lines
    homeless = [f for f in task.fields if f not in pairs.values() and _needs_a_home(f, task, table)]
    if homeless and keep:
        column = item_column(table)
        outline = read_outline(values.get(column.index, "")) + tuple(i for f in homeless for i in _told(f))
        values[column.index] = write_outline("", outline, column_dialect(week, table, column))
        homeless = []
    return NewRow(values, tuple(f"{plain(f.header) or 'a column'}: {_short(f.text)}" for f in homeless))


def matched(fields: Sequence[CopiedField], columns: Sequence[Column]) -> dict[int, CopiedField]:
    """The copied field of each column: the nth of its role; without a role the one of the same header."""
    out: dict[int, CopiedField] = {}
    for column in columns:
        same = [c for c in columns if c.role == column.role]
        if column.role is not None:
            found = [f for f in fields if f.role == column.role]
            nth = same.index(column)
        else:
            found = [f for f in fields if f.role is None and _name(f.header) == _name(column.header)]
            nth = [c for c in same if _name(c.header) == _name(column.header)].index(column)
        if nth < len(found):
            out[column.index] = found[nth]
    return out


def _name(header: str) -> str:
    return folded(plain(header)).strip(" :")


def _needs_a_home(field: CopiedField, task: CopiedTask, table: TaskTable) -> bool:
    """Whether leaving this field out loses something."""
    roles = {c.role for c in table.columns}
    if blank(field.text):
        return False
    if field.role == "day":
        return not roles & {"start", "date"} or task.weekday is None or task.start is None
    if field.role in DATES:
        one = field.role == "end" and task.end is not None and task.end == task.start
        needed = {"start": {"start", "date"}, "end": {"end", "date"}, "date": {"start", "date"}}[str(field.role)]
        return not (roles & needed or (one and "start" in roles))
    return True


def _told(field: CopiedField) -> Outline:
    """A field as lines of a task: its header leads."""
    first, *rest = read_outline(field.text)
    head = OutlineItem(1, f"{plain(field.header)}: {first.text}" if plain(field.header) else first.text)
    return (head, *(OutlineItem(item.level + 2, item.text) for item in rest))


def _short(text: str) -> str:
    words = plain(text)
    return f"“{words[:29]}…”" if len(words) > 30 else f"“{words}”"


def _lines(field: CopiedField, table: TaskTable, column: Column, dialect: Dialect) -> str:
    """A cell's lines in the target's dialect; as they are where that is how they are written already."""
    cell = read_cell(field.text)
    outline = read_outline(field.text)
    others = [read_cell(task.fields[column.index].text) for task in table.tasks]
    if not outline or (cell.html and any(other.html for other in others)) or _written_so(cell, others):
        return field.text
    try:
        here, there = write_outline("", outline, dialect), write_outline("", outline, field.dialect)
    except Refused:
        return field.text
    return field.text if here == there and not cell.html else here


def _written_so(cell: CellText, others: Sequence[CellText]) -> bool:
    """Whether each line of a cell begins as lines of the column begin already."""
    firsts = {other.lines[0].lead.strip(" \t") for other in others if other.lines and not other.html}
    begins = {(line.gap, line.lead) for other in others if not other.html for line in other.lines[1:]}
    first, *rest = cell.lines
    return not cell.html and first.lead.strip(" \t") in firsts and {(line.gap, line.lead) for line in rest} <= begins


def _day(week: Week, table: TaskTable, column: Column, task: CopiedTask, own: CopiedField | None) -> str:
    text = own.text if own is not None else ""
    weekday = task.weekday or (task.start.isoweekday() if task.start is not None and own is None else None)
    if weekday is None:
        return text
    texts = [t.fields[column.index].text for t in table.tasks]
    written = write_day(weekday, texts, week.habits.convention, week.language)
    if not written:  # its day cells hold dates
        return date_form(week, column, table.table).write(task.start) if task.start is not None else text
    same = read_day(text).style == read_day(written).style
    return text if same and weekday_of(read_day(text), week.habits.convention, None) == weekday else written


def _date(week: Week, table: TaskTable, column: Column, task: CopiedTask, own: CopiedField | None) -> str:
    form = date_form(week, column, table.table)
    if own is not None and (own.form == form or (task.start is None and task.end is None)):
        return own.text
    date = task.end if column.role == "end" else task.start
    if column.role == "date" and own is None:
        date = task.start or task.end
    if date is None:
        return own.text if own is not None else ""
    if column.role == "date" and task.end is not None and task.start is not None and task.end > task.start:
        return f"{form.write(task.start)} - {form.write(task.end)}"
    return replace_date(own.text, date, form) if own is not None else form.write(date)


# --- items and links ---------------------------------------------------------------------------------------------


def paste_items(week: Week, items: Outline, list: int, after: int) -> Pasted:
    """The items below item ``after`` (-1: on top) of a list and what stands under it, at its level."""
    old = list_outline(week.document.lists[list])
    level = old[after].level if 0 <= after < len(old) else 0
    end = after + 1
    while after >= 0 and end < len(old) and old[end].level > level:
        end += 1
    new = tuple(OutlineItem(item.level + level, item.text) for item in items)
    return Pasted((SetListOutline(list, old[:end] + new + old[end:]),), (), len(items))


def paste_first_items(week: Week, items: Outline, section: int) -> Pasted:
    """The items as the first ones of a section that has no list yet."""
    span = week.sections[section].span
    number = sum(1 for known in week.document.lists if known.span.start < span.start)
    asked: list[Intention] = [AddSectionItem(section, items[0].text)]
    asked += [AddItem(number, at, item.text, item.level) for at, item in enumerate(items[1:])]
    return Pasted(tuple(asked), (), len(items))


def paste_lines(week: Week, items: Outline, number: int) -> Pasted:
    """The items as further lines of task ``number``."""
    task = week.tasks[number - 1]
    column = item_column(table_of(week, task))
    lines = tuple(OutlineItem(item.level, " ".join(item.text.split())) for item in items)
    return Pasted((appended(week, table_of(week, task), task, column, lines),), (), len(items))


def paste_links(week: Week, links: Sequence[CopiedLink], number: int) -> Pasted:
    """The references at task ``number``, in the page's form; those it has already are left out."""
    task = week.tasks[number - 1]
    table = table_of(week, task)
    fresh = [link for link in links if link.target not in {r.target for r in task.references}]
    if not fresh:
        raise Refused("The task has this reference already." if len(links) == 1 else "The task has these already.")
    column = linkform.reference_column(week, table)
    if column is None:
        return paste_lines(week, tuple(OutlineItem(0, inline(*link)) for link in fresh), number)
    texts = [text_in(other, column) for other in table.tasks]
    form = linkform.link_form(texts)
    labels = linkform.known_labels(week)
    written = [form.write(Jotted(link.label, link.target), "", labels) for link in fresh]
    return Pasted((_shelved(week, table, task, column, written),), (), len(fresh))


def _shelved(week: Week, table: TaskTable, task: Task, column: Column, written: Sequence[str]) -> Intention:
    from worklog_tui.worklog.intentions import SetField
    from worklog_tui.worklog.plans.plan import page_dialect

    texts = [text_in(other, column) for other in table.tasks]
    form = linkform.link_form(texts)
    if blank(text_in(task, column)):
        text = linkform.new_references(texts, written, form, page_dialect(week))
        return SetField(task.number, column.index, text)
    return linkform.add_references(task, column, written, form)


def as_items(clip: Clip) -> Outline:
    """What was copied as items of a list: tasks by their lines, references as links."""
    out = [item for task in clip.tasks for item in task.outline if item.text]
    out += clip.items
    out += [OutlineItem(0, inline(*link)) for link in clip.links]
    return tuple(out)


__all__ = [
    "DATES", "TEXTS", "NewRow", "Pasted", "as_items", "matched", "paste_first_items", "paste_items", "paste_lines",
    "paste_links", "paste_tasks", "row_for", "table_at",
]  # fmt: skip
