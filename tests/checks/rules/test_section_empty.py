"""The rule section-empty."""

from __future__ import annotations

import datetime as dt

from tests.checks.pages import lines, page, subject


def test_a_heading_with_nothing_below() -> None:
    text = page().replace(
        "- Learn how house 4 is heated in winter once more\n- Write the plan for the beds by wall 4 once more\n", ""
    )
    assert lines("section-empty", subject(text)) == [9]


def test_achievements_come_at_the_end() -> None:
    text = page().split("- The plan for the beds is written")[0]
    assert lines("section-empty", subject(text)) == [23]
    assert not lines("section-empty", subject(text, today=dt.date(2025, 10, 1)))


def test_a_placeholder_is_told_as_that() -> None:
    text = page().split("- The plan for the beds is written")[0] + "- ...\n"
    assert not lines("section-empty", subject(text))


def test_a_larger_heading_that_slipped_in() -> None:
    slipped = page(4, ("this week:\n", "this week:\n\n# Week 4: the house\n"))
    assert not lines("section-empty", subject(slipped))


def test_parts_of_its_own_below() -> None:
    text = page(4, ("Objectives:\n", "Objectives:\n\n#### House\n"))
    assert not lines("section-empty", subject(text))
