"""What is being edited: a field's text as the page writes it, the editor it wants, and what to ask for when it is kept.

Pure: a draft is made from a week and a place in its panes, and turned into intentions; the session does the rest.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.tui.view.panes import FRONT, Pane, Row, cell_outline, value_text
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.model import OutlineItem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.document.model import Entry, Key
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Outline, Task, Week

Kind = Literal["line", "date", "item", "paragraph", "outline"]
OUTLINE_ROLES: Final = frozenset({"task", "detail", "note"})
INDENT: Final = 2


class Draft(NamedTuple):
    """An open field. ``row`` None: the pane's heading. ``name`` is what toasts call it.

    ``list``: the list that is open, as a whole; ``line``: where the cursor begins in it, -1: at the last one.
    ``asks``: what to ask for when it is kept, where that is not told by the rest (raises ValueError with a sentence);
    ``kept`` is called afterwards; ``means``: what the words mean so far, for the editor's frame.
    """

    kind: Kind
    text: str
    name: str
    pane: Pane
    row: Row | None
    column: int = 0
    new: bool = False
    list: int = -1
    line: int = -1
    asks: Callable[[Week, str], Sequence[Intention]] | None = None
    kept: Callable[[], None] | None = None
    means: Callable[[str], str] | None = None


def draft_for(week: Week, pane: Pane, row: Row | None, column: int) -> Draft | None:
    """The draft of what the cursor is on; None where there is nothing to edit."""
    if row is None:
        return _heading(week, pane)
    document = week.document
    if row.kind == "task":
        return _task_field(week.tasks[row.at[0] - 1], pane, row, column)
    if row.kind == "item":
        if (lines := _list_lines(week, row.at[0])) is not None:
            return Draft("outline", "\n".join(lines), "list", pane, row, list=row.at[0], line=row.at[1])
        item = document.lists[row.at[0]].walk()[row.at[1]]
        kind: Kind = "paragraph" if "\n" in item.text else "item"
        return Draft(kind, item.text, "item", pane, row)
    if row.kind == "cell":
        from worklog_tui.tui.view.tables import cell_draft

        return cell_draft(week, pane, row, column)
    if row.kind in ("text", "raw") and row.at:
        block = document.blocks[row.at[0]]
        name = "paragraph" if row.kind == "text" else "block"
        return Draft("paragraph", document.text(block.span).rstrip("\r\n"), name, pane, row)
    if row.kind == "front":
        entry = document.front_matter.find(*row.key)
        if entry is None:
            return None
        text = value_text(document, entry)
        return Draft("paragraph" if "\n" in text else "line", text, row.cells[0].text, pane, row)
    if row.kind == "link":
        link = document.links[row.at[0]]
        label = column == 0 and link.label_span is not None
        return Draft(
            "line", link.label if label else link.target, "label" if label else "address", pane, row, 0 if label else 1
        )
    if row.kind == "new":
        return new_draft(week, pane, row)
    return None


def new_draft(week: Week, pane: Pane, row: Row | None, column: int = 0) -> Draft:
    """A draft for a new item (below ``row`` and its children, else at the end of the pane's last list) or key."""
    if pane.id == FRONT:
        return Draft("line", "", "key", pane, row, column, new=True)
    items = [r for r in pane.rows if r.kind == "item"]
    if not items:
        return Draft("outline", "", "item", pane, row, column, new=True)
    after = row if row is not None and row.kind == "item" else items[-1]
    lines = _list_lines(week, after.at[0])
    if lines is None:
        return Draft("item", "", "item", pane, row, column, new=True)
    at, level = after.at[1] + 1, after.level
    if after is not row:
        at, level = len(lines), 0
    while at < len(lines) and len(lines[at]) - len(lines[at].lstrip(" ")) > INDENT * level:
        at += 1
    lines.insert(at, " " * (INDENT * level))
    return Draft("outline", "\n".join(lines), "item", pane, row, new=True, list=after.at[0], line=at)


WRAPPED: Final = "⏎"
"""Stands for a line end inside an item: one item is one line of the editor."""


def _list_lines(week: Week, number: int) -> list[str] | None:
    """A list as lines of the outline editor; None where one item has no text of its own, or holds our sign."""
    items = week.document.lists[number].walk()
    if any(not item.text or WRAPPED in item.text for item in items):
        return None
    return [" " * (INDENT * item.level) + item.text.replace("\n", WRAPPED) for item in items]


def _list_steps(week: Week, draft: Draft, text: str) -> Sequence[Intention]:
    from worklog_tui.worklog.cells.list_outline import steps

    outline = [OutlineItem(item.level, item.text.replace(WRAPPED, "\n")) for item in text_outline(text)]
    made = steps(week.document.lists[draft.list], outline, draft.list)
    return made if len(made) < 2 else [want.SetListOutline(draft.list, tuple(outline))]


def _heading(week: Week, pane: Pane) -> Draft | None:
    if pane.id == FRONT:
        entry = week.document.front_matter.find("title")
        text = value_text(week.document, entry) if entry is not None else ""
        return None if week.document.front_matter.locked else Draft("line", text, "title", pane, None)
    if pane.heading is None:
        return None
    return Draft("line", week.document.headings[pane.heading].text, "heading", pane, None)


def _task_field(task: Task, pane: Pane, row: Row, column: int) -> Draft | None:
    if not 0 <= column < len(task.fields):
        return None
    field = task.fields[column]
    if task.kind == "html" and not simple_html(field.text):
        return None
    outline = cell_outline(field.text)
    name = field.column.header.strip() or field.column.role or f"column {column + 1}"
    if field.column.role in OUTLINE_ROLES or len(outline) > 1:
        return Draft("outline", outline_text(outline), name, pane, row, column)
    kind: Kind = "date" if field.column.role in ("start", "end", "date") else "line"
    return Draft(kind, field.text, name, pane, row, column)


def simple_html(text: str) -> bool:
    """Whether a cell of an HTML table holds text only: others are edited as HTML."""
    from worklog_tui.document.edits.html_cells import is_simple

    return is_simple(text)


# --- outlines as text --------------------------------------------------------------------------------------------


def outline_text(outline: Outline) -> str:
    """An outline as lines, two blanks a level."""
    return "\n".join(" " * (INDENT * item.level) + item.text for item in outline)


def text_outline(text: str) -> Outline:
    """Lines as an outline; empty lines at the end fall away."""
    items = []
    for line in text.rstrip("\n ").split("\n"):
        words = line.lstrip(" ")
        items.append(OutlineItem((len(line) - len(words)) // INDENT if words else 0, words.rstrip()))
    return () if len(items) == 1 and not items[0].text else tuple(items)


_BULLET = regex(r"^(?:[-*+•◦▪‣–]|\d{1,3}[.)])\s+")


def pasted_lines(text: str) -> str:
    """Pasted text as outline lines: tabs are levels, bullets fall away, empty lines too."""
    out = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = raw.replace("\t", " " * INDENT).replace("\u2003", " ").replace("\u00a0", " ")
        words = line.lstrip(" ")
        if words:
            out.append(" " * (len(line) - len(words)) + _BULLET.sub("", words))
    least = min((len(line) - len(line.lstrip(" ")) for line in out), default=0)
    return "\n".join(line[least:] for line in out)


# --- keeping -----------------------------------------------------------------------------------------------------


def intentions(week: Week, draft: Draft, text: str) -> list[Intention]:
    """What to ask the session for, in order; empty: nothing has changed. Raises ValueError with a sentence."""
    if draft.asks is not None:
        return [*draft.asks(week, text)]
    if draft.list >= 0:
        return [] if text == draft.text else list(_list_steps(week, draft, text))
    if draft.new:
        return _new(week, draft, text)
    if text == draft.text:
        return []
    row, pane = draft.row, draft.pane
    if row is None:
        if pane.id == FRONT:
            return [want.SetFrontMatter(("title",), text)]
        return [want.SetHeading(pane.heading or 0, text)]
    if row.kind == "task":
        if draft.kind == "outline":
            return [want.SetFieldOutline(row.at[0], draft.column, text_outline(text))]
        return [want.SetField(row.at[0], draft.column, text)]
    if row.kind == "item":
        return _item(row, draft, text)
    if row.kind == "cell":
        from worklog_tui.tui.view.tables import cell_intention

        return [cell_intention(row, draft, text)]
    if row.kind in ("text", "raw"):
        source = week.document.text(week.document.blocks[row.at[0]].span)
        return [want.ReplaceBlock(row.at[0], text + source[len(source.rstrip("\r\n")) :])]
    if row.kind == "front":
        entry = week.document.front_matter.find(*row.key)
        return [_front_value(row.key, typed_value(entry, text))]
    if draft.column == 1 and not text.strip():
        raise ValueError("A link needs an address: to remove the link, take it out of its text.")
    if draft.column == 0:
        return [want.SetLink(row.at[0], label=text)]
    return [want.SetLink(row.at[0], target=text)]


def _front_value(key: Key, value: object) -> Intention:
    """Raises ValueError with the reason where the value would harm the page."""
    from worklog_tui.worklog.plans.front_words import objection

    if why := objection(key, value):
        raise ValueError(why)
    return want.SetFrontMatter(key, value)


def remark(week: Week, draft: Draft, text: str) -> str | None:
    """What to tell about words that are going to be kept: a value of the front matter that changes its kind."""
    if draft.row is None or draft.row.kind != "front":
        return None
    entry = week.document.front_matter.find(*draft.row.key)
    if entry is None:
        return None
    from worklog_tui.worklog.plans import front_words

    return front_words.remark(entry.key, entry.value, typed_value(entry, text))


def _item(row: Row, draft: Draft, text: str) -> list[Intention]:
    if draft.kind == "paragraph":
        return [want.SetItem(row.at[0], row.at[1], text)]
    first, *rest = text.split("\n")
    out: list[Intention] = [] if first == draft.text else [want.SetItem(row.at[0], row.at[1], first)]
    after = row.at[1]
    for line in rest:
        if line.strip():
            out.append(want.AddItem(row.at[0], after, line.strip(), row.level))
            after += 1
    return out


def _new(week: Week, draft: Draft, text: str) -> list[Intention]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return []
    if draft.pane.id == FRONT:
        key, colon, value = lines[0].partition(":")
        if not colon or not key.strip():
            raise ValueError("Write the new key as “key: value”.")
        return [_front_value((key.strip(),), typed_value(None, value.strip()))]
    row = draft.row
    if row is not None and row.kind == "item":
        number, at, level = row.at[0], row.at[1], row.level
        return [want.AddItem(number, at + i, line, level) for i, line in enumerate(lines)]
    items = [r for r in draft.pane.rows if r.kind == "item"]
    if items:
        number, at = items[-1].at
        level = 0
        return [want.AddItem(number, None, line, level) for line in lines]
    return _first_list(week, draft.pane.section or 0, text)


def _first_list(week: Week, section: int, text: str) -> list[Intention]:
    """The first list of a section: its first item begins it."""
    from worklog_tui.worklog.cells.list_outline import normal_list

    first, *rest = normal_list(text_outline(text))
    end = max((week.document.blocks[b].span.end for b in week.sections[section].blocks), default=0)
    number = sum(items.span.start < end for items in week.document.lists)
    more = [want.AddItem(number, at, item.text, item.level) for at, item in enumerate(rest)]
    return [want.AddSectionItem(section, first.text), *more]


_ISO_DATE = regex(r"\d{4}-\d\d-\d\d\Z")


def typed_value(entry: Entry | None, text: str) -> object:
    """The value a typed text means, by what stood there before; a new key's value by its looks."""
    old = entry.value if entry is not None else None
    bare = text.strip()
    if isinstance(old, str):
        return text
    if bare in ("true", "false") and (isinstance(old, bool) or entry is None or old is None):
        return bare == "true"
    if not isinstance(old, bool) and re.fullmatch(r"-?(0|[1-9]\d*)", bare):
        return int(bare)
    if isinstance(old, float) or (entry is None and re.fullmatch(r"-?\d+\.\d+", bare)):
        try:
            return float(bare)
        except ValueError:
            return text
    if _ISO_DATE.match(bare):
        try:
            return dt.date.fromisoformat(bare)
        except ValueError:
            return text
    return None if bare == "" and old is None and entry is not None else text


def same_field(week: Week, panes: Sequence[Pane], draft: Draft) -> bool:
    """Whether the page still reads, at the draft's place, what it read when the draft was opened."""
    if draft.new and draft.asks is not None:
        return True  # it finds its place when it is kept
    if draft.new:
        pane = next((p for p in panes if p.id == draft.pane.id), None)
        return pane is not None and pane.rows == draft.pane.rows
    now = field_now(week, panes, draft)
    return now is not None and now.text == draft.text


def field_now(week: Week, panes: Sequence[Pane], draft: Draft) -> Draft | None:
    """The draft of what stands at the draft's place now; None: nothing does."""
    pane = next((p for p in panes if p.id == draft.pane.id), None)
    if pane is None:
        return None
    row = was = draft.row
    if was is not None:
        row = next((r for r in pane.rows if (r.kind, r.at, r.key) == (was.kind, was.at, was.key)), None)
        if row is None:
            return None
    return draft_for(week, pane, row, draft.column)
