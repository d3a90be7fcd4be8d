"""Twins: the same week in two languages. What corresponds to what, and what an edit of one asks of the other.

Followed are rows and items that come, go or move, days, dates and link targets; texts are each page's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from worklog_tui.document.model import Document, Refused
from worklog_tui.document.patch import Edit
from worklog_tui.record import replace
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.reading.vocabulary import DEFAULT, Vocabulary
from worklog_tui.worklog.twins.changes import Changes, Copied, Spot, has_words
from worklog_tui.worklog.twins.fields import changed_task, new_task
from worklog_tui.worklog.twins.lines import changed_item, changed_list
from worklog_tui.worklog.twins.shape import (
    LISTED,
    Difference,
    Part,
    differences,
    part_lists,
    part_sections,
    section_part,
    shape_of,
)

__all__ = ["Copied", "Difference", "Mirror", "Pairing", "Part", "mirrored", "pairing"]


class Pairing(NamedTuple):
    """How a week and its twin correspond."""

    differences: tuple[Difference, ...]

    @property
    def in_step(self) -> bool:
        """Whether nothing differs but texts."""
        return not self.differences

    def reason(self, part: Part) -> str | None:
        """Why nothing of this part can be mirrored: the first place where the structures differ."""
        return next((d.words for d in self.differences if d.part == part and d.hard), None)


class Mirror(NamedTuple):
    """What an edit asks of the twin. ``reason``: why nothing is mirrored; without one and without intentions there is
    nothing to mirror. ``copies``: texts that arrive untranslated; ``notes``: what stays as it is there.
    """

    intentions: tuple[i.Intention, ...] = ()
    copies: tuple[Copied, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None
    own: Edit | None = None
    """What was asked, as planned on the first page: it need not be planned again."""
    edit: Edit | None = None
    """The same of ``intentions``, on the twin."""


def twin_name(twin: Week) -> str:
    """What sentences call the twin."""
    return twin.language or "the twin"


def pairing(week: Week, twin: Week) -> Pairing:
    """What of the two corresponds, and where they differ, in sentences about ``week``."""
    return Pairing(differences(shape_of(week), shape_of(twin), twin_name(twin)))


def mirrored(
    week: Week, twin: Week, asked: i.Intention | Sequence[i.Intention], *, vocabulary: Vocabulary = DEFAULT
) -> Mirror:
    """What ``asked`` of ``week`` asks of its twin, in the twin's own forms; it is planned here, so it can be done.

    Several intentions are made one after the other, each on what the one before it made. Raises Refused where the week
    itself cannot be changed so.
    """
    known = week.habits.known_dates or twin.habits.known_dates  # the year of the one is that of the other
    about = known[0] if known else None
    read, read_twin = _reader(week, vocabulary, about), _reader(twin, vocabulary, about)
    if known and not twin.habits.known_dates:
        twin = read_twin(twin.document)
    own, other = Trial(week, read), Trial(twin, read_twin)
    intentions: list[i.Intention] = []
    copies: list[Copied] = []
    notes: list[str] = []
    for one in asked if isinstance(asked, Sequence) else (asked,):
        before = own.week
        part = part_of(before, one)
        if part is not None and (why := pairing(before, other.week).reason(part)):
            return Mirror(reason=why)
        if not own.plan(one) or part is None:
            continue
        changes = _changes(before, own, other.week, one, part)
        if changes.reason is not None:
            return Mirror(reason=changes.reason)
        try:
            for wanted in changes.intentions:
                other.plan(wanted)
        except Refused as refused:
            return Mirror(reason=f"{twin_name(twin)} cannot follow: {refused}")
        intentions += changes.intentions
        copies += changes.copies
        notes += changes.notes
    return Mirror(tuple(intentions), tuple(copies), tuple(notes), None, own.edit, other.edit)


def part_of(week: Week, it: i.Intention) -> Part | None:
    """The part of the page an intention changes; None: one whose twin goes its own way."""
    if isinstance(it, i.AddTask) or isinstance(getattr(it, "task", None), int):
        return "tasks"
    if isinstance(it, i.AddSectionItem):
        part = section_part(week.sections[it.section]) if 0 <= it.section < len(week.sections) else None
        return part if part in LISTED else None
    if isinstance(it, i.AddSection):
        return next((part for part in LISTED if part == it.role), None)
    if isinstance(it, i.SetLink):
        return _part_of_link(week, it.link)
    number = getattr(it, "list", None)
    return next((part for part in LISTED if number in part_lists(week, part)), None) if number is not None else None


def _part_of_link(week: Week, link: int) -> Part | None:
    if any(r.link == link and r.task is not None for r in week.references):
        return "tasks"
    found = _item_of_link(week, link)
    return found[0] if found else None


def _item_of_link(week: Week, link: int) -> tuple[Part, int, int] | None:
    """The part, list and item a link stands in."""
    if not 0 <= link < len(week.document.links):
        return None
    start = week.document.links[link].span.start
    for part in LISTED:
        for number in part_lists(week, part):
            for at, item in enumerate(week.document.lists[number].walk()):
                if item.text_span.start <= start < item.text_span.end:
                    return part, number, at
    return None


def _reader(week: Week, vocabulary: Vocabulary, about: dt.date | None) -> Callable[[Document], Week]:
    """Reads other documents as the same page."""
    return lambda document: read_week(
        document, language=week.language, number=week.number, vocabulary=vocabulary, about=about
    )


def _changes(week: Week, after: Trial, twin: Week, it: i.Intention, part: Part) -> Changes:
    if part == "tasks":
        return _of_tasks(week, after, twin, it)
    if isinstance(it, i.AddSectionItem):
        return _first_item(week, twin, it, part)
    if isinstance(it, i.AddSection):
        from worklog_tui.worklog.friday.twin import section_there

        return section_there(twin, it, part)
    if isinstance(it, i.SetLink):
        found = _item_of_link(week, it.link)
        if found is None:
            return Changes()
        there = _list_there(week, twin, found[1])
        return changed_item(week, after.week, twin, Spot(part, found[1], there, found[2]))
    number: int = it.list  # type: ignore[union-attr]  # part_of has seen it
    there = _list_there(week, twin, number)
    if isinstance(it, i.SetListOutline):
        return changed_list(week, twin, Spot(part, number, there, 0), it.outline)
    if isinstance(it, i.SetItem):
        return changed_item(week, after.week, twin, Spot(part, number, there, it.item))
    copies = (Copied(part, it.text),) if isinstance(it, i.AddItem) and has_words(it.text) else ()
    return Changes((replace(it, list=there),), copies)


def _list_there(week: Week, twin: Week, number: int) -> int:
    """The twin's list for one of ours; the parts are known to have the same lists."""
    for part in LISTED:
        own = part_lists(week, part)
        if number in own:
            return part_lists(twin, part)[own.index(number)]
    raise Refused("This list has no twin.")


def _of_tasks(week: Week, after: Trial, twin: Week, it: i.Intention) -> Changes:
    if isinstance(it, i.AddTask):
        at = len(week.tasks) + 1 if it.after is None else it.after + 1
        return new_task(after.week, twin, it.after, at, it.date)
    if isinstance(it, i.SetLink):
        task = next(r.task for r in week.references if r.link == it.link)
        return changed_task(week, after.week, twin, task or 1)
    if isinstance(it, i.RemoveTask | i.MoveTask | i.DuplicateTask):
        return Changes((it,))  # the twin's own words go with its row
    if len(after.week.tasks) != len(week.tasks):
        return Changes()
    return changed_task(week, after.week, twin, it.task)  # type: ignore[union-attr]  # part_of has seen it


def _first_item(week: Week, twin: Week, it: i.AddSectionItem, part: Part) -> Changes:
    own, there = part_sections(week, part), part_sections(twin, part)
    if len(own) != len(there):
        count = "1 section" if len(own) == 1 else f"{len(own)} sections"
        return Changes(reason=f"{part.capitalize()}: {count}, {twin_name(twin)} has {len(there)}")
    copies = (Copied(part, it.text),) if has_words(it.text) else ()
    return Changes((i.AddSectionItem(there[own.index(it.section)], it.text),), copies)
