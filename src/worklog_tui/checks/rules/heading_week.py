"""A heading of the page's own parts that names another week."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.naming import renumbered, week_in
from worklog_tui.checks.places import shown
from worklog_tui.worklog.intentions import SetHeading

_ROLES = ("objectives", "tasks", "achievements")


def find(subject: Subject) -> Iterator[Finding]:
    """Objectives, tasks or achievements of another week. What comes next week is none of them."""
    number, week = subject.number, subject.week
    if number is None:
        return
    index = {heading: n for n, heading in enumerate(week.document.headings)}
    for section in week.sections:
        heading = section.heading
        named = week_in(heading.text) if heading is not None and section.role in _ROLES else None
        if heading is None or named is None or named == number:
            continue
        certain = week_in(week.title or "") == number and not heading.nested
        fix = (SetHeading(index[heading], renumbered(heading.text, number)),) if certain else ()
        words = (
            f"The heading “{shown(heading.text)}” names week {named}, the page is week {number}: correct the number."
        )
        yield Finding(heading.line, words, fix)


RULE = Rule("heading-week", "warning", "Heading of another week", find)
