"""A weight two weeks share: harmless while dates or titles put them in order."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """An earlier week has this one's weight."""
    own = subject.own
    if own is None or not weight_of(own):
        return
    weight = weight_of(own)
    same = [b for b in subject.weeks[: subject.at] if weight_of(b) == weight]
    if same:
        words = (
            f"The weight {weight} is that of {same[0].name} too: Hugo then orders by date and title. Mostly harmless."
        )
        yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))


RULE = Rule("weight-shared", "info", "Weight shared with another week", find)
