"""Which tasks of a week are meant by a few words: a state, a day, a date, or any text of them. All of it must hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.finding.query import Query, parse_query
from worklog_tui.worklog.model import Task, Week
from worklog_tui.worklog.reading.date_text import Found, find_dates
from worklog_tui.worklog.reading.days import read_day

State = Literal["unfinished", "finished", "no reference", "to translate"]
STATES: Final[tuple[State, ...]] = ("unfinished", "no reference", "to translate", "finished")
_STATES: Final = (
    ("unfinished", regex(r"\b(?:unfin\w*|not finished)\b", re.IGNORECASE)),
    ("no reference", regex(r"\bno[ -]?ref\w*", re.IGNORECASE)),
    ("to translate", regex(r"\b(?:to[ -]?trans\w*|untrans\w*)", re.IGNORECASE)),
    ("finished", regex(r"\bfinished\b", re.IGNORECASE)),
)
_LONGEST: Final = dt.timedelta(days=62)  # a task that says it took longer is found by its two dates alone


class TaskFilter(NamedTuple):
    """What was typed, read. False where it says nothing: every task is meant."""

    text: str
    states: frozenset[str] = frozenset()
    weekday: int | None = None
    dates: tuple[Found, ...] = ()
    query: Query | None = None

    def __bool__(self) -> bool:
        return bool(self.states or self.weekday or self.dates or self.query)

    def meets(self, week: Week, task: Task, today: dt.date, waiting: Collection[int]) -> bool:
        """Whether the task is meant; ``waiting``: the numbers of the tasks with a text to translate."""
        states = {
            "unfinished": not task.finished(today),
            "finished": task.finished(today),
            "no reference": not _has_reference(task),
            "to translate": task.number in waiting,
        }
        return (
            all(states[state] for state in self.states)
            and (self.weekday is None or task.day.weekday == self.weekday or _weekday(task) == self.weekday)
            and all(_on(week, task, found) for found in self.dates)
            and (self.query is None or any(self.query.spans(plain(field.text)) for field in task.fields))
        )


def parse_filter(text: str) -> TaskFilter:
    """The filter a person typed: ``unfinished``, ``no reference``, ``to translate``, ``mon``, ``29/9``, ``29 sep``,
    and any other words, which a task must hold.
    """
    rest = text
    states = []
    for state, pattern in _STATES:
        if pattern.search(rest):
            states.append(state)
            rest = pattern.sub(" ", rest)
    dates = find_dates(rest)
    for found in reversed(dates):
        rest = rest[: found.span[0]] + " " + rest[found.span[1] :]
    rest = " ".join(rest.split())
    weekday = read_day(rest).weekday if rest and not dates else None
    query = parse_query(rest) if rest and weekday is None else None
    return TaskFilter(text, frozenset(states), weekday, dates, query or None)


def _has_reference(task: Task) -> bool:
    """A link, or words in the reference column (``the course's book``); a dash there is none."""
    field = task.field("reference")
    return bool(task.references) or (field is not None and any(c.isalnum() for c in plain(field.text)))


def _weekday(task: Task) -> int | None:
    return task.start.date.isoweekday() if task.day.weekday is None and task.start.date is not None else None


def _on(week: Week, task: Task, found: Found) -> bool:
    """Whether the task runs on this date; one without a year is of any."""
    start, end = task.start.date or task.end.date, task.end.date or task.start.date
    if start is None or end is None:
        return False
    for year in {start.year, end.year}:
        date = found.date(week.habits.order, year)
        if date is not None and (date in (start, end) or (start <= date <= end and end - start <= _LONGEST)):
            return True
    return False
