"""Objectives or achievements the twin has more of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import name_of
from worklog_tui.checks.places import count, glued_lines
from worklog_tui.document.model import ItemList
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.twins.shape import LISTED, Part, part_lists, part_sections


def find(subject: Subject) -> Iterator[Finding]:
    """Items with words of their own in the lists of both parts, counted (``* - text`` is one). A part that is prose
    here, or under another name, is left alone.
    """
    if glued_lines(subject.week.document):
        return  # told as that
    for twin in subject.twins:
        for part in LISTED:
            here, there = _items(subject.week, part), _items(twin.week, part)
            if here >= there or _total(subject.week) >= _total(twin.week) or _told_otherwise(subject.week, part, here):
                continue
            have = count(here, "item") if here else "no items"
            words = f"{part.capitalize()}: {have} here, {there} on {name_of(twin)}; add what is missing."
            yield Finding(_line(subject.week, part), words)


def _items(week: Week, part: Part) -> int:
    return _worded(week.document.lists[i] for i in part_lists(week, part))


def _total(week: Week) -> int:
    return _worded(week.document.lists)


def _worded(lists: Iterable[ItemList]) -> int:
    return sum(bool(item.text.strip()) for found in lists for item in found.walk())


def _told_otherwise(week: Week, part: Part, items: int) -> bool:
    """Whether the part is not found here, or is prose."""
    sections = [week.sections[i] for i in part_sections(week, part)]
    return not sections or (not items and any(section.outline for section in sections))


def _line(week: Week, part: Part) -> int:
    for number in part_sections(week, part):
        if (heading := week.sections[number].heading) is not None:
            return heading.line
    return week.document.body_line


RULE = Rule("twin-items", "warning", "Items missing beside the twin", find)
