"""What a copied row says, apart from the page it was copied from: fields by role, dates as dates, lines as an outline.

Links that need a definition elsewhere on their page are copied with their address. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.model import Document, Span
from worklog_tui.worklog.cells.cell_text import read_cell
from worklog_tui.worklog.cells.dialect import Dialect, read_dialect
from worklog_tui.worklog.day.dayrows import table_of
from worklog_tui.worklog.model import Column, ColumnRole, Outline, OutlineItem, Task, TaskTable, Week
from worklog_tui.worklog.plans.plan import date_form, page_dialect
from worklog_tui.worklog.reading.dates import DateForm

TEXTS = ("task", "detail")
DATES = ("start", "end", "date")


Written = tuple[Dialect, DateForm | None]
"""How a column writes lines, and dates if it holds some."""


class CopiedField(NamedTuple):
    """One cell. ``dialect``: how lines are written in its column; ``form``: how dates are."""

    role: ColumnRole | None
    header: str
    text: str
    dialect: Dialect
    form: DateForm | None = None


class CopiedTask(NamedTuple):
    """One row: its fields, and the day and dates they mean."""

    fields: tuple[CopiedField, ...]
    weekday: int | None
    start: dt.date | None
    end: dt.date | None
    outline: Outline


class CopiedLink(NamedTuple):
    """A reference."""

    label: str
    target: str


class Twins(NamedTuple):
    """The same rows in another language. ``waiting``: texts among them that are still to translate."""

    language: str
    tasks: tuple[CopiedTask, ...]
    waiting: tuple[str, ...] = ()


class Clip(NamedTuple):
    """What was copied from a page in ``language``, in page order; ``twins``: what its tasks say in other languages."""

    tasks: tuple[CopiedTask, ...] = ()
    items: Outline = ()
    links: tuple[CopiedLink, ...] = ()
    twins: tuple[Twins, ...] = ()
    language: str | None = None

    def words(self, language: str | None) -> Twins | None:
        """The tasks in this language; None: they were not copied in it."""
        if language == self.language:
            return Twins(language or "", self.tasks)
        return next((twins for twins in self.twins if twins.language == language), None)

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.tasks) + len(self.items) + len(self.links)


def copy_tasks(week: Week, numbers: Sequence[int]) -> tuple[CopiedTask, ...]:
    """The tasks of these numbers."""
    tasks, usual, written = week.tasks, page_dialect(week), dict[tuple[int, int], Written]()
    return tuple(_copied(week, tasks[number - 1], usual, written) for number in sorted(set(numbers)))


def copy_twin(
    week: Week, twin: Week, numbers: Sequence[int], waiting: Sequence[tuple[int | None, str]]
) -> Twins | None:
    """The tasks of these numbers as the week's twin has them; None: the tasks of the two do not correspond.

    ``waiting``: task and text of what is still to translate there.
    """
    from worklog_tui.worklog.twins.pairing import pairing

    if twin.language is None or pairing(week, twin).reason("tasks") is not None:
        return None
    chosen = set(numbers)
    return Twins(twin.language, copy_tasks(twin, numbers), tuple(text for task, text in waiting if task in chosen))


def copy_items(week: Week, places: Sequence[tuple[int, int]]) -> Outline:
    """The items at these places (list, item) with what stands under them; the outermost at level 0."""
    wanted: dict[int, set[int]] = {}
    for at, item in places:
        walk = week.document.lists[at].walk()
        end = item + 1
        while end < len(walk) and walk[end].level > walk[item].level:
            end += 1
        wanted.setdefault(at, set()).update(range(item, end))
    out: list[OutlineItem] = []
    for at in sorted(wanted):
        walk = week.document.lists[at].walk()
        chosen = [walk[i] for i in sorted(wanted[at])]
        least = min(item.level for item in chosen)
        for found in chosen:
            text = with_addresses(week.document, found.text_span, found.text)
            deepest = out[-1].level + 1 if out else 0
            out.append(OutlineItem(min(found.level - least, deepest), text))
    return tuple(out)


def copy_links(week: Week, links: Sequence[int]) -> tuple[CopiedLink, ...]:
    """The links of these indexes."""
    found = [week.document.links[at] for at in links]
    return tuple(CopiedLink("" if link.label == link.target else link.label, link.target) for link in found)


def column_dialect(week: Week, table: TaskTable, column: Column, usual: Dialect | None = None) -> Dialect:
    """How lines are written in a column: as the page's tasks, or its own cells, are; else without bullets.

    ``usual``: the page's, where it is known.
    """
    usual = page_dialect(week) if usual is None else usual
    full = [text for task in table.tasks if (text := task.fields[column.index].text).strip()]
    if column.role in TEXTS:
        return usual._replace(bullet="") if full and all(read_cell(text).html for text in full) else usual
    own = read_dialect(full)
    if not full:
        return Dialect(usual.line_break, (), "")
    return own if any(own.forms) else own._replace(line_break=usual.line_break)


def _copied(week: Week, task: Task, usual: Dialect, written: dict[tuple[int, int], Written]) -> CopiedTask:
    """``usual``: how the page's tasks are written; ``written``: by table and column, as far as they were looked at."""
    fields = []
    for field in task.fields:
        column, place = field.column, (task.table, field.column.index)
        if place not in written:
            form = date_form(week, column, task.table) if column.role in DATES else None
            written[place] = column_dialect(week, table_of(week, task), column, usual), form
        text = _cell_text(week.document, task, column.index, field.text)
        fields.append(CopiedField(column.role, column.header, text, *written[place]))
    return CopiedTask(tuple(fields), task.day.weekday, task.start.date, task.end.date, task.task + task.detail)


def _cell_text(document: Document, task: Task, column: int, text: str) -> str:
    cells = document.tables[task.table].rows[task.row].cells
    return with_addresses(document, cells[column].span, text) if column < len(cells) else text


def with_addresses(document: Document, span: Span, text: str) -> str:
    """``text`` (which stands at ``span``) with the links that are defined elsewhere on the page written out."""
    for link in (document.links[at] for at in document.links_in(span)):
        if link.kind == "reference":
            written = document.text(link.span)
            text = text.replace(written, ("!" if link.image else "") + inline(link.label, link.target), 1)
    return text


def inline(label: str, target: str) -> str:
    """A link in Markdown; a target with blanks or unpaired brackets stands in angle brackets (CommonMark 6.3)."""
    odd = any(c in target for c in " \t<>") or target.count("(") != target.count(")")
    address = f"<{target.replace('<', '%3C').replace('>', '%3E')}>" if odd else target
    return f"[{label or target}]({address})"
