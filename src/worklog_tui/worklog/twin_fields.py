"""What a changed row or item asks of the same one on the twin: days, dates, links, lines, in the twin's own forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from worklog_tui.document.model import LinkKind
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.days import write_day
from worklog_tui.worklog.display import plain
from worklog_tui.worklog.model import Column, Field, Outline, OutlineItem, Task, TaskTable, Week
from worklog_tui.worklog.outline import read_outline, write_outline
from worklog_tui.worklog.plan import date_form, page_dialect
from worklog_tui.worklog.twin_links import cell_links, in_form, item_links, link_form
from worklog_tui.worklog.twin_shape import Part

_DATES: Final = ("start", "end", "date")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+|www\.\S+", re.IGNORECASE)
_ALIKE: Final = 0.5  # of a line's letters: it is the same line, changed


class Copied(NamedTuple):
    """A text that arrives on the twin as it stands here."""

    part: Part
    text: str


class Changes(NamedTuple):
    """What one intention asks of the twin; see ``Mirror``."""

    intentions: tuple[i.Intention, ...] = ()
    copies: tuple[Copied, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None


def has_words(text: str) -> bool:
    """Whether there is something to translate in it: letters outside of addresses."""
    return any(char.isalpha() for char in _ADDRESS.sub("", plain(text)))


def changed_task(week: Week, after: Week, twin: Week, number: int) -> Changes:
    """What the changes of one row's fields ask of the twin's row."""
    was, now, there = week.tasks[number - 1], after.tasks[number - 1], twin.tasks[number - 1]
    out = Changes()
    for old, new in zip(was.fields, now.fields, strict=True):
        if old.text == new.text:
            continue
        found = counterpart(old.column, was.fields, there.fields)
        if found is None:
            out = out._replace(notes=(*out.notes, f"{twin.language or 'the twin'} has no such column"))
            continue
        more = _field(_Rows(week, after, twin, was, now, there), old, new, found)
        if more.reason is not None:
            return more
        out = Changes(out.intentions + more.intentions, out.copies + more.copies, out.notes + more.notes)
    return out


class _Rows(NamedTuple):
    """The weeks and the row in each: before, after, and on the twin."""

    week: Week
    after: Week
    twin: Week
    was: Task
    now: Task
    there: Task


def counterpart(column: Column, own: Sequence[Field], there: Sequence[Field]) -> Field | None:
    """The twin's column of the same role (the nth of it); start stands for a single date. Others by their place."""
    same = [f.column.index for f in own if f.column.role == column.role]
    if column.role is None:
        found = [f for f in there if f.column.index == column.index and f.column.role is None]
        return found[0] if found and len(own) == len(there) else None
    found = [f for f in there if f.column.role == column.role]
    nth = same.index(column.index)
    if not found and column.role in ("start", "date"):
        other = "date" if column.role == "start" else "start"
        found, nth = [f for f in there if f.column.role == other], 0
    return found[nth] if nth < len(found) else None


def _field(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    role = old.column.role
    if role == "day":
        return _day(rows, old, new, there)
    if role in _DATES:
        return _date(rows, old, new, there)
    return _text(rows, old, new, there)


def _day(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    number, weekday = rows.there.number, rows.now.day.weekday
    if weekday is None:
        return _plain(rows, old, new, there)
    if rows.there.day.weekday == weekday:
        return Changes()
    text = _day_text(rows.twin, rows.there.table, there.column, weekday)
    if text:
        return Changes((i.SetField(number, there.column.index, text),))
    date = rows.now.start.date  # its day column holds dates
    if date is None or date.isoweekday() != weekday:
        return Changes(notes=("its day column holds dates",))
    return Changes((i.SetFieldDate(number, there.column.index, date),))


def _day_text(twin: Week, table: int, column: Column, weekday: int) -> str:
    """A day as the twin writes days; "" where it writes dates."""
    of = next(t for t in twin.task_tables if t.table == table)
    texts = [t.fields[column.index].text for t in of.tasks]
    return write_day(weekday, texts, twin.habits.convention, twin.language)


def _date(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    number = rows.there.number
    end = old.column.role == "end"
    here = rows.now.end if end else rows.now.start
    held = rows.there.end if end else rows.there.start
    if old.column.role == "date" and rows.now.start.date != rows.now.end.date:
        return _plain(rows, old, new, there)  # a span of days in one cell
    if here.date is None:
        return _plain(rows, old, new, there)
    if held.date == here.date:
        return Changes()
    return Changes((i.SetFieldDate(number, there.column.index, here.date),))


def _plain(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    """A day or date cell that says something else: where both pages say the same it is copied, else left."""
    same = old.text.strip() == there.text.strip() and rows.week.habits.order == rows.twin.habits.order
    if not same and (new.text.strip() or not there.text.strip()):
        return Changes(notes=(f"row {rows.there.number}: “{plain(new.text)}” stays here",))
    copies = (Copied("tasks", new.text),) if has_words(new.text) and not old.text.strip() else ()
    return Changes((i.SetField(rows.there.number, there.column.index, new.text.strip()),), copies)


# --- lines and links ---------------------------------------------------------------------------------------------


def _text(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    was, now, other = read_outline(old.text), read_outline(new.text), read_outline(there.text)
    origin = origins(was, now)
    if origin == list(range(len(was))) and [x.level for x in was] == [x.level for x in now]:
        return _links(rows, old, new, there)
    name = rows.twin.language or "the twin"
    if [(x.level, bool(x.text)) for x in was] != [(x.level, bool(x.text)) for x in other]:
        count = "1 line" if len(was) == 1 else f"{len(was)} lines"
        if len(was) == len(other):
            return Changes(
                reason=f"row {rows.was.number}: the lines of {_named(old)} are indented differently in {name}"
            )
        return Changes(reason=f"row {rows.was.number}: {_named(old)} has {count}, {name} has {len(other)}")
    form = link_form(rows.twin, there.column)
    lines, copies = _lines_there("tasks", origin, now, other, form)
    return Changes((i.SetFieldOutline(rows.there.number, there.column.index, lines),), copies)


def _lines_there(
    part: Part, origin: Sequence[int | None], now: Outline, other: Outline, form: LinkKind | None
) -> tuple[Outline, tuple[Copied, ...]]:
    """The twin's lines in the order of ours: its own words where it has them, else ours, as copies."""
    lines, copies = [], []
    for item, at in zip(now, origin, strict=True):
        if at is not None:
            lines.append(OutlineItem(item.level, other[at].text))
            continue
        lines.append(OutlineItem(item.level, in_form(item.text, form)))
        if has_words(item.text):
            copies.append(Copied(part, lines[-1].text))
    return tuple(lines), tuple(copies)


def _named(field: Field) -> str:
    return f"“{plain(field.column.header).strip()}”" if field.column.header.strip() else "the cell"


def origins(was: Outline, now: Outline) -> list[int | None]:
    """Of each line, which one it was before: the same words, kept or moved, else the likest changed in its place."""
    out: list[int | None] = [None] * len(now)
    left = set(range(len(was)))
    gaps: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, [x.text for x in was], [x.text for x in now], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            out[b1:b2] = range(a1, a2)
            left -= set(range(a1, a2))
        else:
            gaps.append((range(a1, a2), range(b1, b2)))
    for at, item in enumerate(now):
        if out[at] is None and (moved := next((n for n in sorted(left) if was[n].text == item.text), None)) is not None:
            out[at] = moved
            left.discard(moved)
    for old, new in gaps:
        _changed(was, now, [n for n in old if n in left], [n for n in new if out[n] is None], out)
    return out


def _changed(was: Outline, now: Outline, old: list[int], new: list[int], out: list[int | None]) -> None:
    """As many lines here as there were: each is the one before it. Else the likest are the same, the others new."""
    if len(old) == len(new):
        for a, b in zip(old, new, strict=True):
            out[b] = a
        return
    pairs = sorted(
        ((SequenceMatcher(None, was[a].text, now[b].text).ratio(), -abs(a - b), a, b) for a in old for b in new),
        reverse=True,
    )
    for ratio, _, a, b in pairs:
        if ratio >= _ALIKE and out[b] is None and a not in out:
            out[b] = a


def _links(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    """The lines are those there were: link targets follow; their words, and all other words, do not."""
    had = cell_links(rows.week, rows.was, old.column.index)
    has = cell_links(rows.after, rows.now, new.column.index)
    number, column = rows.there.number, there.column.index
    if len(had) != len(has):
        return _more_links(rows, old, new, there)
    targets = [(a.target, b.target) for (_, a), (_, b) in zip(had, has, strict=True)]
    if all(a == b for a, b in targets):
        return Changes(notes=(f"row {number}: the words of {_named(old)} changed here only",))
    others = cell_links(rows.twin, rows.there, column)
    if [a for a, _ in targets] != [link.target for _, link in others]:
        return Changes(notes=(f"row {number} has other links in {rows.twin.language or 'the twin'}",))
    changed = [(at, b) for (at, _), (a, b) in zip(others, targets, strict=True) if a != b]
    return Changes(tuple(i.SetLink(at, target=target) for at, target in changed))


def _more_links(rows: _Rows, old: Field, new: Field, there: Field) -> Changes:
    """Links that came or went inside a line: followed where the line reads the same here and there."""
    if old.text.strip() == there.text.strip():
        copies = (Copied("tasks", new.text.strip()),) if has_words(new.text) else ()
        outline = read_outline(new.text)
        return Changes((i.SetFieldOutline(rows.there.number, there.column.index, outline),), copies)
    before, text, other = old.text.strip(), new.text.strip(), there.text.strip()
    if old.column.role == "reference" and text.startswith(before):
        more = text[len(before) :]
        copies = (Copied("tasks", other + more),) if has_words(more) else ()
        return Changes((i.SetField(rows.there.number, there.column.index, other + more),), copies)
    return Changes(notes=(f"row {rows.there.number}: the words of {_named(old)} changed here only",))


# --- new rows and items ------------------------------------------------------------------------------------------


def new_task(after: Week, twin: Week, place: int | None, number: int) -> Changes:
    """The row ``number``, just added to ``after`` below row ``place``, for the twin."""
    task = after.tasks[number - 1]
    at = next(n for n, t in enumerate(after.task_tables) if t.table == task.table)
    table = twin.task_tables[at]
    values: dict[int, str] = {}
    copies: list[Copied] = []
    blank = [Field(column, "") for column in table.columns]
    for field in task.fields:
        found = counterpart(field.column, task.fields, blank)
        if found is not None and field.text.strip():
            values[found.column.index] = _new_cell(task, field, twin, table, found.column, copies)
    return Changes((i.AddTask(place, values),), tuple(copies))


def _new_cell(task: Task, field: Field, twin: Week, table: TaskTable, column: Column, copies: list[Copied]) -> str:
    role = field.column.role
    if role == "day" and task.day.weekday is not None:
        text = _day_text(twin, table.table, column, task.day.weekday)
        if text:
            return text
        if task.start.date is not None:
            return date_form(twin, column, table.table).write(task.start.date)
    if role in _DATES:
        date = task.end.date if role == "end" else task.start.date
        if date is not None and (role != "date" or task.end.date == date):
            return date_form(twin, column, table.table).write(date)
    outline = read_outline(field.text)
    form = link_form(twin, column)
    there = tuple(OutlineItem(item.level, in_form(item.text, form)) for item in outline)
    copies += [Copied("tasks", item.text) for item in there if has_words(item.text)]
    return write_outline("", there, page_dialect(twin)) if len(there) > 1 else "".join(x.text for x in there)


class Spot(NamedTuple):
    """An item on both pages: the indexes of its list here and there, its own in both."""

    part: Part
    own: int
    there: int
    item: int


def changed_item(week: Week, after: Week, twin: Week, at: Spot) -> Changes:
    """What the change of one item's text asks of the twin's item: its link targets, or a first text."""
    part, item = at.part, at.item
    was = week.document.lists[at.own].walk()[item]
    now = after.document.lists[at.own].walk()[item]
    other = twin.document.lists[at.there].walk()[item]
    if not was.text.strip() and not other.text.strip():
        copies = (Copied(part, now.text),) if has_words(now.text) else ()
        return Changes((i.SetItem(at.there, item, now.text),), copies)
    had, has = item_links(week, was), item_links(after, now)
    others = item_links(twin, other)
    same = len(had) == len(has) and [x.target for _, x in had] == [x.target for _, x in others]
    changed = [(n, b.target) for (n, _), (_, a), (_, b) in zip(others, had, has, strict=False) if a.target != b.target]
    if not same or not changed:
        return Changes(notes=(f"{part.capitalize()}: the words of item {item + 1} changed here only",))
    return Changes(tuple(i.SetLink(n, target=target) for n, target in changed))


def changed_list(week: Week, twin: Week, at: Spot, outline: Outline) -> Changes:
    """What a list that reads as ``outline`` now asks of the twin's list: items that come, go and move; no words."""
    was = tuple(OutlineItem(x.level, x.text) for x in week.document.lists[at.own].walk())
    other = tuple(OutlineItem(x.level, x.text) for x in twin.document.lists[at.there].walk())
    origin = origins(was, outline)
    if origin == list(range(len(was))) and [x.level for x in was] == [x.level for x in outline]:
        return Changes(notes=(f"{at.part.capitalize()}: the words changed here only",))
    lines, copies = _lines_there(at.part, origin, outline, other, None)
    return Changes((i.SetListOutline(at.there, lines),), copies)


__all__ = [
    "Changes",
    "Copied",
    "Spot",
    "changed_item",
    "changed_list",
    "changed_task",
    "has_words",
    "new_task",
    "origins",
]
