"""The rule twin-dates."""

from __future__ import annotations

import datetime as dt

from tests.checks.pages import found, lines, mended, page, subject, vietnamese
from worklog_tui.worklog.intentions import SetFieldDate


def test_a_missing_date_is_taken_over() -> None:
    text = page(4, ("| 30/09/2025 | 30/09/2025 |", "| 30/09/2025 | |"))
    asked = subject(text, twin=vietnamese())
    assert lines("twin-dates", asked) == [19]
    assert "| 30/09/2025 | 30/09/2025 |" in mended("twin-dates", asked)


def test_it_is_told_where_the_date_does_not_fit_its_day() -> None:
    wrong = page(4, ("| 30/09/2025 | 30/09/2025 |", "| 29/09/2025 | 29/09/2025 |"))
    (one,) = found("twin-dates", subject(wrong, twin=vietnamese()))
    day = dt.date(2025, 9, 30)
    assert one.fix == (SetFieldDate(2, 2, day), SetFieldDate(2, 3, day))
    assert one.problem.message.count("Tue 30 Sep 2025") == 1
    assert mended("twin-dates", subject(wrong, twin=vietnamese())) == page()
    assert not lines("twin-dates", subject(vietnamese(), language="vi", twin=wrong))


def test_start_and_end_are_told_apart_where_they_differ() -> None:
    wrong = page(4, ("| 01/10/2025 | 02/10/2025 |", "| 02/10/2025 | 04/10/2025 |"))
    (one,) = found("twin-dates", subject(wrong, twin=vietnamese()))
    assert "start Thu 2 Oct 2025, on the Vietnamese page Wed 1 Oct 2025; end Sat 4 Oct" in one.problem.message


def test_where_both_could_be_meant_it_is_told_on_the_second_page() -> None:
    other = vietnamese(4, ("| 01/10/2025 | 02/10/2025 |", "| 01/10/2025 | 01/10/2025 |"))
    assert not lines("twin-dates", subject(page(), twin=other, first=False))
    (one,) = found("twin-dates", subject(other, language="vi", twin=page()))
    assert not one.fix


def test_pages_of_different_weeks_are_told_once() -> None:
    (one,) = found("twin-dates", subject(page(), twin=vietnamese(7)))
    assert "on the Vietnamese page of" in one.problem.message


def test_the_same_dates_in_another_order() -> None:
    american = page(4, ("29/09/2025", "09/29/2025"), ("30/09/2025", "09/30/2025"), ("01/10/2025", "10/01/2025"),
                    ("02/10/2025", "10/02/2025"), ("03/10/2025", "10/03/2025"))  # fmt: skip
    assert not lines("twin-dates", subject(american, twin=vietnamese()))
