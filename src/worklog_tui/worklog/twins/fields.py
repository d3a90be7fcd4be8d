"""What a changed row asks of the same one on the twin: its days, dates, status and texts, in the twin's own forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from worklog_tui.document.model import Refused
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.dialect import column_dialect
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.cells.outline import read_outline, write_outline
from worklog_tui.worklog.day.closing import done_word, shifted
from worklog_tui.worklog.day.dayrows import table_of
from worklog_tui.worklog.model import Column, Field, OutlineItem, Task, TaskTable, Week
from worklog_tui.worklog.plans.plan import date_form, page_dialect
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.days import write_day
from worklog_tui.worklog.reading.status import says_done
from worklog_tui.worklog.twins.changes import Changes, Copied, Rows, has_words
from worklog_tui.worklog.twins.lines import changed_text
from worklog_tui.worklog.twins.links import in_form, link_form

_DATES: Final = ("start", "end", "date")
_OUTLINES: Final = ("task", "detail", "note")


def changed_task(week: Week, after: Week, twin: Week, number: int) -> Changes:
    """What the changes of one row's fields ask of the twin's row."""
    was, now, there = week.tasks[number - 1], after.tasks[number - 1], twin.tasks[number - 1]
    out = Changes()
    for old, new in zip(was.fields, now.fields, strict=True):
        if old.text == new.text:
            continue
        found = counterpart(old.column, was.fields, there.fields)
        if found is None:
            out = out._replace(notes=(*out.notes, f"{twin.language or 'the twin'} has no such column"))
            continue
        more = _field(Rows(week, after, twin, was, now, there), old, new, found)
        if more.reason is not None:
            return more
        out = Changes(out.intentions + more.intentions, out.copies + more.copies, out.notes + more.notes)
    return out


def counterpart(column: Column, own: Sequence[Field], there: Sequence[Field]) -> Field | None:
    """The twin's column of the same role (the nth of it); start stands for a single date. Others by their place."""
    same = [f.column.index for f in own if f.column.role == column.role]
    if column.role is None:
        found = [f for f in there if f.column.index == column.index and f.column.role is None]
        return found[0] if found and len(own) == len(there) else None
    found = [f for f in there if f.column.role == column.role]
    nth = same.index(column.index)
    if not found and column.role in ("start", "date"):
        other = "date" if column.role == "start" else "start"
        found, nth = [f for f in there if f.column.role == other], 0
    return found[nth] if nth < len(found) else None


def _field(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    role = old.column.role
    if role == "day":
        return _day(rows, old, new, there)
    if role in _DATES:
        return _date(rows, old, new, there)
    if role == "status":
        return _status(rows, old, new, there)
    return changed_text(rows, old, new, there)


def _day(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    number, weekday = rows.there.number, rows.now.day.weekday
    if weekday is None:
        return _plain(rows, old, new, there)
    if rows.there.day.weekday == weekday:
        return Changes()
    text = day_text(rows.twin, rows.there.table, there.column, weekday)
    if text:
        return Changes((i.SetField(number, there.column.index, text),))
    date = rows.now.start.date  # its day column holds dates
    if date is None or date.isoweekday() != weekday:
        return Changes(notes=(f"the day column of {rows.twin.language or 'the twin'} holds dates",))
    return Changes((i.SetFieldDate(number, there.column.index, date),))


def day_text(twin: Week, table: int, column: Column, weekday: int) -> str:
    """A day as the twin writes days; "" where it writes dates."""
    of = next(t for t in twin.task_tables if t.table == table)
    texts = [t.fields[column.index].text for t in of.tasks]
    return write_day(weekday, texts, twin.habits.convention, twin.language)


def _date(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    number = rows.there.number
    end = old.column.role == "end"
    here = rows.now.end if end else rows.now.start
    held = rows.there.end if end else rows.there.start
    if len(find_dates(there.text)) > 1 or (old.column.role == "date" and rows.now.start.date != rows.now.end.date):
        return _span(rows, old, new, there)
    if here.date is None:
        return _plain(rows, old, new, there)
    if held.date == here.date:
        return Changes()
    return Changes((i.SetFieldDate(number, there.column.index, here.date),))


def _span(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """A span of days in one cell: it moves there as far as it moved here."""
    both = [(rows.was.start.date, rows.now.start.date), (rows.was.end.date, rows.now.end.date)]
    pairs = both if old.column.role == "date" else both[1:] if old.column.role == "end" else both[:1]
    moved = {(b - a).days if a is not None and b is not None else None for a, b in pairs}
    by = moved.pop() if len(moved) == 1 else None
    if by is None:
        return _plain(rows, old, new, there)
    try:
        text = shifted(rows.twin, rows.there, there.text, by)
    except Refused:
        return _plain(rows, old, new, there)
    return Changes((i.SetField(rows.there.number, there.column.index, text),)) if by else Changes()


def _status(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """Finished here is finished there, in the twin's own word; other words of a status stay each page's own."""
    if not says_done(new.text) or says_done(old.text) or says_done(there.text):
        return changed_text(rows, old, new, there)
    word = done_word(rows.twin, there.column, table_of(rows.twin, rows.there))
    return Changes((i.SetField(rows.there.number, there.column.index, word),))


def _plain(rows: Rows, old: Field, new: Field, there: Field) -> Changes:
    """A day or date cell that says something else: where both pages say the same it is copied, else left."""
    same = old.text.strip() == there.text.strip() and rows.week.habits.order == rows.twin.habits.order
    if not same and (new.text.strip() or not there.text.strip()):
        return Changes(notes=(f"row {rows.there.number}: “{plain(new.text)}” stays here",))
    copies = (Copied("tasks", new.text),) if has_words(new.text) and not old.text.strip() else ()
    return Changes((i.SetField(rows.there.number, there.column.index, new.text.strip()),), copies)


def new_task(after: Week, twin: Week, place: int | None, number: int, date: dt.date | None = None) -> Changes:
    """The row ``number``, just added to ``after`` below row ``place``, for the twin; ``date``: the day it was made for,
    where its own cells may not tell the year.
    """
    task = after.tasks[number - 1]
    at = next(n for n, t in enumerate(after.task_tables) if t.table == task.table)
    table = twin.task_tables[at]
    values: dict[int, str] = {}
    copies: list[Copied] = []
    blank = [Field(column, "") for column in table.columns]
    for field in task.fields:
        found = counterpart(field.column, task.fields, blank)
        if found is not None and field.text.strip():
            values[found.column.index] = _new_cell(task, field, twin, table, found.column, copies, date)
    return Changes((i.AddTask(place, values),), tuple(copies))


def _new_cell(
    task: Task,
    field: Field,
    twin: Week,
    table: TaskTable,
    column: Column,
    copies: list[Copied],
    given: dt.date | None,
) -> str:
    role = field.column.role
    start = given or task.start.date
    if role == "day":
        weekday = given.isoweekday() if given is not None else task.day.weekday
        if weekday is not None and (text := day_text(twin, table.table, column, weekday)):
            return text
        if weekday is not None and start is not None:
            return date_form(twin, column, table.table).write(start)
    if role in _DATES:
        date = task.end.date if role == "end" else start
        if date is not None and (role != "date" or given is not None or task.end.date == date):
            return date_form(twin, column, table.table).write(date)
    outline = read_outline(field.text)
    form = link_form(twin, column)
    there = tuple(OutlineItem(item.level, in_form(item.text, form)) for item in outline)
    copies += [Copied("tasks", item.text) for item in there if has_words(item.text)]
    if role in _OUTLINES:
        return write_outline("", there, column_dialect(twin, column, page_dialect(twin)))
    return write_outline("", there, page_dialect(twin)) if len(there) > 1 else "".join(x.text for x in there)
