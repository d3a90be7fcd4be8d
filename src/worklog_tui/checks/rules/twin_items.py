"""Objectives or achievements the twin has more of."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import name_of
from worklog_tui.checks.places import count
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.twins.shape import LISTED, Part, part_lists, part_sections


def find(subject: Subject) -> Iterator[Finding]:
    """Items of the lists of both parts, counted. A page whose part is not found may call it otherwise."""
    for twin in subject.twins:
        for part in LISTED:
            here, there = _items(subject.week, part), _items(twin.week, part)
            if here >= there or not part_sections(subject.week, part):
                continue
            have = count(here, "item") if here else "no items"
            words = f"{part.capitalize()}: {have} here, {there} in {name_of(twin)}."
            yield Finding(_line(subject.week, part), words)


def _items(week: Week, part: Part) -> int:
    return sum(len(week.document.lists[i].walk()) for i in part_lists(week, part))


def _line(week: Week, part: Part) -> int:
    for number in part_sections(week, part):
        if (heading := week.sections[number].heading) is not None:
            return heading.line
    return week.document.body_line


RULE = Rule("twin-items", "warning", "Items missing beside the twin", find)
