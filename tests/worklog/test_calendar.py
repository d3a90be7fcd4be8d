"""Which week comes next: by number and days, through gaps, copies and years."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.worklog.pages import table, week
from worklog_tui.worklog.newweek.calendar import Dated, calendar, dated, holding, numbered, offers

D = dt.date
LONG_AGO = D(2020, 1, 1)


def weeks(*days: tuple[int, dt.date | None] | tuple[int, dt.date | None, dt.date]) -> tuple[Dated, ...]:
    return calendar([Dated(d[0], None, d[1], d[2] if len(d) > 2 else None) for d in days])


@pytest.mark.parametrize(
    ("known", "number", "monday"),
    [
        (weeks((1, D(2025, 9, 8)), (2, D(2025, 9, 15))), 3, D(2025, 9, 22)),
        (weeks((1, D(2025, 9, 8)), (2, D(2025, 9, 29))), 3, D(2025, 10, 6)),  # a week off between
        (weeks((4, D(2025, 9, 29)), (5, D(2025, 9, 29))), 6, D(2025, 10, 13)),  # copied, dates left
        (weeks((4, D(2025, 9, 29)), (5, D(2024, 9, 30)), (6, D(2024, 9, 30))), 7, D(2025, 10, 20)),
        (weeks((1, D(2025, 9, 8)), (2, None)), 3, D(2025, 9, 22)),
        (weeks((1, None, D(2025, 9, 9)), (2, None, D(2025, 9, 16))), 3, D(2025, 9, 22)),  # dates of front matters
        (weeks((1, None, D(2025, 9, 9)), (2, None, D(2025, 9, 9))), 3, D(2025, 9, 22)),  # the same on all: only one
        (weeks((12, D(2025, 12, 22))), 13, D(2025, 12, 29)),
    ],
)
def test_the_week_after_the_last(known: tuple[Dated, ...], number: int, monday: dt.date) -> None:
    (offer,) = offers(known, LONG_AGO)
    assert offer[:2] == (number, monday)


def test_calendar_weeks_begin_again_with_the_year() -> None:
    known = calendar([Dated(51, 2025, D(2025, 12, 15)), Dated(52, 2025, D(2025, 12, 22))])
    assert offers(known, LONG_AGO)[0][:3] == (1, D(2025, 12, 29), 2026)
    assert numbered(known, 3, LONG_AGO)[:3] == (3, D(2026, 1, 12), 2026)
    assert holding(known, D(2026, 1, 14), LONG_AGO)[:3] == (3, D(2026, 1, 12), 2026)


def test_today_is_offered_when_it_is_later() -> None:
    known = weeks((1, D(2025, 9, 8)), (2, D(2025, 9, 15)))
    assert [o[:2] for o in offers(known, D(2025, 10, 1))] == [(4, D(2025, 9, 29)), (3, D(2025, 9, 22))]
    assert [o[:2] for o in offers(known, D(2025, 9, 22))] == [(3, D(2025, 9, 22))]
    assert [o[:2] for o in offers(known, D(2026, 9, 22))] == [(3, D(2025, 9, 22)), (3, D(2026, 9, 21))]


def test_what_a_page_tells_of_its_days() -> None:
    rows = table("Day | Task | Start | End", "2 | a | 29/09/2025 | 03/10/2025", "3 | b | 30/09/2025 | 30/09/2025",
                 "4 | c | 01/10/2024 | 01/10/2024")  # fmt: skip
    assert dated(rows, 4, None).monday == D(2025, 9, 29)
    assert dated(week("# Week 4 (29/09/2025 – 03/10/2025)\n"), 4, None).monday == D(2025, 9, 29)
    assert dated(week("# Week 4\n\n> **When:** Sep 30 – Oct 3, 2025\n"), 4, None).monday == D(2025, 9, 29)
    html = "---\ntitle: Week 4\n---\n<table><tr><td>1</td><td>Read</td><td>29/09/2025</td></tr></table>\n"
    assert dated(week(html), 4, None).monday == D(2025, 9, 29)
    assert dated(week("---\ndate: 29/09/2025\n---\n# Week 4\n"), 4, None).front == D(2025, 9, 29)
