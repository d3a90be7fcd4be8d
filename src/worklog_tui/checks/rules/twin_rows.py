"""Rows the twin has and this page has not."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import name_of, pairs
from worklog_tui.checks.places import count
from worklog_tui.worklog.cells.display import day_month
from worklog_tui.worklog.model import Task, Week


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
            yield Finding(week.document.body_line, f"This page has {have}, {name_of(twin)} has {others}.")
            continue
        lost = [p.twin for p in pairs(week, twin.week) if p.own is None and p.twin is not None]
        if not lost:
            continue
        rows, others = len(week.tasks), len(twin.week.tasks)
        named = ", ".join(_name(task) for task in lost[:2]) + (" …" if len(lost) > 2 else "")
        words = f"{count(rows, 'row')} here, {others} in {name_of(twin)}: {named} is missing."
        if len(lost) > 1:
            words = f"{count(rows, 'row')} here, {others} in {name_of(twin)}: {named} are missing."
        yield Finding(_line(week), words)


def _name(task: Task) -> str:
    return f"its row {task.number}" + (f" ({day_month(task.start.date)})" if task.start.date else "")


def _line(week: Week) -> int:
    return week.document.tables[week.task_tables[0].table].line if week.task_tables else week.document.body_line


RULE = Rule("twin-rows", "warning", "Rows missing beside the twin", find)
