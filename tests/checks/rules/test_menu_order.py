"""The rule menu-order."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject


def test_a_weight_that_puts_it_before_the_week_before() -> None:
    text = page(4, ("weight: 4", "weight: 1"))
    asked = subject(text, others=[(3, page(3))])
    assert lines("menu-order", asked) == [4]
    assert changed(text, mended("menu-order", asked)) == ["weight: 4"]


def test_it_is_told_where_the_weight_is_wrong() -> None:
    wrong = page(3, ("weight: 3", "weight: 9"))
    others = [(2, page(2)), (4, page(4)), (5, page(5))]
    asked = subject(wrong, number=3, others=others)
    assert lines("menu-order", asked) == [4]
    assert "behind week 4: its weight is 9" in found("menu-order", asked)[0].problem.message
    assert changed(wrong, mended("menu-order", asked)) == ["weight: 3"]
    assert not lines("menu-order", subject(page(4), others=[(2, page(2)), (3, wrong), (5, page(5))]))


def test_one_weight_for_all_lists_the_newest_first() -> None:
    others = [(3, page(3, ("weight: 3", "weight: 1")))]
    assert lines("menu-order", subject(page(4, ("weight: 4", "weight: 1")), others=others)) == [4]


def test_weights_in_order_whatever_they_are() -> None:
    others = [(3, page(3, ("weight: 3", "weight: 103")))]
    assert not lines("menu-order", subject(page(4, ("weight: 4", "weight: 104")), others=others))


def test_notes_without_weights_are_no_menu() -> None:
    others = [(3, page(3, ("weight: 3\n", "")))]
    assert not lines("menu-order", subject(page(4, ("weight: 4\n", "")), others=others))
