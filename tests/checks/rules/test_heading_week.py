"""The rule heading-week."""

from __future__ import annotations

from tests.checks.pages import changed, lines, mended, page, subject


def test_a_heading_left_from_the_week_before() -> None:
    text = page(4, ("### Week 4 Ach", "### Week 3 Ach"))
    asked = subject(text)
    assert lines("heading-week", asked) == [23]
    assert changed(text, mended("heading-week", asked)) == ["### Week 4 Achievements:"]


def test_the_plan_for_next_week_names_next_week() -> None:
    assert not lines("heading-week", subject(page() + "\n### Plan for Week 5\n\n- Dig\n"))
