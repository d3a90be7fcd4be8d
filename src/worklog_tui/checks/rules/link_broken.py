"""A link or image inside the site that leads to nothing there."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.listed import dead_lines
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.checks.rules.link_empty import tasks_of_links


def find(subject: Subject) -> Iterator[Finding]:
    """Only where the site is whole: its configuration is there, so its files are too."""
    leads = subject.site.leads
    if leads is None or not subject.site.configured:
        return
    tasks = tasks_of_links(subject.week)
    told = dead_lines(subject) if subject.kind == "index" else frozenset()
    for number, link in enumerate(subject.week.document.links):
        target = link.target.strip()
        if not target or target.startswith("#") or link.line in told or leads(target):
            continue
        what = "image" if link.image else "link"
        words = f"The {what} {shown(target, 60)} leads to nothing in this site: correct it, or add what it names."
        yield Finding(link.line, words, (), tasks.get(number))


RULE = Rule("link-broken", "warning", "Link to nothing", find, kind="any")
