"""The rule twin-items."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject, vietnamese


def test_an_achievement_the_twin_has_more() -> None:
    short = page(4, ("- Offers of three firms are compared once more\n", ""))
    assert lines("twin-items", subject(short, twin=vietnamese())) == [23]
    assert not lines("twin-items", subject(vietnamese(), language="vi", twin=short))


def test_a_part_under_another_name_is_not_missing() -> None:
    other = page(4, ("### Week 4 Achievements:", "### Harvest"))
    assert not lines("twin-items", subject(other, twin=vietnamese()))


def test_prose_is_no_list() -> None:
    items = "- The plan for the beds is written once more\n- Offers of three firms are compared once more\n"
    prose = page(4, (items, "The plan is written, offers are compared.\n"))
    assert not lines("twin-items", subject(prose, twin=vietnamese()))


def test_a_bullet_typed_twice_is_one_item() -> None:
    doubled = [("- Kế hoạch cho", "* + Kế hoạch cho"), ("- Đã so sánh", "* - Đã so sánh")]
    assert not lines("twin-items", subject(page(), twin=vietnamese(4, *doubled)))


def test_as_many_items() -> None:
    assert not lines("twin-items", subject(page(), twin=vietnamese()))
