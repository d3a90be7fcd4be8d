"""What of a week is searched: its title, headings, tasks, items, other text and links, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.document.places import Places
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.cells.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from worklog_tui.document.model import Block, Document, Link, Span
    from worklog_tui.worklog.finding.query import Query
    from worklog_tui.worklog.model import Task, Week

Kind = Literal["title", "task", "reference", "section"]
_KEYS: Final = frozenset({"title", "linktitle", "description", "summary", "tags", "categories", "keywords"})
_MISSES: Final = 20
"""Links of one cell that are looked for in vain, before its other links are not looked for."""
_SILENT: Final = frozenset({"blank", "rule", "front_matter", "heading"})


class Spot(NamedTuple):
    """Where on the page: a front matter value (``at``: none), a heading, task (number), item (list, item) or block
    (indexes as in the document); ``column`` of a task, else 0.
    """

    what: Literal["front", "heading", "task", "item", "block"]
    at: tuple[int, ...] = ()
    column: int = 0


class Unit(NamedTuple):
    """One piece of text that is searched as a whole. ``line``: 1-based; ``raw``: as the page writes it."""

    kind: Kind
    text: str
    line: int
    spot: Spot
    raw: str = ""
    link: bool = False  # a link by itself: silent where the text around it is a hit
    item: int = -1  # of a task's cell: which item of its outline, from 0


class Hit(NamedTuple):
    """A piece that holds all that was looked for; ``spans``: where, in characters of ``text``; ``item``: of a task's
    cell, which item of its outline (from 0), else -1.
    """

    kind: Kind
    text: str
    line: int
    spot: Spot
    spans: tuple[tuple[int, int], ...]
    item: int = -1


def search_week(week: Week, query: Query) -> tuple[Hit, ...]:
    """The hits of a week, in the page's order."""
    return search_units(units(week), query)


def search_units(searched: Iterable[Unit], query: Query) -> tuple[Hit, ...]:
    """The hits among pieces. A link is a hit of its own where the text around it is not one."""
    if not query:
        return ()
    hits: list[Hit] = []
    around: dict[Spot, list[str]] = {}
    for unit in searched:
        found = query.spans(unit.text)
        if not found:
            continue
        if unit.link and any(unit.raw in text for text in around.get(unit.spot, ())):
            continue
        hits.append(Hit(unit.kind, unit.text, unit.line, unit.spot, found, unit.item))
        around.setdefault(unit.spot, []).append(unit.raw)
    return tuple(sorted(hits, key=lambda hit: hit.line))


def units(week: Week) -> tuple[Unit, ...]:
    """All pieces of a week; what stands around a link comes before the link."""
    tasks = tuple(_tasks(week))
    return (*_front(week), *tasks, *_sections(week), *_links(week, tasks))


def texts(week: Week) -> tuple[Unit, ...]:
    """The pieces below the front matter, each text once: links are part of the text they stand in."""
    return (*_tasks(week), *_sections(week))


def _front(week: Week) -> Iterator[Unit]:
    document = week.document
    for entry in document.front_matter.entries:
        if isinstance(entry.value, str) and entry.value and str(entry.key[0]).lower() in _KEYS:
            yield Unit("title", " ".join(entry.value.split()), document.line_of(entry.span.start), Spot("front"))


def _tasks(week: Week) -> Iterator[Unit]:
    for task in week.tasks:
        for field in task.fields:
            column = field.column
            if not field.text:
                continue
            spot = Spot("task", (task.number,), column.index)
            for at, item in enumerate(read_outline(field.text)):
                words = plain(item.text)
                if words:
                    linked = column.role == "reference" and ("](" in item.text or "://" in item.text)
                    yield Unit("reference" if linked else "task", words, task.line, spot, item.text, item=at)


def _sections(week: Week) -> Iterator[Unit]:
    document = week.document
    for at, heading in enumerate(document.headings):
        yield Unit("section", plain(heading.text), heading.line, Spot("heading", (at,)), heading.text)
    tables = [document.tables[table.table] for table in week.task_tables]
    of_tables, of_lists = Places(table.span for table in tables), Places(items.span for items in document.lists)
    for index, block in enumerate(document.blocks):
        if block.kind in _SILENT:
            continue
        inside = [tables[at] for at in of_tables.meeting(*block.span)]
        if any(table.html or block.kind == "table" for table in inside):
            continue
        if block.kind == "list" and not inside:
            for number in of_lists.within(*block.span):
                yield from _items(document, number)
        else:
            yield from _lines(document, index, block, [table.span for table in inside])


def _items(document: Document, number: int) -> Iterator[Unit]:
    for at, item in enumerate(document.lists[number].walk()):
        words = " ".join(plain(item.text).split())
        if words:
            yield Unit("section", words, item.line, Spot("item", (number, at)), item.text)


def _lines(document: Document, index: int, block: Block, without: Sequence[Span]) -> Iterator[Unit]:
    """A paragraph's sentences run over its lines: it is one piece; other blocks are searched line by line."""
    source = document.text(block.span)
    spot = Spot("block", (index,))
    if block.kind == "paragraph":
        yield Unit("section", " ".join(plain(source).split()), block.line, spot, source)
        return
    silent = {number for span in without for number in _lines_of(document, span)}
    for at, line in enumerate(source.split("\n")):
        words = " ".join(plain(line).split())
        number = block.line + at
        if words and number not in silent:
            yield Unit("section", words, number, spot, source)


def _lines_of(document: Document, span: Span) -> range:
    """The lines (1-based) of a span."""
    return range(document.line_of(span.start), document.line_of(max(span.start, span.end - 1)) + 1)


def _links(week: Week, tasks: Iterable[Unit]) -> Iterator[Unit]:
    document = week.document
    items = _item_starts(document)
    headings, blocks = Places(h.span for h in document.headings), Places(b.span for b in document.blocks)
    lines: dict[Spot, _Lines] = {}
    for unit in tasks:
        lines.setdefault(unit.spot, _Lines()).units.append(unit)
    numbered = week.tasks
    for reference in week.references:
        link = document.links[reference.link]
        task = numbered[reference.task - 1] if reference.task is not None else None
        spot = _spot_of(document, link, task, items)
        if spot is None:
            spot = _around(link.span.start, headings, blocks)
        if spot is None:
            continue
        label = plain(reference.label)
        text = label if label == reference.target else f"{label}  {reference.target}" if label else reference.target
        raw = document.text(link.span).replace("\\|", "|")
        line = lines[spot].next(raw) if spot in lines else -1
        yield Unit("reference", text, reference.line, spot, raw, True, line)


class _Lines:
    """The lines of a cell. Its links come in their order: each is looked for behind the one before it."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._at = self._place = 0
        self._missed = 0

    def next(self, raw: str) -> int:
        """Which item of the outline holds the link; -1: none, it is written otherwise."""
        place = self._place
        for at in range(self._at, len(self.units) if self._missed < _MISSES else 0):
            found = self.units[at].raw.find(raw, place)
            if found >= 0:
                self._at, self._place = at, found
                return self.units[at].item
            place = 0
        self._missed += 1
        return -1


def _item_starts(document: Document) -> list[tuple[int, int, int, int]]:
    """(start, end, list, item) of every item's own text, in source order."""
    return [
        (item.text_span.start, item.text_span.end, number, at)
        for number, items in enumerate(document.lists)
        for at, item in enumerate(items.walk())
    ]


def _spot_of(
    document: Document, link: Link, task: Task | None, items: Sequence[tuple[int, int, int, int]]
) -> Spot | None:
    start = link.span.start
    if task is not None:
        cells = document.tables[task.table].rows[task.row].cells
        column = next((i for i, cell in enumerate(cells) if cell.span.start <= start < cell.span.end), 0)
        return Spot("task", (task.number,), column)
    at = bisect_right(items, (start, 1 << 62, 0, 0)) - 1
    if at >= 0 and items[at][0] <= start < items[at][1]:
        return Spot("item", items[at][2:])
    return None


def _around(start: int, headings: Places, blocks: Places) -> Spot | None:
    """The heading or block a byte stands in."""
    index = headings.holding(start)
    if index is not None:
        return Spot("heading", (index,))
    index = blocks.holding(start)
    return Spot("block", (index,)) if index is not None else None
