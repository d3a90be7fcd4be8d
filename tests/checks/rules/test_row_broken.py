"""The rule row-broken."""

from __future__ import annotations

from tests.checks.pages import lines, mended, page, subject

BROKEN = ("Measure the pipes along", "Measure the pipes\nalong")


def test_a_pasted_line_end_is_told_and_joined() -> None:
    asked = subject(page(4, BROKEN))
    assert lines("row-broken", asked) == [18]
    assert "| 2 | Measure the pipes<br>along the wall once more |" in mended("row-broken", asked)


def test_what_it_leaves_behind_is_not_told_again() -> None:
    asked = subject(page(4, BROKEN))
    assert not lines("date-unread", asked)
    assert not lines("date-missing", asked)
    assert not lines("cells-missing", asked) or 18 not in lines("cells-missing", asked)


def test_a_break_in_html_is_none() -> None:
    assert not lines("row-broken", subject(page(4, ("Measure the pipes along", "Measure the pipes<br>along"))))
