"""A front matter date that has not come yet: Hugo leaves such pages out (``buildFuture`` is off by default)."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.document.hugo_dates import read_date
from worklog_tui.worklog.cells.display import full_date


def find(subject: Subject) -> Iterator[Finding]:
    """``date`` or ``publishDate`` after today."""
    front = subject.week.document.front_matter
    for key in ("date", "publishdate"):
        date = read_date(front.value(key))
        if date is not None and date > subject.today:
            words = f"Hugo leaves the page out until its {key}, {full_date(date)}: write an earlier one."
            yield Finding(front_line(subject.week.document, key), words)


RULE = Rule("date-future", "warning", "Not published yet", find)
