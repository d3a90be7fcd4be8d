"""The same row with other dates, or without one, on the twin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from worklog_tui.checks.days import Part, fits, outside, page_days, single_date, value_of
from worklog_tui.checks.model import Finding, Rule, Subject, Twin
from worklog_tui.checks.pairs import Pair, doubts, in_step, name_of, other_weeks, pairs
from worklog_tui.worklog.cells.display import full_date, full_span
from worklog_tui.worklog.intentions import SetFieldDate
from worklog_tui.worklog.model import Task

_PARTS: tuple[Part, ...] = ("start", "end")


def find(subject: Subject) -> Iterator[Finding]:
    """Start and end of rows that are beside each other, told once a row; pages of different weeks are told once."""
    week = subject.week
    for twin in subject.twins:
        if not in_step(week, twin.week):
            continue  # rows are missing: told as that
        own, other = page_days(week), page_days(twin.week)
        if other_weeks(week, twin.week) and own is not None and other is not None:
            if twin.first:
                words = f"The dates here are of {full_span(*own)}, on {name_of(twin)} of {full_span(*other)}."
                yield Finding(week.tasks[0].line, f"{words} One of the pages is not of this week.")
            continue
        for pair in pairs(week, twin.week):
            parts = [told for part in _PARTS if (told := _compared(subject, twin, pair, part)) is not None]
            if parts and pair.own is not None:
                yield _row(pair.own, twin, parts)


class _Part(NamedTuple):
    part: Part
    column: int
    here: dt.date | None
    there: dt.date
    fix: tuple[SetFieldDate, ...]


def _row(own: Task, twin: Twin, parts: list[_Part]) -> Finding:
    """One problem for both dates where they say the same."""
    first = parts[0]
    same = len({(p.here, p.there) for p in parts}) == 1
    said = [(" and ".join(p.part for p in parts), first)] if same else [(p.part, p) for p in parts]
    words = "; ".join(_words(name, p, name_of(twin)) for name, p in said)
    whole = all(p.fix for p in parts)
    return Finding(
        own.line,
        f"Row {own.number}: {words}. Make them the same.",
        tuple(fix for p in parts for fix in p.fix) if whole else (),
        own.number,
        first.column,
    )


def _words(name: str, part: _Part, twin: str) -> str:
    if part.here is None:
        return f"no date for {name}, on {twin} {full_date(part.there)}"
    return f"{name} {full_date(part.here)}, on {twin} {full_date(part.there)}"


def _compared(subject: Subject, twin: Twin, pair: Pair, part: Part) -> _Part | None:
    own, other = pair.own, pair.twin
    if own is None or other is None:
        return None
    (here, field), (there, _) = value_of(own, part), value_of(other, part)
    if field is None or there.date is None or here.date == there.date:
        return None
    if part == "end" and field.column.role == "date":
        return None  # one column for both: told as the start
    if any(s.task.number == own.number and s.part == part for s in outside(subject.week)):
        return None  # told as a date of another week
    column = field.column.index
    sure = own.day.weekday == other.day.weekday
    fix = (SetFieldDate(own.number, column, there.date),)
    if here.date is None:
        if here.text.strip():
            return None
        stands = part == "start" or own.start.date in (None, other.start.date)
        good = sure and stands and fits(other, twin.week) is not False
        return _Part(part, column, None, there.date, fix if good else ())
    worse, theirs = (sum(doubts(w, task, p) for p in _PARTS) for w, task in ((subject.week, own), (twin.week, other)))
    if worse < theirs or (worse == theirs and twin.first is False):
        return None
    certain = sure and worse > theirs == 0 and single_date(here.text) is not None
    certain = certain and (part == "end" or fits(other, twin.week) is True)
    return _Part(part, column, here.date, there.date, fix if certain else ())


RULE = Rule("twin-dates", "warning", "Dates differ from the twin's", find)
