"""Twice the text takes about twice the steps, for every shape known to be bad for some reader.

Counted are the lines of our own that are run, so that a loaded machine changes nothing. What Python's own searches cost
is measured by ``make bench`` up to 2 MiB (group ``growth``).
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from benchmarks.shapes import SHAPES
from worklog_tui.checks.brief import brief_of
from worklog_tui.checks.model import Subject
from worklog_tui.checks.run import check
from worklog_tui.document.parse import parse
from worklog_tui.merge.told import changes
from worklog_tui.merge.units import page_unit
from worklog_tui.session.facts import page_facts
from worklog_tui.tui.view.detail import detail_of
from worklog_tui.tui.view.panes import panes_of
from worklog_tui.worklog.finding.query import parse_query
from worklog_tui.worklog.finding.search import search_week
from worklog_tui.worklog.finding.shelf import page_uses
from worklog_tui.worklog.friday.drafting import draft_of
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.page_words import parts_of
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.review.pieces import pieces
from worklog_tui.worklog.rows.copying import copy_links, copy_tasks
from worklog_tui.worklog.term.records import page_record
from worklog_tui.worklog.term.totals import page_totals
from worklog_tui.worklog.twins.drift import drifts
from worklog_tui.worklog.twins.untranslated import texts_of

SIZE = 3_000
TODAY = dt.date(2026, 1, 5)
MOST = 2.7
"""Times the steps for twice the text: 2, and what a page costs in any case. Quadratic would be 4."""
SMALL = 1_500
"""Steps below which nothing is judged: a front matter, a heading."""


def steps(work: Callable[[], object]) -> int:
    """Lines of worklog_tui that were run."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        return line if "worklog_tui" in frame.f_code.co_filename else None

    forget()
    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def forget() -> None:
    """What was remembered of earlier texts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("worklog_tui"):
            for known in list(vars(module).values()):
                getattr(known, "cache_clear", lambda: None)()


def week(source: bytes) -> Week:
    return read_week(parse(source), language="en", path="1.4-Week4/_index.md")


def checks(found: Week) -> object:
    brief = brief_of(found, "1.4-Week4/_index.md", 4)
    return check(Subject("1.4-Week4/_index.md", found, TODAY, 4, "week", (brief,)))


def copied(found: Week) -> object:
    return copy_tasks(found, range(1, len(found.tasks) + 1)), copy_links(found, range(len(found.document.links)))


def details(found: Week) -> None:
    for pane in panes_of(found)[:4]:
        for row in (None, *pane.rows[:3]):
            detail_of(found, pane, row, 80, "")


READERS: dict[str, tuple[Callable[[bytes], Any], Callable[[Any], object]]] = {
    "document": (bytes, parse),
    "worklog": (parse, read_week),
    "checks": (week, checks),
    "search": (week, lambda found: search_week(found, parse_query("do"))),
    "shelf": (week, lambda found: page_uses(found, "a.md", 4, "en")),
    "panes": (week, panes_of),
    "merge": (bytes, page_unit),
    "as one reads it": (week, parts_of),
    "comments": (week, pieces),
    "board": (week, lambda found: (page_totals(found), page_facts(found))),
    "export": (week, lambda found: page_record(found, "a.md", 4, "en", TODAY)),
    "twins": (week, lambda found: (drifts(found, found), tuple(texts_of(found)))),
    "versions": (week, lambda found: changes(found, found)),
    "friday": (week, lambda found: draft_of(found.tasks, found, "achievements")),
    "copying": (week, copied),
    "details": (week, details),
}
"""What is prepared of the page's bytes, and what is counted."""


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_grow_with_length(shape: str) -> None:
    one, two = SHAPES[shape](SIZE), SHAPES[shape](2 * SIZE)
    over = {}
    for name, (prepare, work) in READERS.items():
        work(prepare(one))  # imports, compiled patterns
        small, large = (steps(partial(work, prepare(source))) for source in (one, two))
        if large > SMALL and large > MOST * small:
            over[name] = (small, large, round(large / small, 2))
    assert not over
