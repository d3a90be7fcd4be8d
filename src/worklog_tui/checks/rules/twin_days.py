"""The same row with another day on the twin, while the dates do not tell which is right."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import fits
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import in_step, name_of, pairs
from worklog_tui.checks.places import shown


def find(subject: Subject) -> Iterator[Finding]:
    """Told on the second page. A day that does not fit its date is told as that."""
    for twin in subject.twins:
        if not in_step(subject.week, twin.week):
            continue  # rows are missing: told as that
        for own, other in pairs(subject.week, twin.week):
            if own is None or other is None or own.day.weekday is None or other.day.weekday is None:
                continue
            if own.day.weekday == other.day.weekday or own.start.date != other.start.date:
                continue
            if fits(own, subject.week) is False or fits(other, twin.week) is False or not twin.first:
                continue  # told by the dates, or on the other page
            field = own.field("day")
            here, there = shown(own.day.text), shown(other.day.text)
            words = f"Row {own.number}: the day is “{here}”, on {name_of(twin)} “{there}”; one of them is wrong."
            yield Finding(own.line, words, (), own.number, field.column.index if field else None)


RULE = Rule("twin-days", "warning", "Days differ from the twin's", find)
