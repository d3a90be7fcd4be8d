"""A weight that is not the week's number, in a journal whose weights are."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import numbered, weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """It stands alone with its weight; one that is shared is told as that."""
    own = subject.own
    if own is None or own.number is None or weight_of(own) in (0, own.number):
        return
    others = tuple(b for b in subject.weeks if b.rel != subject.rel)
    if not others or not numbered(others) or any(weight_of(b) == weight_of(own) for b in others):
        return
    words = f"The weight is {weight_of(own)}, the week is {own.number}: give it its number, as the other weeks have."
    yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))


RULE = Rule("weight-week", "info", "Weight is not the week's number", find)
