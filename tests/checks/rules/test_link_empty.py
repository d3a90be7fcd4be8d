"""The rule link-empty."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_link_that_leads_nowhere() -> None:
    asked = subject(page(4, ("(https://example.org/pumps)", "()")))
    assert lines("link-empty", asked) == [19]
    assert found("link-empty", asked)[0].problem.task == 2
    assert lines("link-empty", subject(page(4, ("(https://example.org/pumps)", "(#)")))) == [19]


def test_a_place_on_the_page() -> None:
    assert not lines("link-empty", subject(page(4, ("(https://example.org/pumps)", "(#plan)"))))
