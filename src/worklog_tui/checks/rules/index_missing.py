"""A section's index that lists its weeks, but not all of them."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.listed import linked_weeks
from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Weeks that have a page and no link; an index with one link only is no list."""
    listed = linked_weeks(subject)
    lost = [b.number for b in subject.weeks if b.number is not None and b.number not in listed]
    if len(listed) < 2 or not lost:
        return
    numbers = ", ".join(str(n) for n in sorted(set(lost))[:6]) + (" …" if len(set(lost)) > 6 else "")
    which = f"week {numbers}" if len(set(lost)) == 1 else f"weeks {numbers}"
    yield Finding(max(listed.values()), f"This list of the weeks leaves out {which}: add what is missing.")


RULE = Rule("index-missing", "warning", "Weeks not listed", find, kind="index")
