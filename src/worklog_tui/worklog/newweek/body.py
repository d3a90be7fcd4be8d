"""The body of a new week: block by block, what frames every week stays, what was written in the last one goes."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from worklog_tui.document.model import Block, Document, Heading, ItemList
from worklog_tui.patterns import regex
from worklog_tui.record import field, record
from worklog_tui.worklog.model import TaskTable, Week
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.newweek.lines import Frame, label_of
from worklog_tui.worklog.newweek.tables import Change, empty_rows, html_table, html_tables, task_changes
from worklog_tui.worklog.newweek.titles import retitled, shape
from worklog_tui.worklog.reading.roles import section_role

_OPEN_LIST = regex(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TEXT = regex(r"<!--.*?-->|<[^>]*>|\s+", re.DOTALL)
_TAG = regex(r"\{\{[<%].*?[>%]\}\}", re.DOTALL)
_OPEN = frozenset({"objectives", "achievements", "challenges", "reflection", "next"})
_OWN = frozenset({"objectives", "tasks", "achievements", "challenges", "reflection", "references"})
_MOST = 7  # the level bold headings have


@record(slots=False)
class Body:
    """The model's blocks, each with what becomes of it."""

    week: Week
    frame: Frame
    advance: Advance

    @property
    def doc(self) -> Document:
        """The model's page."""
        return self.week.document

    @cached_property
    def _headings(self) -> dict[int, Heading]:
        blocks = {b.span.start for b in self.doc.blocks}
        return {h.span.start: h for h in self.doc.headings if not h.nested and h.span.start in blocks}

    @cached_property
    def _starts(self) -> list[int]:
        return [b.span.start for b in self.doc.blocks]

    @cached_property
    def _html(self) -> list[tuple[int, int]]:
        return html_tables(self.doc)

    @cached_property
    def _tasks(self) -> dict[int, TaskTable]:
        return {self.doc.tables[t.table].span.start: t for t in self.week.task_tables}

    @cached_property
    def _base(self) -> int:
        """The level of the page's sections; deeper headings belong to one week where nothing shows otherwise."""
        roles = [h.level for h in self._headings.values() if section_role(h.text)]
        levels = roles or [h.level for h in self._headings.values() if not mentions(h.text)]
        return min(levels, default=_MOST)

    @cached_property
    def _framed(self) -> bool:
        """Whether the week before shows which headings stay: it shares some with this one."""
        return any(shape(h.text) in self.frame.headings for h in self._headings.values())

    def written(self) -> str:
        """The new body."""
        out = _Out(self)
        for block in self.doc.blocks:
            if block.kind == "front_matter" or block.span.end <= self.doc.body.start:
                continue
            out.take(block)
        return out.text()

    # --- what stays ----------------------------------------------------------------------------------------------

    def keeps(self, heading: Heading) -> bool:
        """Whether a heading stands on every week's page."""
        role = section_role(heading.text)
        if heading.style == "setext" and ("\n" in heading.text or "](" in heading.text):
            return False  # a line right above a rule: text, whatever Markdown makes of it
        if self._framed:
            named = shape(retitled(heading.text, None, self.advance)) in self.frame.headings
            return shape(heading.text) in self.frame.headings or named or role in _OWN or bool(mentions(heading.text))
        return heading.level <= self._base or role is not None

    def holds_tasks(self, start: int, end: int) -> bool:
        """Whether a task table stands between these bytes."""
        return any(start <= at < end for at in self._tasks) or any(start <= a < end for a, _ in self._html)

    def reach(self, heading: Heading) -> int:
        """Where the heading's section ends."""
        later = [h for at, h in self._headings.items() if at > heading.span.start and h.level <= heading.level]
        return min((h.span.start for h in later), default=self.doc.body.end)

    def heading_at(self, block: Block) -> Heading | None:
        """The heading this block is."""
        return self._headings.get(block.span.start)

    def html_at(self, block: Block) -> tuple[int, int] | None:
        """The HTML table this block is a part of."""
        return next(((a, b) for a, b in self._html if a < block.span.end and block.span.start < b), None)

    def heading(self, heading: Heading, block: Block) -> str:
        """The heading moved on."""
        start, end = heading.text_span
        text = self.doc.text(heading.text_span)
        role = section_role(heading.text)
        if mentions(text) and (role is None or role in _OWN):
            new = retitled(text, text if shape(text) in self.frame.headings else self.frame.heading(role), self.advance)
        else:
            new = self.advance.text(text)
        return self._replaced(block, [(start, end, new)])

    def opened(self, heading: Heading) -> str | None:
        """An empty item for a section whose lists went with the headings they stood under."""
        if section_role(heading.text) not in _OPEN:
            return None
        items = self._list_at(heading.span.start, self.reach(heading))
        lead = _OPEN_LIST.match(self.doc.text(items.span)) if items is not None else None
        return lead[0].lstrip(" \t") if lead else None

    def table(self, block: Block) -> str | None:
        """A table: of tasks, or one that stands on every week's page; None: it goes."""
        found = self._tasks.get(block.span.start)
        if found is not None:
            return self._replaced(block, task_changes(self.doc, found, self.advance))
        table = next((t for t in self.doc.tables if t.span.start == block.span.start), None)
        if table is None:
            return None
        known = tuple(shape(text) for text in table.texts(table.header)) in self.frame.headers
        if not known and (self.frame.telling or self._tasks):
            return None
        return self._replaced(block, empty_rows(self.doc, table, self.frame, self.advance))

    def bullets(self, block: Block) -> str | None:
        """A list: the labels that stay from week to week, else one empty item; None: there is none in this block."""
        items = self._list_at(block.span.start, block.span.end)
        if items is None:
            return None
        text = self.doc.text(block.span)
        end = "\r\n" if "\r\n" in text else "\n"
        labels = [line for item in items.items if (line := self._label(item.span.start, item.span.end)) is not None]
        if labels:
            return "".join(line + end for line in labels)
        first = _OPEN_LIST.match(text)
        return (first[0] if first else "- ") + end

    def _label(self, start: int, end: int) -> str | None:
        line = self.doc.source[start:end].decode("utf-8", "replace").splitlines()[0]
        label = label_of(line)
        return (
            f"{label} " if label is not None and self.frame.line(line) is not None and not self._whole(line) else None
        )

    def _whole(self, line: str) -> bool:
        return self.frame.line(line) == line and label_of(line) != line.rstrip()

    def paragraph(self, block: Block) -> str | None:
        """A paragraph or quote: its lines that stay."""
        at = bisect_left(self._starts, block.span.end)
        below = next((b for b in self.doc.blocks[at:] if b.kind != "blank"), None)
        leads = below is not None and below.span.start in self._tasks
        kept = self.frame.lines(self.doc.text(block.span), leads=leads)
        return None if kept is None else self._moved(kept)

    def other(self, block: Block) -> str | None:
        """Code, HTML, definitions: what stands in the week before too, and HTML without words."""
        text = self.doc.text(block.span)
        if self.frame.same(text):
            return text
        if block.kind == "html" and not self.frame.telling:
            return text if not _TEXT.sub("", text) and "<img" not in text else None
        return None

    def shortcode(self, block: Block) -> str | None:
        """A shortcode: as it is where the week before has it, or where it holds nothing; else its frame."""
        text = self.doc.text(block.span)
        if self.frame.same(text) or not _TAG.sub("", text).strip():
            return self._moved(text)
        if shape(text) in shape(self.frame.text):
            return self._moved(text)
        lists = [x for x in self.doc.lists if block.span.start <= x.span.start < block.span.end]
        tables = [t for at, t in self._tasks.items() if block.span.start <= at < block.span.end]
        if not lists and not tables:
            return None
        changes = [c for t in tables for c in task_changes(self.doc, t, self.advance)]
        for items in lists:
            lead = _OPEN_LIST.match(self.doc.text(items.span))
            line_end = "\r\n" if self.doc.source.endswith(b"\r\n", 0, items.span.end) else "\n"
            changes.append((*items.span, (lead[0] if lead else "- ") + line_end))
        return self._replaced(block, changes)

    def html(self, start: int, end: int) -> str:
        """An HTML table."""
        return html_table(self.doc.source[start:end].decode("utf-8", "surrogateescape"), self.advance)

    # --- writing -------------------------------------------------------------------------------------------------

    def _list_at(self, start: int, end: int) -> ItemList | None:
        starts = [x.span.start for x in self.doc.lists]
        at = bisect_left(starts, start)
        return self.doc.lists[at] if at < len(starts) and starts[at] < end else None

    def _moved(self, text: str) -> str:
        """Lines that stay: dates and week numbers move on, addresses as addresses."""
        return "".join(self.advance.text(line) for line in text.splitlines(keepends=True))

    def _replaced(self, block: Block, changes: list[Change]) -> str:
        at, out = block.span.start, b""
        for start, end, new in sorted(changes):
            out += self.doc.source[at:start] + new.encode("utf-8", "surrogateescape")
            at = end
        return (out + self.doc.source[at : block.span.end]).decode("utf-8", "surrogateescape")


@record(frozen=False)
class _Out:
    """The new body while it is written."""

    body: Body
    parts: list[str] = field(default_factory=list)
    last: str = ""  # the kind of the last part that is not blank
    blank: bool = True  # whether the last part is blank
    until: int = 0  # what begins before this byte goes with the heading it stands under
    rule: str = ""  # a rule that went last, and may be wanted before the next heading
    lists: int = 0  # emptied since the last heading or line that stayed
    bare: Heading | None = None  # the last heading that stayed, while nothing stands under it

    def take(self, block: Block) -> None:
        """One block of the model."""
        html = self.body.html_at(block)
        if html is not None:
            self._html(block, html)
            return
        if block.kind == "blank":
            self._blank(self.body.doc.text(block.span))
            return
        heading = self.body.heading_at(block)
        if heading is not None:
            self._heading(heading, block)
            return
        if block.span.start < self.until:
            self.rule = self.body.doc.text(block.span) if block.kind == "rule" else ""
            return
        self._content(block)

    def _content(self, block: Block) -> None:
        body = self.body
        if block.kind == "rule":
            if self.last in ("paragraph", "shortcode", "definition", "html") and not self.blank:
                self._blank("\n")  # what stood between them went: right under it, dashes would make it a heading
            if self.last != "rule":
                self._add("rule", body.doc.text(block.span))
        elif block.kind == "list":
            self._add_list(body.bullets(block))
        elif block.kind == "table":
            self._add("table", body.table(block))
        elif block.kind in ("paragraph", "quote"):
            self._add(block.kind, body.paragraph(block))
        elif block.kind == "shortcode":
            self._add("shortcode", body.shortcode(block))
        else:
            self._add(block.kind, body.other(block))

    def _heading(self, heading: Heading, block: Block) -> None:
        body = self.body
        inside = block.span.start < self.until
        end = body.reach(heading)
        if (inside or not body.keeps(heading)) and not body.holds_tasks(block.span.start, end):
            self.until = max(self.until, end)
            self.rule = ""
            return
        self.until = 0
        self._open()
        if self.rule and self.last != "rule":
            self._add("rule", self.rule)
            self._blank("\n")
        self.rule = ""
        self._add("heading", body.heading(heading, block))
        self.bare = heading

    def _open(self) -> None:
        """A section that would stay empty though it had lists gets an empty item."""
        lead = self.body.opened(self.bare) if self.bare is not None else None
        self.bare = None
        if lead is not None:
            end = "\r\n" if self.parts[-1].endswith("\r\n") else "\n"
            if self.parts[-1].endswith("\n"):
                self.parts.append(lead + end + (end if self.blank else ""))
            else:
                self.parts.append(end + lead)
            self.last = "list"

    def _html(self, block: Block, html: tuple[int, int]) -> None:
        start, end = html
        if block.span.start <= start:
            doc = self.body.doc
            lead = doc.text(block.span)[:0] if block.span.start == start else ""
            self._add("html", lead + self.body.html(start, end))
        if block.span.end >= end:
            self.parts.append(self.body.doc.source[end : block.span.end].decode("utf-8", "surrogateescape"))

    def _add_list(self, text: str | None) -> None:
        if text is None:
            return
        empty = not text.strip("-*+0123456789.)[]xX \t\r\n")
        if empty and self.lists:
            return
        if self.last == "paragraph" and not self.blank:
            self._blank("\n")  # an empty item right under a line of text would make it a heading
        self._add("list", text)
        self.lists += empty

    def _add(self, kind: str, text: str | None) -> None:
        if text is None:
            return
        if kind not in {"list", "rule"}:
            self.lists = 0
        self.parts.append(text)
        self.last, self.blank = kind, False
        if kind != "rule":
            self.bare = None

    def _blank(self, text: str) -> None:
        if self.blank and self.parts:
            return
        self.parts.append(text)
        self.blank = True

    def text(self) -> str:
        """All of it, ending as the model ends."""
        self._open()
        text = "".join(self.parts)
        source = self.body.doc.source
        if not source.endswith(b"\n"):
            return text.rstrip("\r\n")
        return text
