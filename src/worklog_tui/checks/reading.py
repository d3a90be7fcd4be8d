"""Rules for what reading a page has found already (worklog/reading/problems.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from worklog_tui.checks.model import Finding, Rule, Severity

if TYPE_CHECKING:
    from worklog_tui.checks.model import Subject


def reading_rule(code: str, severity: Severity, title: str) -> Rule:
    """A rule that passes on the reading problems of one code."""

    def find(subject: Subject) -> Iterator[Finding]:
        return (Finding(p.line, p.message) for p in subject.week.problems if p.code == code)

    return Rule(code, severity, title, find)
