"""The rule date-off."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject

OFF = ("date: 2025-09-29", "date: 2025-01-09")


def test_the_date_becomes_the_first_day() -> None:
    text = page(4, OFF)
    asked = subject(text, others=[(3, page(3)), (5, page(5))])
    assert lines("date-off", asked) == [3]
    assert changed(text, mended("date-off", asked)) == ["date: 2025-09-29"]


def test_dates_that_are_another_week_s_are_no_measure() -> None:
    copied = page(3).replace("Week 3", "Week 4").replace("date: 2025-09-22", "date: 2025-01-09")
    (one,) = found("date-off", subject(copied, others=[(3, page(3))]))
    assert not one.fix


def test_a_page_begun_the_weekend_before_is_fine() -> None:
    assert not lines("date-off", subject(page(4, ("date: 2025-09-29", "date: 2025-09-27"))))
