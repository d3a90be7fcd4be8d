"""Tasks that go on next week: rows for the next page, dated its Monday where it dates its rows. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.worklog.day.dayrows import Place, blank, place_for, row_days, row_weekdays, text_in
from worklog_tui.worklog.intentions import AddTask, Intention, MoveTask, RemoveTask, SetField
from worklog_tui.worklog.model import Column, Task, TaskTable, Week
from worklog_tui.worklog.rows.copying import DATES, CopiedTask, copy_tasks
from worklog_tui.worklog.rows.transfer import row_for

_TIMES = ("day", *DATES)


class Carried(NamedTuple):
    """What the next page is asked; ``rows``: the numbers the tasks have there; ``lost``: what it has no column for."""

    intentions: tuple[Intention, ...]
    rows: tuple[int, ...]
    lost: tuple[str, ...] = ()


def unfinished(week: Week, today: dt.date) -> tuple[int, ...]:
    """The numbers of the tasks that say something and are not finished."""
    return tuple(t.number for t in week.tasks if not t.finished(today) and any(item.text for item in t.task + t.detail))


def monday_of(target: Week, source: Week) -> dt.date | None:
    """The Monday of the target week: by its own dates, else one week on from the source. None: neither has any."""
    if target.days is not None:
        first = target.days[0]
        return first - dt.timedelta(days=first.weekday())
    if source.days is not None:
        return source.days[0] + dt.timedelta(days=7 - source.days[0].weekday())
    return None


def carry(source: Week, numbers: Sequence[int], target: Week, *, keep: bool = False) -> Carried:
    """The tasks of these numbers as rows of ``target``. A row left for its Monday without a text is filled first.

    ``keep``: what has no column there goes among the task's lines. Raises Refused.
    """
    if not target.task_tables:
        raise Refused("The next week has no task table to carry tasks to: write one in your editor first.")
    monday = monday_of(target, source)
    place = _place(target, monday)
    asked: list[Intention] = []
    lost: dict[str, None] = {}
    rows: list[int] = []
    waiting = _waiting(target, place.table, monday)
    next_row = place
    for task in copy_tasks(source, numbers):
        new = row_for(target, place.table, _undated(task, monday), keep=keep)
        lost |= dict.fromkeys(new.lost)
        if waiting is not None:
            asked += [
                SetField(waiting.number, at, text)
                for at, text in new.values.items()
                if not blank(text) and blank(text_in(waiting, place.table.columns[at]))
            ]
            rows.append(waiting.number)
            next_row, waiting = Place(place.table, waiting.number), None
            continue
        values = {
            at: text for at, text in new.values.items() if not _left_empty(source, target, place.table.columns[at])
        }
        asked.append(AddTask(next_row.after, values))
        if next_row.up:
            asked.append(MoveTask(next_row.after + 1, -next_row.up))
        rows.append(next_row.task)
        next_row = Place(place.table, next_row.task)
    return Carried(tuple(asked), tuple(rows), tuple(lost))


def leave(numbers: Sequence[int]) -> tuple[Intention, ...]:
    """The tasks go from their page, the last one first."""
    return tuple(RemoveTask(number) for number in sorted(set(numbers), reverse=True))


def _place(target: Week, monday: dt.date | None) -> Place:
    found = place_for(target, monday) if monday is not None else None
    if found is not None and (found.table.tasks or found.table is target.task_tables[0]):
        return found
    table = next((t for t in reversed(target.task_tables) if t.tasks), target.task_tables[0])
    return Place(table, table.tasks[-1].number if table.tasks else 0)


def _waiting(target: Week, table: TaskTable, monday: dt.date | None) -> Task | None:
    """The row of that Monday, dated or named, in which nothing is written yet."""
    for task in table.tasks:
        empty = all(blank(f.text) for f in task.fields if f.column.role not in _TIMES)
        days = row_days(target, task)
        mine = days[0] == monday if days is not None else 1 in row_weekdays(target, task)
        if empty and monday is not None and mine:
            return task
    return None


def _undated(task: CopiedTask, monday: dt.date | None) -> CopiedTask:
    """The task as it begins anew on a Monday: no end yet."""
    fields = tuple(f._replace(text="", form=None) if f.role in _TIMES else f for f in task.fields)
    return task._replace(fields=fields, weekday=1 if monday is not None else None, start=monday, end=None)


def _left_empty(source: Week, target: Week, column: Column) -> bool:
    """Whether the page (the week before, while the page has no task yet) leaves this day or date column empty."""
    if column.role not in _TIMES:
        return False
    for week in (target, source):
        texts = [f.text for t in week.tasks if any(i.text for i in t.task) for f in t.fields if _same(f.column, column)]
        if texts:
            return 2 * sum(blank(text) for text in texts) > len(texts)
    return False


def _same(one: Column, other: Column) -> bool:
    return one.role == other.role or {one.role, other.role} == {"start", "date"}


__all__ = ["Carried", "carry", "leave", "monday_of", "unfinished"]
