"""The rule near-empty."""

from __future__ import annotations

import datetime as dt

from tests.checks.pages import lines, page, subject

EMPTY = (
    page().split("### Week 4 Objectives")[0]
    + "### Week 4 Objectives:\n\n- Learn\n\n### Week 4 Achievements:\n\n- Done\n"
)


def test_a_form_that_was_not_filled_in() -> None:
    assert lines("near-empty", subject(EMPTY)) == [8]


def test_a_week_to_come_may_be_empty() -> None:
    assert not lines("near-empty", subject(EMPTY, today=dt.date(2025, 9, 29)))


def test_a_table_of_few_words_is_a_week() -> None:
    assert not lines("near-empty", subject(page()))
