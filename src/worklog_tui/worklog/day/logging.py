"""Logging the day: what was done becomes an item of the day's task, written the way the page writes. Pure.

Each function turns a wish into a list of intentions, which are planned one after the other and are one step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.cell_text import CellText, Line, read_cell
from worklog_tui.worklog.cells.outline import read_outline, write_outline
from worklog_tui.worklog.day import dayrows
from worklog_tui.worklog.day.dayrows import Place, blank, column_of, table_of, text_in
from worklog_tui.worklog.day.jotting import Jotted, read_items, without_links
from worklog_tui.worklog.intentions import AddTask, Intention, MoveTask, SetField, SetFieldDate, SetFieldOutline
from worklog_tui.worklog.links import form as linkform
from worklog_tui.worklog.model import Column, Outline, OutlineItem, Task, TaskTable, Week
from worklog_tui.worklog.plans.plan import date_form, page_dialect
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.days import write_day
from worklog_tui.worklog.reading.roles import header_meaning

_NUMBERED = regex(r"(\d{1,3})([.)][ \t])")


class Added(NamedTuple):
    """What logging asks for. ``task``: the row's number afterwards; ``made``: it is a new row; ``links``: the targets
    that go to the reference column. ``section``: on a page without a task table, the section whose list it is (task 0).
    """

    intentions: tuple[Intention, ...]
    task: int
    made: bool
    items: tuple[str, ...]
    links: tuple[str, ...]
    section: int | None = None


def add_item(
    week: Week,
    text: str,
    day: dt.date,
    *,
    references: Sequence[str] = (),
    end: dt.date | None = None,
    row: bool = False,
) -> Added:
    """``text`` (a line an item, Markdown) logged on ``day``, which lies in the week. Links go where the page keeps its.

    ``references``: further targets; ``end``: the row's end date; ``row``: a row of its own. Raises Refused.
    """
    items = read_items(text)
    if not items and not references:
        raise Refused("There is nothing to add: the text is empty.")
    if not week.task_tables:
        return _in_list(week, items, references, day)
    found = None if row else dayrows.find_row(week, day)
    if found is not None and dayrows.rows_are_tasks(week, table_of(week, found), day):
        return _in_new_row(week, items, references, day, end, Place(table_of(week, found), found.number))
    if found is not None:
        return _in_row(week, found, items, references, day, end)
    place = dayrows.place_for(week, day)
    assert place is not None  # noqa: S101 - there is a table
    left = None if row else dayrows.empty_row(place)
    if left is not None:
        added = _in_row(week, left, items, references, day, end)
        return added._replace(intentions=(*_named(week, left, day), *added.intentions))
    return _in_new_row(week, items, references, day, end, place)


def day_row(week: Week, day: dt.date) -> int | None:
    """The task an item for this day goes into; None: its row will be made."""
    found = dayrows.find_row(week, day)
    if found is not None:
        return None if dayrows.rows_are_tasks(week, table_of(week, found), day) else found.number
    place = dayrows.place_for(week, day)
    left = dayrows.empty_row(place) if place is not None else None
    return left.number if left is not None else None


def item_column(table: TaskTable) -> Column:
    """The column items go to: the task, or its detail where that is what holds the lists."""
    task, detail = column_of(table, "task"), column_of(table, "detail")
    if task is None:
        raise Refused("This table has no column for tasks: write the row in your editor.")
    if detail is None:
        return task
    lines = {c.index: sum(len(read_outline(text_in(t, c))) for t in table.tasks) for c in (task, detail)}
    return detail if lines[detail.index] > lines[task.index] else task


def _in_list(week: Week, items: Outline, references: Sequence[str], day: dt.date) -> Added:
    from worklog_tui.worklog.day.daylists import add_to_list, day_section

    section = day_section(week, day)
    if section is None:
        raise Refused(
            "This page has no task table, and no list of that day, to log in: write one in your editor first."
        )
    words, _ = _sorted(items, references, None)
    return Added(tuple(add_to_list(week, section, words)), 0, False, _texts(words), (), section)


# --- into a row that is there ------------------------------------------------------------------------------------


def _in_row(
    week: Week, task: Task, items: Outline, references: Sequence[str], day: dt.date, end: dt.date | None
) -> Added:
    table = table_of(week, task)
    shelf = linkform.reference_column(week, table)
    words, links = _sorted(items, references, shelf)
    asked: list[Intention] = []
    column = item_column(table)
    if words:
        asked.append(appended(week, table, task, column, words))
    fresh = [link for link in links if link.target not in {r.target for r in task.references}]
    if fresh and shelf is not None:
        asked.append(_shelved(week, table, task, shelf, fresh, words))
    asked += _dates(table, task, day, end)
    return Added(tuple(asked), task.number, False, _texts(words), tuple(link.target for link in fresh))


def _sorted(items: Outline, references: Sequence[str], shelf: Column | None) -> tuple[Outline, tuple[Jotted, ...]]:
    """Words and links apart where the page has a column for links; else the links stay, or join, the words."""
    more = tuple(Jotted("", target) for target in references)
    if shelf is not None:
        words, links = without_links(items)
        return words, (*links, *(link for link in more if link.target not in {known.target for known in links}))
    if not more:
        return items, ()
    extra = " ".join(f"<{link.target}>" for link in more)
    last = items[-1] if items else OutlineItem(0, "")
    return (*items[:-1], last._replace(text=f"{last.text} {extra}".strip())), ()


def appended(week: Week, table: TaskTable, task: Task, column: Column, items: Outline) -> Intention:
    """The items after what a cell says, at the level of its list, counted on where that is numbered."""
    text = text_in(task, column)
    if blank(text):
        return SetField(task.number, column.index, write_outline("", items, page_dialect(week)))
    cell = read_cell(text)
    level = _level(cell, [read_cell(text_in(t, column)) for t in table.tasks if t is not task])
    there = tuple(line.item for line in cell.lines)
    added = tuple(item._replace(level=item.level + level) for item in _counted(there, items, level))
    if len(there) == 1 and not cell.lines[0].lead and len(added) == 1:
        two = text.rstrip(" \t") + page_dialect(week).line_break + added[0].text  # with the blanks around its break
        if read_outline(two) == there + added:
            return SetField(task.number, column.index, two)
    return SetFieldOutline(task.number, column.index, there + added)


def _level(cell: CellText, others: Sequence[CellText]) -> int:
    """The level a new item has: the outermost one; below a first line that heads a list of bullets, that list's."""
    if cell.html:
        return 0
    own = _list_level(cell.lines)
    if own is not None:
        return own
    shown = [level for other in others if not other.html and (level := _list_level(other.lines)) is not None]
    plain = bool(cell.lines) and not cell.lines[0].lead.strip()
    return 1 if plain and len(cell.lines) == 1 and 2 * shown.count(1) > len(shown) else 0


def _list_level(lines: Sequence[Line]) -> int | None:
    """The level of a cell's list; None for a cell of one line."""
    full = [line for line in lines if line.text]
    if len(full) < 2:
        return None
    if any(line.lead.strip() for line in full if line.level == 0):
        return 0
    under = [line.lead.lstrip(" \t") for line in full if line.level == 1]
    headed = under and all(lead and not lead.startswith(("&", "\u00a0", "\u2002", "\u2003")) for lead in under)
    return 1 if headed else 0


def _counted(there: Outline, items: Outline, level: int) -> Outline:
    """The items with numbers of their own where the list they join is numbered."""
    siblings = [i.text for i in there if i.level == level]
    numbers = [_NUMBERED.match(text) for text in siblings]
    last = numbers[-1] if numbers else None
    if last is None or not all(numbers):
        return items
    out, at = [], int(last[1])
    for item in items:
        bare = item.level == 0 and not _NUMBERED.match(item.text)
        at += bare
        out.append(item._replace(text=f"{at}{last[2]}{item.text}") if bare else item)
    return tuple(out)


def _shelved(
    week: Week, table: TaskTable, task: Task, shelf: Column, links: Sequence[Jotted], words: Outline
) -> Intention:
    form, written = _written(week, table, shelf, links, words)
    text = text_in(task, shelf)
    if blank(text):
        return SetField(task.number, shelf.index, _new_references(week, table, shelf, written, form))
    return linkform.add_references(task, shelf, written, form)


def _written(
    week: Week, table: TaskTable, shelf: Column, links: Sequence[Jotted], words: Outline
) -> tuple[linkform.LinkForm, list[str]]:
    form = linkform.link_form([text_in(t, shelf) for t in table.tasks])
    labels = linkform.known_labels(week)
    name = words[0].text if len(words) == 1 else ""
    return form, [form.write(link, name, labels) for link in links]


def _new_references(
    week: Week, table: TaskTable, shelf: Column, written: Sequence[str], form: linkform.LinkForm
) -> str:
    texts = [text for t in table.tasks if not blank(text := text_in(t, shelf))]
    return linkform.new_references(texts, written, form, page_dialect(week))


def _dates(table: TaskTable, task: Task, day: dt.date, end: dt.date | None) -> list[Intention]:
    """Dates a prepared row does not bear yet."""
    asked: list[Intention] = []
    start, stop = column_of(table, "start", "date"), column_of(table, "end")
    if start is not None and blank(text_in(task, start)) and task.end.date is None and not _holds_date(task):
        asked.append(SetFieldDate(task.number, start.index, day))
    if end is not None and stop is not None:
        asked.append(SetFieldDate(task.number, stop.index, end))
    return asked


def _holds_date(task: Task) -> bool:
    return bool(find_dates(task.day.text))


# --- into a new row ----------------------------------------------------------------------------------------------


def _in_new_row(
    week: Week, items: Outline, references: Sequence[str], day: dt.date, end: dt.date | None, place: Place
) -> Added:
    table = place.table
    shelf = linkform.reference_column(week, table)
    words, links = _sorted(items, references, shelf)
    values = _fixed(place)
    if words:
        values[item_column(table).index] = write_outline("", words, page_dialect(week))
    if links and shelf is not None:
        form, written = _written(week, table, shelf, links, words)
        values[shelf.index] = _new_references(week, table, shelf, written, form)
    stop = column_of(table, "end")
    if end is not None and stop is not None:
        values[stop.index] = date_form(week, stop, table.table).write(end)
    asked: list[Intention] = [AddTask(_after(week, place), values, day)]
    if place.up:
        asked.append(MoveTask(place.after + 1, -place.up))
    return Added(tuple(asked), place.task, True, _texts(words), tuple(link.target for link in links))


def _after(week: Week, place: Place) -> int | None:
    """What AddTask calls the place: an empty table is reached as the first or the last one."""
    if place.table.tasks or place.table is week.task_tables[0]:
        return place.after
    if place.table is not week.task_tables[-1]:
        raise Refused("The table for this day is empty and stands between others: write its first row in your editor.")
    return None


def _fixed(place: Place) -> dict[int, str]:
    """Cells of a new row that go on counting: ``Day 16``, ``STT``."""
    values: dict[int, str] = {}
    day = column_of(place.table, "day")
    counted = dayrows.next_day_text(place.table, place)
    if day is not None and counted is not None:
        values[day.index] = counted
    for column in place.table.columns:
        if column.role is None and header_meaning(column.header) == "number":
            number = dayrows.next_number(place.table, column, place)
            if number is not None:
                values[column.index] = number
    return values


def _named(week: Week, task: Task, day: dt.date) -> list[Intention]:
    """The day of a row that was left empty."""
    table = table_of(week, task)
    column = column_of(table, "day")
    if column is None:
        return []
    examples = [text for t in table.tasks if (text := text_in(t, column)).strip()]
    written = write_day(day.isoweekday(), examples, week.habits.convention, week.language)
    return [SetField(task.number, column.index, written or date_form(week, column, table.table).write(day))]


def _texts(items: Outline) -> tuple[str, ...]:
    return tuple(item.text for item in items)
