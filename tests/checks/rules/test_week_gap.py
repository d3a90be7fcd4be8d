"""The rule week-gap."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_two_weeks_without_a_task() -> None:
    assert lines("week-gap", subject(page(6), number=4, others=[(3, page(3))])) == [18]


def test_a_weekend() -> None:
    assert not lines("week-gap", subject(page(), others=[(3, page(3))]))


def test_a_missing_week_is_told_as_that() -> None:
    assert not lines("week-gap", subject(page(6), number=6, others=[(3, page(3))]))
