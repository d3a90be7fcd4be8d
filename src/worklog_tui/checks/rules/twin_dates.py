"""The same row with other dates, or without one, on the twin."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import Part, fits, page_days, single_date, value_of
from worklog_tui.checks.model import Finding, Rule, Subject, Twin
from worklog_tui.checks.pairs import Pair, doubts, in_step, name_of, pairs
from worklog_tui.worklog.cells.display import full_date, full_span
from worklog_tui.worklog.intentions import SetFieldDate

_PARTS: tuple[Part, ...] = ("start", "end")


def find(subject: Subject) -> Iterator[Finding]:
    """Start and end of rows that are beside each other; pages of different weeks are told once."""
    week = subject.week
    for twin in subject.twins:
        if not in_step(week, twin.week):
            continue  # rows are missing: told as that
        own, other = page_days(week), page_days(twin.week)
        if own is not None and other is not None and (own[1] < other[0] or other[1] < own[0]):
            if twin.first:
                words = f"The dates here are of {full_span(*own)}, in {name_of(twin)} of {full_span(*other)}."
                yield Finding(week.tasks[0].line, words)
            continue
        for pair in pairs(week, twin.week):
            for part in _PARTS:
                yield from _compared(subject, twin, pair, part)


def _compared(subject: Subject, twin: Twin, pair: Pair, part: Part) -> Iterator[Finding]:
    own, other = pair.own, pair.twin
    if own is None or other is None:
        return
    (here, field), (there, _) = value_of(own, part), value_of(other, part)
    if field is None or there.date is None or here.date == there.date:
        return
    if part == "end" and field.column.role == "date":
        return  # one column for both: told as the start
    column, name = field.column.index, name_of(twin)
    sure = own.day.weekday == other.day.weekday
    fix = (SetFieldDate(own.number, column, there.date),)
    if here.date is None:
        if not here.text.strip():
            good = sure and (own.start.date == other.start.date or part == "start")
            words = f"Row {own.number} has no {part} date, in {name} it is {full_date(there.date)}."
            yield Finding(
                own.line, words, fix if good and fits(other, twin.week) is not False else (), own.number, column
            )
        return
    worse, theirs = (sum(doubts(w, task, p) for p in _PARTS) for w, task in ((subject.week, own), (twin.week, other)))
    if worse < theirs or (worse == theirs and twin.first is False):
        return
    words = f"Row {own.number}: its {part} is {full_date(here.date)}, in {name} {full_date(there.date)}."
    certain = sure and worse > theirs == 0 and single_date(here.text) is not None
    certain = certain and (part == "end" or fits(other, twin.week) is True)
    yield Finding(own.line, words, fix if certain else (), own.number, column)


RULE = Rule("twin-dates", "warning", "Dates differ from the twin's", find)
