"""One table as CSV that spreadsheets open as it is (RFC 4180: quotes doubled, CR LF; lines inside a cell end in LF).

The byte order mark stands first: without it Excel reads the file in the machine's old encoding and turns every
Vietnamese letter into two others; LibreOffice, Google Sheets and pandas take it or leave it. A cell a spreadsheet would
run as a formula (OWASP's list: ``= + - @``, tab, CR, and their full-width forms) begins with an apostrophe.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from worklog_tui.worklog.reading.days import ENGLISH
from worklog_tui.worklog.term.records import PageRecord, Term, What, as_lines, page_domains
from worklog_tui.worklog.visible import visible

BOM: Final = "\ufeff"
_RUN: Final = tuple("=+-@\t\r＝＋－＠")
Value = str | int | bool | dt.date | None

_HEADERS: Final[dict[What, tuple[str, ...]]] = {
    "weeks": ("week", "language", "title", "first", "last", "days", "tasks", "finished", "references", "domains",
              "words", "objectives", "achievements", "path"),
    "tasks": ("week", "language", "row", "day", "weekday", "start", "end", "finished", "task", "status", "note",
              "references", "path", "line"),
    "references": ("week", "language", "row", "label", "target", "domain", "path", "line"),
}  # fmt: skip


def table(term: Term, what: What, separator: str = ",", *, bom: bool = True) -> str:
    """The table with its header row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(_HEADERS[what])
    rows = {"weeks": _weeks, "tasks": _tasks, "references": _references}[what](term.pages)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BOM if bom else "") + out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value)


def harmless(text: str) -> str:
    """The text as a cell that is never run; characters a terminal or spreadsheet would obey are shown as signs."""
    words = visible(text.replace("\r\n", "\n"), keep="\n")
    return f"'{words}" if words.lstrip(" \n\u00a0").startswith(_RUN) else words


def _weeks(pages: Sequence[PageRecord]) -> Iterator[Iterable[Value]]:
    for page in pages:
        totals, span = page.totals, page.totals.span
        yield (
            page.week, page.language, page.title, span[0] if span else None, span[1] if span else None,
            len(totals.days), totals.tasks, page.finished, totals.references,
            "\n".join(f"{name} {number}" for name, number in page_domains(page)), totals.words,
            as_lines(page.objectives), as_lines(page.achievements), page.path,
        )  # fmt: skip


def _tasks(pages: Sequence[PageRecord]) -> Iterator[Iterable[Value]]:
    for page in pages:
        for task in page.tasks:
            yield (
                page.week, page.language, task.row, task.day, ENGLISH[task.weekday - 1][:3] if task.weekday else None,
                task.start or task.start_text, task.end or task.end_text, task.finished, as_lines(task.outline),
                task.status, task.note, "\n".join(one.target for one in task.references), page.path, task.line,
            )  # fmt: skip


def _references(pages: Sequence[PageRecord]) -> Iterator[Iterable[Value]]:
    for page in pages:
        for one in page.references:
            yield page.week, page.language, one.task, one.label, one.target, one.domain, page.path, one.line
