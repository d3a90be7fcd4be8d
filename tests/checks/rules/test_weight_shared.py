"""The rule weight-shared."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject


def test_it_is_told_on_the_week_whose_number_it_is_not() -> None:
    text = page(4, ("weight: 4", "weight: 3"))
    asked = subject(text, others=[(3, page(3)), (5, page(5))])
    assert lines("weight-shared", asked) == [4]
    assert changed(text, mended("weight-shared", asked)) == ["weight: 4"]
    assert not lines("weight-shared", subject(page(3), number=3, others=[(4, text)]))


def test_harmless_only_where_the_order_stays() -> None:
    (one,) = found("weight-shared", subject(page(4, ("weight: 4", "weight: 3")), others=[(3, page(3)), (5, page(5))]))
    assert "they change places" in one.problem.message  # the newest comes first
    same = [("weight: 4", "weight: 3"), ("date: 2025-09-29", "date: 2025-09-22")]
    (two,) = found("weight-shared", subject(page(4, *same), others=[(3, page(3)), (5, page(5))]))
    assert "keep them in order" in two.problem.message  # by their titles


def test_weights_counted_in_tens_are_not_made_into_numbers() -> None:
    others = [(n, page(n, (f"weight: {n}", f"weight: {n}0"))) for n in (2, 3)]
    (one,) = found("weight-shared", subject(page(4, ("weight: 4", "weight: 30")), others=others))
    assert not one.fix


def test_each_its_own() -> None:
    assert not lines("weight-shared", subject(page(), others=[(3, page(3))]))
