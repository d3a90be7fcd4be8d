"""The shape of a week that its twin must share: rows with their days and dates, lists with their levels. No texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from worklog_tui.worklog.model import Section, Week

Part = Literal["tasks", "objectives", "achievements"]
TextPart = Literal["tasks", "objectives", "achievements", "headings", "text"]
"""Where a text stands that is each language's own."""
PARTS: Final[tuple[Part, ...]] = ("objectives", "tasks", "achievements")
LISTED: Final[tuple[Part, ...]] = ("objectives", "achievements")
_MANY: Final = 2  # rows missing; more are counted, not named


class RowShape(NamedTuple):
    """What the same row has in every language. ``links``: how many links stand in it."""

    weekday: int | None
    start: dt.date | None
    end: dt.date | None
    links: int


class Shape(NamedTuple):
    """``tables``: rows of each task table; ``columns``: their known roles, sorted; ``lists``: levels, part by part."""

    tables: tuple[tuple[RowShape, ...], ...]
    columns: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[tuple[int, ...], ...], ...]


class Difference(NamedTuple):
    """One place where a week and its twin differ. ``row``: task or item, 1-based (0: all of the part), on the first
    page, where it has it. ``hard``: no longer clear what corresponds to what, so nothing there can be mirrored.
    """

    part: Part
    row: int
    words: str
    hard: bool = True


Aligned = tuple[int | None, int | None]
"""Places of the same thing on both pages, 0-based; None: it is missing on that page."""


def shape_of(week: Week) -> Shape:
    """The week's shape."""
    return Shape(
        tuple(
            tuple(RowShape(t.day.weekday, t.start.date, t.end.date, len(t.references)) for t in table.tasks)
            for table in week.task_tables
        ),
        tuple(tuple(sorted(c.role for c in table.columns if c.role)) for table in week.task_tables),
        tuple(
            tuple(tuple(item.level for item in week.document.lists[i].walk()) for i in part_lists(week, part))
            for part in LISTED
        ),
    )


def part_sections(week: Week, part: Part) -> tuple[int, ...]:
    """Indexes of the sections that make up a part."""
    return tuple(i for i, section in enumerate(week.sections) if section_part(section) == part)


def section_part(section: Section) -> Part | None:
    """The part a section belongs to: its own role, else that of the section around it."""
    role = section.role or section.within
    return next((part for part in PARTS if part == role), None)


def part_lists(week: Week, part: Part) -> tuple[int, ...]:
    """Indexes into ``Document.lists`` of a part's lists, in order."""
    return tuple(i for s in part_sections(week, part) for i in week.sections[s].lists)


def differences(own: Shape, twin: Shape, name: str) -> tuple[Difference, ...]:
    """All places where the shapes differ, in words; ``name`` is what the twin is called in them."""
    if own == twin:
        return ()
    out = _tables(own, twin, name)
    for part, here, there in zip(LISTED, own.lists, twin.lists, strict=True):
        if here != there:
            out.append(_lists(part, here, there, name))
    return tuple(out)


def aligned_rows(own: Sequence[RowShape], twin: Sequence[RowShape]) -> list[Aligned]:
    """Rows beside each other: those of the same date (else weekday), the others by their order."""
    if len(own) == len(twin):
        return [(i, i) for i in range(len(own))]
    return aligned([r.start or r.end or r.weekday for r in own], [r.start or r.end or r.weekday for r in twin])


def aligned(own: Sequence[object], twin: Sequence[object]) -> list[Aligned]:
    """Things beside each other by their keys; what stands between the same neighbours goes by its order."""
    out: list[Aligned] = []
    for _, a1, a2, b1, b2 in SequenceMatcher(None, own, twin, autojunk=False).get_opcodes():
        beside = range(max(a2 - a1, b2 - b1))
        out += [(a1 + i if a1 + i < a2 else None, b1 + i if b1 + i < b2 else None) for i in beside]
    return out


def _tables(own: Shape, twin: Shape, name: str) -> list[Difference]:
    if len(own.tables) != len(twin.tables):
        if not twin.tables:
            return [Difference("tasks", 0, f"{name} has no task table")]
        count = _count(len(own.tables), "task table") if own.tables else "no task table"
        return [Difference("tasks", 0, f"{count} here, {name} has {len(twin.tables)}")]
    out: list[Difference] = []
    above = other_above = 0
    for here, there in zip(own.tables, twin.tables, strict=True):
        if abs(len(here) - len(there)) > _MANY:
            out.append(Difference("tasks", 0, f"{_count(len(here), 'row')} here, {name} has {len(there)}"))
        else:
            for i, j in aligned_rows(here, there):
                if j is None:
                    out.append(
                        Difference("tasks", above + (i or 0) + 1, f"row {above + (i or 0) + 1} is missing in {name}")
                    )
                elif i is None:
                    out.append(Difference("tasks", 0, f"{name} has a row more: its row {other_above + j + 1}"))
                else:
                    out += _row(here[i], there[j], above + i + 1, name)
        above += len(here)
        other_above += len(there)
    if own.columns != twin.columns:
        out.append(Difference("tasks", 0, f"the task table has other columns in {name}", hard=False))
    return out


def _row(own: RowShape, twin: RowShape, number: int, name: str) -> list[Difference]:
    out: list[Difference] = []
    for what, here, there in (("start", own.start, twin.start), ("end", own.end, twin.end)):
        if here is not None and there is not None and here != there:
            out.append(Difference("tasks", number, f"row {number}: its {what} is another date in {name}"))
        elif here != there:
            where = name if there is None else "this page"
            out.append(Difference("tasks", number, f"row {number} has no {what} date in {where}", hard=False))
    dated = any(a is not None and a == b for a, b in ((own.start, twin.start), (own.end, twin.end)))
    if own.weekday is not None and twin.weekday is not None and own.weekday != twin.weekday:
        out.append(Difference("tasks", number, f"row {number} has another day in {name}", hard=not dated))
    if own.links != twin.links:
        words = f"row {number}: {_count(own.links, 'link')} here, {name} has {twin.links}"
        out.append(Difference("tasks", number, words, hard=False))
    return out


def _lists(part: Part, own: Sequence[Sequence[int]], twin: Sequence[Sequence[int]], name: str) -> Difference:
    title = part.capitalize()
    here, there = sum(map(len, own)), sum(map(len, twin))
    if here != there:
        return Difference(part, 0, f"{title}: {_count(here, 'item')}, {name} has {there}")
    if len(own) != len(twin):
        return Difference(part, 0, f"{title}: {_count(len(own), 'list')}, {name} has {len(twin)}")
    at = 0
    for mine, other in zip(own, twin, strict=True):
        if len(mine) != len(other):
            return Difference(part, 0, f"{title}: {_count(len(mine), 'item')} in one list, {name} has {len(other)}")
        for a, b in zip(mine, other, strict=True):
            at += 1
            if a != b:
                return Difference(part, at, f"{title}: item {at} is {'deeper' if b > a else 'further out'} in {name}")
    raise AssertionError("the lists are the same")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
