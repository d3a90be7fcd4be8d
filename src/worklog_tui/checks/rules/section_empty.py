"""A heading of objectives, tasks or achievements with nothing below it."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.worklog.model import Section, Week

_ROLES = ("objectives", "tasks", "achievements")


def find(subject: Subject) -> Iterator[Finding]:
    """Nothing but blanks up to the next heading of its level. A week that is not over may have no achievements."""
    week = subject.week
    running = week.days is not None and week.days[1] >= subject.today
    for section in week.sections:
        if section.role not in _ROLES or section.heading is None or not _bare(week, section) or _slipped(week, section):
            continue
        if not (running and section.role == "achievements"):
            line = section.heading.line
            words = (
                f"There is nothing below the heading “{shown(section.heading.text)}”: write it, or drop the heading."
            )
            yield Finding(line, words)


def _slipped(week: Week, section: Section) -> bool:
    """Whether a larger heading without a role comes next: what stands below that one is meant."""
    after = next((s for s in week.sections if s.heading is not None and s.span.start == section.span.end), None)
    if after is None or after.heading is None or section.heading is None:
        return False
    return after.role is None and after.heading.level < section.heading.level


def _bare(week: Week, section: Section) -> bool:
    doc, heading = week.document, section.heading
    assert heading is not None  # noqa: S101 - the caller has looked
    rest = doc.source[heading.span.end : section.span.end]
    return not rest.strip(b" \t\r\n*_-+")


RULE = Rule("section-empty", "warning", "Empty section", find)
