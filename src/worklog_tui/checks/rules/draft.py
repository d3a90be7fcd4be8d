"""``draft: true``: Hugo leaves the page out."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line


def find(subject: Subject) -> Iterator[Finding]:
    """A page marked as a draft."""
    doc = subject.week.document
    if doc.front_matter.value("draft") is True:
        yield Finding(
            front_line(doc, "draft"), "The page is a draft: Hugo does not publish it. Take draft out when it is ready."
        )


RULE = Rule("draft", "warning", "Draft", find, kind="any")
