"""Lines put into a section: into its list, beneath the items that say their titles already, into a list or a section
begun for them. Nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from worklog_tui.document.model import ItemList, Refused
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.cells.list_outline import list_outline, normal_list
from worklog_tui.worklog.friday.alike import is_label, key
from worklog_tui.worklog.friday.headings import Heading, place_for
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.model import Outline, OutlineItem, SectionRole, Week


def put(
    week: Week, role: SectionRole, outline: Sequence[OutlineItem], heading: Heading | None = None
) -> list[Intention]:
    """What makes the section ``role`` say these lines too; empty: it says all of them. Raises Refused.

    ``heading``: of the section, where the page has none; it is made then.
    """
    lines = normal_list(outline)
    section = week.section(role)
    if section is None:
        return _new_section(week, role, lines, heading) if lines else []
    beneath, fresh = _split(week, role, lines)
    asked: list[Intention] = []
    target = section.lists[-1] if section.lists else None
    if target is not None and fresh:
        fresh, beneath[target] = (), (*beneath.get(target, _whole(week.document.lists[target])), *fresh)
    for number, wanted in beneath.items():
        asked += _grown(week.document.lists[number], number, wanted)
    if fresh:
        asked += _begun(week, week.sections.index(section), fresh)
    return asked


def _whole(items: ItemList) -> Outline:
    return list_outline(items)


def _groups(lines: Outline) -> list[Outline]:
    """Each outermost line with those beneath it."""
    out: list[list[OutlineItem]] = []
    for line in lines:
        if line.level == 0 or not out:
            out.append([])
        out[-1].append(line)
    return [tuple(group) for group in out]


def _split(week: Week, role: SectionRole, lines: Outline) -> tuple[dict[int, Outline], Outline]:
    """Lists as they are to read with what goes beneath their items; and the lines nobody has said yet."""
    held: dict[int, Outline] = {
        number: _whole(week.document.lists[number])
        for s in week.sections
        if role == (s.role or s.within)
        for number in s.lists
    }
    said = {key(item.text) for item in week.outline(role)}
    changed: dict[int, Outline] = {}
    fresh: list[OutlineItem] = []
    for group in _groups(lines):
        spot = _spot(held, group)
        if spot is None:
            if len(group) > 1 or key(group[0].text) not in said:
                fresh += group
            continue
        number, at = spot
        items = held[number]
        end = _end(items, at)
        known = {key(item.text) for item in items[at + 1 : end]}
        new = [i._replace(level=i.level + items[at].level) for i in group[1:] if key(i.text) not in known]
        if new:
            held[number] = changed[number] = (*items[:end], *new, *items[end:])
    return changed, tuple(fresh)


def _spot(held: dict[int, Outline], group: Outline) -> tuple[int, int] | None:
    """List and item that say the group's title, those with most of its lines beneath them before others; a label
    (``Practice:``) is that item's own only where they share a line.
    """
    wanted, beneath = key(group[0].text), {key(item.text) for item in group[1:]}
    found = [
        (len(beneath & {key(i.text) for i in items[at + 1 : _end(items, at)]}), number, at)
        for number, items in held.items()
        for at, item in enumerate(items)
        if key(item.text) == wanted
    ]
    if not found:
        return None
    shared, number, at = max(found, key=lambda one: one[0])
    return None if not shared and beneath and is_label(group[0].text) else (number, at)


def _end(items: Outline, at: int) -> int:
    end = at + 1
    while end < len(items) and items[end].level > items[at].level:
        end += 1
    return end


def _grown(items: ItemList, number: int, wanted: Outline) -> list[Intention]:
    """The list reads so; an empty item at its end takes the first new line."""
    old = _whole(items)
    if old and not old[-1].text and len(wanted) > len(old) and wanted[: len(old)] == old:
        first, rest = wanted[len(old)], wanted[len(old) + 1 :]
        filled = (*old[:-1], old[-1]._replace(text=first.text))
        fill = want.SetItem(number, len(old) - 1, first.text)
        return [fill, want.SetListOutline(number, (*filled, *rest))] if rest else [fill]
    return [want.SetListOutline(number, wanted)]


def _begun(week: Week, section: int, lines: Outline) -> list[Intention]:
    """The first list of a section: its first item begins it, the others follow."""
    found = week.sections[section]
    end = max((week.document.blocks[b].span.end for b in found.blocks), default=found.span.start)
    number = sum(items.span.start < end for items in week.document.lists)
    first = want.AddSectionItem(section, lines[0].text)
    return [first, want.SetListOutline(number, lines)] if len(lines) > 1 else [first]


def _new_section(week: Week, role: SectionRole, lines: Outline, heading: Heading | None) -> list[Intention]:
    if heading is None:
        name = "an Achievements" if role == "achievements" else "an Objectives"
        raise Refused(
            f"This page has no {role} section, and its language no words for one: write {name} heading first."
        )
    return [want.AddSection(place_for(week, role), heading.text, heading.level, lines, role)]
