"""The rule index-missing."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject

INDEX = "---\ntitle: Worklog\n---\n\n- [Week 3](1.3-week3/)\n- [Week 4](1.4-week4/)\n"
OTHERS = [(3, page(3)), (4, page(4))]


def test_a_week_that_is_not_listed() -> None:
    asked = subject(INDEX, kind="index", others=[*OTHERS, (5, page(5))])
    assert lines("index-missing", asked) == [6]
    assert found("index-missing", asked)[0].problem.message.endswith("leaves out week 5: add what is missing.")


def test_all_are_listed_or_none() -> None:
    assert not lines("index-missing", subject(INDEX, kind="index", others=OTHERS))
    assert not lines("index-missing", subject("---\ntitle: Worklog\n---\nAbout.\n", kind="index", others=OTHERS))
