"""Day cells in every form met, and the page's own numbering."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklog.pages import table
from worklog_tui.worklog.reading.days import by_convention, find_convention, read_day, weekday_of, write_day

MONDAY = dt.date(2025, 9, 29)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Monday", 1), ("tuesday", 2), ("Wed", 3), ("Thurs.", 4), ("**Fri**", 5), ("SAT", 6), ("Sun", 7),
        ("Thứ 2", 1), ("thứ 7", 6), ("Thứ Hai", 1), ("Thứ tư", 3), ("T2", 1), ("T.7", 6), ("CN", 7), ("Chủ nhật", 7),
        ("Chủ Nhật", 7), ("Hai", 1), ("**Ba**", 2), ("Tư", 3), ("Năm", 4), ("Sáu", 5), ("Bảy", 6), ("2 (T3)", 2),
        ("7 (CN)", 7), ("8 (T2)", 1), ("2 (Mon)", 1), ("Thá»© 3", 2), ("Thứ 2 (22/09)", 1), ("Mon 29/09", 1),
        ("Thứ 2<br>22/09", 1),
        ("", None), ("---", None), ("2-3", None), ("2, 3", None), ("4 & 5", None), ("Sat/Sun", None), ("6-CN", None),
        ("Thứ 2 - Thứ 4", None), ("**Tue – Wed**", None), ("Ba – Tư", None), ("Week 4", None), ("Tuần 3-4", None),
        ("AWS Identity Center ( SSO ) <br>&emsp; + AWS KMS <br>", None), ("https://cloud.example/", None),
    ],
)  # fmt: skip
def test_what_a_cell_says_by_itself(text: str, weekday: int | None) -> None:
    assert weekday_of(read_day(text), "monday-2", None) == weekday


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("**5**", 5), ("Day 3", 3), ("Ngày 1", 1), ("02", 2), ("15", 15)]
)
def test_numbers_wait_for_the_page(text: str, number: int) -> None:
    assert (read_day(text).weekday, read_day(text).number) == (None, number)


def test_both_conventions() -> None:
    assert [by_convention(n, "monday-2") for n in range(10)] == [None, 7, 1, 2, 3, 4, 5, 6, 7, None]
    assert [by_convention(n, "monday-1") for n in range(10)] == [None, 1, 2, 3, 4, 5, 6, 7, None, None]


@pytest.mark.parametrize(
    ("rows", "convention"),
    [
        ([("2", MONDAY), ("3", MONDAY + dt.timedelta(1))], "monday-2"),
        ([("1", MONDAY), ("2", MONDAY + dt.timedelta(1))], "monday-1"),
        ([("2", MONDAY), ("3", MONDAY + dt.timedelta(1)), ("4", MONDAY)], "monday-2"),
        ([("1", None), ("2", None), ("3", None)], "monday-1"),
        ([("2", None), ("3", None), ("7", None)], "monday-2"),
        ([("2 (Tue)", None), ("3 (Wed)", None)], "monday-1"),
        ([], "monday-2"),
    ],
)
def test_the_page_says_by_its_dates(rows: list[tuple[str, dt.date | None]], convention: str) -> None:
    assert find_convention([(read_day(text), date) for text, date in rows]) == convention


def test_a_day_cell_that_holds_a_date_is_that_weekday() -> None:
    found = table("Ngày|Công việc|Bắt đầu|Kết thúc", "22/06|x|22/06/2026|22/06/2026")
    assert found.tasks[0].day.weekday == 1


@pytest.mark.parametrize(
    ("examples", "weekday", "text"),
    [
        (["2", "3"], 4, "5"), (["**2**"], 1, "**2**"), (["Mon", "Tue"], 3, "Wed"), (["Monday"], 7, "Sunday"),
        (["MON"], 5, "FRI"), (["Thứ 2"], 3, "Thứ 4"), (["Thứ 2"], 7, "Chủ nhật"), (["T2", "T3"], 6, "T7"),
        (["T2"], 7, "CN"), (["**Hai**"], 3, "**Tư**"), (["Thứ Hai"], 2, "Thứ Ba"), (["Day 2"], 1, "Day 2"),
        (["2", "3"], 7, "CN"), (["22/06"], 1, ""), ([], 1, "2"),
    ],
)  # fmt: skip
def test_new_days_are_written_as_the_page_writes(examples: list[str], weekday: int, text: str) -> None:
    assert write_day(weekday, examples, "monday-2", "vi") == text


@given(st.integers(1, 7), st.sampled_from([["2", "3"], ["Mon"], ["Friday"], ["Thứ 3"], ["T3"], ["**Ba**"], ["Thứ Ba"]]))
def test_a_written_day_reads_back(weekday: int, examples: list[str]) -> None:
    assert weekday_of(read_day(write_day(weekday, examples, "monday-2", "vi")), "monday-2", None) == weekday


@given(st.integers(1, 7))
def test_a_written_day_reads_back_where_one_is_monday(weekday: int) -> None:
    assert weekday_of(read_day(write_day(weekday, ["1", "2"], "monday-1", "en")), "monday-1", None) == weekday


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert read_day(text).weekday in (None, 1, 2, 3, 4, 5, 6, 7)
