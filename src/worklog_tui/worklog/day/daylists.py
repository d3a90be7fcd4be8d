"""A day's list on a page without a task table: under the heading that names the day, else the week's list of tasks."""

from __future__ import annotations

import datetime as dt

from worklog_tui.worklog.intentions import AddItem, AddSectionItem, Intention
from worklog_tui.worklog.model import Outline, Section, Week
from worklog_tui.worklog.reading.dates import Anchors
from worklog_tui.worklog.reading.days import weekdays_in


def day_section(week: Week, day: dt.date) -> int | None:
    """The index of the section an item of this day goes to. None: the page tells none for certain.

    A heading names the day by its date or its weekday; where none does so for any day, the tasks' section is meant.
    """
    named = [(at, days) for at, section in enumerate(week.sections) if (days := days_named(week, section, day))]
    if named:
        return next((at for at, days in reversed(named) if day in days), None)
    tasks = [at for at, section in enumerate(week.sections) if section.role == "tasks" and section.lists]
    return tasks[0] if len(tasks) == 1 else None


def add_to_list(week: Week, section: int, items: Outline) -> list[Intention]:
    """The items at the end of the section's last list; its first one begins a list where there is none."""
    found = week.sections[section]
    if found.lists:
        return [AddItem(found.lists[-1], None, item.text, item.level) for item in items]
    end = max((week.document.blocks[b].span.end for b in found.blocks), default=found.span.start)
    number = sum(lists.span.start < end for lists in week.document.lists)
    first, *rest = items
    more = [AddItem(number, None, item.text, item.level) for item in rest]
    return [AddSectionItem(section, first.text), *more]


def days_named(week: Week, section: Section, day: dt.date | None) -> frozenset[dt.date]:
    """The days of ``day``'s week a heading names; a span of more than a week is the week's own. Without ``day`` those
    it names by their dates.
    """
    if section.heading is None:
        return frozenset()
    text = section.heading.text
    dates = Anchors(week.habits.order, week.habits.known_dates or ((day,) if day is not None else ())).read(text)
    if dates:
        first, last = dates[0], max(dates)
        return frozenset() if len(dates) > 1 and (last - first).days > 3 else frozenset(dates)
    if day is None:
        return frozenset()
    head = text.split(":", 1)[0].split(" – ", 1)[0].strip(" *_#")
    monday = day - dt.timedelta(days=day.weekday())
    return frozenset(monday + dt.timedelta(days=n - 1) for n in weekdays_in(head, week.habits.convention))
