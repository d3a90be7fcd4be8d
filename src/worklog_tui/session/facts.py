"""What a list says of a week without showing it: how many tasks, which days, trouble, whether its twins are in step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Week

_Dates = tuple[dt.date | None, dt.date | None]


class WeekFacts(NamedTuple):
    """One page's facts. ``problems``: errors and warnings; ``twin`` None: none; ``error``: why it could not be read."""

    tasks: int
    span: tuple[dt.date, dt.date] | None
    problems: int
    twin: Literal["step", "differs"] | None = None
    error: str | None = None


class PageFacts(NamedTuple):
    """What is kept of a page read for its facts."""

    tasks: int
    span: tuple[dt.date, dt.date] | None
    problems: int
    dates: tuple[_Dates, ...]
    error: str | None = None


def page_facts(week: Week) -> PageFacts:
    """The facts of a week that was read."""
    dates = tuple((t.start.date, t.end.date) for t in week.tasks)
    problems = sum(p.severity != "info" for p in week.problems)
    return PageFacts(len(week.tasks), week.days, problems, dates)


def unreadable(error: str) -> PageFacts:
    """The facts of a page that could not be read: one problem."""
    return PageFacts(0, None, 1, (), error)


def compare(own: PageFacts, twins: list[PageFacts]) -> WeekFacts:
    """The facts as shown. Twins are in step when they have as many tasks, on the same dates."""
    mark: Literal["step", "differs"] | None = None
    if twins:
        mark = "step" if all(own.dates == t.dates and t.error == own.error for t in twins) else "differs"
    return WeekFacts(own.tasks, own.span, own.problems, mark, own.error)
