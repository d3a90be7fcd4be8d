"""What reading a page cannot make sense of: the marks beside its values. The full checks are a package of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worklog_tui.document.model import Document, Row, Table
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Problem, Task, TaskTable


def reading_problems(doc: Document, tables: Sequence[TaskTable]) -> tuple[Problem, ...]:
    """Problems in the order of the lines they stand on."""
    found = [*_front_matter(doc), *_tables(doc, tables), *_broken(doc)]
    if doc.raw:
        found.append(Problem("body-raw", doc.body_line, "warning", doc.raw))
    if doc.lossy:
        found.append(
            Problem(
                "not-utf8",
                1,
                "warning",
                "Some bytes are not UTF-8 and show as �: save the page as UTF-8 in your editor.",
            )
        )
    return tuple(sorted(found, key=lambda p: p.line))


def _front_matter(doc: Document) -> Iterator[Problem]:
    front = doc.front_matter
    line = doc.line_of(front.span.start)
    if front.error:
        yield Problem("front-matter-unreadable", line, "error", front.error)
    if front.locked:
        yield Problem("front-matter-locked", line, "warning", front.locked)


def _tables(doc: Document, tables: Sequence[TaskTable]) -> Iterator[Problem]:
    for table in tables:
        source = doc.tables[table.table]
        for task in table.tasks:
            yield from _dates(task)
            if any(cell.text for cell in source.rows[task.row].cells[source.columns :]):
                yield Problem("cells-extra", task.line, "error", _extra(source, task))


def _extra(source: Table, task: Task) -> str:
    row = source.rows[task.row]
    lost = " | ".join(cell.text for cell in row.cells[source.columns :] if cell.text)
    text = plain(lost)
    cut = text if len(text) <= 40 else text[:39] + "…"
    return (
        f"Row {task.number} has {len(row.cells)} cells, the table {source.columns}: “{cut}” does not show. "
        "Put it into a cell; a pipe that is text is written \\|."
    )


def _broken(doc: Document) -> Iterator[Problem]:
    """Rows that a pasted line end has cut in two."""
    if not any(_open_ended(doc, row) for table in doc.tables for row in table.rows if len(row.cells) < table.columns):
        return
    from worklog_tui.document.edits.joining import find_broken

    for broken in find_broken(doc):
        words = "A line end has broken this row: the site does not show all of it as one row. Join it."
        yield Problem("row-broken", doc.tables[broken.table].rows[broken.row].line, "error", words, fixable=True)


def _open_ended(doc: Document, row: Row) -> bool:
    return not doc.source[row.span.start : row.span.end].rstrip(b" \t\r\n").endswith(b"|")


def _dates(task: Task) -> Iterator[Problem]:
    roles = {f.column.role for f in task.fields}
    values = [task.start] if "date" in roles else [task.start, task.end]
    for value in values:
        if value.date is None and any(c.isdigit() for c in value.text):
            text = plain(value.text)
            shown = text if len(text) <= 40 else text[:39] + "…"
            yield Problem(
                "date-unread", task.line, "warning", f"No date can be read from “{shown}”: write day, month and year."
            )
