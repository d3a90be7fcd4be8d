"""The tables of a new week: task rows keep their days, their dates move on, their texts go; padding stays."""

from __future__ import annotations

import datetime as dt
import re

from worklog_tui.document.edits.padding import fitted, full_widths, padded_like
from worklog_tui.document.model import Document, Row, Table
from worklog_tui.patterns import regex
from worklog_tui.record import replace
from worklog_tui.worklog.model import Column, Task, TaskTable
from worklog_tui.worklog.newweek.advancing import Advance
from worklog_tui.worklog.newweek.lines import Frame
from worklog_tui.worklog.newweek.titles import shape
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.days import read_day

Change = tuple[int, int, str]
_DATES = ("start", "end", "date")
_MARKS = regex(r"[*_`~\s]")
_DAYS = 8  # the highest number a day of the week is written with
_LONG = 24  # characters of a day cell; a longer one holds a task


def task_changes(doc: Document, table: TaskTable, advance: Advance) -> list[Change]:
    """(start, end, new text) of the cells of a task table."""
    of = doc.tables[table.table]
    out: list[Change] = []
    for task in table.tasks:
        row = of.rows[task.row]
        moved = _of_row(task, advance)
        texts = {f.column.index: _cell(f.column, f.text, task, moved, advance) for f in task.fields}
        out += _row_changes(doc, of, row, texts)
    return out


def _of_row(task: Task, advance: Advance) -> Advance:
    """A row whose days would not fall in the new week moves by as much as its own day says."""
    start, end = task.start.date, task.end.date
    if start is None or (end is not None and end < start) or 0 <= (start - advance.monday).days <= 6:
        return advance
    if task.day.weekday is None:
        return advance
    to = advance.to + dt.timedelta(days=task.day.weekday - 1)
    return replace(advance, monday=start, to=to)


def _cell(column: Column, text: str, task: Task, moved: Advance, advance: Advance) -> str:
    if column.role in _DATES:
        return _date_cell(column, text, task, moved)
    plain = _MARKS.sub("", text).strip(".")
    if column.role in ("day", None) and plain.isdecimal() and len(plain) < 4:
        week = int(plain) == advance.old and (int(plain) > _DAYS or column.role is None) and int(plain) != task.row + 1
        return text.replace(plain, advance.digits(advance.new, plain)) if week else text
    if column.role != "day":
        return ""
    if find_dates(text):
        return moved.dates(text)
    return text if read_day(text).style or len(text) <= _LONG else ""


def _date_cell(column: Column, text: str, task: Task, moved: Advance) -> str:
    """Its dates, each moved in its own form; what stands beside them goes, but for a time or a dash."""
    found = find_dates(text)
    if not found:
        return text if not any(c.isalnum() for c in text) else ""
    shown = task.end.date if column.role == "end" else task.start.date
    inside = replace(moved, known=(shown or moved.monday, *moved.known))
    start, end = task.start.date, task.end.date
    if column.role == "end" and start and end and not 0 <= (end - start).days <= 13:
        inside = replace(inside, monday=end, to=start + moved.delta)  # an end that cannot be: the day it began
    return inside.dates(text)


def empty_rows(doc: Document, of: Table, frame: Frame, advance: Advance) -> list[Change]:
    """A table that holds no tasks: rows whose first cell stays from week to week keep it, else one empty row."""
    known = [row for row in of.rows if of.texts(row) and shape(of.texts(row)[0]) in frame.firsts]
    out: list[Change] = []
    for at, row in enumerate(of.rows):
        if row in known or (at == 0 and not known):
            texts = of.texts(row)
            kept = {i: advance.text(texts[i]) if i == 0 and row in known else "" for i in range(of.columns)}
            out += _row_changes(doc, of, row, kept)
        else:
            out.append((row.span.start - len(row.prefix), row.span.end, ""))
    return out


def _row_changes(doc: Document, of: Table, row: Row, texts: dict[int, str]) -> list[Change]:
    """The cells' bytes; cells beyond the header's, which no reader sees, go."""
    widths = full_widths(doc, of)
    out: list[Change] = []
    for i, cell in enumerate(row.cells[: of.columns]):
        text = texts.get(i, "")
        if text == cell.text:
            continue
        written = text.replace("|", "\\|")
        old = doc.text(cell.span)
        inner = fitted(written, old, widths, i) if widths is not None else padded_like(written, old, row)
        opens = i == 0 and not written and doc.source[row.span.start : row.span.start + 1] != b"|"
        out.append((*cell.span, f"| {inner}" if opens else inner or " "))  # a row may begin without its pipe
    if len(row.cells) > of.columns:
        first, last = row.cells[of.columns].span.start, row.cells[-1].span.end
        closed = doc.source[last : last + 1] == b"|"
        out.append((first, last + closed, ""))
    return out


_TAG_TABLE = regex(rb"<table\b.*?</table>", re.IGNORECASE | re.DOTALL)
_TD = regex(r"(<td\b[^>]*>)(.*?)(</td>)", re.IGNORECASE | re.DOTALL)
_TAGS = regex(r"<[^>]*>")


def html_tables(doc: Document) -> list[tuple[int, int]]:
    """Where the HTML tables of the body stand (code blocks aside)."""
    code = [b.span for b in doc.blocks if b.kind == "code"]
    found = [(m.start(), m.end()) for m in _TAG_TABLE.finditer(doc.source, doc.body.start)]
    return [(a, b) for a, b in found if not any(s.start <= a < s.end for s in code)]


def html_table(text: str, advance: Advance) -> str:
    """An HTML table with its dates moved on, numbers and days kept, and all other cells emptied."""

    def cell(m: re.Match[str]) -> str:
        plain = " ".join(_TAGS.sub(" ", m[2]).split())
        if find_dates(plain) and len(plain) <= 2 * _LONG:
            return m[1] + advance.dates(m[2]) + m[3]
        short = len(plain) <= _LONG and (plain.strip(".").isdecimal() or read_day(plain).style is not None)
        return m[0] if short else m[1] + m[3]

    return _TD.sub(cell, text)
