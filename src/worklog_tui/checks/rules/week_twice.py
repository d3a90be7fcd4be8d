"""Two pages of one language with the same week number."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Told on the later one."""
    own = subject.own
    before = subject.before
    if own is None or before is None or own.number is None or own.number != before.number:
        return
    if own.days is not None and before.days is not None and abs(own.days[0] - before.days[0]).days > 200:
        return  # weeks are counted anew each year
    yield Finding(1, f"There is another page of week {own.number}: {before.rel}. Renumber one of them.")


RULE = Rule("week-twice", "warning", "Two pages of one week", find)
