"""``plan``: what a user means to change becomes a proven edit, written the way the page writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any

from worklog_tui.document.model import Document, Refused
from worklog_tui.document.patch import Edit, Patch
from worklog_tui.patterns import regex
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.dialect import Dialect, column_dialect, read_dialect
from worklog_tui.worklog.cells.outline import write_outline
from worklog_tui.worklog.model import Column, Field, Task, TaskTable, Week
from worklog_tui.worklog.reading.dates import DEFAULT_FORM, DateForm, page_form, replace_date
from worklog_tui.worklog.reading.days import write_day

_DATES = ("start", "end", "date")
_LINES = regex(r"[ \t]*(?:<br[ \t]*/?>|\r\n|\r|\n)[ \t]*", re.IGNORECASE)


def plan(week: Week, intention: i.Intention, *, shortcodes: Collection[str] = ()) -> Edit:
    """The edit of ``week.document`` that does it. The same value again is an edit with an empty patch.

    ``shortcodes``: names the site has, which new text may call. Raises Refused with a sentence for the user.
    """
    if any(table.html for table in week.document.tables):
        from worklog_tui.worklog.plans.html import plan_beside_html

        return plan_beside_html(week, intention, {"shortcodes": shortcodes}, _plan_of(type(intention)))
    return _plan_of(type(intention))(week, intention, {"shortcodes": shortcodes})


def page_dialect(week: Week) -> Dialect:
    """How the page writes inside the cells of its tasks."""
    texts = [f.text for t in week.tasks for f in t.fields if f.column.role in ("task", "detail")]
    return read_dialect(texts)


def date_form(week: Week, column: Column, table: int | None = None) -> DateForm:
    """How the page writes dates in a column; where that shows none, in its other date columns; else dd/mm/yyyy."""
    near = [task for one in week.task_tables if table is None or one.table == table for task in one.tasks]
    own = [f.text for task in near for f in task.fields if f.column.index == column.index]
    if form := page_form(own, week.habits.order):
        return form
    others = [f.text for task in week.tasks for f in task.fields if f.column.role in _DATES]
    return page_form(others, week.habits.order) or DEFAULT_FORM


def _unchanged(week: Week) -> Edit:
    return Edit(Patch(()), week.document, week.document)


def _task(week: Week, number: int) -> Task:
    tasks = week.tasks
    if not 1 <= number <= len(tasks):
        have = f"it has {len(tasks)}" if tasks else "it has none"
        raise Refused(f"There is no task {number} on this page: {have}.")
    return tasks[number - 1]


def _field(week: Week, task: int, column: int) -> tuple[Task, Field]:
    found = _task(week, task)
    if not 0 <= column < len(found.fields):
        raise Refused(f"Task {task} has no column {column + 1}: its table has {len(found.fields)}.")
    return found, found.fields[column]


def _set_cell(week: Week, task: Task, field: Field, value: str, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.cells import set_cell

    if _LINES.split(value.strip(" \t\r\n")) == _LINES.split(field.text.strip(" \t\r\n")):
        return _unchanged(week)
    line_break = page_dialect(week).line_break if "\n" in value or "\r" in value else "<br>"
    return set_cell(week.document, task.table, task.row, field.column.index, value, line_break=line_break, **options)


def _plan_field(week: Week, it: i.SetField, options: dict[str, Any]) -> Edit:
    return _set_cell(week, *_field(week, it.task, it.column), it.value, options)


def _plan_outline(week: Week, it: i.SetFieldOutline, options: dict[str, Any]) -> Edit:
    task, field = _field(week, it.task, it.column)
    value = write_outline(field.text, it.outline, column_dialect(week, field.column, page_dialect(week)))
    return _unchanged(week) if value == field.text else _set_cell(week, task, field, value, options)


def _plan_date(week: Week, it: i.SetFieldDate, options: dict[str, Any]) -> Edit:
    task, field = _field(week, it.task, it.column)
    shown = task.end if field.column.role == "end" else task.start
    if field.column.role in ("start", "end") and it.date is not None and shown.date == it.date:
        return _unchanged(week)
    value = replace_date(field.text, it.date, date_form(week, field.column, task.table))
    if it.date is None and not any(c.isalnum() for c in value):
        value = ""
    return _set_cell(week, task, field, value, options)


def _plan_add(week: Week, it: i.AddTask, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import insert_row

    table, at = _place_for(week, it.after)
    cells = ["" for _ in table.columns]
    if it.date is not None:
        for column in table.columns:
            cells[column.index] = _dated_cell(week, table, column, it.date)
    for index, value in it.values.items():
        if not 0 <= index < len(cells):
            raise Refused(f"There is no column {index + 1}: the table has {len(cells)}.")
        cells[index] = value
    return insert_row(week.document, table.table, at, cells, line_break=page_dialect(week).line_break, **options)


def _place_for(week: Week, after: int | None) -> tuple[TaskTable, int]:
    """The table and the row a new task becomes."""
    if not week.task_tables:
        raise Refused("This page has no task table to add a row to: write one in your editor first.")
    if after is None:
        table = week.task_tables[-1]
        return table, len(table.tasks)
    if after == 0:
        return week.task_tables[0], 0
    task = _task(week, after)
    return next(t for t in week.task_tables if t.table == task.table), task.row + 1


def _dated_cell(week: Week, table: TaskTable, column: Column, date: dt.date) -> str:
    """What a new row of that day says in a column. A task that begins has no end yet: that column stays empty."""
    if column.role in ("start", "date"):
        return date_form(week, column, table.table).write(date)
    if column.role != "day":
        return ""
    days = [t.fields[column.index].text for t in table.tasks]
    written = write_day(date.isoweekday(), days, week.habits.convention, week.language)
    return written or date_form(week, column, table.table).write(date)


def _plan_remove(week: Week, it: i.RemoveTask, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import remove_row

    task = _task(week, it.task)
    return remove_row(week.document, task.table, task.row)


def _plan_move(week: Week, it: i.MoveTask, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import move_row

    task = _task(week, it.task)
    last = len(week.document.tables[task.table].rows) - 1
    to = max(0, min(last, task.row + it.by))
    return _unchanged(week) if to == task.row else move_row(week.document, task.table, task.row, to)


def _plan_duplicate(week: Week, it: i.DuplicateTask, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.rows import duplicate_row

    task = _task(week, it.task)
    return duplicate_row(week.document, task.table, task.row)


def _plan_front(week: Week, it: i.SetFrontMatter, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.front_matter import set_value

    return set_value(week.document, it.key, it.value)


def _plan_front_matter(week: Week, it: i.AddFrontMatter, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.front_matter import add_front_matter

    front = week.document.front_matter
    if why := front.locked or front.error:
        raise Refused(why)
    return add_front_matter(week.document, dict(it.values))


def _plan_front_removal(week: Week, it: i.RemoveFrontMatter, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.front_matter import remove_value

    return remove_value(week.document, it.key)


def _plan_item(week: Week, it: i.SetItem, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.items import set_item

    return set_item(week.document, it.list, it.item, it.text, **options)


def _plan_new_item(week: Week, it: i.AddItem, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.items import add_item

    return add_item(week.document, it.list, it.item, it.text, it.level, **options)


def _plan_section_item(week: Week, it: i.AddSectionItem, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.items import add_item, start_list

    if not 0 <= it.section < len(week.sections):
        raise Refused("This section is not on the page any more: reload it and try again.")
    section = week.sections[it.section]
    if section.lists:
        return add_item(week.document, section.lists[-1], None, it.text, **options)
    full = [b for b in section.blocks if week.document.blocks[b].kind != "blank"]
    if not full:
        raise Refused("There is no place for a list in this section: edit the page as text.")
    return start_list(week.document, full[-1] + 1, it.text, **options)


def _plan_item_removal(week: Week, it: i.RemoveItem, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.items import remove_item

    return remove_item(week.document, it.list, it.item)


def _plan_indent(week: Week, it: i.IndentItem, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.items import indent_item

    return indent_item(week.document, it.list, it.item, it.by)


def _plan_heading(week: Week, it: i.SetHeading, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.headings import set_heading

    return set_heading(week.document, it.heading, it.text, **options)


def _plan_block(week: Week, it: i.ReplaceBlock, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.blocks import replace_block

    blocks = week.document.blocks
    if not 0 <= it.block < len(blocks):
        raise Refused("This part of the page is not there any more: reload it and try again.")
    span = blocks[it.block].span
    raw = merged_lines(week.document, week.document.source[span.start : span.end], it.text)
    return replace_block(week.document, it.block, raw)


def _plan_link(week: Week, it: i.SetLink, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.links import set_link

    return set_link(week.document, it.link, label=it.label, target=it.target)


def merged_lines(doc: Document, old: bytes, text: str) -> bytes:
    """``text`` as bytes; lines it shares with ``old`` keep theirs, new ones end as the page's."""
    from difflib import SequenceMatcher

    was = re.findall(rb"[^\n]*\n|[^\n]+", old)
    known = [line.decode("utf-8", "replace").rstrip("\r\n") for line in was]
    ended = re.split(r"\r\n|\r|\n", text)
    now = ended if ended[-1] else ended[:-1]
    end = _line_end(doc.source)
    out: list[bytes] = []
    for tag, a1, _, b1, b2 in SequenceMatcher(None, known, now, autojunk=False).get_opcodes():
        for n in range(b1, b2):
            line = was[a1 + n - b1] if tag == "equal" else now[n].encode("utf-8") + end
            out.append(line)
    if not ended[-1]:
        out = [line if line.endswith(b"\n") else line + end for line in out]
    else:
        out = [*(line if line.endswith(b"\n") else line + end for line in out[:-1]), out[-1].rstrip(b"\r\n")]
    return b"".join(out)


def _line_end(source: bytes) -> bytes:
    """The page's own line end: the one most of its lines have."""
    return b"\r\n" if 2 * source.count(b"\r\n") > source.count(b"\n") else b"\n"


# modules of this package whose PLANS are looked up where an intention is none of those below
_MORE = ("plans.items", "plans.tables", "plans.sections", "newweek.index", "newweek.renumbering")


def _plan_of(kind: type) -> Callable[[Week, Any, dict[str, Any]], Edit]:
    for module in _MORE if kind not in _PLANS else ():
        _PLANS.update(import_module(f"worklog_tui.worklog.{module}").PLANS)
    return _PLANS[kind]


_PLANS: dict[type, Callable[[Week, Any, dict[str, Any]], Edit]] = {
    i.SetField: _plan_field,
    i.SetFieldOutline: _plan_outline,
    i.SetFieldDate: _plan_date,
    i.AddTask: _plan_add,
    i.RemoveTask: _plan_remove,
    i.MoveTask: _plan_move,
    i.DuplicateTask: _plan_duplicate,
    i.SetFrontMatter: _plan_front,
    i.AddFrontMatter: _plan_front_matter,
    i.RemoveFrontMatter: _plan_front_removal,
    i.SetItem: _plan_item,
    i.AddItem: _plan_new_item,
    i.AddSectionItem: _plan_section_item,
    i.RemoveItem: _plan_item_removal,
    i.IndentItem: _plan_indent,
    i.SetHeading: _plan_heading,
    i.ReplaceBlock: _plan_block,
    i.SetLink: _plan_link,
}
