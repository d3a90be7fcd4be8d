"""The rule span-long."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject

LONG = (("30/09", "06/10"), ("01/10", "15/10"), ("02/10", "16/10"), ("03/10", "24/10"))


def test_a_month_of_tasks() -> None:
    assert lines("span-long", subject(page(4, *LONG), others=[(3, page(3)), (5, page(5))])) == [18]


def test_a_journal_of_longer_weeks() -> None:
    assert not lines("span-long", subject(page(4, *LONG)))


def test_a_week() -> None:
    assert not lines("span-long", subject(page(), others=[(3, page(3))]))
