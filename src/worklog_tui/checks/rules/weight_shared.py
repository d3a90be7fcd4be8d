"""A weight two weeks share: harmless while dates or titles put them in order."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import shared_with, weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """Another week has this one's weight; a week whose weight is its number is not to blame."""
    own = subject.own
    same = shared_with(own, subject.weeks) if own is not None else None
    if own is not None and same is not None and weight_of(own) != own.number:
        words = (
            f"Its weight, {weight_of(own)}, is that of {same.name} too: Hugo orders them by date and title, which is "
            "mostly harmless. Give it its own."
        )
        yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))


RULE = Rule("weight-shared", "info", "Weight shared with another week", find)
