"""The rule week-overlap."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_the_days_of_the_page_it_was_copied_from() -> None:
    copied = page(3).replace("Week 3", "Week 4")
    asked = subject(copied, others=[(3, page(3))])
    assert lines("week-overlap", asked) == [18]
    assert "the days of week 3" in found("week-overlap", asked)[0].problem.message


def test_days_before_the_week_before() -> None:
    (one,) = found("week-overlap", subject(page(2), number=4, others=[(3, page(3))]))
    assert "before week 3" in one.problem.message


def test_one_week_after_the_other() -> None:
    assert not lines("week-overlap", subject(page(), others=[(3, page(3)), (5, page(5))]))


def test_a_mistyped_date_there_is_not_told_here() -> None:
    typo = page(3, ("| 26/09/2025 | 26/09/2025 | |", "| 26/09/2025 | 26/10/2025 | |"))
    assert not lines("week-overlap", subject(page(), others=[(3, typo)]))
