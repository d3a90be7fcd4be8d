"""Rows the twin has and this page has not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import blank, name_of, pairs
from worklog_tui.checks.places import count
from worklog_tui.worklog.cells.display import day_month
from worklog_tui.worklog.model import Task, Week

_DAYS: Final = dt.timedelta(days=3)  # a row of more days is no day's row


def find(subject: Subject) -> Iterator[Finding]:
    """Tables are compared first, then the rows of each."""
    week = subject.week
    if not week.document.source.strip():
        return  # told as an empty page
    for twin in subject.twins:
        tables, others = len(week.task_tables), len(twin.week.task_tables)
        if tables < others and b"<table" in week.document.source:
            continue  # a table of HTML that is not read as one of tasks
        if tables < others:
            have = "no task table" if not tables else count(tables, "task table")
            words = f"This page has {have}, {name_of(twin)} has {others}: add what is missing."
            yield Finding(week.document.body_line, words)
            continue
        lost = [p.twin for p in pairs(week, twin.week) if p.own is None and p.twin is not None and not blank(p.twin)]
        if not lost or _in_one_row(week, lost):
            continue
        rows, others = len(week.tasks), len(twin.week.tasks)
        named = ", ".join(_name(task) for task in lost[:2]) + (" …" if len(lost) > 2 else "")
        words = f"{count(rows, 'row')} here, {others} on {name_of(twin)}; missing: {named}."
        yield Finding(_line(week), words)


def _in_one_row(week: Week, lost: list[Task]) -> bool:
    """Whether a row here spans the days of all that is missing: the week is told in one row, not day by day."""
    days = [task.start.date for task in lost]
    spans = [(t.start.date, t.end.date) for t in week.tasks if t.start.date is not None and t.end.date is not None]
    return any(
        end - start >= _DAYS and all(day is not None and start <= day <= end for day in days) for start, end in spans
    )


def _name(task: Task) -> str:
    return f"its row {task.number}" + (f" ({day_month(task.start.date)})" if task.start.date else "")


def _line(week: Week) -> int:
    return week.document.tables[week.task_tables[0].table].line if week.task_tables else week.document.body_line


RULE = Rule("twin-rows", "warning", "Rows missing beside the twin", find)
