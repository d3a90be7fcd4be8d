"""Which week holds today: journals as spans of days, the answers by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklog.pages import week
from worklog_tui.worklog.day.today import Dated, Missing, dated, find_week, holds, short_span

MONDAY = dt.date(2025, 9, 1)
DAY = dt.timedelta(days=1)


def span(start: int, end: int) -> tuple[dt.date, dt.date]:
    """Days counted from Monday 1 September 2025 = 0."""
    return MONDAY + start * DAY, MONDAY + end * DAY


def journal(*spans: tuple[int, int] | None) -> list[Dated]:
    return [Dated(n, None if s is None else span(*s)) for n, s in enumerate(spans, 1)]


def find(weeks: Sequence[Dated], day: int) -> int | Missing:
    return find_week(len(weeks), weeks.__getitem__, MONDAY + day * DAY)


def missing(weeks: Sequence[Dated], day: int) -> Missing:
    found = find(weeks, day)
    assert isinstance(found, Missing)
    return found


USUAL = journal((0, 4), (7, 11), (14, 18))


@pytest.mark.parametrize(("day", "index"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (18, 2), (20, 2)])
def test_a_day_is_in_its_calendar_week(day: int, index: int) -> None:
    assert find(USUAL, day) == index


def test_the_week_after_the_last_has_not_begun() -> None:
    found = missing(USUAL, 21)
    assert (found.why, found.number) == ("next", 4)
    assert found.name == "Week 4 (Mon 22 – Fri 26 Sep)"
    assert found.sentence(": start it") == "Week 4 (Mon 22 – Fri 26 Sep) has not begun: start it"
    assert missing(USUAL, 30).name == "Week 5 (Mon 29 Sep – Fri 3 Oct)"
    assert missing(USUAL, 90).name == "Week 4"


def test_a_task_that_ends_next_monday_does_not_draw_it_in() -> None:
    assert missing(journal((0, 4), (7, 14)), 14).why == "next"


def test_days_before_and_between_are_of_no_week() -> None:
    assert missing(USUAL, -3).why == "gap"
    assert missing(journal((0, 4), (14, 18)), 8).why == "gap"
    assert "Tue 9 Sep 2025" in missing(journal((0, 4), (14, 18)), 8).sentence()


def test_weeks_that_run_from_saturday_to_friday() -> None:
    weeks = journal((5, 11), (12, 18), (19, 25))
    assert find(weeks, 14) == 1
    assert find(weeks, 25) == 2
    assert missing(weeks, 26).first == MONDAY + 26 * DAY


def test_two_weeks_on_a_page() -> None:
    weeks = journal((0, 11), (14, 25), (28, 30))
    assert (find(weeks, 9), find(weeks, 26), find(weeks, 38)) == (0, 1, 2)


def test_one_page_only() -> None:
    assert find(journal((0, 11)), 9) == 0


def test_pages_made_ahead_with_the_dates_of_the_first() -> None:
    weeks = journal((0, 4), (7, 11), (0, 4), (0, 4))
    assert find(weeks, 8) == 1
    assert find(weeks, 2) == 0
    stale = missing(weeks, 15)
    assert (stale.why, stale.at, stale.number) == ("stale", 2, 3)
    assert stale.sentence().startswith("Week 3 (Mon 15 – Fri 19 Sep) has a page, but its dates")
    assert missing(weeks, 60).why == "next"


def test_pages_made_ahead_without_dates() -> None:
    weeks = journal((0, 4), (7, 11), None, None)
    assert (find(weeks, 15), find(weeks, 22)) == (2, 3)
    assert missing(weeks, 29).number == 5


def test_a_date_left_over_in_the_front_matter_counts_for_nothing() -> None:
    weeks = [*journal((0, 4), (7, 11)), Dated(3, span(8, 8), logged=False)]
    assert find(weeks, 15) == 2


def test_no_dates_at_all() -> None:
    assert missing(journal(None, None), 3).why == "undated"
    assert find_week(0, journal().__getitem__, MONDAY) == Missing("undated", MONDAY)


def test_a_mistyped_week_does_not_hide_the_others() -> None:
    weeks = journal((0, 4), (365, 369), (14, 18), (21, 25))
    assert (find(weeks, 15), find(weeks, 22)) == (2, 3)
    assert missing(weeks, 8).why == "stale"


@given(st.lists(st.integers(0, 3), min_size=1, max_size=80), st.integers(0, 400))
def test_every_week_is_found_and_only_the_last_ones_are_read(gaps: list[int], pick: int) -> None:
    starts, at = [], 0
    for gap in gaps:
        starts.append(at)
        at += 7 * (1 + gap)
    weeks = journal(*((s, s + 4) for s in starts))
    index = len(weeks) - 1 - pick % min(50, len(weeks))
    read: list[int] = []

    def reader(n: int) -> Dated:
        read.append(n)
        return weeks[n]

    assert find_week(len(weeks), reader, MONDAY + (starts[index] + 2) * DAY) == index
    assert min(read) >= index - 8


# --- what a page tells ---------------------------------------------------------------------------------------------

TABLE = "\n| Day | Task | Start |\n| --- | --- | --- |\n"


@pytest.mark.parametrize(
    ("text", "days", "logged"),
    [
        (TABLE + "| 2 | a | 01/09/2025 |\n| 6 | b | 05/09/2025 |\n", (0, 4), True),
        (TABLE + "| 2 | a | 01/09/2025 |\n| 3 | b | 02/09/2025 |\n| 4 | b | 03/08/2025 |\n", (0, 1), True),
        ("# Week 1 (01/09/2025 – 05/09/2025)\n" + TABLE + "| 2 | a | |\n", (0, 4), True),
        ("---\ndate: 2025-09-01\n---\n" + TABLE + "| 2 | a | |\n", (0, 0), False),
        (TABLE + "| 2 | a | |\n", None, False),
        (TABLE + "| 2 | a | 15/09 |\n", (14, 14), True),
        ("\n| Day | Task |\n| --- | --- |\n| Mon 01/09/2025 | a |\n| Tue 02/09/2025 | b |\n", (0, 1), True),
    ],
)
def test_the_days_of_a_page(text: str, days: tuple[int, int] | None, logged: bool) -> None:
    found = dated(week(text), MONDAY)
    assert found.days == (None if days is None else span(*days))
    assert found.logged == logged


def test_short_spans() -> None:
    assert short_span(dt.date(2025, 11, 24), dt.date(2025, 11, 28)) == "Mon 24 – Fri 28 Nov"
    assert short_span(dt.date(2025, 12, 29), dt.date(2026, 1, 2)) == "Mon 29 Dec 2025 – Fri 2 Jan 2026"


def test_a_week_holds_its_calendar_week() -> None:
    assert holds(span(1, 3), MONDAY)
    assert holds(span(1, 3), MONDAY + 6 * DAY)
    assert not holds(span(1, 9), MONDAY + 7 * DAY)
    assert not holds(None, MONDAY)
