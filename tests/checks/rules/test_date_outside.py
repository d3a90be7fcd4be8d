"""The rule date-outside."""

from __future__ import annotations

from tests.checks.pages import found, lines, mended, page, subject, vietnamese


def test_a_mistyped_month() -> None:
    text = page(4, ("| 03/10/2025 | 03/10/2025 | |", "| 03/10/2025 | 03/12/2025 | |"))
    asked = subject(text)
    assert lines("date-outside", asked) == [21]
    assert found("date-outside", asked)[0].problem.column == 3
    assert "| 03/10/2025 | 03/10/2025 | |" in mended("date-outside", asked)


def test_a_mistyped_year() -> None:
    text = page(4, ("once more | 30/09/2025 | 30/09/2025 |", "once more | 30/09/2024 | 30/09/2025 |"))
    assert "| 30/09/2025 | 30/09/2025 |" in mended("date-outside", subject(text))


def test_another_day_far_off_is_only_told() -> None:
    text = page(4, ("| 03/10/2025 | 03/10/2025 | |", "| 03/10/2025 | 21/12/2025 | |"))
    assert not found("date-outside", subject(text))[0].fix


def test_the_twin_tells_what_was_meant() -> None:
    text = page(4, ("| 03/10/2025 | 03/10/2025 | |", "| 21/12/2025 | 03/10/2025 | |"))
    asked = subject(text, twin=vietnamese())
    assert mended("date-outside", asked) == page()
    assert not lines("twin-dates", asked)  # told once
    odd = vietnamese(4, ("| 03/10/2025 | 03/10/2025 | |", "| 02/10/2025 | 03/10/2025 | |"))
    assert not found("date-outside", subject(text, twin=odd))[0].fix


def test_a_row_of_a_plan_may_lie_ahead() -> None:
    text = page(4, ("| 6 | Compare", "| Week 8 | Compare"), ("| 03/10/2025 | 03/10/2025", "| 30/10/2025 | 31/10/2025"))
    assert not lines("date-outside", subject(text))
