"""The rule week-missing."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_hole_in_the_numbers() -> None:
    (one,) = found("week-missing", subject(page(), others=[(2, page(2))]))
    assert one.problem.message.startswith("Week 3 has no page")
    (one,) = found("week-missing", subject(page(), others=[(1, page(1))]))
    assert one.problem.message.startswith("Weeks 2 to 3 have")


def test_no_hole() -> None:
    assert not lines("week-missing", subject(page(), others=[(3, page(3))]))
    assert not lines("week-missing", subject(page()))
