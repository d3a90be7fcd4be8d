"""What a few keys mean as a date: an oracle by hand around Wednesday 26 November 2025."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.worklog.day.meant import Around, meant

TODAY = dt.date(2025, 11, 26)
AROUND = Around(TODAY, TODAY, dt.date(2025, 11, 20))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("today", "2025-11-26"),
        (" Today ", "2025-11-26"),
        ("yesterday", "2025-11-25"),
        ("tomorrow", "2025-11-27"),
        ("hôm nay", "2025-11-26"),
        ("hom qua", "2025-11-25"),
        ("mai", "2025-11-27"),
        ("mon", "2025-11-24"),
        ("Friday", "2025-11-28"),
        ("sun", "2025-11-30"),
        ("thứ 2", "2025-11-24"),
        ("thu 2", "2025-11-24"),
        ("t6", "2025-11-28"),
        ("cn", "2025-11-30"),
        ("chủ nhật", "2025-11-30"),
        ("thu", "2025-11-27"),
        ("12", "2025-11-12"),
        ("1", "2025-12-01"),
        ("30", "2025-11-30"),
        ("12/11", "2025-11-12"),
        ("3/1", "2026-01-03"),
        ("12/11/2024", "2024-11-12"),
        ("12-11-2025", "2025-11-12"),
        ("2025-11-12", "2025-11-12"),
        ("12 Nov", "2025-11-12"),
        ("Nov 12, 2025", "2025-11-12"),
        ("Wed 12/11", "2025-11-12"),
        ("+2d", "2025-11-22"),
        ("+2", "2025-11-22"),
        ("-1w", "2025-11-13"),
        ("+ 1 week", "2025-11-27"),
        ("next mon", "2025-12-01"),
        ("last Friday", "2025-11-21"),
        ("this sun", "2025-11-30"),
        ("thứ 2 tuần sau", "2025-12-01"),
        ("CN tuần trước", "2025-11-23"),
    ],
)
def test_a_date(text: str, date: str) -> None:
    assert meant(text, AROUND) == dt.date.fromisoformat(date)


def test_the_pages_order_decides() -> None:
    assert meant("3/1", Around(TODAY, TODAY, TODAY, "mdy")) == dt.date(2026, 3, 1)
    assert meant("12/31", Around(TODAY, TODAY, TODAY)) == dt.date(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("", "ongoing", "12/11 - 14/11", "0", "32", "31/02/2025", "today or so", "1.4", "x" * 99, "2-3", "+", "+2m"),
        "29/09/2025 <br> - School",
    ],
)
def test_no_date(text: str) -> None:
    assert meant(text, AROUND) is None


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    found = meant(text, AROUND)
    assert found is None or isinstance(found, dt.date)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_a_whole_date_means_itself(date: dt.date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%d-%m-%Y"):
        assert meant(date.strftime(form), AROUND) == date
