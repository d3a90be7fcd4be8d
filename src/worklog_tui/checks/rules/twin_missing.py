"""A week without the twin that most weeks of the journal have."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import count


def find(subject: Subject) -> Iterator[Finding]:
    """Fewer languages than the others."""
    if 0 < 1 + len(subject.twins) < subject.languages:
        have = "no page in another language" if not subject.twins else f"only {count(1 + len(subject.twins), 'page')}"
        words = f"This week has {have}; most weeks of the journal are in {subject.languages}: add its twin."
        yield Finding(1, words)


RULE = Rule("twin-missing", "warning", "No twin", find)
