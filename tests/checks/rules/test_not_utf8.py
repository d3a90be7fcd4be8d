"""The rule not-utf8."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_latin_1_is_told() -> None:
    assert lines("not-utf8", subject(page().encode() + "Café\n".encode("latin-1"))) == [1]


def test_utf8_is_not() -> None:
    assert not lines("not-utf8", subject(page() + "Café\n"))
