"""The row of a day in a week's task tables, and the place where it belongs when it is missing. Pure.

In nearly every table a day has one row. It is found by its dates, else (dates empty) by its day cell; the week itself
is known to hold the day, so that a weekday is enough.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Column, ColumnRole, Task, TaskTable, Week
from worklog_tui.worklog.reading.dates import Anchors
from worklog_tui.worklog.reading.days import read_day, weekdays_in

_NEAR = dt.timedelta(days=9)
_LONG = dt.timedelta(days=13)
_PLACEHOLDER = regex(r"(?:[-–—_.…?\s]|&nbsp;|&mdash;|&ndash;|<br\s*/?>)*|n/?a|none|tbd|todo", re.IGNORECASE)


class Place(NamedTuple):
    """Where a new row belongs: after task ``after`` (0: first on the page), then ``up`` rows higher."""

    table: TaskTable
    after: int
    up: int = 0

    @property
    def task(self) -> int:
        """The number the new row gets."""
        return self.after + 1 - self.up


def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or one of the marks people leave in empty cells."""
    return _PLACEHOLDER.fullmatch(text.strip(" \t\r\n")) is not None


def column_of(table: TaskTable, *roles: ColumnRole) -> Column | None:
    """The first column of one of these roles, the earlier role first."""
    return next((c for role in roles for c in table.columns if c.role == role), None)


def table_of(week: Week, task: Task) -> TaskTable:
    """The task's table."""
    return next(t for t in week.task_tables if t.table == task.table)


def text_in(task: Task, column: Column | None) -> str:
    """The task's text in a column; "" for no column."""
    return "" if column is None else task.fields[column.index].text


def row_days(week: Week, task: Task, near: dt.date | None = None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a row by its dates, those in its day cell where it has no others.

    ``near`` lends its year where the page tells none.
    """
    known = week.habits.known_dates or ((near,) if near is not None else ())
    anchors = Anchors(week.habits.order, known)
    first = task.start.date or anchors.first(task.start.text)
    last = task.end.date or anchors.last(task.end.text)
    if first is not None or last is not None:
        begin, end = first or last, last or first
        assert begin is not None and end is not None  # noqa: S101, PT018 - narrows the types
        return (begin, end) if begin <= end and end - begin <= _LONG else (begin, begin)
    if not (blank(task.start.text) and blank(task.end.text)):
        return None
    held = anchors.read(task.day.text)
    return (held[0], max(held[0], held[-1])) if held else None


def row_weekdays(week: Week, task: Task) -> frozenset[int]:
    """The ISO weekdays a row's day cell names."""
    if task.day.weekday is not None:
        return frozenset({task.day.weekday})
    return weekdays_in(task.day.text, week.habits.convention)


def find_row(week: Week, day: dt.date) -> Task | None:
    """The row of that day: the one with its date, else the shortest span of days around it, else, without any dates,
    the one whose day cell names the weekday. Of several the last one.
    """
    spans = [(t, s) for t in week.tasks if (s := row_days(week, t, day)) is not None and s[0] <= day <= s[1]]
    if spans:
        shortest = min(last - first for _, (first, last) in spans)
        return [t for t, (first, last) in spans if last - first == shortest][-1]
    undated = [t for t in week.tasks if blank(t.start.text) and blank(t.end.text) and row_days(week, t, day) is None]
    named = [(t, days) for t in undated if day.isoweekday() in (days := row_weekdays(week, t))]
    return min(reversed(named), key=lambda pair: len(pair[1]))[0] if named else None


def rows_are_tasks(week: Week, table: TaskTable, day: dt.date) -> bool:
    """Whether each task has a row of its own here, several of them a day."""
    said = [(row_days(week, t, day), t.day.text.strip(" \t").casefold()) for t in table.tasks]
    dated = [s for s in said if s[0] is not None]
    return len(dated) > 2 and 2 * len(set(dated)) <= len(dated)


def empty_row(place: Place) -> Task | None:
    """A row without any text that stands at this place: it was left for the day."""
    for task in place.table.tasks:
        if task.number == place.task and all(blank(f.text) for f in task.fields):
            return task
    return None


def place_for(week: Week, day: dt.date) -> Place | None:
    """Where the day's row belongs, in the order the rows have. None: the page has no task table."""
    if not week.task_tables:
        return None
    table = _table_for(week, day)
    index = _index(week, table, day)
    if index:
        return Place(table, table.tasks[index - 1].number)
    if not table.tasks or table is week.task_tables[0]:
        return Place(table, 0 if table.tasks else _tasks_before(week, table))
    return Place(table, table.tasks[0].number, up=1)


def _tasks_before(week: Week, table: TaskTable) -> int:
    return sum(len(t.tasks) for t in week.task_tables[: week.task_tables.index(table)])


def _table_for(week: Week, day: dt.date) -> TaskTable:
    """The table with the row nearest to the day; where rows have no dates, the last one."""

    def far(table: TaskTable) -> int:
        days = [s for t in table.tasks if (s := row_days(week, t, day)) is not None]
        return min((min(abs(s[0] - day), abs(s[1] - day)).days for s in days), default=999)

    tables = list(reversed(week.task_tables))
    return min(tables, key=far)


def _index(week: Week, table: TaskTable, day: dt.date) -> int:
    """The row the new one becomes: below the last one of an earlier (or the same) day and what goes on beneath it."""
    falling = _falling(week, table.tasks, day)
    index, before = 0, False
    for at, task in enumerate(table.tasks):
        verdict = _earlier(week, task, day)
        if falling and verdict is not None:
            verdict = not verdict
        if verdict is None:
            verdict = before and not all(blank(f.text) for f in task.fields)
        before = verdict
        if before:
            index = at + 1
    return index


def _earlier(week: Week, task: Task, day: dt.date) -> bool | None:
    """Whether a row is of an earlier or the same day; None: it does not say."""
    days = row_days(week, task, day)
    if days is not None and abs(days[0] - day) <= _NEAR:
        return days[0] <= day
    named = row_weekdays(week, task)
    return min(named) <= day.isoweekday() if named else None


def _falling(week: Week, tasks: Sequence[Task], day: dt.date) -> bool:
    """Whether the newest day stands first."""
    days = [s[0] for t in tasks if (s := row_days(week, t, day)) is not None]
    steps = [(b > a) - (b < a) for a, b in pairwise(days)]
    return sum(steps) < 0 and steps.count(1) == 0


def next_day_text(table: TaskTable, place: Place) -> str | None:
    """The day cell of a new last row on a page that counts its days on (``Day 16``); None: it names weekdays."""
    column = column_of(table, "day")
    if column is None or not table.tasks or place.after != table.tasks[-1].number or place.up:
        return None
    texts = [text_in(t, column) for t in table.tasks]
    numbers = [read_day(text).number for text in texts]
    if any(n is None for n in numbers) or max(n or 0 for n in numbers) < 9:
        return None
    return re.sub(r"\d+", str((numbers[-1] or 0) + 1), texts[-1], count=1)


def next_number(table: TaskTable, column: Column, place: Place) -> str | None:
    """What a column that counts the rows says in a new last row; None: it does not count, or others would shift."""
    if not table.tasks or place.after != table.tasks[-1].number or place.up:
        return None
    texts = [text_in(t, column).strip(" \t") for t in table.tasks]
    found = [re.fullmatch(r"(\D{0,8}?)(\d{1,3})(\D{0,2})", text) for text in texts]
    numbers = [int(m[2]) if m else -1 for m in found]
    first, last = numbers[0], found[-1]
    if last is None or numbers != list(range(first, first + len(numbers))) or len(numbers) < 2:
        return None
    return f"{last[1]}{str(numbers[-1] + 1).zfill(len(last[2]))}{last[3]}"
