"""The rule days-unfit."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject, vietnamese


def test_days_and_dates_of_different_weeks_are_told_once() -> None:
    gone = [("29/09", "12/10"), ("30/09", "13/10"), ("01/10", "14/10"), ("02/10", "14/10"), ("03/10", "16/10")]
    asked = subject(page(4, *gone))
    assert lines("days-unfit", asked) == [18]
    assert not lines("day-date", asked)


def test_a_year_that_would_fit_is_named_where_a_week_beside_has_the_same_fault() -> None:
    days = [("| 2 |", "| Mon |"), ("| 3 |", "| Tue |"), ("| 4 |", "| Wed |"), ("| 6 |", "| Fri |")]
    next_year = [*days, ("/2025", "/2026")]
    text, other = page(4, *next_year), page(5, *next_year)
    (one,) = found("days-unfit", subject(text, others=[(5, other)]))
    assert one.problem.message.endswith("Correct the days or the dates: in 2025 they would fit.")
    (alone,) = found("days-unfit", subject(text, others=[(5, page(5))]))
    assert "2025 they" not in alone.problem.message


def test_numbers_of_a_twin_that_says_what_they_mean() -> None:
    later = [("29/09", "30/09"), ("| 30/09/2025 | 30/09/2025 | [", "| 01/10/2025 | 01/10/2025 | ["), ("03/10", "04/10")]
    own = page(4, *later).replace("01/10/2025 | 02/10/2025", "02/10/2025 | 02/10/2025")
    other = vietnamese(4, *later).replace("01/10/2025 | 02/10/2025", "02/10/2025 | 02/10/2025")
    assert not lines("days-unfit", subject(own))  # 2 may be Tuesday
    (one,) = found("days-unfit", subject(own, twin=other))
    assert (one.problem.line, one.problem.task) == (18, 1)
    assert "as on the Vietnamese page, where 2 is Monday" in one.problem.message
    assert not lines("days-unfit", subject(own, twin=vietnamese()))


def test_thu_counted_from_1_is_no_weekday() -> None:
    rows = [("| Day |", "| Thứ |"), ("| 2 | Measure", "| 1 | Measure"), ("| 3 | Read", "| 2 | Read")]
    assert not lines("days-unfit", subject(page(4, *rows, ("| 4 | Ask", "| 3 | Ask"), ("| 6 | Com", "| 5 | Com"))))


def test_rows_counted_from_1_are_no_days() -> None:
    days = [("| 2 | Measure", "| 1 | Measure"), ("| 3 | Read", "| 2 | Read"), ("| 4 | Ask", "| 3 | Ask")]
    dates = [("29/09", "01/10"), ("30/09", "02/10")]
    assert not lines("days-unfit", subject(page(4, *days, *dates)))


def test_days_that_fit() -> None:
    assert not lines("days-unfit", subject(page()))
