"""A link that leads nowhere: without a target, or to ``#`` alone."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.worklog.model import Week


def find(subject: Subject) -> Iterator[Finding]:
    """Links and images; the row is named where they stand in one."""
    week = subject.week
    tasks = tasks_of_links(week)
    for number, link in enumerate(week.document.links):
        if link.target.strip() in ("", "#", "http://", "https://"):
            what = "image" if link.image else "link"
            name = f" “{shown(link.label)}”" if link.label.strip() else ""
            yield Finding(link.line, f"The {what}{name} has no target: write where it leads.", (), tasks.get(number))


def tasks_of_links(week: Week) -> dict[int, int]:
    """Index of a link → the task it stands in."""
    return {r.link: r.task for r in week.references if r.task is not None}


RULE = Rule("link-empty", "warning", "Link without a target", find, kind="any")
