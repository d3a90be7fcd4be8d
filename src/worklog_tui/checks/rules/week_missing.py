"""A number without a page between two weeks of the journal."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Told on the week behind the hole."""
    before, number = subject.before, subject.number
    if before is None or before.number is None or number is None or number - before.number <= 1:
        return
    lost = range(before.number + 1, number)
    if len(lost) > 20:  # another year's count, or a number of its own
        return
    named = f"Week {lost[0]} has" if len(lost) == 1 else f"Weeks {lost[0]} to {lost[-1]} have"
    yield Finding(1, f"{named} no page: the journal goes from {before.name} to week {number}. Add it, or renumber.")


RULE = Rule("week-missing", "warning", "Week without a page", find)
