"""A week and its twin beside each other, field by field: what the screen of twins draws and moves in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.tui.view.panes import BULLETS, FRONT, LINKS, Pane, Row, cell_outline, panes_of, reference_label
from worklog_tui.tui.view.people import WEEKDAYS, short_date
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.twins.beside import Thing, matched, names_in, rows_beside
from worklog_tui.worklog.twins.drift import Drift, Place, drifts
from worklog_tui.worklog.twins.drift_lists import sections_beside
from worklog_tui.worklog.twins.fields import counterpart
from worklog_tui.worklog.twins.shape import Aligned, RowShape, aligned, aligned_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from worklog_tui.worklog.model import Field, Task, Week
    from worklog_tui.worklog.twins.untranslated import Untranslated

_NAMES: Final = {"day": "Day", "task": "Task", "start": "Start", "end": "End", "date": "Date", "reference": "Refs"}
_PLAIN: Final = frozenset({"day", "start", "end", "date"})


class Half(NamedTuple):
    """One page's side of a stop: where it stands there, its lines as (level, words), which of them are copies."""

    at: Cursor
    lines: tuple[tuple[int, str], ...]
    copied: frozenset[int] = frozenset()
    bullet: str = ""  # before the first line; what wraps stands behind it


class Stop(NamedTuple):
    """What the cursor stands on: the same field of both pages. A half is None where that page has no such thing.
    ``differs``: shown as a difference; ``drift``: what is known of it, also where it is shown on a neighbouring stop.
    """

    label: str
    halves: tuple[Half | None, Half | None]
    differs: bool = False
    heading: bool = False
    drift: Drift | None = None

    @property
    def marked(self) -> bool:
        """Whether there is something to do about it."""
        return self.differs or any(half is not None and half.copied for half in self.halves)


class Side(NamedTuple):
    """One page: its week, its panes, its texts still to translate."""

    week: Week
    panes: tuple[Pane, ...]
    waiting: tuple[Untranslated, ...]


def side_of(week: Week, waiting: Collection[Untranslated]) -> Side:
    """A page made ready."""
    return Side(week, panes_of(week), tuple(waiting))


def stops_of(own: Side, twin: Side, found: Sequence[Drift] | None = None) -> list[Stop]:
    """All stops, in the order of the first page; ``found``: the differences, where they are known already."""
    return _Beside(own, twin, drifts(own.week, twin.week) if found is None else found).stops()


class _Beside:
    """Both pages while they are put beside each other."""

    def __init__(self, own: Side, twin: Side, found: Sequence[Drift]) -> None:
        self.own, self.twin, self.found = own, twin, found
        self.at: dict[tuple[int, Place], Drift] = {}
        for drift in found:
            for side, places in enumerate(drift.places):
                for place in places:
                    self.at.setdefault((side, place), drift)

    def stops(self) -> list[Stop]:
        """All of them. What belongs to no place is said at the tasks' heading, or at the title."""
        loose = [drift for drift in self.found if drift.places == ((), ())]
        of_tasks = [drift for drift in loose if drift.kind in ("row", "table")]
        others = [drift for drift in loose if drift not in of_tasks]
        titles = (_title(self.own), _title(self.twin))
        out = [Stop("Title", titles, bool(others), heading=True, drift=others[0] if others else None)]
        for a, b in self._parts():
            heading = self._heading(a, b)
            panes = [side.panes[n] for side, n in ((self.own, a), (self.twin, b)) if n is not None]
            if of_tasks and any(pane.noun == "task" for pane in panes) and heading.drift is None:
                heading = heading._replace(differs=True, drift=of_tasks.pop(0))
            out.append(heading)
            out += [self._told(stop, heading.drift) for stop in self._rows(a, b)]
        if of_tasks and out[0].drift is None:
            out[0] = out[0]._replace(differs=True, drift=of_tasks[0])
        return out

    def _parts(self) -> list[tuple[int | None, int | None]]:
        """The panes of both pages beside each other."""
        here, there = ({side.panes[n].section: n for n in _parts(side)} for side in (self.own, self.twin))
        beside = sections_beside(self.own.week, self.twin.week)
        if beside is None:
            one, two = _parts(self.own), _parts(self.twin)
            roles = [self.own.panes[n].role for n in one], [self.twin.panes[n].role for n in two]
            return [(one[i] if i is not None else None, two[j] if j is not None else None) for i, j in aligned(*roles)]
        above = [
            next((n for at, n in panes.items() if at is not None and side.week.sections[at].heading is None), None)
            for side, panes in ((self.own, here), (self.twin, there))
        ]
        out = [(above[0], above[1])] if above != [None, None] else []
        return [*out, *((here.get(i), there.get(j)) for i, j in beside)]

    def _heading(self, a: int | None, b: int | None) -> Stop:
        drift = next(
            (
                self.at[side, place]
                for side, (page, n) in enumerate(((self.own, a), (self.twin, b)))
                if n is not None
                and page.panes[n].section is not None
                and (side, place := Place("section", page.panes[n].section or 0)) in self.at
            ),
            None,
        )
        differs = a is None or b is None or drift is not None
        return Stop("", (_heading(self.own, a), _heading(self.twin, b)), differs, heading=True, drift=drift)

    def _told(self, stop: Stop, around: Drift | None) -> Stop:
        """A stop with what is known of it: its own, that of its row, else, where a page lacks it, of what is around."""
        for side, half in enumerate(stop.halves):
            page = (self.own, self.twin)[side]
            if half is None or half.at.row < 0:
                continue
            row = page.panes[half.at.pane].rows[half.at.row]
            places = [Place("item", *row.at)] if row.kind == "item" else []
            if row.kind == "task":
                places = [Place("task", row.at[0], half.at.column), Place("task", row.at[0])]
            drift = next((self.at[side, place] for place in places if (side, place) in self.at), None)
            if drift is not None:
                whole = drift.kind == "row"
                return stop._replace(drift=drift, differs=stop.differs if whole else True)
        return stop._replace(drift=around) if None in stop.halves else stop

    def _rows(self, a: int | None, b: int | None) -> list[Stop]:
        own, twin = self.own, self.twin
        rows = [_held(own, a), _held(twin, b)]
        out: list[Stop] = []
        for kind in ("other", "task"):
            here = [n for n, row in rows[0] if (row.kind == "task") == (kind == "task")]
            there = [n for n, row in rows[1] if (row.kind == "task") == (kind == "task")]
            for i, j in _beside(own, twin, a, b, here, there, tasks=kind == "task"):
                one = (a, here[i]) if i is not None and a is not None else None
                two = (b, there[j]) if j is not None and b is not None else None
                out += _task(own, twin, one, two) if kind == "task" else [_other(own, twin, one, two)]
        return out


def _parts(side: Side) -> list[int]:
    return [n for n, pane in enumerate(side.panes) if pane.id not in (FRONT, LINKS)]


def _title(side: Side) -> Half:
    return Half(Cursor(0, -1), ((0, plain(side.week.title or "(no title)")),))


def _heading(side: Side, pane: int | None) -> Half | None:
    if pane is None:
        return None
    heading = side.panes[pane].heading
    copied = heading is not None and any(w.heading == heading for w in side.waiting)
    return Half(Cursor(pane, -1), ((0, side.panes[pane].title),), frozenset({0} if copied else ()))


def _held(side: Side, pane: int | None) -> list[tuple[int, Row]]:
    return [(n, row) for n, row in enumerate(side.panes[pane].rows) if row.kind != "new"] if pane is not None else []


def _beside(
    own: Side, twin: Side, a: int | None, b: int | None, here: Sequence[int], there: Sequence[int], *, tasks: bool
) -> Sequence[Aligned]:
    """Rows of both panes that belong beside each other, as well as can be told."""
    if tasks:
        found = rows_beside(_tasks(own, a, here), _tasks(twin, b, there))
        return found if found is not None else aligned_rows(_shapes(own, a, here), _shapes(twin, b, there))
    if len(here) == len(there):
        return [(n, n) for n in range(len(here))]
    found = matched(_things(own, a, here), _things(twin, b, there))
    return found if found is not None else aligned(_kinds(own, a, here), _kinds(twin, b, there))


def _tasks(side: Side, pane: int | None, rows: Sequence[int]) -> list[Task]:
    return [side.week.tasks[side.panes[pane].rows[n].at[0] - 1] for n in rows] if pane is not None else []


def _shapes(side: Side, pane: int | None, rows: Sequence[int]) -> list[RowShape]:
    tasks = _tasks(side, pane, rows)
    return [RowShape(t.day.weekday, t.start.date, t.end.date, len(t.references)) for t in tasks]


def _kinds(side: Side, pane: int | None, rows: Sequence[int]) -> list[tuple[str, int]]:
    return [(side.panes[pane].rows[n].kind, side.panes[pane].rows[n].level) for n in rows] if pane is not None else []


def _things(side: Side, pane: int | None, rows: Sequence[int]) -> list[Thing]:
    found = [side.panes[pane].rows[n] for n in rows] if pane is not None else []
    return [Thing((row.kind, row.level), names_in(row.cells[0].text)) for row in found]


Spot = tuple[int, int]
"""Pane and row."""


def _other(own: Side, twin: Side, one: Spot | None, two: Spot | None) -> Stop:
    return Stop("", (_line(own, one), _line(twin, two)), one is None or two is None)


def _line(side: Side, spot: Spot | None) -> Half | None:
    if spot is None:
        return None
    row = side.panes[spot[0]].rows[spot[1]]
    bullet = BULLETS[min(row.level, len(BULLETS) - 1)] + " " if row.kind == "item" else ""
    copied = any(_waits(w, row) for w in side.waiting)
    return Half(Cursor(*spot), ((row.level, row.cells[0].text),), frozenset({0} if copied else ()), bullet)


def _waits(text: Untranslated, row: Row) -> bool:
    """Whether this text, to be translated, is the row's."""
    if row.kind == "item":
        return text.list is not None and (text.list, text.item) == row.at
    return row.kind == "text" and text.block is not None and (text.block,) == row.at


def _task(own: Side, twin: Side, one: Spot | None, two: Spot | None) -> list[Stop]:
    here, there = _fields(own, one), _fields(twin, two)
    out: list[Stop] = []
    taken: set[int] = set()
    for field in here:
        other = counterpart(field.column, here, there)
        if other is not None:
            taken.add(other.column.index)
        out.append(_field(own, twin, one, two, field, other))
    out += [_field(own, twin, one, two, None, f) for f in there if f.column.index not in taken]
    spot, side = (one, own) if one is not None else (two, twin)
    if out and spot is not None:
        number = side.panes[spot[0]].rows[spot[1]].at[0]
        out[0] = out[0]._replace(label=f"{number} {out[0].label}", differs=out[0].differs or one is None or two is None)
    return out


def _fields(side: Side, spot: Spot | None) -> tuple[Field, ...]:
    return _of(side, spot).fields if spot is not None else ()


def _of(side: Side, spot: Spot) -> Task:
    return side.week.tasks[side.panes[spot[0]].rows[spot[1]].at[0] - 1]


def _field(own: Side, twin: Side, one: Spot | None, two: Spot | None, here: Field | None, there: Field | None) -> Stop:
    shown = here or there
    assert shown is not None  # noqa: S101 - one of them is asked for
    label = _NAMES.get(shown.column.role or "") or plain(shown.column.header)
    return Stop(label, (_cell(own, one, here), _cell(twin, two, there)))


def _cell(side: Side, spot: Spot | None, field: Field | None) -> Half | None:
    if spot is None or field is None:
        return None
    task = _of(side, spot)
    column = field.column.index
    at = Cursor(*spot, column)
    role = field.column.role
    if role in _PLAIN:
        return Half(at, ((0, _words(task, field)),))
    copied = frozenset(w.line for w in side.waiting if w.task == task.number and w.column == column)
    if role == "reference" and task.references:
        return Half(at, tuple((0, reference_label(r.label, r.target)) for r in task.references), copied)
    return Half(at, tuple((item.level, plain(item.text)) for item in cell_outline(field.text)), copied)


def _words(task: Task, field: Field) -> str:
    if field.column.role == "day":
        return WEEKDAYS[task.day.weekday - 1] if task.day.weekday else plain(task.day.text)
    value = task.end if field.column.role == "end" else task.start
    if value.date is not None:
        return short_date(value.date)
    return f"{plain(value.text)} ?" if value.text.strip() else ""


def place_there(own: Week, twin: Week, at: Cursor) -> Cursor:
    """Where the same thing stands on the twin, else what stands above it. Rows that hold nothing keep their numbers."""
    stops = stops_of(side_of(own, ()), side_of(twin, ()), ())
    above: Cursor | None = None
    for stop in stops:
        here, there = stop.halves
        above = there.at if there is not None else above
        if here is not None and here.at == at:
            return above or at
    return at
