"""Which row, line, item or heading of a page is which on its twin, and whether that is certain. No guess is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Task
from worklog_tui.worklog.twins.shape import Aligned

_WORD: Final = regex(r"[^\W_]+")
_MOST: Final = 4096  # pairs looked at; longer lists are left to people

May = Callable[[int, int], bool]
"""Whether two things, told by their places, can be the same one."""
Shared = Callable[[int, int], int]
"""How many names they share."""


class Thing(NamedTuple):
    """What is matched: ``kind`` must be the same on both pages, ``names`` are the words both languages share."""

    kind: object
    names: frozenset[str]


def names_in(text: str) -> frozenset[str]:
    """The words of a text that stand in every language: with a digit, or in Latin letters without accents."""
    words = _WORD.findall(plain(text))
    return frozenset(w.casefold() for w in words if w.isascii() and (len(w) > 1 or w.isdigit()))


def matched(own: Sequence[Thing], twin: Sequence[Thing]) -> list[Aligned] | None:
    """The things of both pages beside each other, where one page only lacks some the other has; None: not certain."""
    return matched_by(
        (len(own), len(twin)),
        lambda a, b: own[a].kind == twin[b].kind,
        lambda a, b: len(own[a].names & twin[b].names),
    )


def matched_by(sizes: tuple[int, int], may: May, shared: Shared) -> list[Aligned] | None:
    """``matched`` where something else says what can be the same. ``sizes``: how many there are."""
    own, twin = sizes
    if own < twin:
        other = matched_by((twin, own), lambda a, b: may(b, a), lambda a, b: shared(b, a))
        return None if other is None else [(j, i) for i, j in other]
    if own * twin > _MOST:
        return None
    found = _only(own, twin, lambda a, b: shared(a, b) if may(a, b) else None)
    if found is None or _elsewhere(found, shared):
        return None
    by_kind = own == twin or _only(own, twin, lambda a, b: 0 if may(a, b) else None) is not None
    return found if by_kind or _held(found, may, shared) else None


def _elsewhere(found: Sequence[Aligned], shared: Shared) -> bool:
    """Whether something that seems to be missing is more like a thing of the other page than what stands beside it."""
    pairs = [(i, j) for i, j in found if i is not None and j is not None]
    return any(
        shared(lost, j) > shared(i, j) for lost, gap in found if gap is None and lost is not None for i, j in pairs
    )


def _held(found: Sequence[Aligned], may: May, shared: Shared) -> bool:
    """Whether what stands beside each gap, and could stand in it, is the same on both pages by a name."""
    for at, (lost, j) in enumerate(found):
        if j is None and lost is not None:
            for i, k in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]):
                if i is not None and k is not None and may(lost, k) and not shared(i, k):
                    return False
    return True


def _only(own: int, twin: int, score: Callable[[int, int], int | None]) -> list[Aligned] | None:
    """The one best way to find the whole shorter side in the longer, in order; None: there is none, or several."""
    # best[j] for the first i things: the score, and in how many ways it is reached
    rows: list[list[tuple[int, int] | None]] = [[(0, 1), *[None] * twin]]
    for i in range(own):
        more = (_better(rows[i][j + 1], _step(rows[i][j], score(i, j))) for j in range(twin))
        rows.append([(0, 1), *more])
    last = rows[own][twin]
    if last is None or last[1] != 1:
        return None
    out: list[Aligned] = []
    j = twin
    for i in range(own, 0, -1):
        skip = rows[i - 1][j]
        take = _step(rows[i - 1][j - 1], score(i - 1, j - 1)) if j else None
        if take is not None and (skip is None or take[0] > skip[0]):
            j -= 1
            out.append((i - 1, j))
        else:
            out.append((i - 1, None))
    return out[::-1]


def _step(before: tuple[int, int] | None, more: int | None) -> tuple[int, int] | None:
    return None if before is None or more is None else (before[0] + more, before[1])


def _better(one: tuple[int, int] | None, two: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or two is None:
        return one or two
    if one[0] == two[0]:
        return one[0], min(2, one[1] + two[1])  # more than one way is all that needs to be known
    return max(one, two)


def rows_beside(own: Sequence[Task], twin: Sequence[Task]) -> list[Aligned] | None:
    """The rows of two tables beside each other: as many on both sides by their order, else by days and dates. None:
    rows are missing, and which ones cannot be told.
    """
    if len(own) == len(twin):
        return [(i, i) for i in range(len(own))]
    if not own or not twin:
        return [(i, None) for i in range(len(own))] or [(None, i) for i in range(len(twin))]
    names = [[_task_names(task) for task in side] for side in (own, twin)]

    return matched_by(
        (len(own), len(twin)),
        lambda a, b: _may_be(own[a], twin[b]),
        lambda a, b: len(names[0][a] & names[1][b]),
    )


def _may_be(a: Task, b: Task) -> bool:
    """Whether two rows can be the same one: two of day, start and end are, or nothing that both say differs."""
    said = ((a.start.date, b.start.date), (a.end.date, b.end.date), (a.day.weekday, b.day.weekday))
    if sum(x is not None and x == y for x, y in said) > 1:
        return True
    if any(x is not None and y is not None and x != y for x, y in said):
        return False
    return any(x is not None and x == y for x, y in said) or all(x is None and y is None for x, y in said)


def _task_names(task: Task) -> frozenset[str]:
    return frozenset().union(
        *(names_in(i.text) for i in (*task.task, *task.detail)), (r.target for r in task.references)
    )
