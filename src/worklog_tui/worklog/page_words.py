"""A page as one reads it: its parts in order, tables as outlines, links numbered and listed at the end. Pure."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from worklog_tui.document.model import Span, Table
from worklog_tui.document.places import Places
from worklog_tui.worklog.cells.display import full_date, plain
from worklog_tui.worklog.cells.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worklog_tui.document.model import Block, ItemList, ListItem
    from worklog_tui.worklog.model import DateValue, Outline, Task, Week

Kind = Literal["title", "heading", "text", "item", "task", "field", "code", "quote", "rule", "link", "note"]
MOST = 4000
"""Parts of a page that are given."""

_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?[\w./-]*)")
_DATES = ("start", "end", "date")
_TOLD = (*_DATES, "day", "task", "detail", "reference")
_DATE = 28  # characters of the longest date: Wednesday 29 September 2025


class Part(NamedTuple):
    """One line of text, of any length. ``level``: of a heading 1 to 6, of an item 0 and up; ``lead``: what stands
    before it: an item's number, a field's name, a link's number.
    """

    kind: Kind
    level: int
    text: str
    lead: str = ""


def parts_of(week: Week) -> tuple[Part, ...]:
    """The page's parts; its front matter is its title alone."""
    return tuple(_Reader(week).parts())


class _Reader:
    def __init__(self, week: Week) -> None:
        self.week, self.document = week, week.document
        self.numbers: dict[str, int] = {}  # target → its number
        self.labels: dict[str, str] = {}
        self.headings = Places(one.span for one in self.document.headings)
        self.lists = Places(one.span for one in self.document.lists)
        self.tables = Places(one.span for one in self.document.tables)

    @cached_property
    def tasks(self) -> dict[int, list[Task]]:
        """By the number of their table."""
        found: dict[int, list[Task]] = {}
        for one in self.week.task_tables:
            if one.kind == "markdown":
                found.setdefault(one.table, []).extend(one.tasks)
        return found

    def parts(self) -> Iterator[Part]:
        if self.week.title:
            yield Part("title", 1, plain(self.week.title))
        if self.document.raw:
            yield Part("note", 0, self.document.raw)
            return
        given = 0
        for block in self.document.blocks:
            for part in self._block(block):
                given += 1
                if given > MOST:
                    yield Part("note", 0, "The rest is not shown: the page is very long.")
                    return
                yield part
        if self.numbers:
            yield Part("heading", 2, "Links")
        for target, number in self.numbers.items():
            label = self.labels[target]
            yield Part("link", 0, target if label in ("", target) else f"{label} · {target}", f"[{number}]")

    def _block(self, block: Block) -> Iterator[Part]:
        document, kind = self.document, block.kind
        if kind == "heading":
            found = document.headings[self.headings.beginning(*block.span)[0]]
            yield Part("heading", min(6, found.level), plain(found.text) + self._cited(found.span))
        elif kind == "list":
            yield from (p for at in self.lists.beginning(*block.span) for p in self._list(document.lists[at]))
        elif kind == "table":
            for at in self.tables.beginning(*block.span):
                yield from self._table(at, document.tables[at])
        elif kind == "code":
            yield from (Part("code", 0, line) for line in self._code(block.span))
        elif kind == "rule":
            yield Part("rule", 0, "")
        elif kind == "quote":
            for line in document.text(block.span).splitlines():
                if words := plain(line.lstrip(" >")):
                    yield Part("quote", 0, words)
        elif kind == "shortcode":
            yield from self._shortcode(block.span)
        elif kind in ("paragraph", "html", "definition"):
            yield from self._prose(block.span)

    def _prose(self, span: Span) -> Iterator[Part]:
        said = plain(self.document.text(span), "\n")
        lines = [" ".join(line.split()) for line in re.split(r"\n", said)]
        joined = " ".join(lines) if "<" not in self.document.text(span) else "\n".join(lines)
        found = [line for line in joined.split("\n") if line.strip()]
        for at, line in enumerate(found):
            yield Part("text", 0, line.strip() + (self._cited(span) if at == len(found) - 1 else ""))

    def _shortcode(self, span: Span) -> Iterator[Part]:
        """What stands between its marks; what it makes of that only the site knows."""
        tables, lists = self.document.tables, self.document.lists
        inner: list[tuple[int, Table | ItemList]] = [(at, tables[at]) for at in self.tables.beginning(*span)]
        inner += [(-1, lists[at]) for at in self.lists.beginning(*span)]
        held = sorted(((one.span, at, one) for at, one in inner), key=lambda held: held[0])
        at, said = span.start, False
        for place, number, one in held:
            yield from self._between(Span(at, place.start))
            yield from self._table(number, one) if isinstance(one, Table) else self._list(one)
            at, said = place.end, True
        last = tuple(self._between(Span(at, span.end)))
        yield from last
        said = said or bool(last)
        name = _SHORTCODE.search(self.document.text(span))
        if not said and name is not None and not name[1].startswith("/"):
            yield Part("note", 0, f"‹{name[1]}›: the site alone shows it")

    def _between(self, span: Span) -> Iterator[Part]:
        for line in self.document.text(span).splitlines():
            if "{{" not in line and (words := " ".join(plain(line).split())):
                yield Part("text", 0, words)

    def _code(self, span: Span) -> list[str]:
        lines = self.document.text(span).rstrip("\n").splitlines()
        fence = lines and lines[0].lstrip(" ").startswith(("```", "~~~"))
        if fence:
            closed = len(lines) > 1 and lines[-1].lstrip(" ").startswith(("```", "~~~"))
            lines = lines[1 : -1 if closed else None]
        return [line.expandtabs(4) for line in lines]

    def _list(self, one: ItemList) -> Iterator[Part]:
        for item in one.items:
            yield from self._item(item)

    def _item(self, item: ListItem) -> Iterator[Part]:
        lead = item.marker if item.marker[:1].isdigit() else ""
        yield Part("item", item.level, " ".join(plain(item.text).split()) + self._cited(item.text_span), lead)
        at = item.text_span.end
        for child in item.children:
            yield from self._below(Span(at, child.span.start))
            yield from self._item(child)
            at = child.span.end
        yield from self._below(Span(at, item.span.end))

    def _below(self, span: Span) -> Iterator[Part]:
        """What an item holds besides its text and its items: tables, code, further paragraphs."""
        at = span.start
        for number in self.tables.beginning(*span):
            table = self.document.tables[number]
            if table.nested:
                yield from self._loose(Span(at, table.span.start))
                yield from self._table(number, table)
                at = table.span.end
        yield from self._loose(Span(at, span.end))

    def _loose(self, span: Span) -> Iterator[Part]:
        code = False
        for line in self.document.text(span).splitlines():
            if line.strip().startswith(("```", "~~~")):
                code = not code
            elif code:
                yield Part("code", 0, line.expandtabs(4).strip())
            elif words := " ".join(plain(line).split()):
                yield Part("text", 0, words)

    # --- tables --------------------------------------------------------------------------------------------------

    def _table(self, at: int, table: Table) -> Iterator[Part]:
        if self.tasks.get(at):
            for task in self.tasks[at]:
                yield from self._task(task)
            return
        heads = [plain(text) for text in table.texts(table.header)]
        for row in table.rows:
            cells = table.texts(row)
            first, *others = self._outline(read_outline(cells[0]), 0)
            yield first._replace(text=first.text + self._cited(row.span))
            yield from others
            for head, cell in zip(heads[1:], cells[1:], strict=True):
                yield from self._field(head, read_outline(cell))

    def _task(self, task: Task) -> Iterator[Part]:
        day = plain(task.day.text) if task.start.date is None else ""
        dates = list(dict.fromkeys(words for v in (task.start, task.end) if (words := _date(v))))
        table = self.document.tables[task.table]
        yield Part("task", 0, " – ".join(dates) or day or "no date", f"{task.number}.")
        yield from self._outline(task.task, 0)
        yield from self._outline(task.detail, 1)
        for field in task.fields:
            more = field.column.role in _DATES and len(plain(field.text)) > _DATE  # a text got into the date's cell
            if more or field.column.role not in _TOLD:
                yield from self._field(plain(field.column.header), read_outline(field.text))
        cited = self._cited(table.rows[task.row].span).strip()
        reference = task.field("reference")
        if reference is not None and (words := " ".join(plain(reference.text).split())):
            yield Part("field", 1, f"{words} {cited}".strip(), plain(reference.column.header))
        elif cited:
            yield Part("field", 1, cited, "Links")

    def _field(self, head: str, outline: Outline) -> Iterator[Part]:
        found = [part for part in self._outline(outline, 1) if part.text]
        if len(found) == 1:
            yield Part("field", 1, found[0].text, head)
        elif found:
            yield Part("field", 1, "", head)
            yield from (part._replace(level=part.level + 1) for part in found)

    def _outline(self, outline: Outline, level: int) -> list[Part]:
        found = [Part("item", level + item.level, " ".join(plain(item.text).split())) for item in outline]
        return [part for part in found if part.text] or [Part("item", level, "")][: 1 - level]

    # --- links ---------------------------------------------------------------------------------------------------

    def _cited(self, span: Span) -> str:
        """The numbers of the links that begin in these bytes, as they stand behind the text."""
        marks: dict[str, None] = {}
        for link in (self.document.links[at] for at in self.document.links_in(span)):
            if link.image or not link.target:
                continue
            number = self.numbers.setdefault(link.target, len(self.numbers) + 1)
            self.labels.setdefault(link.target, " ".join(plain(link.label).split()))
            marks[f"[{number}]"] = None
        return "".join(f" {mark}" for mark in marks)


def _date(value: DateValue) -> str:
    return full_date(value.date) if value.date is not None else " ".join(plain(value.text).split())
