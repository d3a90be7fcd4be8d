"""The rule week-twice."""

from __future__ import annotations

from tests.checks.pages import page, subject
from worklog_tui.checks.rules.week_twice import RULE


def test_two_pages_of_one_number() -> None:
    asked = subject(page())
    twice = asked._replace(weeks=(asked.weeks[0]._replace(rel="1.04-Week4/_index.md"), *asked.weeks))
    (one,) = RULE.find(twice)
    assert "1.04-Week4/_index.md" in one.message


def test_weeks_counted_anew_each_year() -> None:
    asked = subject(page())
    days = asked.weeks[0].days
    assert days is not None
    old = asked.weeks[0]._replace(rel="2024/week4.md", days=(days[0].replace(year=2024), days[1].replace(year=2024)))
    assert not list(RULE.find(asked._replace(weeks=(old, *asked.weeks))))


def test_one_page() -> None:
    assert not list(RULE.find(subject(page())))
