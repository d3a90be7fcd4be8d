"""The rule table-broken."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_rows_behind_an_empty_line() -> None:
    text = page(4, ("| 6 | Compare", "\n| 6 | Compare"))
    assert lines("table-broken", subject(text)) == [22]


def test_a_header_without_its_line_of_dashes() -> None:
    assert lines("table-broken", subject(page() + "\n| a | b |\n| 1 | 2 |\n")) == [28]


def test_a_table() -> None:
    assert not lines("table-broken", subject(page()))
