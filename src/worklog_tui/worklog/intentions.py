"""What a user means to change, in worklog nouns.

``plan`` (worklog/plans/plan.py) turns one into a proven Edit in the page's own dialect.
"""

from __future__ import annotations

import datetime as dt

from worklog_tui.record import field, record
from worklog_tui.worklog.model import Outline, SectionRole


@record
class SetField:
    """Column ``column`` (0-based) of task ``task`` (1-based) reads ``value``: Markdown; newlines become breaks."""

    task: int
    column: int
    value: str


@record
class SetFieldOutline:
    """The cell's outline becomes this; unchanged lines keep their bytes, others are written in the page's dialect."""

    task: int
    column: int
    outline: Outline


@record
class SetFieldDate:
    """A date in the page's own form (None: empty)."""

    task: int
    column: int
    date: dt.date | None


@record
class AddTask:
    """A new row after task ``after`` (0: first; None: end of the last task table). ``values`` by column index."""

    after: int | None = None
    values: dict[int, str] = field(default_factory=dict)
    date: dt.date | None = None  # fills day and date columns in the page's forms


@record
class RemoveTask:
    """The row goes, with its line."""

    task: int


@record
class MoveTask:
    """The row stands ``by`` rows lower (negative: higher), inside its table."""

    task: int
    by: int


@record
class DuplicateTask:
    """The same bytes once more, right below."""

    task: int


@record
class JoinRow:
    """Row ``row`` of table ``table`` (both indexes), which a line end has broken, becomes one line again."""

    table: int
    row: int


@record
class SetFrontMatter:
    """A value set or added; ``value`` typed as it should read (str, int, float, bool, date, None, list of str)."""

    key: tuple[str | int, ...]
    value: object


@record
class AddFrontMatter:
    """Front matter with these values on top of a page that has none."""

    values: tuple[tuple[str, object], ...]


@record
class RemoveFrontMatter:
    """The entry goes, with its line."""

    key: tuple[str | int, ...]


@record
class SetItem:
    """Item ``item`` (index in ``ItemList.walk()``) of list ``list`` (index in ``Document.lists``) reads ``text``."""

    list: int
    item: int
    text: str


@record
class AddItem:
    """A new item after ``item`` (None: at the end of the list), at ``level``."""

    list: int
    item: int | None
    text: str
    level: int = 0


@record
class AddSectionItem:
    """A new first item for a section that has no list yet (``section`` indexes ``Week.sections``)."""

    section: int
    text: str


@record
class AddSection:
    """A section the page does not have yet, before block ``block`` (the number of blocks: at its end): ``heading`` of
    this ``level`` (0: a bold line) and a list of ``items``. ``role``: what it is, for the page's twin.
    """

    block: int
    heading: str
    level: int
    items: Outline
    role: SectionRole


@record
class RemoveItem:
    """The item and its children go."""

    list: int
    item: int


@record
class IndentItem:
    """The item with its children goes ``by`` levels deeper (+1) or out (-1)."""

    list: int
    item: int
    by: int


@record
class MoveItem:
    """The item with its children stands ``by`` siblings lower (negative: higher)."""

    list: int
    item: int
    by: int


@record
class SetListOutline:
    """The whole list reads as this outline; items that stay keep their bytes."""

    list: int
    outline: Outline


@record
class SetHeading:
    """Heading ``heading`` (index in ``Document.headings``) reads ``text``."""

    heading: int
    text: str


@record
class AddIndexLine:
    """The text (line ends and all) put in at byte ``at`` of a section's index page, which lists its weeks."""

    at: int
    text: str


@record
class SetWords:
    """The bytes ``start`` to ``end`` of the page's body, inside one line, read ``text``; what they stand in stays."""

    start: int
    end: int
    text: str


@record
class ReplaceBlock:
    """Block ``block`` (index in ``Document.blocks``) becomes these bytes (as text); line ends as the page's."""

    block: int
    text: str


@record
class AddBlocks:
    """Markdown put in between blocks, before block ``at`` (index in ``Document.blocks``; their number: at the end)."""

    at: int
    text: str


@record
class SetLink:
    """Link ``link`` (index in ``Document.links``): a new label or target; None keeps."""

    link: int
    label: str | None = None
    target: str | None = None


@record
class SetCell:
    """A cell of any table (index in ``Document.tables``; ``row`` -1: the header) reads ``value``: Markdown, newlines
    become breaks; an outline is written as the cell, else the table, writes them."""

    table: int
    row: int
    column: int
    value: str | Outline


@record
class AddRow:
    """An empty row after row ``after`` of any table (-1: first; None: last)."""

    table: int
    after: int | None = None


@record
class RemoveRow:
    """A row of any table goes, with its line."""

    table: int
    row: int


Intention = (
    SetField | SetFieldOutline | SetFieldDate | AddTask | RemoveTask | MoveTask | DuplicateTask
    | SetFrontMatter | AddFrontMatter | RemoveFrontMatter | SetItem | AddItem | AddSectionItem | RemoveItem
    | IndentItem | MoveItem | SetListOutline | JoinRow | SetHeading | ReplaceBlock | AddIndexLine | SetWords | SetLink
    | SetCell | AddRow | RemoveRow | AddSection | AddBlocks
)  # fmt: skip
