"""The rule date-future."""

from __future__ import annotations

import datetime as dt

from tests.checks.pages import lines, page, subject


def test_hugo_leaves_it_out_until_then() -> None:
    assert lines("date-future", subject(page(), today=dt.date(2025, 9, 28))) == [3]


def test_today_is_published() -> None:
    assert not lines("date-future", subject(page(), today=dt.date(2025, 9, 29)))
