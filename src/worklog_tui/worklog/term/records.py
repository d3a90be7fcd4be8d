"""What an export says of a page: its numbers, its tasks, its references. The writers beside it give them a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Outline
from worklog_tui.worklog.term.totals import PageTotals, domains, host_of, page_totals, sum_of

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Reference, Task, Week
    from worklog_tui.worklog.term.totals import Sum

What = Literal["weeks", "tasks", "references"]
WHATS: Final[tuple[What, ...]] = ("weeks", "tasks", "references")


class Target(NamedTuple):
    """One link: ``domain`` is the host of a web address, else empty; ``task``: the row it stands in."""

    target: str
    label: str
    domain: str
    line: int
    task: int | None


class TaskRecord(NamedTuple):
    """One task. ``start``, ``end``: the dates, else None; their texts are as the page writes them, readable."""

    row: int
    line: int
    day: str
    weekday: int | None
    start: dt.date | None
    end: dt.date | None
    start_text: str
    end_text: str
    finished: bool
    outline: Outline
    status: str
    note: str
    references: tuple[Target, ...]


class PageRecord(NamedTuple):
    """One page. ``path`` is relative to the journal's root."""

    path: str
    language: str | None
    week: int | None
    title: str
    totals: PageTotals
    finished: int
    objectives: Outline
    achievements: Outline
    tasks: tuple[TaskRecord, ...]
    references: tuple[Target, ...]


class Term(NamedTuple):
    """The pages exported, in the journal's order, one for each week; ``today`` decides what is finished."""

    journal: str
    today: dt.date
    pages: tuple[PageRecord, ...]

    @property
    def sums(self) -> Sum:
        """All weeks together."""
        return sum_of((page.totals for page in self.pages), self.today)

    @property
    def domains(self) -> tuple[tuple[str, int], ...]:
        """References by the host they lead to."""
        return domains(one.target for page in self.pages for one in page.references)

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of the weeks."""
        spans = [page.totals.span for page in self.pages if page.totals.span is not None]
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def page_record(week: Week, path: str, number: int | None, language: str | None, today: dt.date) -> PageRecord:
    """The record of one page; number and language as the journal has them, else as the page says."""
    totals = page_totals(week)
    return PageRecord(
        path=path,
        language=language or week.language,
        week=number if number is not None else week.number,
        title=week.title or "",
        totals=totals,
        finished=totals.finished(today),
        objectives=_said(week.outline("objectives")),
        achievements=_said(week.outline("achievements")),
        tasks=tuple(_task(task, today) for task in week.tasks),
        references=tuple(_target(reference) for reference in week.references if reference.target),
    )


def page_domains(page: PageRecord) -> tuple[tuple[str, int], ...]:
    """The page's references by the host they lead to."""
    return domains(one.target for one in page.references)


def _said(outline: Outline) -> Outline:
    return tuple(item for item in outline if item.text.strip())


def _task(task: Task, today: dt.date) -> TaskRecord:
    below = 1 if task.task and task.detail else 0
    detail = tuple(item._replace(level=item.level + below) for item in task.detail)
    return TaskRecord(
        row=task.number,
        line=task.line,
        day=_words(task.day.text),
        weekday=task.day.weekday,
        start=task.start.date,
        end=task.end.date,
        start_text=_words(task.start.text),
        end_text=_words(task.end.text),
        finished=task.finished(today),
        outline=_said((*task.task, *detail)),
        status=_field(task, "status"),
        note=_field(task, "note"),
        references=tuple(_target(reference) for reference in task.references if reference.target),
    )


def _target(reference: Reference) -> Target:
    label = plain(reference.label)
    known = ("", reference.target, reference.target.split("://", 1)[-1], reference.target.removeprefix("mailto:"))
    return Target(
        reference.target, "" if label in known else label, host_of(reference.target), reference.line, reference.task
    )


def _field(task: Task, role: Literal["status", "note"]) -> str:
    return "\n".join(_words(f.text) for f in task.fields if f.column.role == role and f.text.strip())


def _words(text: str) -> str:
    return " ".join(plain(text).split())


def as_lines(outline: Sequence[tuple[int, str]], bullet: str = "•") -> str:
    """An outline as readable lines: a title as it is, what stands beneath it with a bullet and two blanks a level."""
    lines = [(level, _words(text)) for level, text in outline]
    if lines and not any(level == 0 for level, _ in lines[1:]):
        return "\n".join([lines[0][1], *(f"{'  ' * (level - 1)}{bullet} {words}" for level, words in lines[1:])])
    return "\n".join(f"{'  ' * level}{bullet} {words}" for level, words in lines)
