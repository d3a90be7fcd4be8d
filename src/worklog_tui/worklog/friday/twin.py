"""What is put in on a page, on its twin: its own words where a line came from a row both have, else a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from worklog_tui.record import replace
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.friday.alike import counted_off, mark_of
from worklog_tui.worklog.friday.headings import heading_for, place_for
from worklog_tui.worklog.friday.model import Line, put_text
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.model import Outline, OutlineItem, Task, Week
from worklog_tui.worklog.twins.changes import Changes, Copied, has_words
from worklog_tui.worklog.twins.shape import Part, part_sections


def section_there(twin: Week, it: want.AddSection, part: Part) -> Changes:
    """The section the twin lacks too, under a heading in its own language; one it has already takes the items."""
    copies = tuple(Copied(part, item.text) for item in it.items if has_words(item.text))
    there = part_sections(twin, part)
    if there:
        first, *rest = it.items
        if twin.sections[there[-1]].lists:
            return Changes(reason=f"{part.capitalize()}: {twin.language or 'the twin'} has a list, this page has none")
        more = _list_begun(twin, there[-1], it.items) if rest else ()
        return Changes((want.AddSectionItem(there[-1], first.text), *more), copies)
    heading = heading_for(twin, it.role)
    if heading is None:
        return Changes(reason=f"{twin.language or 'the twin'} has no {part} section")
    return Changes((replace(it, block=place_for(twin, it.role), heading=heading.text, level=heading.level),), copies)


def _list_begun(twin: Week, section: int, items: Outline) -> tuple[Intention, ...]:
    found = twin.sections[section]
    end = max((twin.document.blocks[b].span.end for b in found.blocks), default=found.span.start)
    return (want.SetListOutline(sum(one.span.start < end for one in twin.document.lists), items),)


def own_words(week: Week, twin: Week, lines: Sequence[Line]) -> dict[str, str]:
    """Of each line that says what a row says, unchanged: what the twin's row says there. The tasks of the two are known
    to correspond; rows whose cells have other lines there lend nothing.
    """
    out: dict[str, str] = {}
    if len(week.tasks) != len(twin.tasks):
        return out
    for line in lines:
        for source in line.sources:
            here = _said(week.tasks, source.task, source.column, source.line)
            there = _said(twin.tasks, source.task, source.column, source.line)
            if here is None or there is None or not _same_shape(week, twin, source.task, source.column):
                continue
            if counted_off(here.text.strip()) == line.text and there.text.strip():
                words = line._replace(text=counted_off(there.text.strip()))
                out.setdefault(put_text(line), put_text(words))
                break
    return out


def reworded(week: Week, lines: Sequence[Line]) -> dict[str, str]:
    """The words of lines that say what rows or commits do in other words, by the marks of those."""
    out: dict[str, str] = {}
    for line in lines:
        words = put_text(line)
        for source in line.sources:
            here = _said(week.tasks, source.task, source.column, source.line)
            was = source.said or (counted_off(here.text) if here is not None else "")
            if was and mark_of(was) != mark_of(words):
                out[source.commit or mark_of(was)] = words
    return out


def in_own_words(
    asked: Sequence[Intention], copies: Sequence[Copied], known: Mapping[str, str]
) -> tuple[tuple[Intention, ...], tuple[Copied, ...]]:
    """The twin's intentions with its own words instead of copies where it has them, and the copies that are left."""
    lent = {copy.text for copy in copies if copy.text in known}
    said = {text: known[text] for text in lent}
    return tuple(_reworded(one, said) for one in asked), tuple(copy for copy in copies if copy.text not in lent)


def _reworded(it: Intention, said: Mapping[str, str]) -> Intention:
    if isinstance(it, want.AddSectionItem | want.SetItem | want.AddItem):
        return replace(it, text=said.get(it.text, it.text))
    if isinstance(it, want.SetListOutline):
        return replace(it, outline=_outline(it.outline, said))
    if isinstance(it, want.AddSection):
        return replace(it, items=_outline(it.items, said))
    return it


def _outline(outline: Outline, said: Mapping[str, str]) -> Outline:
    return tuple(OutlineItem(item.level, said.get(item.text, item.text)) for item in outline)


class _Cell(NamedTuple):
    text: str


def _said(tasks: Sequence[Task], number: int, column: int, line: int) -> _Cell | None:
    outline = _cell(tasks, number, column)
    return _Cell(outline[line].text) if 0 <= line < len(outline) else None


def _cell(tasks: Sequence[Task], number: int, column: int) -> Outline:
    if not 1 <= number <= len(tasks):
        return ()
    task = tasks[number - 1]
    for field in task.fields:
        if field.column.index == column:
            return task.detail if field.column.role == "detail" else task.task
    return ()


def _same_shape(week: Week, twin: Week, task: int, column: int) -> bool:
    here, there = _cell(week.tasks, task, column), _cell(twin.tasks, task, column)
    return [(i.level, bool(i.text)) for i in here] == [(i.level, bool(i.text)) for i in there]
