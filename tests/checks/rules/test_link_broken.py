"""The rule link-broken."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject
from worklog_tui.checks.model import Site

TEXT = page(4, ("(https://example.org/pumps)", "(/plans/pumps.pdf)"))


def test_only_what_leads_to_nothing_is_told() -> None:
    gone = Site(configured=True, leads=lambda target: "://" in target)
    there = Site(configured=True, leads=lambda _: True)
    assert lines("link-broken", subject(TEXT, site=gone)) == [19]
    assert not lines("link-broken", subject(TEXT, site=there))


def test_a_folder_that_is_no_site_is_not_asked() -> None:
    assert not lines("link-broken", subject(TEXT, site=Site(leads=lambda _: False)))
