"""Parts of a page as Markdown for elsewhere: its own lines, whole tables with their headers. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from worklog_tui.document.model import Row
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.rows.bulk import outermost, subtree
from worklog_tui.worklog.rows.copying import inline


def tasks_markdown(week: Week, numbers: Sequence[int]) -> str:
    """These tasks as tables: header, delimiter and rows as the page writes them, a table for each of its tables."""
    tables: dict[int, list[int]] = {}
    for number in sorted(set(numbers)):
        task = week.tasks[number - 1]
        tables.setdefault(task.table, []).append(task.row)
    return "\n\n".join(_table(week, table, rows) for table, rows in tables.items())


def table_markdown(week: Week) -> str:
    """All task tables of the page, whole."""
    return "\n\n".join(
        _table(week, of.table, range(len(week.document.tables[of.table].rows))) for of in week.task_tables
    )


def items_markdown(week: Week, spots: Sequence[tuple[int, int]]) -> str:
    """These items (list, index) with what stands under them as a list, the outermost not indented."""
    out: list[str] = []
    for at, item in outermost(week, spots):
        items = week.document.lists[at]
        chosen = items.walk()[item : item + subtree(items, item)]
        for one in chosen:
            indent = "  " * (one.level - chosen[0].level)
            lines = one.text.split("\n")
            out.append(f"{indent}{one.marker} {lines[0]}")
            out += [f"{indent}  {line}" for line in lines[1:]]
    return "\n".join(out)


def links_markdown(week: Week, links: Sequence[int]) -> str:
    """These links (indexes in ``Document.links``), a line each."""
    return "\n".join(inline(link.label, link.target) for link in (week.document.links[at] for at in links))


def section_markdown(week: Week, section: int) -> str:
    """A section with its heading."""
    return _text(week, week.sections[section].span)


def page_markdown(week: Week) -> str:
    """The page without its front matter."""
    return _text(week, week.document.body)


def _text(week: Week, span: tuple[int, int]) -> str:
    return week.document.source[span[0] : span[1]].decode("utf-8", "replace").replace("\r\n", "\n").strip("\n")


def _table(week: Week, table: int, rows: Sequence[int]) -> str:
    of = week.document.tables[table]
    if of.html:
        texts = [of.texts(of.header), ("---",) * of.columns, *(of.texts(of.rows[at]) for at in rows)]
        return "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in texts)
    return "\n".join(_line(week, row) for row in (of.header, of.delimiter, *(of.rows[at] for at in rows)))


def _line(week: Week, row: Row) -> str:
    return week.document.text(row.span).strip(" \t\r\n")


def _cell(text: str) -> str:
    """A text as the cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").split())
