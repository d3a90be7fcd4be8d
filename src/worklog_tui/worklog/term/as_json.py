"""The term as one JSON document; its schema is docs/export.schema.json, which only ever grows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.term.records import PageRecord, Target, TaskRecord, Term, What, page_domains

if TYPE_CHECKING:
    import datetime as dt

    from worklog_tui.worklog.model import Outline

VERSION = 1
Json = dict[str, Any]


def document(term: Term, what: Collection[What]) -> Json:
    """The whole document; parts that were not asked for are left out."""
    out: Json = {
        "format": "worklog-export",
        "version": VERSION,
        "journal": term.journal,
        "date": term.today.isoformat(),
        "totals": _totals(term),
    }
    if "weeks" in what:
        out["weeks"] = [_week(page) for page in term.pages]
    if "tasks" in what:
        out["tasks"] = [_task(page, task) for page in term.pages for task in page.tasks]
    if "references" in what:
        out["references"] = _references(term)
    return out


def _totals(term: Term) -> Json:
    sums, span = term.sums, term.span
    return {
        "weeks": sums.weeks,
        "first": _day(span[0]) if span else None,
        "last": _day(span[1]) if span else None,
        "days": sums.days,
        "tasks": sums.tasks,
        "finished": sums.finished,
        "references": sums.references,
        "words": sums.words,
        "domains": _domains(term.domains),
    }


def _week(page: PageRecord) -> Json:
    span = page.totals.span
    return {
        "path": page.path,
        "language": page.language,
        "week": page.week,
        "title": page.title,
        "first": _day(span[0]) if span else None,
        "last": _day(span[1]) if span else None,
        "days": [_day(day) for day in page.totals.days],
        "tasks": page.totals.tasks,
        "finished": page.finished,
        "references": page.totals.references,
        "words": page.totals.words,
        "domains": _domains(page_domains(page)),
        "objectives": _outline(page.objectives),
        "achievements": _outline(page.achievements),
    }


def _task(page: PageRecord, task: TaskRecord) -> Json:
    return {
        "path": page.path,
        "line": task.line,
        "language": page.language,
        "week": page.week,
        "row": task.row,
        "day": {"text": task.day, "weekday": task.weekday},
        "start": {"text": task.start_text, "date": _day(task.start)},
        "end": {"text": task.end_text, "date": _day(task.end)},
        "finished": task.finished,
        "task": _outline(task.outline),
        "status": task.status,
        "note": task.note,
        "references": [{"target": one.target, "label": one.label, "domain": one.domain} for one in task.references],
    }


def _references(term: Term) -> list[Json]:
    by_target: dict[str, list[tuple[PageRecord, Target]]] = {}
    for page in term.pages:
        for one in page.references:
            by_target.setdefault(one.target, []).append((page, one))
    return [
        {
            "target": target,
            "label": next((one.label for _, one in uses if one.label), ""),
            "domain": uses[0][1].domain,
            "uses": [
                {"path": page.path, "line": one.line, "week": page.week, "language": page.language, "row": one.task}
                for page, one in uses
            ],
        }
        for target, uses in by_target.items()
    ]


def _outline(outline: Outline) -> list[Json]:
    return [{"level": item.level, "text": item.text, "plain": plain(item.text)} for item in outline]


def _domains(found: Iterable[tuple[str, int]]) -> list[Json]:
    return [{"domain": name, "references": number} for name, number in found]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
