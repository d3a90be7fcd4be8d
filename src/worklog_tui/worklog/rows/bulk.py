"""Several rows changed together: one list of intentions, each to be made on what the one before it made. Pure.

Tasks are given by their numbers, items by (list, index in ``ItemList.walk()``).
"""

from __future__ import annotations

from collections.abc import Sequence

from worklog_tui.document.model import ItemList
from worklog_tui.worklog.cells.list_outline import list_outline
from worklog_tui.worklog.intentions import (
    DuplicateTask,
    Intention,
    MoveItem,
    MoveTask,
    RemoveItem,
    RemoveTask,
    SetListOutline,
)
from worklog_tui.worklog.model import Week

Spot = tuple[int, int]


def remove(tasks: Sequence[int], items: Sequence[Spot], week: Week) -> list[Intention]:
    """All of them go, from the bottom of the page up; items take what stands under them with them."""
    asked: list[Intention] = [RemoveTask(number) for number in sorted(set(tasks), reverse=True)]
    asked += [RemoveItem(*spot) for spot in reversed(outermost(week, items))]
    return asked


def move(tasks: Sequence[int], items: Sequence[Spot], week: Week, by: int) -> list[Intention]:
    """Each one row lower (``by`` 1) or higher (-1) inside its table or list; those at its end stay, and push nothing.

    Empty: none of them can move.
    """
    return [*_move_tasks(sorted(set(tasks)), week, by), *_move_items(outermost(week, items), week, by)]


def double(tasks: Sequence[int], items: Sequence[Spot], week: Week) -> list[Intention]:
    """Each once more, right below itself; items with what stands under them."""
    asked: list[Intention] = [DuplicateTask(number) for number in sorted(set(tasks), reverse=True)]
    chosen = outermost(week, items)
    for number in dict.fromkeys(at for at, _ in chosen):
        items_of = week.document.lists[number]
        outline = list_outline(items_of)
        for at in sorted((item for known, item in chosen if known == number), reverse=True):
            end = at + subtree(items_of, at)
            outline = outline[:end] + outline[at:end] + outline[end:]
        asked.append(SetListOutline(number, outline))
    return asked


def outermost(week: Week, items: Sequence[Spot]) -> list[Spot]:
    """Those that stand under none of the others, in page order."""
    out: list[Spot] = []
    end: Spot = (-1, 0)
    for spot in sorted(set(items)):
        if spot[0] != end[0] or spot[1] >= end[1]:
            out.append(spot)
            end = (spot[0], spot[1] + subtree(week.document.lists[spot[0]], spot[1]))
    return out


def subtree(items: ItemList, at: int) -> int:
    """How many items an item is with all that stands under it."""
    walk = items.walk()
    end = at + 1
    while end < len(walk) and walk[end].level > walk[at].level:
        end += 1
    return end - at


def sibling(items: ItemList, at: int, by: int) -> int | None:
    """The item before (-1) or after (1) this one under the same item; None: it is the first or last there."""
    levels = [item.level for item in items.walk()]
    to = at + by
    while 0 <= to < len(levels) and levels[to] > levels[at]:
        to += by
    return to if 0 <= to < len(levels) and levels[to] == levels[at] else None


def _move_tasks(numbers: Sequence[int], week: Week, by: int) -> list[Intention]:
    asked: list[Intention] = []
    stuck: set[tuple[int, int]] = set()
    for number in numbers if by < 0 else reversed(numbers):
        task = week.tasks[number - 1]
        to = (task.table, task.row + by)
        last = len(week.document.tables[task.table].rows) - 1
        if not 0 <= to[1] <= last or to in stuck:
            stuck.add((task.table, task.row))
        else:
            asked.append(MoveTask(number, by))
    return asked


def _move_items(spots: Sequence[Spot], week: Week, by: int) -> list[Intention]:
    asked: list[Intention] = []
    stuck: set[Spot] = set()
    for at, item in spots if by < 0 else reversed(spots):
        to = sibling(week.document.lists[at], item, by)
        if to is None or (at, to) in stuck:
            stuck.add((at, item))
        else:
            asked.append(MoveItem(at, item, by))
    return asked


__all__ = ["double", "move", "outermost", "remove", "sibling", "subtree"]
