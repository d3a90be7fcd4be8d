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
        told = subject.week.problems
        broken = {
            line + n for p in told if p.code == "row-broken" and code != p.code for line in (p.line,) for n in (0, 1, 2)
        }
        return (Finding(p.line, p.message) for p in told if p.code == code and p.line not in broken)

    return Rule(code, severity, title, find, kind="any")
