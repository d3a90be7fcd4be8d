"""A whole list edited as an outline: the few item edits that make it read so, each on what the one before it made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from worklog_tui.document.model import ItemList
from worklog_tui.record import record, replace
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.cells.outline import bare, sources
from worklog_tui.worklog.model import Outline, OutlineItem

Step = want.SetItem | want.AddItem | want.RemoveItem | want.IndentItem | want.MoveItem


@record
class _Row:
    """One item while the list changes. ``of``: which it was, None: a new one."""

    of: int | None
    level: int
    text: str


def list_outline(items: ItemList) -> Outline:
    """A list as levels and texts; a text that runs over lines keeps its newlines."""
    return tuple(OutlineItem(item.level, item.text) for item in items.walk())


def normal_list(outline: Sequence[OutlineItem], empty: int = 0) -> Outline:
    """The outline as a list can hold it: levels without gaps, and no items without text but the first ``empty``."""
    out: list[OutlineItem] = []
    for item in outline:
        text = item.text.strip(" \t\r\n")
        if text or empty > 0:
            empty -= not text
            out.append(OutlineItem(max(0, min(item.level, out[-1].level + 1 if out else 0)), text))
    return tuple(out)


def steps(items: ItemList, outline: Sequence[OutlineItem], index: int) -> list[Step]:
    """The item edits that turn list ``index`` into ``outline`` (after ``normal_list``), in order.

    An item that only changes its place among its siblings is moved; one that goes elsewhere is written anew there.
    """
    old = list_outline(items)
    asked = normal_list(outline, sum(not item.text for item in old))
    if asked == old:
        return []
    return _Making(old, asked, index).steps


class _Making:
    """Makes the steps on a model of the list. After each, ``rows`` is what the list reads."""

    def __init__(self, old: Outline, asked: Outline, index: int) -> None:
        self.list = index
        self.rows = [_Row(i, item.level, item.text) for i, item in enumerate(old)]
        self.steps: list[Step] = []
        of = sources(old, asked)
        texts = {item.text for item in old}
        self.wanted = [
            _Row(i, item.level, item.text if item.text in texts else bare(item.text) or item.text)
            for item, i in zip(asked, of, strict=True)
        ]
        self._drop()
        self._order()
        self._fill()

    # --- the four kinds of change ---------------------------------------------------------------------------------

    def _drop(self) -> None:
        """Takes out what is not wanted; children that stay go out a level first."""
        kept = {row.of for row in self.wanted} - {None}
        at = 0
        while at < len(self.rows):
            if self.rows[at].of in kept:
                at += 1
                continue
            staying = [i for i in range(at + 1, self._end(at)) if self.rows[i].of in kept]
            if not staying:
                self.steps.append(want.RemoveItem(self.list, at))
                del self.rows[at : self._end(at)]
            else:
                children = [i for i in range(at + 1, self._end(at)) if self.rows[i].level == self.rows[at].level + 1]
                self._indent(next(i for i in reversed(children) if any(i <= s < self._end(i) for s in staying)), -1)

    def _order(self) -> None:
        """Moves items among their siblings until they stand in the wanted order; those from elsewhere are taken out."""
        while [row.of for row in self.rows] != (order := [row.of for row in self.wanted if row.of is not None]):
            place: dict[int | None, int] = {of: i for i, of in enumerate(order)}
            astray = _astray([place[row.of] for row in self.rows])
            move = self._move(place, astray)
            if move is not None:
                self.steps.append(want.MoveItem(self.list, *move))
                self.rows = self._moved(*move)
            else:
                gone = self.rows[astray[-1]].of
                self.wanted = [replace(row, of=None) if row.of == gone else row for row in self.wanted]
                self._drop()

    def _move(self, place: dict[int | None, int], astray: list[int]) -> tuple[int, int] | None:
        """The first item that stands better elsewhere among its siblings, and how far."""
        for at in astray:
            siblings = self._siblings(at)
            own = siblings.index(at)
            to = sum(place[self.rows[s].of] < place[self.rows[at].of] for s in siblings)
            if to != own:
                left = _astray([place[row.of] for row in self._moved(at, to - own)])
                if len(left) < len(astray):
                    return at, to - own
        return None

    def _fill(self) -> None:
        """From the top: adds what is new, sets levels and texts."""
        for at, row in enumerate(self.wanted):
            if row.of is None:
                self._add(at, row)
            while self.rows[at].level != row.level:
                self._indent(at, 1 if self.rows[at].level < row.level else -1)
            if self.rows[at].text != row.text:
                self.steps.append(want.SetItem(self.list, at, row.text))
                self.rows[at] = replace(self.rows[at], text=row.text)

    # --- one step each --------------------------------------------------------------------------------------------

    def _add(self, at: int, row: _Row) -> None:
        below = self.rows[at].level if at < len(self.rows) else -1
        if not at:  # nothing stands above it: below the first item, then up
            end = self._end(0) if self.rows else 0
            self.steps.append(want.AddItem(self.list, 0, row.text, 0))
            if self.rows:
                self.steps.append(want.MoveItem(self.list, end, -1))
            self.rows.insert(0, replace(row, level=0))
            return
        level = max(row.level, below)
        self.steps.append(want.AddItem(self.list, at - 1, row.text, level))
        self.rows.insert(at, replace(row, level=level))

    def _indent(self, at: int, by: int) -> None:
        end = self._end(at)
        self.steps.append(want.IndentItem(self.list, at, by))
        self.rows[at:end] = [replace(row, level=row.level + by) for row in self.rows[at:end]]

    def _end(self, at: int) -> int:
        end = at + 1
        while end < len(self.rows) and self.rows[end].level > self.rows[at].level:
            end += 1
        return end

    # --- order ----------------------------------------------------------------------------------------------------

    def _siblings(self, at: int) -> list[int]:
        start = at
        while start and self.rows[start - 1].level >= self.rows[at].level:
            start -= 1
        found = []
        while start < len(self.rows) and self.rows[start].level >= self.rows[at].level:
            if self.rows[start].level == self.rows[at].level:
                found.append(start)
            start += 1
        return found

    def _moved(self, at: int, by: int) -> list[_Row]:
        siblings = self._siblings(at)
        to = siblings[siblings.index(at) + by]
        own, rest = self.rows[at : self._end(at)], self.rows[:at] + self.rows[self._end(at) :]
        where = to if by < 0 else self._end(to) - len(own)
        return [*rest[:where], *own, *rest[where:]]


def _astray(places: list[int]) -> list[int]:
    """Indexes of those that are not in the longest run that is in order."""
    ends: list[int] = []  # of the runs of each length, the index whose place is lowest
    lowest: list[int] = []  # that place
    before: list[int] = []
    for i, place in enumerate(places):
        length = bisect_left(lowest, place)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [i]
        lowest[length : length + 1] = [place]
    at, run = (ends[-1] if ends else -1), set[int]()
    while at >= 0:
        run.add(at)
        at = before[at]
    return [i for i in range(len(places)) if i not in run]
