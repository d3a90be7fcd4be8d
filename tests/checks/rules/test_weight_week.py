"""The rule weight-week."""

from __future__ import annotations

from tests.checks.pages import changed, lines, mended, page, subject


def test_among_weeks_weighted_by_their_numbers() -> None:
    text = page(4, ("weight: 4", "weight: 14"))
    asked = subject(text, others=[(2, page(2)), (3, page(3)), (5, page(5))])
    assert lines("weight-week", asked) == [4]
    assert changed(text, mended("weight-week", asked)) == ["weight: 4"]


def test_a_journal_weighted_in_its_own_way() -> None:
    others = [(n, page(n, (f"weight: {n}", f"weight: 1{n}"))) for n in (2, 3, 5)]
    assert not lines("weight-week", subject(page(4, ("weight: 4", "weight: 14")), others=others))
