"""A week and its twin side by side: which row of the one is which of the other. A difference is told on one page only:
the one that lacks something, else the one whose value fits worse, else the one that comes second.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from worklog_tui.checks.days import Part, certain_day, fits, page_days, strays
from worklog_tui.checks.model import Twin
from worklog_tui.worklog.model import Task, Week
from worklog_tui.worklog.twins.shape import RowShape, aligned_rows


class Pair(NamedTuple):
    """Two rows that are the same one; None: missing on that page."""

    own: Task | None
    twin: Task | None


_LANGUAGES = {"en": "English", "vi": "Vietnamese"}


def language_name(code: str | None) -> str:
    """What sentences call a language."""
    return _LANGUAGES.get(code or "", f"“{code}”")


def name_of(twin: Twin) -> str:
    """What sentences call the twin."""
    return f"the {language_name(twin.week.language)} page" if twin.week.language else "the twin"


def pairs(week: Week, twin: Week) -> Iterator[Pair]:
    """The rows of both, table by table, where the pages have as many tables."""
    if len(week.task_tables) != len(twin.task_tables):
        return
    for own, other in zip(week.task_tables, twin.task_tables, strict=True):
        here, there = own.tasks, other.tasks
        for i, j in aligned_rows([_shape(t) for t in here], [_shape(t) for t in there]):
            yield Pair(here[i] if i is not None else None, there[j] if j is not None else None)


def blank(task: Task) -> bool:
    """Whether a row says nothing."""
    return not any(field.text.strip() for field in task.fields)


def other_weeks(week: Week, twin: Week) -> bool:
    """Whether the pages' dates have no day in common: one of them is another week's, and rows are not compared."""
    own, other = page_days(week), page_days(twin)
    return own is not None and other is not None and (own[1] < other[0] or other[1] < own[0])


def in_step(week: Week, twin: Week) -> bool:
    """Whether both have the same tables with as many rows each: rows are then beside each other for certain."""
    return [len(t.tasks) for t in week.task_tables] == [len(t.tasks) for t in twin.task_tables]


def doubts(week: Week, task: Task, part: Part) -> int:
    """How much speaks against a date: that it lies far off, that it does not fit its day, that the end is before."""
    far = any(s.task.number == task.number and s.part == part for s in strays(week))
    unfit = part == "start" and fits(task, week) is False
    start, end = task.start.date, task.end.date
    backwards = part == "end" and start is not None and end is not None and end < start
    return 4 * far + (2 + certain_day(task)) * unfit + 2 * backwards


def _shape(task: Task) -> RowShape:
    return RowShape(task.day.weekday, task.start.date, task.end.date, len(task.references))
