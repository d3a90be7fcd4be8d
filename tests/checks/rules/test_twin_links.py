"""The rule twin-links."""

from __future__ import annotations

from tests.checks.pages import found, lines, mended, page, subject, vietnamese


def test_addresses_are_taken_over_into_an_empty_cell() -> None:
    text = page(4, ("| <https://example.org/pipes> |", "| |"))
    asked = subject(text, twin=vietnamese())
    assert lines("twin-links", asked) == [18]
    assert mended("twin-links", asked) == page()


def test_words_are_never_taken_over() -> None:
    text = page(4, ("[Pumps](https://example.org/pumps)", ""))
    (one,) = found("twin-links", subject(text, twin=vietnamese()))
    assert not one.fix


def test_pages_of_other_weeks_are_not_compared() -> None:
    text = page(4, ("| <https://example.org/pipes> |", "| |"))
    assert not lines("twin-links", subject(text, twin=vietnamese(7)))


def test_a_link_in_a_cell_that_does_not_show_is_told_as_that() -> None:
    text = page(4, ("| <https://example.org/pipes> |", "| | <https://example.org/pipes> |"))
    asked = subject(text, twin=vietnamese())
    assert lines("cells-extra", asked) == [18]
    assert not lines("twin-links", asked)


def test_as_many_links() -> None:
    assert not lines("twin-links", subject(page(), twin=vietnamese()))
