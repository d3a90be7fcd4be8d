"""The rule task-empty."""

from __future__ import annotations

import datetime as dt

from tests.checks.pages import lines, page, subject

NONE = ("| 6 | Compare the offers and choose one once more |", "| 6 | |")


def test_a_day_without_a_task() -> None:
    assert lines("task-empty", subject(page(4, NONE))) == [21]


def test_a_day_to_come_may_be_empty() -> None:
    assert not lines("task-empty", subject(page(4, NONE), today=dt.date(2025, 10, 2)))


def test_what_only_holds_a_picture_is_a_task() -> None:
    assert not lines("task-empty", subject(page(4, (NONE[0], "| 6 | ![plan](plan.png) |"))))
