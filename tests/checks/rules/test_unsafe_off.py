"""The rule unsafe-off."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject
from worklog_tui.checks.model import Site

TEXT = page(4, ("Measure the pipes", "Measure<br>the pipes"))


def test_breaks_of_a_site_that_leaves_html_out() -> None:
    assert lines("unsafe-off", subject(TEXT, site=Site(None, True))) == [18]
    assert lines("unsafe-off", subject(TEXT, site=Site(False, True))) == [18]


def test_it_is_told_once() -> None:
    assert not lines("unsafe-off", subject(TEXT, site=Site(None, True), others=[(3, page(3))]))


def test_a_site_that_keeps_html_or_is_not_known() -> None:
    assert not lines("unsafe-off", subject(TEXT, site=Site(True, True)))
    assert not lines("unsafe-off", subject(TEXT))
    assert not lines("unsafe-off", subject(page(), site=Site(None, True)))
