"""Where a week and its twin have come apart, and what would bring each page back beside the other. Pure.

A difference is certain where it is clear which thing of one page is which of the other, and what the other would then
say. What only one page has is added to the other, never taken away. All else says why nothing can be done by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.model import Week

Kind = Literal["row", "day", "date", "link", "status", "text", "level", "item", "heading", "table"]
KINDS: Final[tuple[Kind, ...]] = ("table", "row", "day", "date", "link", "status", "text", "level", "item", "heading")


class Place(NamedTuple):
    """A thing on one page: ``task`` (number, column; -1: the row), ``item`` (list, item), ``section`` (index, -1)."""

    what: Literal["task", "item", "section"]
    one: int
    two: int = -1


class Way(NamedTuple):
    """What brings one page beside the other. ``copies``: its new texts come as they stand there."""

    intentions: tuple[Intention, ...]
    copies: bool = False


class Drift(NamedTuple):
    """One difference. ``places``: where it stands on both pages (empty where a page lacks it). ``ways``: what brings
    the first page beside the second, and the second beside the first; None: nothing certain. ``why``: in a sentence,
    why nothing is certain. ``part``: ``start`` or ``end``, of dates.
    """

    kind: Kind
    words: str
    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    ways: tuple[Way | None, Way | None] = (None, None)
    why: str = ""
    part: Literal["", "start", "end"] = ""

    @property
    def certain(self) -> bool:
        """Whether it can be mirrored."""
        return self.ways != (None, None)

    def changes(self, source: int) -> int | None:
        """The page (0, 1) that changes when it is mirrored from page ``source``: the other one, but where only that
        one has it, ``source`` itself. None: nothing can be done.
        """
        return next((side for side in (1 - source, source) if self.ways[side] is not None), None)


class Weeks(NamedTuple):
    """Both pages, and what sentences call them."""

    weeks: tuple[Week, Week]
    names: tuple[str, str]


def drifts(week: Week, twin: Week) -> tuple[Drift, ...]:
    """All differences between a week and its twin, in the order of the first page as far as it goes."""
    from worklog_tui.worklog.twins.drift_lists import section_drifts
    from worklog_tui.worklog.twins.drift_rows import table_drifts

    both = Weeks((week, twin), _names(week, twin))
    tables, sections = tuple(table_drifts(both)), tuple(section_drifts(both))
    if len(week.task_tables) != len(twin.task_tables) and _brings_tables(both, sections):
        return sections  # the table comes with its heading
    return (*tables, *sections)


def _brings_tables(both: Weeks, found: Iterable[Drift]) -> bool:
    """Whether the headings that are missing bring the task tables that are."""
    tables = [len(week.task_tables) for week in both.weeks]
    for drift in found:
        for side, places in enumerate(drift.places):
            for place in places if drift.certain and drift.kind == "heading" else ():
                inside = both.weeks[side].sections[place.one].tables
                tables[1 - side] += sum(t.table in inside for t in both.weeks[side].task_tables)
    return tables[0] == tables[1]


def counted(found: Iterable[Drift]) -> tuple[tuple[Kind, int], ...]:
    """How many differences of each kind, in the order of ``KINDS``."""
    kinds = [drift.kind for drift in found]
    return tuple((kind, kinds.count(kind)) for kind in KINDS if kind in kinds)


def _names(week: Week, twin: Week) -> tuple[str, str]:
    one, two = week.language or "the first page", twin.language or "the other page"
    return (one, two) if one != two else ("the first page", "the other page")
