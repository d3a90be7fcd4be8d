"""A title that names another week than the folder."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.naming import renumbered, week_in
from worklog_tui.checks.places import front_line, shown, writable
from worklog_tui.worklog.intentions import SetFrontMatter


def find(subject: Subject) -> Iterator[Finding]:
    """The one week the title names is not this one."""
    title, number = subject.week.title, subject.number
    named = week_in(title or "")
    if title is None or number is None or named is None or named == number:
        return
    doc = subject.week.document
    others = {brief.number for brief in subject.weeks if brief.title == title and brief.rel != subject.rel}
    headings = {n for h in doc.headings if (n := week_in(h.text)) is not None}
    certain = writable(doc) and (number in headings or named in others) and named not in headings
    fix = (SetFrontMatter(("title",), renumbered(title, number)),) if certain else ()
    words = f"The title “{shown(title)}” names week {named}, the page is week {number}: correct the number."
    yield Finding(front_line(doc, "title"), words, fix)


RULE = Rule("title-week", "warning", "Title of another week", find)
