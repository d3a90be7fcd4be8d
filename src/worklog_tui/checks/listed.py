"""The weeks a section's index page lists, by their folders' or files' names."""

from __future__ import annotations

from worklog_tui.checks.model import Subject
from worklog_tui.patterns import regex
from worklog_tui.worklog.site.names import week_name

_PART = regex(r"[^/?#]+")


def linked_weeks(subject: Subject) -> dict[int, int]:
    """Week number → line of the first link to it."""
    known = dict(subject.site.names)
    out: dict[int, int] = {}
    for link in subject.week.document.links:
        if link.image or "://" in link.target:
            continue
        for part in _PART.findall(link.target):
            name = part.lower().removesuffix(".md")
            found = known.get(name) or (week.number if (week := week_name(name)) is not None else None)
            if found is not None:
                out.setdefault(found, link.line)
    return out


def dead_lines(subject: Subject) -> frozenset[int]:
    """The lines that list a week without a page."""
    known = {brief.number for brief in subject.weeks}
    return frozenset(line for number, line in linked_weeks(subject).items() if number not in known)
