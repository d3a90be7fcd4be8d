"""A week and its twin beside each other, field by field: what the screen of twins draws and moves in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.tui.view.panes import BULLETS, FRONT, LINKS, Pane, Row, cell_outline, panes_of, reference_label
from worklog_tui.tui.view.people import WEEKDAYS, short_date
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog.cells.display import plain
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


class Stop(NamedTuple):
    """What the cursor stands on: the same field of both pages. A half is None where that page has no such thing."""

    label: str
    halves: tuple[Half | None, Half | None]
    differs: bool = False
    heading: bool = False

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


def stops_of(own: Side, twin: Side) -> list[Stop]:
    """All stops, in the order of the first page."""
    out = [Stop("Title", (_title(own), _title(twin)), heading=True)]
    here, there = _parts(own), _parts(twin)
    for i, j in aligned([own.panes[n].role for n in here], [twin.panes[n].role for n in there]):
        a = here[i] if i is not None else None
        b = there[j] if j is not None else None
        out.append(Stop("", (_heading(own, a), _heading(twin, b)), a is None or b is None, heading=True))
        out += _rows(own, twin, a, b)
    return out


def _parts(side: Side) -> list[int]:
    return [n for n, pane in enumerate(side.panes) if pane.id not in (FRONT, LINKS)]


def _title(side: Side) -> Half:
    return Half(Cursor(0, -1), ((0, plain(side.week.title or "(no title)")),))


def _heading(side: Side, pane: int | None) -> Half | None:
    return Half(Cursor(pane, -1), ((0, side.panes[pane].title),)) if pane is not None else None


def _rows(own: Side, twin: Side, a: int | None, b: int | None) -> list[Stop]:
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


def _held(side: Side, pane: int | None) -> list[tuple[int, Row]]:
    return [(n, row) for n, row in enumerate(side.panes[pane].rows) if row.kind != "new"] if pane is not None else []


def _beside(
    own: Side, twin: Side, a: int | None, b: int | None, here: Sequence[int], there: Sequence[int], *, tasks: bool
) -> list[Aligned]:
    """Rows of both panes that belong beside each other."""
    if tasks:
        return aligned_rows(_shapes(own, a, here), _shapes(twin, b, there))
    if len(here) == len(there):
        return [(n, n) for n in range(len(here))]
    return aligned(_kinds(own, a, here), _kinds(twin, b, there))


def _shapes(side: Side, pane: int | None, rows: Sequence[int]) -> list[RowShape]:
    tasks = [side.week.tasks[side.panes[pane].rows[n].at[0] - 1] for n in rows] if pane is not None else []
    return [RowShape(t.day.weekday, t.start.date, t.end.date, len(t.references)) for t in tasks]


def _kinds(side: Side, pane: int | None, rows: Sequence[int]) -> list[tuple[str, int]]:
    return [(side.panes[pane].rows[n].kind, side.panes[pane].rows[n].level) for n in rows] if pane is not None else []


Spot = tuple[int, int]
"""Pane and row."""


def _other(own: Side, twin: Side, one: Spot | None, two: Spot | None) -> Stop:
    return Stop("", (_line(own, one), _line(twin, two)), one is None or two is None)


def _line(side: Side, spot: Spot | None) -> Half | None:
    if spot is None:
        return None
    row = side.panes[spot[0]].rows[spot[1]]
    bullet = BULLETS[min(row.level, len(BULLETS) - 1)] + " " if row.kind == "item" else ""
    copied = row.kind == "item" and any((w.list, w.item) == row.at for w in side.waiting if w.list is not None)
    return Half(Cursor(*spot), ((row.level, bullet + row.cells[0].text),), frozenset({0} if copied else ()))


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
    halves = (_cell(own, one, here), _cell(twin, two, there))
    return Stop(label, halves, _differs(own, twin, one, two, shown.column.role, halves))


def _differs(
    own: Side, twin: Side, one: Spot | None, two: Spot | None, role: str | None, halves: tuple[Half | None, Half | None]
) -> bool:
    if one is None or two is None:
        return False  # the whole row is missing: said once
    if halves[0] is None or halves[1] is None:
        return False  # other columns: the table's matter, not this row's
    a, b = _of(own, one), _of(twin, two)
    if role == "day":
        return None not in (a.day.weekday, b.day.weekday) and a.day.weekday != b.day.weekday
    if role in ("start", "date"):
        return a.start.date != b.start.date
    if role == "end":
        return a.end.date != b.end.date
    if role == "reference":
        return len(a.references) != len(b.references)  # a link may lead to another language's page
    return [level for level, _ in halves[0].lines] != [level for level, _ in halves[1].lines]


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
    stops = stops_of(side_of(own, ()), side_of(twin, ()))
    above: Cursor | None = None
    for stop in stops:
        here, there = stop.halves
        above = there.at if there is not None else above
        if here is not None and here.at == at:
            return above or at
    return at
