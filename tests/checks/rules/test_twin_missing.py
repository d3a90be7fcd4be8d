"""The rule twin-missing."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject, vietnamese


def test_a_week_in_one_language_only() -> None:
    assert lines("twin-missing", subject(page(), languages=2)) == [1]


def test_twins_or_a_journal_without_them() -> None:
    assert not lines("twin-missing", subject(page(), languages=2, twin=vietnamese()))
    assert not lines("twin-missing", subject(page(), languages=1))
