"""What a list says of a week without showing it: how many tasks, which days, trouble, whether its twins are in step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.twins.shape import Shape


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
    shape: Shape | None  # what its twin must share; None: unreadable
    error: str | None = None


def page_facts(week: Week) -> PageFacts:
    """The facts of a week that was read."""
    from worklog_tui.worklog.twins.shape import shape_of

    problems = sum(p.severity != "info" for p in week.problems)
    return PageFacts(len(week.tasks), week.days, problems, shape_of(week))


def unreadable(error: str) -> PageFacts:
    """The facts of a page that could not be read: one problem."""
    return PageFacts(0, None, 1, None, error)


def compare(own: PageFacts, twins: list[PageFacts]) -> WeekFacts:
    """The facts as shown. Twins are in step when ``twins.pairing`` finds no difference: their shapes are the same."""
    mark: Literal["step", "differs"] | None = None
    if twins:
        mark = "step" if all(own.shape == t.shape and t.error == own.error for t in twins) else "differs"
    return WeekFacts(own.tasks, own.span, own.problems, mark, own.error)
