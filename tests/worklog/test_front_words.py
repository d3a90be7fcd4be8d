"""Values Hugo would stumble over; what it does with each was seen with Hugo 0.168 (a failed build, another value)."""

from __future__ import annotations

import datetime as dt

import pytest

from worklog_tui.worklog.plans.front_words import objection, remark


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("date", "2025-10-04 Zq", "build"),  # the "date" front matter field is not a parsable date
        ("date", "2025-13-44", "build"),
        ("lastmod", "soon", "build"),
        ("publishDate", "soon", "build"),
        ("expiryDate", "soon", "build"),
        ("date", 20251004, "1970"),  # builds, with a day in August 1970
        ("weight", "4 x", "whole number"),  # counts as 0
        ("weight", True, "whole number"),
        ("draft", "maybe", "true or false"),  # counts as false
    ],
)
def test_refused(key: str, value: object, word: str) -> None:
    assert word in (objection((key,), value) or "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", dt.date(2025, 10, 4)), ("date", "2025-10-04"), ("date", "2025-10-04T10:00:00+07:00"), ("date", ""),
        ("weight", 4), ("weight", -1), ("weight", "4"), ("weight", None), ("draft", True), ("draft", "false"),
        ("title", "4 x"), ("chapter", "maybe"),
    ],
)  # fmt: skip
def test_accepted(key: str, value: object) -> None:
    assert objection((key,), value) is None


def test_a_value_below_another_key_is_the_themes_own() -> None:
    assert objection(("params", "date"), "soon") is None
    assert objection(("tags", 0), "x") is None


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (False, "false x", "true or false"),
        (4, "4 x", "a number"),
        (4.5, "x", "a number"),
        (dt.date(2025, 1, 1), "x", "a date"),
        ("x", "y", None),
        (4, 5, None),
        (False, "", None),
        (None, "x", None),
    ],
)
def test_what_is_odd_is_told(old: object, new: object, word: str | None) -> None:
    told = remark(("chapter",), old, new)
    assert told is None if word is None else told is not None and word in told
