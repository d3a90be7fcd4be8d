"""A week as the JSON that `worklog show --json` promises (docs/json.md describes it; it only ever grows)."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from worklog_tui.document.model import Document, Row, Table
    from worklog_tui.worklog.model import DateValue, Outline, Problem, Reference, Task, Week

Json = dict[str, Any]


def page_facts(week: Week, path: str, today: dt.date) -> Json:
    """Everything known of one page. ``path`` as it is to be shown; lines are 1-based lines of the file."""
    doc = week.document
    roles = {t.table: "tasks" for t in week.task_tables}
    return {
        "path": path,
        "language": week.language,
        "week": week.number,
        "title": week.title,
        "date": week.date,
        "weight": _json_value(week.weight),
        "body_line": doc.body_line,
        "lossy": doc.lossy,
        "objectives": _outline(week.outline("objectives")),
        "achievements": _outline(week.outline("achievements")),
        "tables": [_table(doc, table, roles.get(i)) for i, table in enumerate(doc.tables) if not table.html],
        "tasks": [_task(task, today) for task in week.tasks],
        "references": [_reference(r) | {"line": r.line} for r in week.references],
        "images": [
            {"alt": doc.links[i].label, "target": doc.links[i].target, "line": doc.links[i].line} for i in week.images
        ],
        "problems": [_problem(p) for p in week.problems],
    }


def _outline(outline: Outline) -> list[Json]:
    return [{"level": i.level, "text": i.text, "plain": plain(i.text)} for i in outline]


def _table(doc: Document, table: Table, role: str | None) -> Json:
    def cells(row: Row) -> list[str]:
        texts = [doc.text(c.content) for c in row.cells[: table.columns]]
        return texts + [""] * (table.columns - len(texts))

    return {
        "line": table.line,
        "role": role,
        "header": cells(table.header),
        "rows": [cells(row) for row in table.rows],
    }


def _task(task: Task, today: dt.date) -> Json:
    return {
        "row": task.number,
        "line": task.line,
        "day": {"text": task.day.text, "weekday": task.day.weekday},
        "task": _outline(task.task),
        "detail": _outline(task.detail),
        "start": _date(task.start),
        "end": _date(task.end),
        "finished": task.finished(today),
        "references": [_reference(r) for r in task.references],
        "fields": [{"header": f.column.header, "role": f.column.role, "text": f.text} for f in task.fields],
    }


def _date(value: DateValue) -> Json:
    return {"text": value.text, "date": value.date.isoformat() if value.date else None}


def _reference(reference: Reference) -> Json:
    return {"label": reference.label, "target": reference.target}


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "line": problem.line,
        "severity": problem.severity,
        "message": problem.message,
        "fixable": problem.fixable,
    }


def _json_value(value: object) -> object:
    """A front-matter value as JSON can say it: dates in ISO form, not-a-number as text."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {str(k): _json_value(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(v) for v in value]
    return value
