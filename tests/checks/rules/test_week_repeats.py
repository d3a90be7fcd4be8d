"""The rule week-repeats."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_page_copied_and_not_written() -> None:
    copied = page(2).replace("Week 2", "Week 4").replace("house 2", "house 4")
    asked = subject(copied, others=[(2, page(2)), (3, page(3))])
    assert "of week 2" in found("week-repeats", asked)[0].problem.message


def test_one_task_carried_over() -> None:
    carried = page(
        4, ("| 2 | Measure the pipes along the wall once more", "| 2 | Measure the pipes along the wall with Ann")
    )
    assert not lines("week-repeats", subject(carried, others=[(3, page(3))]))
