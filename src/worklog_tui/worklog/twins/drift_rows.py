"""What has come apart in the task tables: rows, days, dates, links, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from worklog_tui.worklog.cells.display import day_month, full_date, full_span, plain
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.day.closing import done_word
from worklog_tui.worklog.day.dayrows import table_of
from worklog_tui.worklog.intentions import Intention, SetField, SetFieldDate, SetFieldOutline
from worklog_tui.worklog.model import Field, OutlineItem, Task, TaskTable
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.status import says_done
from worklog_tui.worklog.twins.beside import rows_beside
from worklog_tui.worklog.twins.changes import has_words, named
from worklog_tui.worklog.twins.drift import Drift, Place, Way, Weeks
from worklog_tui.worklog.twins.drift_links import link_drifts
from worklog_tui.worklog.twins.fields import counterpart, day_text, new_task
from worklog_tui.worklog.twins.links import in_form, link_form

_DATES: Final = ("start", "end", "date")
_TEXTS: Final = ("task", "detail", "note")


class Pair(NamedTuple):
    """The same row on both pages."""

    both: Weeks
    tasks: tuple[Task, Task]

    @property
    def label(self) -> str:
        """What sentences call it."""
        one, two = (task.number for task in self.tasks)
        return f"Row {one}" if one == two else f"Row {one} ({two} in {self.both.names[1]})"

    def column(self, field: Field, other: Field) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Where two cells stand."""
        one, two = self.tasks
        return (Place("task", one.number, field.column.index),), (Place("task", two.number, other.column.index),)


def table_drifts(both: Weeks) -> Iterator[Drift]:
    """All of the tables."""
    one, two = (week.task_tables for week in both.weeks)
    if len(one) != len(two):
        words = f"Task tables: {len(one)} in {both.names[0]}, {len(two)} in {both.names[1]}"
        yield Drift("table", words, ((), ()), why="a table is added in your editor")
        return
    for own, other in zip(one, two, strict=True):
        yield from _table(both, own, other)


def _table(both: Weeks, own: TaskTable, other: TaskTable) -> Iterator[Drift]:
    found = rows_beside(own.tasks, other.tasks)
    if found is None:
        words = f"Rows: {len(own.tasks)} in {both.names[0]}, {len(other.tasks)} in {both.names[1]}"
        yield Drift("row", words, ((), ()), why="which rows are the same cannot be told from days and dates")
        return
    pairs = [Pair(both, (own.tasks[i], other.tasks[j])) for i, j in found if i is not None and j is not None]
    if words := _other_weeks(pairs):
        yield Drift("table", words, ((), ()), why="one of the pages seems to be of another week")
        return
    doubt = _shifted(pairs)
    above = (0, 0)
    for i, j in found:
        if i is not None and j is not None:
            yield from _pair(Pair(both, (own.tasks[i], other.tasks[j])), doubt)
            above = own.tasks[i].number, other.tasks[j].number
        else:
            side = 0 if i is not None else 1
            at = i if i is not None else j
            assert at is not None  # noqa: S101 - one side has it
            yield _missing(both, side, (own, other)[side].tasks[at], (own, other)[1 - side], above)
    if sorted(c.role or "" for c in own.columns) != sorted(c.role or "" for c in other.columns):
        words = f"The columns of the task table are others in {both.names[1]}"
        yield Drift("table", words, ((), ()), why="columns are changed in your editor")


def _missing(both: Weeks, side: int, task: Task, lacks: TaskTable, above: tuple[int, int]) -> Drift:
    """A row that only page ``side`` has; ``lacks``: the table it goes to; ``above``: the rows it stands below."""
    there = 1 - side
    day = f" ({day_month(task.start.date)})" if task.start.date is not None else ""
    words = f"Row {task.number}{day} of {both.names[side]} is missing in {both.names[there]}"
    places: list[tuple[Place, ...]] = [(), ()]
    places[side] = (Place("task", task.number),)
    ways: list[Way | None] = [None, None]
    why = ""
    first = lacks.table == both.weeks[there].task_tables[0].table
    after = max((t.number for t in lacks.tasks if t.number <= above[there]), default=0)
    if not any(field.text.strip() for field in task.fields):
        why = "it is empty: delete it, or fill it first"
    elif lacks.kind == "html":
        why = "rows of an HTML table are added in your editor"
    elif not after and not first:
        why = "the table has no row to stand it below: add the first one by hand"
    else:
        made = new_task(both.weeks[side], both.weeks[there], after, task.number)
        ways[there] = Way(made.intentions, copies=True)
    return Drift("row", words, (places[0], places[1]), (ways[0], ways[1]), why)


def _other_weeks(pairs: Sequence[Pair]) -> str:
    """What to say where the pages have no day in common and are not row by row the same; empty: nothing."""
    one, two = ([d for p in pairs if (d := p.tasks[side].start.date) is not None] for side in (0, 1))
    if not one or not two or (min(one) <= max(two) and min(two) <= max(one)):
        return ""
    if all(_alike(*pair.tasks) for pair in pairs):
        return ""
    names = pairs[0].both.names
    return f"Dates: {full_span(min(one), max(one))} in {names[0]}, {full_span(min(two), max(two))} in {names[1]}"


def _alike(a: Task, b: Task) -> bool:
    """Whether two rows have the same day and as many lines, whatever their dates."""
    days = a.day.weekday == b.day.weekday
    return days and [i.level for i in a.task] == [i.level for i in b.task]


def _shifted(pairs: Sequence[Pair]) -> str:
    """Why dates are not certain: a row's date stands in another row there, as if one were missing and one too many."""
    apart = [p.tasks for p in pairs if None not in (p.tasks[0].start.date, p.tasks[1].start.date)]
    apart = [(a, b) for a, b in apart if a.start.date != b.start.date]
    theirs = {b.start.date for _, b in apart}
    for a, b in apart:
        same_day = a.day.weekday is not None and a.day.weekday == b.day.weekday
        if not same_day and a.start.date in theirs:
            return "the same dates stand in other rows there: a row may be missing"
    return ""


def _pair(pair: Pair, doubt: str) -> Iterator[Drift]:
    a, b = pair.tasks
    for field in a.fields:
        other = counterpart(field.column, a.fields, b.fields)
        if other is None:
            continue
        role = field.column.role
        if role == "day":
            yield from _days(pair, field, other)
        elif role in _DATES:
            yield from _dates(pair, field, other, doubt)
        elif role == "status":
            yield from _status(pair, field, other)
        elif role in _TEXTS:
            yield from _texts(pair, field, other)
    yield from link_drifts(pair.both, pair.tasks, pair.label)


def _days(pair: Pair, field: Field, other: Field) -> Iterator[Drift]:
    a, b = pair.tasks
    days = a.day.weekday, b.day.weekday
    blank = not field.text.strip(), not other.text.strip()
    if days[0] == days[1] or (None in days and not any(blank)):
        return
    ways: list[Way | None] = [None, None]
    for side, (task, at) in enumerate(((a, field), (b, other))):
        wanted = days[1 - side]
        if wanted is not None and (text := day_text(pair.both.weeks[side], task.table, at.column, wanted)):
            ways[side] = Way((SetField(task.number, at.column.index, text),))
    words = f"{pair.label}: the day is {_said(field.text, pair, 0)}, {_said(other.text, pair, 1)}"
    why = "" if any(ways) else "the page writes dates in its day column"
    yield Drift("day", words, pair.column(field, other), (ways[0], ways[1]), why)


def _said(text: str, pair: Pair, side: int) -> str:
    words = plain(text).strip()
    return f"{f'“{words}”' if words else 'empty'} in {pair.both.names[side]}"


def _dates(pair: Pair, field: Field, other: Field, doubt: str) -> Iterator[Drift]:
    part: Literal["start", "end"] = "end" if field.column.role == "end" else "start"
    a, b = ((t.end if part == "end" else t.start) for t in pair.tasks)
    if a.date == b.date:
        return
    why = doubt if None not in (a.date, b.date) else ""
    ways: list[Way | None] = [None, None]
    reasons = []
    for side, (task, at, wanted) in enumerate(((pair.tasks[0], field, b.date), (pair.tasks[1], other, a.date))):
        if wanted is None or why:
            continue
        if len(find_dates(at.text)) > 1 or _spans(pair.tasks[1 - side], (other, field)[side]):
            reasons.append(f"{named(at)} holds more than one day")
        elif not find_dates(at.text) and has_words(at.text):
            reasons.append(f"{pair.both.names[side]} says “{plain(at.text).strip()}” there")
        else:
            ways[side] = Way((SetFieldDate(task.number, at.column.index, wanted),))
    verb = "ends" if part == "end" else "starts"
    years = len({d.date.year for d in (a, b) if d.date is not None}) > 1
    shown = [full_date(d.date) if d.date and years else day_month(d.date) if d.date else _blank(d.text) for d in (a, b)]
    words = f"{pair.label} {verb} {shown[0]} in {pair.both.names[0]}, {shown[1]} in {pair.both.names[1]}"
    if not why and not any(ways):
        why = reasons[0] if reasons else ""
    yield Drift("date", words, pair.column(field, other), (ways[0], ways[1]), why, part)


def _blank(text: str) -> str:
    words = plain(text).strip()
    return f"“{words}”" if words else "no day"


def _spans(task: Task, field: Field) -> bool:
    """Whether a cell says a start and an end."""
    return field.column.role == "date" and task.start.date != task.end.date


def _status(pair: Pair, field: Field, other: Field) -> Iterator[Drift]:
    done = says_done(field.text), says_done(other.text)
    if done[0] == done[1]:
        return
    side = 1 if done[0] else 0
    task, at = pair.tasks[side], (field, other)[side]
    word = done_word(pair.both.weeks[side], at.column, table_of(pair.both.weeks[side], task))
    ways: list[Way | None] = [None, None]
    ways[side] = Way((SetField(task.number, at.column.index, word),))
    words = f"{pair.label} is finished in {pair.both.names[1 - side]}, not in {pair.both.names[side]}"
    yield Drift("status", words, pair.column(field, other), (ways[0], ways[1]))


def _texts(pair: Pair, field: Field, other: Field) -> Iterator[Drift]:
    """Lines that only one page has, or that stand deeper there."""
    one, two = read_outline(field.text), read_outline(other.text)
    full = [[item for item in outline if item.text] for outline in (one, two)]
    if [i.level for i in full[0]] == [i.level for i in full[1]]:
        return
    places = pair.column(field, other)
    name = named(field)
    ways: list[Way | None] = [None, None]
    if len(full[0]) != len(full[1]):
        sizes = [f"{len(f)} in {n}" for f, n in zip(full, pair.both.names, strict=True)]
        words = f"{pair.label}: lines of {name}: {sizes[0]}, {sizes[1]}"
        if not full[0] or not full[1]:
            words = f"{pair.label}: {name} is empty in {pair.both.names[1 if full[0] else 0]}"
        why = "" if not full[0] or not full[1] else "lines may have been joined: which one is missing cannot be told"
        for side in (0, 1):
            if not full[side] and full[1 - side]:
                ways[side] = Way((_copied(pair, (field, other), side),), copies=True)
        yield Drift("text", words, places, (ways[0], ways[1]), why)
        return
    words = f"{pair.label}: the lines of {name} are indented differently"
    if len(one) != len(two):
        yield Drift("level", words, places, why="empty lines stand between them")
        return
    for side in (0, 1):
        ways[side] = Way((_levelled(pair, (field, other), side),))
    yield Drift("level", words, places, (ways[0], ways[1]))


def _copied(pair: Pair, fields: tuple[Field, Field], side: int) -> Intention:
    """The empty cell of page ``side`` with the lines of the other."""
    field = fields[side]
    form = link_form(pair.both.weeks[side], field.column)
    lines = tuple(OutlineItem(item.level, in_form(item.text, form)) for item in read_outline(fields[1 - side].text))
    return SetFieldOutline(pair.tasks[side].number, field.column.index, lines)


def _levelled(pair: Pair, fields: tuple[Field, Field], side: int) -> Intention:
    """The cell of page ``side`` with its own lines in the levels of the other."""
    own, other = (read_outline(fields[at].text) for at in (side, 1 - side))
    lines = tuple(OutlineItem(b.level, a.text) for a, b in zip(own, other, strict=True))
    return SetFieldOutline(pair.tasks[side].number, fields[side].column.index, lines)
