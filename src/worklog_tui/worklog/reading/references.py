"""What a page points at: its links, with the task they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from worklog_tui.document.model import Document
from worklog_tui.worklog.model import Reference
from worklog_tui.worklog.reading.tasks import RawTable


def page_references(doc: Document, tables: Sequence[RawTable]) -> tuple[Reference, ...]:
    """All links of the page in source order, images left out; those in a task's row name its number."""
    rows = sorted(
        (doc.tables[table.index].rows[row].span, number)
        for number, (table, row) in enumerate(((t, r) for t in tables for r in range(len(t.rows))), 1)
    )
    starts = [span.start for span, _ in rows]
    out: list[Reference] = []
    for i, link in enumerate(doc.links):
        if link.image:
            continue
        at = bisect_left(starts, link.span.start + 1) - 1
        task = rows[at][1] if at >= 0 and link.span.start < rows[at][0].end else None
        out.append(Reference(link.label or link.target, link.target, link.line, i, task))
    return tuple(out)


def by_task(references: Sequence[Reference], count: int) -> list[list[Reference]]:
    """The references of each of ``count`` tasks."""
    out: list[list[Reference]] = [[] for _ in range(count)]
    for reference in references:
        if reference.task is not None:
            out[reference.task - 1].append(reference)
    return out
