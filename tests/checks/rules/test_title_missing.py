"""The rule title-missing."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_no_title_no_front_matter_no_page() -> None:
    assert lines("title-missing", subject(page(4, ('title: "Week 4 Worklog"\n', "")))) == [1]
    assert lines("title-missing", subject(page().split("---\n", 2)[2])) == [1]
    assert lines("title-missing", subject("")) == [1]


def test_a_title() -> None:
    assert not lines("title-missing", subject(page()))
