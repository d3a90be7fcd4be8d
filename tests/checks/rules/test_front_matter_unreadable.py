"""The rule front-matter-unreadable."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_yaml_that_is_none() -> None:
    assert lines("front-matter-unreadable", subject(page(4, ("chapter: false", "chapter: [false")))) == [1]


def test_yaml_as_people_write_it() -> None:
    assert not lines("front-matter-unreadable", subject(page(4, ("chapter: false", "chapter : false   # yet"))))
