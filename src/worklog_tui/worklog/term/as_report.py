"""The term as a report to read: Markdown, texts as the pages write them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import day_month, full_span, plain, span
from worklog_tui.worklog.reading.days import ENGLISH
from worklog_tui.worklog.term.records import PageRecord, TaskRecord, Term, What
from worklog_tui.worklog.visible import visible

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Outline

_CALL = regex(r"\{\{(?=[<%])")
_SPECIAL = regex(r"[\\`*_\[\]<>|~]")
_STARTS = regex(r"\A(?:[#>|]|\d{1,9}[.)](?=\s)|[-+*](?=\s))")


def report(term: Term, what: Collection[What]) -> str:
    """The whole report; ends with a line end."""
    return "\n".join([*_head(term), *_body(term, what)]).rstrip("\n") + "\n"


def _head(term: Term) -> list[str]:
    sums = term.sums
    days = f", {full_span(*term.span)}" if term.span else ""
    numbers = [
        _count(sums.tasks, "task") + f" ({sums.finished} finished)",
        _count(sums.days, "day") + " with entries",
        _count(sums.references, "reference"),
        _count(sums.words, "word"),
    ]
    return [f"# {_safe(term.journal)}", "", f"{_count(sums.weeks, 'week')}{days}: {', '.join(numbers)}.", ""]


def _body(term: Term, what: Collection[What]) -> Iterator[str]:
    if "weeks" in what:
        yield from _overview(term)
    if "weeks" in what or "tasks" in what:
        for page in term.pages:
            yield from _week(page, what)
    if "references" in what:
        yield from _references(term)


def _overview(term: Term) -> Iterator[str]:
    yield "| Week | Days | Tasks | Finished | References | Words |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for page in term.pages:
        totals = page.totals
        days = span(*totals.span) if totals.span else ""
        yield (
            f"| {_name(page)} | {days} | {totals.tasks} | {page.finished} | {totals.references} | {totals.words:,} |"
        )
    sums = term.sums
    yield f"| **All** | | {sums.tasks} | {sums.finished} | {sums.references} | {sums.words:,} |"
    yield ""


def _name(page: PageRecord) -> str:
    return f"Week {page.week}" if page.week is not None else _safe(page.title) or _safe(page.path)


def _week(page: PageRecord, what: Collection[What]) -> Iterator[str]:
    days = f" · {full_span(*page.totals.span)}" if page.totals.span else ""
    yield f"## {_name(page)}{days}"
    yield ""
    if page.title and "weeks" in what:
        yield f"*{_safe(page.title)}*"
        yield ""
    if page.objectives and "weeks" in what:
        yield from _listed("Objectives", page.objectives)
    if page.tasks and "tasks" in what:
        yield "### Tasks"
        yield ""
        for task in page.tasks:
            yield from _task(task)
        yield ""
    if page.achievements and "weeks" in what:
        yield from _listed("Achievements", page.achievements)


def _listed(title: str, outline: Outline) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield from (f"{'  ' * item.level}- {_item(item.text)}" for item in outline)
    yield ""


def _task(task: TaskRecord) -> Iterator[str]:
    mark = "" if task.finished else " *(not finished)*"
    first, rest = (task.outline[0].text, task.outline[1:]) if task.outline else ("(nothing written)", ())
    if rest and not any(item.level == 0 for item in rest):
        yield f"- {_when(task)}{mark}: {_item(first)}"
    elif rest:
        yield f"- {_when(task)}{mark}:"
        rest = tuple(item._replace(level=item.level + 1) for item in task.outline)
    else:
        yield f"- {_when(task)}{mark}: {_item(first)}"
    yield from (f"{'  ' * item.level}- {_item(item.text)}" for item in rest)


def _when(task: TaskRecord) -> str:
    day = f"{ENGLISH[task.weekday - 1][:3]} " if task.weekday else ""
    if task.start is None:
        return _safe(day.strip() or task.day or f"Row {task.row}")
    until = f" – {day_month(task.end)}" if task.end is not None and task.end != task.start else ""
    return f"{ENGLISH[task.start.weekday()][:3]} {day_month(task.start)}{until}"


def _references(term: Term) -> Iterator[str]:
    yield "## References"
    yield ""
    yield "| Domain | References |"
    yield "| --- | ---: |"
    for name, number in term.domains:
        yield f"| {_safe(name)} | {number} |"
    yield ""
    seen: dict[str, tuple[str, list[str]]] = {}
    for page in term.pages:
        for one in page.references:
            label, weeks = seen.setdefault(one.target, (one.label, []))
            seen[one.target] = (label or one.label, [*weeks, _name(page)])
    for target, (label, weeks) in seen.items():
        address = f"<{visible(target).replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"
        words = (
            f"[{_safe(label)}]({address})" if label else address if "://" in target else f"[{_safe(target)}]({address})"
        )
        yield f"- {words} ({', '.join(dict.fromkeys(weeks))})"
    yield ""


def _item(markdown: str) -> str:
    """One item's Markdown on one line: no shortcode is called, no other block begins."""
    line = _CALL.sub("{\\{", " ".join(visible(markdown, keep="\n").split()))
    return _STARTS.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", line)


def _safe(words: str) -> str:
    """Plain words as Markdown that reads so."""
    return _CALL.sub("{\\{", _SPECIAL.sub(lambda m: "\\" + m[0], " ".join(visible(plain(words)).split())))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
