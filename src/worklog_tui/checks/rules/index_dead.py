"""A section's index with links to weeks that have no page."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.listed import linked_weeks
from worklog_tui.checks.model import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Each such link."""
    known = {brief.number for brief in subject.weeks}
    for number, line in linked_weeks(subject).items():
        if number not in known:
            words = (
                f"Week {number} is listed here and has no page, the link leads nowhere: add the page or drop the link."
            )
            yield Finding(line, words)


RULE = Rule("index-dead", "warning", "Listed week has no page", find, kind="index")
