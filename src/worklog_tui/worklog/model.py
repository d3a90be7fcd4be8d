"""The nouns of a worklog, read from a document. Frozen; they point back at its constructs by index."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from worklog_tui.document.model import Document, Heading, ItemList, Span

ColumnRole = Literal["day", "task", "detail", "start", "end", "date", "reference", "status", "note"]
SectionRole = Literal["objectives", "tasks", "achievements", "next", "challenges", "reflection", "references"]


TableKind = Literal["markdown", "html"]


class OutlineItem(NamedTuple):
    """One line of an outline. ``text`` is its Markdown, without break, indent and bullet."""

    level: int
    text: str


Outline = tuple[OutlineItem, ...]


class Day(NamedTuple):
    """A day cell: ``text`` as written; ``weekday`` ISO 1 (Monday) to 7 by the page's convention, None: not one day."""

    text: str
    weekday: int | None


class DateValue(NamedTuple):
    """A date cell: ``text`` as written; ``date`` None where no date can be read from it."""

    text: str
    date: dt.date | None


class Reference(NamedTuple):
    """A link a page points at; ``link`` indexes ``Document.links``; ``task`` is the task's row (1-based) or None."""

    label: str
    target: str
    line: int
    link: int
    task: int | None = None


class Column(NamedTuple):
    """One column of a task table."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here
    header: str
    role: ColumnRole | None


class Field(NamedTuple):
    """One field of a task: ``text`` is the cell as Markdown (``\\|`` read as ``|``), breaks as written."""

    column: Column
    text: str


class Task(NamedTuple):
    """One body row of a task table. ``number`` counts from 1 through the page; ``table``, ``row`` are indexes."""

    number: int
    table: int
    row: int
    line: int
    fields: tuple[Field, ...]
    day: Day
    task: Outline
    detail: Outline
    start: DateValue
    end: DateValue
    references: tuple[Reference, ...]
    kind: TableKind = "markdown"

    def field(self, role: ColumnRole) -> Field | None:
        """The first field of this role; start and end fall back on a single ``date`` column."""
        for f in self.fields:
            if f.column.role == role or (role in ("start", "end") and f.column.role == "date"):
                return f
        return None

    def finished(self, today: dt.date) -> bool:
        """The status column if there is one, else an end date not after today; a row without words is not finished."""
        from worklog_tui.worklog.reading.status import is_finished

        return is_finished(self, today)


class Place(NamedTuple):
    """Where a line of a section's outline stands: item ``item`` of list ``list`` (both indexes, the item's as in
    ``ItemList.walk()``), or, ``list`` None, a paragraph. ``block`` indexes ``Document.blocks``.
    """

    block: int
    list: int | None = None
    item: int = 0


class Section(NamedTuple):
    """A heading with all up to the next heading of the same or a higher level; None: the text before the first one.

    ``span`` is all of that; outline, lists, blocks and tables are what stands before the next heading of any level, so
    that every construct belongs to one section only. ``within``: for one without a role, that of the section around it
    or of its first line's label.
    """

    role: SectionRole | None
    heading: Heading | None
    span: Span
    outline: Outline  # its list items and paragraphs, as levels and lines
    lists: tuple[int, ...]  # indexes into Document.lists
    blocks: tuple[int, ...]  # indexes into Document.blocks (all of it, blanks included)
    tables: tuple[int, ...]
    places: tuple[Place, ...] = ()  # of each line of ``outline``
    within: SectionRole | None = None


class TaskTable(NamedTuple):
    """A table read as tasks: its columns and the rows' numbers. ``table`` indexes the tables of ``Week.document``,
    where simple HTML tables of tasks stand after the Markdown ones (``kind``).
    """

    table: int
    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    kind: TableKind = "markdown"


class Habits(NamedTuple):
    """How the page writes: what new dates, days and cells are written by (dates.py, days.py, dialect.py)."""

    order: Literal["dmy", "mdy"] = "dmy"
    convention: Literal["monday-2", "monday-1"] = "monday-2"
    known_dates: tuple[dt.date, ...] = ()  # dates with a year, nearest to the tasks first: lend theirs to others


class Problem(NamedTuple):
    """What a reading or a check found. ``fixable``: a certain fix exists. ``task``, ``column``: the cell meant."""

    code: str
    line: int
    severity: Literal["error", "warning", "info"]
    message: str
    fixable: bool = False
    task: int | None = None  # from 1
    column: int | None = None  # from 0


class Week(NamedTuple):
    """One page in one language, over its lossless document."""

    document: Document
    language: str | None
    number: int | None
    title: str | None
    date: str | None
    weight: object
    sections: tuple[Section, ...]
    task_tables: tuple[TaskTable, ...]
    references: tuple[Reference, ...]
    images: tuple[int, ...]  # indexes into Document.links
    days: tuple[dt.date, dt.date] | None  # first and last date of the tasks, else what title or front matter say
    problems: tuple[Problem, ...] = ()
    habits: Habits = Habits()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks of the page, numbered from 1."""
        return tuple(t for table in self.task_tables for t in table.tasks)

    def section(self, role: SectionRole) -> Section | None:
        """The last section of this role (additions go there)."""
        return next((s for s in reversed(self.sections) if s.role == role), None)

    def outline(self, role: SectionRole) -> Outline:
        """The outlines of all sections of this role and of those inside them that have none, joined."""
        return tuple(i for s in self.sections if role == (s.role or s.within) for i in s.outline)

    def lists(self) -> tuple[ItemList, ...]:
        """The document's lists."""
        return self.document.lists
