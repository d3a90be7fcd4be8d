"""The rule date-unread."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_digits_that_are_no_date() -> None:
    asked = subject(page(4, ("| 3 | Read", "| 3 | Read"), ("30/09/2025 | 30/09/2025", "30/09/2025 | 45/13/2025")))
    assert lines("date-unread", asked) == [19]
    assert "45/13/2025" in found("date-unread", asked)[0].problem.message


def test_a_cell_without_digits_is_no_date_that_went_wrong() -> None:
    assert not lines("date-unread", subject(page(4, ("30/09/2025 | 30/09/2025", "30/09/2025 | later"))))
