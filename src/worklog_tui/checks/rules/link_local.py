"""A link that works on the writer's own computer only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import shown
from worklog_tui.checks.rules.link_empty import tasks_of_links
from worklog_tui.patterns import regex

_LOCAL = regex(
    r"(?:file:|[a-z]:[\\/]|https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/]|$)|/(?:Users|home)/[^/]+/)",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Finding]:
    """Files of one's own disk, and servers on it."""
    tasks = tasks_of_links(subject.week)
    for number, link in enumerate(subject.week.document.links):
        if _LOCAL.match(link.target):
            words = (
                f"{shown(link.target)} leads to your own computer: nobody else can open it. Link to a copy on the web."
            )
            yield Finding(link.line, words, (), tasks.get(number))


RULE = Rule("link-local", "warning", "Link to your own computer", find, kind="any")
