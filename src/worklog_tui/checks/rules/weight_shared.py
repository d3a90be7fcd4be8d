"""A weight two weeks share: harmless while dates or titles put them in order."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import shared_with, stands_before, weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """Another week has this one's weight; a week whose weight is its number is not to blame."""
    own = subject.own
    same = shared_with(own, subject.weeks) if own is not None else None
    if own is not None and same is not None and weight_of(own) != own.number:
        words = f"Its weight, {weight_of(own)}, is that of {same.name} too"
        kept = same.number is None or own.number is None or stands_before(same, own) == (same.number < own.number)
        words += "; their dates and titles keep them in order. " if kept else ", and they change places. "
        yield Finding(front_line(subject.week.document, "weight"), f"{words}Give it its own.", weight_fix(subject))


RULE = Rule("weight-shared", "info", "Weight shared with another week", find)
