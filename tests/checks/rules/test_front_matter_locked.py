"""The rule front-matter-locked."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_bomb_of_aliases_is_shown_raw() -> None:
    assert lines("front-matter-locked", subject(page(4, ("chapter: false", "a: &a [1]\nb: *a")))) == [1]


def test_lists_are_fine() -> None:
    assert not lines("front-matter-locked", subject(page(4, ("chapter: false", "tags: [a, b]"))))
