"""The rule pre-week."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject

OTHERS = [(3, page(3)), (5, page(5))]


def test_the_number_in_the_menu() -> None:
    text = page(4, ("<b> 1.4. </b>", "<b> 1.2. </b>"))
    asked = subject(text, others=OTHERS)
    assert lines("pre-week", asked) == [6]
    assert changed(text, mended("pre-week", asked)) == ['pre: " <b> 1.4. </b> "']


def test_alone_it_may_be_meant() -> None:
    (one,) = found("pre-week", subject(page(4, ("<b> 1.4. </b>", "<b> 1.2. </b>"))))
    assert not one.fix


def test_a_journal_that_counts_4_1() -> None:
    others = [(n, page(n, (f"1.{n}.", f"{n}.1."))) for n in (3, 5)]
    assert not lines("pre-week", subject(page(4, ("1.4.", "4.1.")), others=others))


def test_one_number_for_all_weeks() -> None:
    others = [(n, page(n, (f"1.{n}.", "1.9."))) for n in (3, 5)]
    assert not lines("pre-week", subject(page(4, ("1.4.", "1.9.")), others=others))
