"""A front matter date that is not of the week the tasks tell: mostly left over from the page that was copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from worklog_tui.checks.days import in_order, page_days, trusted_days
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line, writable
from worklog_tui.document.hugo_dates import read_date
from worklog_tui.worklog.cells.display import full_date, full_span
from worklog_tui.worklog.intentions import SetFrontMatter

_NEAR = dt.timedelta(days=7)


def find(subject: Subject) -> Iterator[Finding]:
    """A date more than a week before or behind the tasks'."""
    week = subject.week
    entry = week.document.front_matter.find("date")
    date, days = read_date(entry.value) if entry is not None else None, page_days(week)
    if entry is None or date is None or days is None or days[0] - _NEAR <= date <= days[1] + _NEAR:
        return
    words = f"The front matter says {full_date(date)}, the tasks are of {full_span(*days)}: write a date of the week."
    plain = not isinstance(entry.value, dt.datetime) and len(str(entry.value)) == 10
    certain = plain and writable(week.document) and trusted_days(week) == days and in_order(subject, days)
    fix = (SetFrontMatter(entry.key, _like(entry.value, days[0])),) if certain else ()
    yield Finding(front_line(week.document, "date"), words, fix)


def _like(value: object, day: dt.date) -> object:
    return day if isinstance(value, dt.date) else day.isoformat()


RULE = Rule("date-off", "info", "Front matter date of another week", find)
