"""Plans on pages with HTML tables of tasks: their simple texts and dates are edited, the rest of them is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worklog_tui.document.edits.html_cells import is_simple, set_html_cell
from worklog_tui.document.html_tables import find_html_tables
from worklog_tui.document.model import Document, Refused
from worklog_tui.document.patch import Edit
from worklog_tui.document.proof import unchanged
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline, write_outline
from worklog_tui.worklog.model import Task, Week
from worklog_tui.worklog.reading.dates import replace_date

Plan = Callable[[Week, Any, dict[str, Any]], Edit]


def markdown_only(doc: Document) -> Document:
    """The document without the HTML tables that reading a week adds."""
    return doc._replace(tables=tuple(table for table in doc.tables if not table.html))


def markdown_week(week: Week) -> Week:
    """The week without them."""
    tables = tuple(table for table in week.task_tables if table.kind == "markdown")
    return week._replace(document=markdown_only(week.document), task_tables=tables)


def plan_beside_html(week: Week, it: i.Intention, options: dict[str, Any], make: Plan) -> Edit:
    """The edit ``make`` plans on the page as its Markdown reads; for rows of HTML tables our own. Raises Refused."""
    if isinstance(it, i.AddTask):
        return _added(week, it, options, make)
    number = getattr(it, "task", None)
    tasks = week.tasks
    task = tasks[number - 1] if isinstance(number, int) and 1 <= number <= len(tasks) else None
    if task is None or task.kind != "html":
        return make(week._replace(document=markdown_only(week.document)), it, options)
    if isinstance(it, i.SetField):
        return _set(week, task, it.column, it.value)
    if isinstance(it, i.SetFieldOutline):
        return _set(week, task, it.column, _outline(week, task, it))
    if isinstance(it, i.SetFieldDate):
        return _set_date(week, task, it)
    raise Refused(f"Task {task.number} is a row of an HTML table: add, move and delete its rows in your editor.")


def _added(week: Week, it: i.AddTask, options: dict[str, Any], make: Plan) -> Edit:
    beside = markdown_week(week)
    after = week.tasks[it.after - 1] if it.after and it.after <= len(week.tasks) else None
    if not beside.task_tables or (after is not None and after.kind == "html"):
        raise Refused("The tasks of this page are an HTML table: add its rows in your editor.")
    return make(beside, it, options)


def _set(week: Week, task: Task, column: int, value: str) -> Edit:
    if not 0 <= column < len(task.fields):
        raise Refused(f"Task {task.number} has no column {column + 1}: its table has {len(task.fields)}.")
    doc = markdown_only(week.document)
    start = week.document.tables[task.table].span.start
    index = next((n for n, table in enumerate(find_html_tables(doc)) if table.span.start == start), -1)
    return set_html_cell(doc, index, task.row, column, value)


def _outline(week: Week, task: Task, it: i.SetFieldOutline) -> str:
    from worklog_tui.worklog.plans.plan import page_dialect

    text = task.fields[it.column].text if 0 <= it.column < len(task.fields) else ""
    if read_outline(text) == it.outline:
        return text
    if not is_simple(text):
        raise Refused("This cell holds HTML of its own (a list, a link): edit it in your editor.")
    return write_outline(text, it.outline, page_dialect(week))


def _set_date(week: Week, task: Task, it: i.SetFieldDate) -> Edit:
    from worklog_tui.worklog.plans.plan import date_form

    if not 0 <= it.column < len(task.fields):
        raise Refused(f"Task {task.number} has no column {it.column + 1}: its table has {len(task.fields)}.")
    field = task.fields[it.column]
    shown = task.end if field.column.role == "end" else task.start
    if field.column.role in ("start", "end") and it.date is not None and shown.date == it.date:
        return unchanged(markdown_only(week.document))
    value = replace_date(field.text, it.date, date_form(week, field.column, task.table))
    return _set(week, task, it.column, value if any(c.isalnum() for c in value) else "")
