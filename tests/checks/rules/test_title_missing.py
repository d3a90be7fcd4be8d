"""The rule title-missing."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_no_title_no_front_matter_no_page() -> None:
    assert lines("title-missing", subject(page(4, ('title: "Week 4 Worklog"\n', "")))) == [1]
    assert lines("title-missing", subject(page().split("---\n", 2)[2])) == [1]
    assert lines("title-missing", subject("")) == [1]


def test_front_matter_that_does_not_begin_the_page() -> None:
    for before in ("2", "Here is week 4, as you asked:\n\n"):
        (one,) = found("title-missing", subject(before + page()))
        assert one.problem.message.startswith("Hugo sees no front matter: take out what stands before its ---")
    assert "on line 3." in one.problem.message


def test_a_title() -> None:
    assert not lines("title-missing", subject(page()))
