"""A front matter date Hugo does not take: the site does not build. Source of the rule: document/hugo_dates.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from worklog_tui.checks.days import in_order, trusted_days
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line, writable
from worklog_tui.document.hugo_dates import is_date
from worklog_tui.worklog.intentions import SetFrontMatter
from worklog_tui.worklog.reading.date_text import find_dates

KEYS = ("date", "lastmod", "publishdate", "expirydate")


def find(subject: Subject) -> Iterator[Finding]:
    """Each date key whose value stops the build."""
    doc = subject.week.document
    for key in KEYS:
        entry = doc.front_matter.find(key)
        if entry is None or is_date(entry.value) or isinstance(entry.value, list | dict):
            continue
        meant = _meant(subject, str(entry.value), key)
        fix = (SetFrontMatter(entry.key, meant.isoformat()),) if meant is not None and writable(doc) else ()
        words = f"Hugo does not take “{_raw(str(entry.value))}” for a date and stops there: write it like 2025-09-29."
        yield Finding(front_line(doc, *[str(k) for k in entry.key]), words, fix)


def _raw(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _meant(subject: Subject, text: str, key: str) -> dt.date | None:
    """The date that was meant: the one written, where it can be read in one way only; else the week's first day."""
    found = find_dates(text)
    if len(found) == 1 and found[0].year is not None and found[0].span == (0, len(text.strip())):
        both = {found[0].date("dmy"), found[0].date("mdy")} - {None}
        return both.pop() if len(both) == 1 else _near(subject, both)
    days = trusted_days(subject.week) if "Sys.Date" in text and key == "date" else None
    return days[0] if days is not None and in_order(subject, days) else None


def _near(subject: Subject, both: set[dt.date | None]) -> dt.date | None:
    days = trusted_days(subject.week)
    near = [d for d in both if d is not None and days is not None and abs((d - days[0]).days) <= 9]
    return near[0] if len(near) == 1 else None


RULE = Rule("date-invalid", "error", "Date that stops the build", find, kind="any")
