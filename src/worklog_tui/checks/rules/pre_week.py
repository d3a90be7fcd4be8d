"""A ``pre`` (the number before the title in the menu) of another week."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.naming import pre_number, pre_numbers, with_pre_number
from worklog_tui.checks.places import front_line, shown, writable
from worklog_tui.worklog.intentions import SetFrontMatter


def find(subject: Subject) -> Iterator[Finding]:
    """None of its numbers is the week's, while the other weeks' are."""
    doc, number = subject.week.document, subject.number
    pre = doc.front_matter.value("pre")
    named = pre_number(pre) if isinstance(pre, str) else None
    if not isinstance(pre, str) or number is None or named is None or number in pre_numbers(pre):
        return
    others = [(b.number, pre_number(b.pre)) for b in subject.weeks if b.pre is not None and b.rel != subject.rel]
    agree = sum(wanted == said for wanted, said in others)
    named_at_all = sum(b.number in pre_numbers(b.pre) for b in subject.weeks if b.pre and b.rel != subject.rel)
    if others and 2 * named_at_all < len(others):  # this journal counts in its own way
        return
    certain = 2 * agree > len(others) and writable(doc)
    fix = (SetFrontMatter(("pre",), with_pre_number(pre, number)),) if certain else ()
    words = f"The menu shows “{shown(pre)}” before the title of week {number}: correct pre in its front matter."
    yield Finding(front_line(doc, "pre"), words, fix)


RULE = Rule("pre-week", "warning", "Menu number of another week", find)
