"""The rule index-dead."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject

INDEX = "---\ntitle: Worklog\n---\n\n- [Week 3](1.3-week3/)\n- [Week 4](1.4-week4/)\n"
OTHERS = [(3, page(3)), (4, page(4))]


def test_a_listed_week_without_a_page() -> None:
    assert lines("index-dead", subject(INDEX, kind="index", others=OTHERS[1:])) == [5]


def test_links_to_other_things() -> None:
    text = INDEX + "\nSee [the plan](https://example.org/week9) and ![a picture](week9.png).\n"
    assert not lines("index-dead", subject(text, kind="index", others=OTHERS))
