"""The rule draft."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_draft_is_not_published() -> None:
    assert lines("draft", subject(page(4, ("chapter: false", "draft: true")))) == [5]


def test_no_draft() -> None:
    assert not lines("draft", subject(page(4, ("chapter: false", "draft: false"))))
