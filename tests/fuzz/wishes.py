"""An intention of any kind out of a few bytes: its numbers mostly name something the page has."""

from __future__ import annotations

import datetime as dt

from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import Week


def wish(week: Week, value: str, numbers: bytes) -> i.Intention | None:
    """The intention these numbers choose; None: the page has nothing of that kind."""
    kind, a, b, c = (*numbers, 0, 0, 0, 0)[:4]
    kinds = [_field, _task, _item, _front, _rest]
    return kinds[kind % len(kinds)](week, value, a, b, c)


def _near(number: int, count: int) -> int:
    """An index, now and then one that is not there."""
    return number % (count + 1) if number >= 250 else number % count


def _field(week: Week, value: str, a: int, b: int, c: int) -> i.Intention | None:
    if not week.tasks:
        return None
    task = 1 + _near(a, len(week.tasks))
    column = _near(b, max(1, len(week.tasks[a % len(week.tasks)].fields)))
    if c % 4 == 0:
        return i.SetFieldOutline(task, column, read_outline(value))
    if c % 4 == 1:
        return i.SetFieldDate(task, column, dt.date(2025, 1 + b % 12, 1 + a % 28) if c < 128 else None)
    return i.SetField(task, column, value)


def _task(week: Week, value: str, a: int, b: int, c: int) -> i.Intention | None:
    count = len(week.tasks)
    task = 1 + _near(a, count) if count else 1
    ways: list[i.Intention] = [
        i.AddTask(task - 1 if b % 3 else None, {b % 6: value}, dt.date(2025, 9, 1 + a % 28) if c % 2 else None),
        i.RemoveTask(task),
        i.MoveTask(task, b % 7 - 3),
        i.DuplicateTask(task),
    ]
    return ways[c % len(ways)]


def _item(week: Week, value: str, a: int, b: int, c: int) -> i.Intention | None:
    lists = week.document.lists
    if not lists:
        return i.AddSectionItem(_near(a, len(week.sections)), value) if week.sections else None
    at = _near(a, len(lists))
    item = _near(b, len(lists[at].walk())) if at < len(lists) else 0
    ways: list[i.Intention] = [
        i.SetItem(at, item, value),
        i.AddItem(at, item if b % 2 else None, value, c % 5),
        i.RemoveItem(at, item),
        i.IndentItem(at, item, 1 if c > 100 else -1),
        i.MoveItem(at, item, c % 5 - 2),
        i.SetListOutline(at, read_outline(value)),
    ]
    return ways[c % len(ways)]


def _front(week: Week, value: str, a: int, b: int, c: int) -> i.Intention | None:
    entries = week.document.front_matter.entries
    key = entries[a % len(entries)].key if entries and b < 200 else ("newkey",)
    values: list[object] = [value, value.split(), len(value), None, c > 128, dt.date(2025, 9, 1 + a % 28), 1.5]
    ways: list[i.Intention] = [
        i.SetFrontMatter(key, values[b % len(values)]),
        i.RemoveFrontMatter(key),
        i.AddFrontMatter((("title", value),)),
    ]
    return ways[c % len(ways)]


def _rest(week: Week, value: str, a: int, b: int, c: int) -> i.Intention | None:
    doc = week.document
    ways: list[i.Intention] = []
    if doc.headings:
        ways.append(i.SetHeading(_near(a, len(doc.headings)), value))
    if doc.blocks:
        ways.append(i.ReplaceBlock(_near(a, len(doc.blocks)), value))
    if doc.links:
        target = "https://example.org/" + value if c % 2 else value
        ways.append(i.SetLink(_near(a, len(doc.links)), value if b % 2 else None, target if b % 3 else None))
    if doc.tables:
        table = _near(a, len(doc.tables))
        rows = len(doc.tables[table].rows) if table < len(doc.tables) else 0
        ways += [
            i.SetCell(table, b % (rows + 2) - 1, c % 5, value),
            i.AddRow(table, b % (rows + 2) - 1),
            i.RemoveRow(table, b % (rows + 1)),
            i.JoinRow(table, b % (rows + 1)),
        ]
    return ways[c % len(ways)] if ways else None
