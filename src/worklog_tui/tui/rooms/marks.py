"""Marked rows: commands act on all of them as one step. Marks belong to the rows' bytes, not to their places."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.pageview import Cursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.model import Week

MARKABLE: Final = frozenset({"task", "item", "link"})
Spot = tuple[int, int]
"""Indexes of pane and row."""


class Marks:
    """The marks on the shown page; ``screen.marks``. ``spots``: where they stand now."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._week: Week | None = None
        self._panes: Sequence[Pane] = ()
        self._last: Spot | None = None  # the row marked last: M marks from here

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The marked rows in page order."""
        return tuple(sorted(self.screen.view.marked))

    def rows(self) -> tuple[Row, ...]:
        """The marked rows in page order; empty where nothing is marked."""
        return tuple(self.screen.view.panes[pane].rows[row] for pane, row in self.spots)

    def chosen(self) -> tuple[Row, ...]:
        """The marked rows, else the selected one (none on a heading or a “+ new” line)."""
        row = self.screen.view.row
        return self.rows() or ((row,) if row is not None and row.kind != "new" else ())

    def tasks(self) -> tuple[int, ...]:
        """The numbers of the marked tasks; empty where none is marked."""
        return tuple(row.at[0] for row in self.rows() if row.kind == "task")

    def chosen_tasks(self) -> tuple[int, ...]:
        """The numbers of the marked tasks, else that of the selected one."""
        return tuple(row.at[0] for row in self.chosen() if row.kind == "task")

    # --- commands ------------------------------------------------------------------------------------------------

    def do_mark(self) -> None:
        spot, view = self._spot(), self.screen.view
        if spot is None:
            self.screen.say("Select a task, an item or a reference to mark it.")
            return
        self._last = spot
        self._put(view.marked ^ {spot})
        self._step(spot)

    def do_mark_to(self) -> None:
        spot = self._spot() or self._above_new()
        if spot is None:
            self.screen.say("Select a task, an item or a reference: all rows up to it are marked.")
            return
        whole = self._spot() is None and not self.spots  # below the last row, and none is marked yet: all of them
        start = (spot[0], 0) if whole else self._last or next(iter(self.spots), spot)
        panes = self.screen.view.panes
        first, last = sorted((start, spot))
        between = {
            (p, r)
            for p in range(first[0], last[0] + 1)
            for r, row in enumerate(panes[p].rows)
            if first <= (p, r) <= last and row.kind in MARKABLE
        }
        self._last = spot
        self._put(self.screen.view.marked | between)

    def do_unmark(self) -> None:
        self.clear()

    def _above_new(self) -> Spot | None:
        """The last row of a list whose “+ new” line is selected."""
        row, at = self.screen.view.row, self.screen.view.cursor
        if self.screen.where != "page" or row is None or row.kind != "new":
            return None
        rows = self.screen.view.panes[at.pane].rows
        return next(((at.pane, r) for r in range(at.row - 1, -1, -1) if rows[r].kind in MARKABLE), None)

    def can_mark(self) -> bool:
        """On rows that can be marked."""
        return self._spot() is not None

    def can_mark_to(self) -> bool:
        """On rows that can be marked, and below the last of them."""
        return self._spot() is not None or self._above_new() is not None

    def can_unmark(self) -> bool:
        """Where something is marked."""
        return bool(self.screen.view.marked)

    # --- keeping -------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """No marks any more."""
        self._last = None
        self._put(frozenset(), quiet=True)

    def put(self, spots: Sequence[Spot]) -> None:
        """Marks these rows and no others."""
        self._put(frozenset(spots), quiet=True)

    def carry(self, week: Week | None, panes: Sequence[Pane]) -> None:
        """The page is about to be drawn anew: each mark goes to where its row stands then, or with it."""
        marked: frozenset[Spot] = frozenset()
        if week is not None and self._week is not None:
            before = _keys(self._week, self._panes)
            after = _keys(week, panes)
            found = paired([key for _, key in before], [key for _, key in after])
            marked = frozenset(
                after[found[i]][0]
                for i, (spot, _) in enumerate(before)
                if spot in self.screen.view.marked and i in found
            )
        self._week, self._panes, self._last = week, panes, None
        self.screen.view.marked = marked

    def _spot(self) -> Spot | None:
        row, at = self.screen.view.row, self.screen.view.cursor
        markable = self.screen.where == "page" and row is not None and row.kind in MARKABLE
        return (at.pane, at.row) if markable else None

    def _put(self, spots: frozenset[Spot], *, quiet: bool = False) -> None:
        screen = self.screen
        self._week, self._panes = screen.week, screen.view.panes
        screen.view.marked = spots
        screen.view.repaint()
        if not quiet:
            screen.say(f"{count(len(spots), 'row')} marked · esc clears" if spots else "No row is marked any more.")

    def _step(self, spot: Spot) -> None:
        """On to the next row of its kind, so that m m m marks three."""
        rows = self.screen.view.panes[spot[0]].rows
        if spot[1] + 1 < len(rows) and rows[spot[1] + 1].kind in MARKABLE:
            self.screen.view.go(Cursor(spot[0], spot[1] + 1, self.screen.view.cursor.column))


def _keys(week: Week, panes: Sequence[Pane]) -> list[tuple[Spot, object]]:
    """What tells each markable row from others: what the page writes there."""
    return [
        ((p, r), _key(week, row))
        for p, pane in enumerate(panes)
        for r, row in enumerate(pane.rows)
        if row.kind in MARKABLE
    ]


def _key(week: Week, row: Row) -> object:
    document = week.document
    if row.kind == "task":
        task = week.tasks[row.at[0] - 1]
        span = document.tables[task.table].rows[task.row].span
        return document.source[span.start : span.end].rstrip(b"\r\n")
    if row.kind == "item":
        item = document.lists[row.at[0]].walk()[row.at[1]]
        return (item.marker, item.text)
    link = document.links[row.at[0]]
    return (link.label, link.target, True)


def paired(before: Sequence[object], after: Sequence[object]) -> dict[int, int]:
    """Which of ``after`` each of ``before`` became: the same ones in order, the same elsewhere, then, where as many
    stand in the place of others, these in their order."""
    found: dict[int, int] = {}
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a1, a2, b1, _ in codes:
        if tag == "equal":
            found |= {a: b1 + a - a1 for a in range(a1, a2)}
    free: dict[object, list[int]] = {}
    for b in sorted(set(range(len(after))) - set(found.values())):
        free.setdefault(after[b], []).append(b)
    for a, key in enumerate(before):
        if a not in found and free.get(key):
            found[a] = free[key].pop(0)
    taken = set(found.values())
    for tag, a1, a2, b1, b2 in codes:
        left = [a for a in range(a1, a2) if a not in found]
        room = [b for b in range(b1, b2) if b not in taken]
        if tag == "replace" and len(left) == len(room):
            found |= dict(zip(left, room, strict=True))
    return found
