"""The rule days-unfit."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_days_and_dates_of_different_weeks_are_told_once() -> None:
    gone = [("29/09", "12/10"), ("30/09", "13/10"), ("01/10", "14/10"), ("02/10", "14/10"), ("03/10", "16/10")]
    asked = subject(page(4, *gone))
    assert lines("days-unfit", asked) == [18]
    assert not lines("day-date", asked)


def test_rows_counted_from_1_are_no_days() -> None:
    days = [("| 2 | Measure", "| 1 | Measure"), ("| 3 | Read", "| 2 | Read"), ("| 4 | Ask", "| 3 | Ask")]
    dates = [("29/09", "01/10"), ("30/09", "02/10")]
    assert not lines("days-unfit", subject(page(4, *days, *dates)))


def test_days_that_fit() -> None:
    assert not lines("days-unfit", subject(page()))
