"""The rule language-other."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject, vietnamese


def test_a_twin_that_was_never_translated() -> None:
    assert lines("language-other", subject(page(), language="vi", twin=page())) == [8]


def test_each_in_its_own_language() -> None:
    assert not lines("language-other", subject(vietnamese(), language="vi", twin=page()))
    assert not lines("language-other", subject(page(), twin=vietnamese()))


def test_a_journal_without_twins_hears_nothing() -> None:
    assert not lines("language-other", subject(page(), language="vi"))
