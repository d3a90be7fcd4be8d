"""A week the site's menu shows before the one it follows."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import stands_before, weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """By Hugo's default order the week before stands behind this one."""
    own, before = subject.own, subject.before
    if own is None or before is None or own.number is None or before.number is None or own.number <= before.number:
        return
    if not stands_before(own, before) or not (weight_of(own) or weight_of(before)):
        return  # without any weight the newest comes first: a list of notes, not a menu
    same = "both have the same weight" if weight_of(own) == weight_of(before) else "by their weights"
    words = f"By default Hugo's menu shows this week before {before.name}: {same}. Give it a higher weight than that."
    yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))


RULE = Rule("menu-order", "warning", "Wrong place in the menu", find)
