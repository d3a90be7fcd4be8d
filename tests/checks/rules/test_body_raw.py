"""The rule body-raw."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_body_of_two_megabytes_is_told() -> None:
    assert lines("body-raw", subject(page() + "words " * 400_000)) == [8]


def test_a_page_of_the_usual_size_is_not() -> None:
    assert not lines("body-raw", subject(page() + "words " * 1000))
