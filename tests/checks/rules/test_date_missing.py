"""The rule date-missing."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_task_without_a_date_among_others_that_have_one() -> None:
    assert lines("date-missing", subject(page(4, ("| 30/09/2025 | 30/09/2025 |", "| | 30/09/2025 |")))) == [19]


def test_a_table_without_dates_is_its_own_way() -> None:
    gone = [(f"| {d} |", "| |") for d in ("29/09/2025", "30/09/2025", "01/10/2025", "03/10/2025")]
    assert not lines("date-missing", subject(page(4, *gone)))
