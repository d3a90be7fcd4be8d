"""The rule end-before-start."""

from __future__ import annotations

from tests.checks.pages import found, lines, mended, page, subject


def test_an_end_in_the_month_before() -> None:
    text = page(4, ("| 01/10/2025 | 02/10/2025 |", "| 01/10/2025 | 02/09/2025 |"))
    # so far off that it is told as a date of another week
    assert not lines("end-before-start", subject(text))
    assert lines("date-outside", subject(text)) == [20]


def test_an_end_the_day_before() -> None:
    text = page(4, ("| 01/10/2025 | 02/10/2025 |", "| 01/10/2025 | 30/09/2025 |"))
    (one,) = found("end-before-start", subject(text))
    assert (one.problem.line, one.problem.task, one.problem.column) == (20, 3, 3)
    assert not one.fix


def test_the_month_forgotten_at_its_turn() -> None:
    dates = [("29/09", "27/10"), ("30/09", "28/10"), ("01/10", "29/10"), ("02/10", "01/10"), ("03/10", "31/10")]
    text = page(4, *dates).replace("| 29/10/2025 | 29/10/2025 |", "| 29/10/2025 | 01/10/2025 |")
    asked = subject(text)
    if lines("end-before-start", asked):
        assert "| 29/10/2025 | 01/11/2025 |" in mended("end-before-start", asked)
    else:  # far off counts first
        assert lines("date-outside", asked) == [20]


def test_one_day_is_fine() -> None:
    assert not lines("end-before-start", subject(page()))
