"""The rule placeholder."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_dots_where_words_belong() -> None:
    asked = subject(page(4, ("- Offers of three firms are compared once more", "- ...\n- ...")))
    assert lines("placeholder", asked) == [26]
    assert "2 such lines" in found("placeholder", asked)[0].problem.message


def test_a_list_that_trails_off() -> None:
    assert not lines("placeholder", subject(page(4, ("are compared once more", "are compared, read, sent ..."))))
