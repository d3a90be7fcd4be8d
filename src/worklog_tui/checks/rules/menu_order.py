"""A week the site's menu shows before the one it follows."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Brief, Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.checks.weights import stands_before, weight_fix, weight_of


def find(subject: Subject) -> Iterator[Finding]:
    """By Hugo's default order the week before stands behind this one. Told on the later week; on the earlier one where
    only that one's weight is not its number.
    """
    own, before, after = subject.own, subject.before, subject.after
    if own is None:
        return
    if before is not None and _swapped(before, own) and not (_right(own) and not _right(before)):
        why = "both have the same weight" if weight_of(own) == weight_of(before) else "by their weights"
        words = (
            f"By default Hugo's menu shows this week before {before.name}: {why}. Give it a higher weight than that."
        )
        yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))
    elif after is not None and _swapped(own, after) and _right(after) and not _right(own):
        words = f"By default Hugo's menu shows this week behind {after.name}: its weight is {weight_of(own)}. Lower it."
        yield Finding(front_line(subject.week.document, "weight"), words, weight_fix(subject))


def _swapped(first: Brief, second: Brief) -> bool:
    """Whether the menu shows the second week first. Without any weight the newest comes first: notes are no menu."""
    if first.number is None or second.number is None or second.number <= first.number:
        return False
    return stands_before(second, first) and bool(weight_of(first) or weight_of(second))


def _right(brief: Brief) -> bool:
    return weight_of(brief) == brief.number


RULE = Rule("menu-order", "warning", "Wrong place in the menu", find)
